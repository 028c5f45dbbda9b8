"""`kotowari decline`: a letter to send, without a message to read."""

import argparse
import shutil
import sys
from collections.abc import Mapping

from bot.bootstrap import load_policies, load_terminal_texts, load_texts
from bot.commands.arguments import Findings, Misused, platform_id, today, word
from bot.commands.console import write
from bot.core.compose import compose_letter
from bot.core.conversation import KnownAsk
from bot.core.reply import Reply
from bot.errors import Problem
from bot.texts.phrasebook import Phrasebook
from policies.lexicon import ToolFile
from policies.problems import suggest
from policies.rulebook import Rulebook
from policies.vocabulary import Fact, Kind, Language, Tone


def run(arguments: argparse.Namespace) -> int:
    """Write the letter, and return the exit code."""
    rulebook, lexicon = load_policies()
    findings = Findings()
    kinds = [findings.read(lambda kind=kind: word(Kind, kind, "KIND")) for kind in arguments.kind]  # type: ignore[misc]
    tone = findings.read(lambda: word(Tone, arguments.tone, "--tone")) if arguments.tone else Tone.PLAIN
    language = findings.read(lambda: word(Language, arguments.lang, "--lang")) if arguments.lang else Language.JA
    facts = findings.read(lambda: _facts(arguments.platform, rulebook))
    known = [kind for kind in dict.fromkeys(kinds) if kind is not None]
    asks = findings.read(lambda: _asks(known, arguments.tool, lexicon.tools)) if len(known) == len(kinds) else None
    findings.settle()
    assert asks and tone and language  # noqa: PT018 (all are there once nothing is wrong)
    texts = load_texts()
    _show(compose_letter(asks, facts or {}, rulebook, texts, today(), language, language, tone), rulebook, texts)
    return 0


def _facts(platform: str | None, rulebook: Rulebook) -> dict[str, str]:
    return {Fact.PLATFORM: platform_id(platform, "--platform", rulebook.platforms)} if platform else {}


def _asks(kinds: list[Kind], tool_id: str | None, tools: Mapping[str, ToolFile]) -> list[KnownAsk]:
    """Return the asks. The tool belongs to those kinds that it can be asked for as."""
    if tool_id is None:
        return [KnownAsk(kind) for kind in kinds]
    tool = tools.get(tool_id.strip().lower())
    if tool is None:
        raise Misused(Problem(f"we know no tool “{tool_id}”", "--tool", suggest(tool_id, tools)))
    fitting = {tool.kind, *([Kind.MEETING] if tool.meets else []), *([Kind.SHARED_WORKSPACE] if tool.shares else [])}
    if fitting.isdisjoint(kinds):
        remedy = f"add one of these kinds: {', '.join(sorted(fitting))}"
        raise Misused(Problem(f"{tool.id} goes with none of the kinds", "--tool", remedy))
    return [KnownAsk(kind, tool.id if kind in fitting else None) for kind in kinds]


def _show(reply: Reply, rulebook: Rulebook, texts: Phrasebook) -> None:
    """Write the letter alone; where no letter must be sent, why."""
    from bot.adapters.terminal.clean import clean
    from bot.adapters.terminal.paint import paint_for
    from bot.adapters.terminal.render import Screen, render

    if reply.drafts:
        write(clean(reply.drafts[0].text).strip("\n").split("\n"))
        return
    width = shutil.get_terminal_size().columns
    write(render(reply, Screen(texts, load_terminal_texts(), rulebook, paint_for(sys.stdout), width)))
