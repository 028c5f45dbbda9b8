"""`kotowari ask`: advice on one message, or on many, one a line. Nothing is stored."""

import argparse
import datetime as dt
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.bootstrap import Core, load_core, load_terminal_texts
from bot.commands.arguments import Findings, Misused, day, facts_of, today, word
from bot.commands.console import write, write_json
from bot.commands.incoming import STDIN, from_argument, from_stdin
from bot.commands.record import record
from bot.core.advise import EMPTY, TOO_LONG, advise, check
from bot.core.read import MAX_CHARS
from bot.core.reading import Speaker
from bot.core.reply import Reply
from bot.errors import MisuseError, Problem
from policies.schema import Platform
from policies.vocabulary import Fact, Language, Tone

UNREADABLE: Mapping[str, tuple[str, str]] = {
    EMPTY: ("there is no word in it", "give the message that the client wrote"),
    TOO_LONG: (f"longer than {MAX_CHARS} characters", "give only the part that asks for something"),
}
"""What is wrong with a text, and what to do, by the key of `MisuseError`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the answer is wanted."""

    on: dt.date
    facts: Mapping[str, str] = field(default_factory=dict)
    not_asked: frozenset[str] = frozenset()
    speaker: Speaker | None = None
    language: Language | None = None
    tone: Tone | None = None


def run(arguments: argparse.Namespace) -> int:
    """Answer, and return the exit code."""
    if arguments.jsonl:
        from bot.commands.batch import run as run_batch

        core = load_core()
        return run_batch(core, options_of(arguments, core.rulebook.platforms))
    findings = Findings()
    text = findings.read(lambda: _text(arguments.text))
    core = load_core(sparing=True)
    options = findings.read(lambda: options_of(arguments, core.rulebook.platforms))
    findings.settle()
    assert options is not None
    assert text is not None
    reply = answered(text, core, options, STDIN if _is_piped(arguments.text) else "TEXT")
    if arguments.json:
        write_json(record(reply))
    else:
        _show(reply, core)
    return 0


def options_of(arguments: argparse.Namespace, platforms: Mapping[str, Platform]) -> Options:
    """Read the options. Raise `Misused` with all that is wrong with them."""
    findings = Findings()
    speaker = findings.read(lambda: word(Speaker, arguments.speaker, "--speaker")) if arguments.speaker else None
    language = findings.read(lambda: word(Language, arguments.lang, "--lang")) if arguments.lang else None
    tone = findings.read(lambda: word(Tone, arguments.tone, "--tone")) if arguments.tone else None
    on = findings.read(lambda: day(arguments.on, "--on")) if arguments.on else None
    facts = findings.read(lambda: facts_of(_pairs(arguments), platforms))
    if arguments.jsonl and arguments.text:
        findings.problems.append(Problem("takes no TEXT", "--jsonl", "give the cases in standard input, one a line"))
    findings.settle()
    told, not_asked = facts or ({}, frozenset())
    return Options(on or today(), told, not_asked, speaker, language, tone)


def unreadable(error: MisuseError, where: str) -> Problem:
    """Return why a text cannot be read."""
    what, remedy = UNREADABLE[error.key]
    return Problem(what, where, remedy)


def answered(text: str, core: Core, options: Options, where: str) -> Reply:
    """Return the advice on a text. Raise `Misused` if there is none on such a text."""
    try:
        return advise(
            text,
            core=core,
            on=options.on,
            facts=options.facts,
            speaker=options.speaker,
            language=options.language,
            tone=options.tone,
            not_asked=options.not_asked,
        )
    except MisuseError as error:
        raise Misused(unreadable(error, where)) from error


def _pairs(arguments: argparse.Namespace) -> Iterator[tuple[str, str, str]]:
    for given in arguments.fact or ():
        name, equals, value = given.partition("=")
        if not equals:
            raise Misused(Problem(f"“{given}” has no “=”", "--fact", "write it as NAME=VALUE: --fact stage=funded"))
        yield name, value, f"--fact {name}"
    for fact in (Fact.PLATFORM, Fact.STAGE):
        if getattr(arguments, fact):
            yield fact, getattr(arguments, fact), f"--{fact}"


def _is_piped(words: list[str]) -> bool:
    return words == ["-"] or not words


def _text(words: list[str]) -> str:
    """Return a text that can be read. Raise `Misused` if there is none."""
    piped = _is_piped(words)
    if not words and sys.stdin.isatty():
        raise Misused(Problem("missing", "TEXT", "write it in quotes, or give “-” and the text in standard input"))
    try:
        text = from_stdin() if piped else from_argument(words)
        check(text)
    except MisuseError as error:
        raise Misused(unreadable(error, STDIN if piped else "TEXT")) from error
    return text


def _show(reply: Reply, core: Core) -> None:
    from bot.adapters.terminal.paint import paint_for
    from bot.adapters.terminal.render import Screen, render

    width = shutil.get_terminal_size().columns
    write(render(reply, Screen(core.phrasebook, load_terminal_texts(), core.rulebook, paint_for(sys.stdout), width)))
