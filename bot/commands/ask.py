"""`kotowari ask`: advice on one message, or on many, one a line. Nothing is stored."""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.bootstrap import Core, load_core
from bot.commands.arguments import Findings, Misused, day, facts_of, today, word
from bot.commands.console import complain, write, write_json
from bot.commands.incoming import decoded, from_argument, from_stdin, lines_of_stdin, mended
from bot.commands.record import record
from bot.core.advise import EMPTY, TOO_LONG, advise
from bot.core.read import MAX_CHARS
from bot.core.reading import Speaker
from bot.core.reply import Reply
from bot.errors import MisuseError, Problem
from policies.problems import nearest
from policies.vocabulary import Fact, Language, Tone

UNREADABLE: Mapping[str, tuple[str, str]] = {
    EMPTY: ("there are no words in it", "give the message that the client wrote"),
    TOO_LONG: (f"longer than {MAX_CHARS} characters", "give only the part that asks for something"),
}

_KEYS = ("id", "text", "facts", "speaker", "lang", "on")
_NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Options:
    """How the answers are wanted; a line of its own may say otherwise."""

    answer: Callable[..., Reply]
    pairs: list[tuple[str, str, str]]


def run(arguments: argparse.Namespace) -> int:
    """Answer, and return the exit code."""
    gc.disable()  # everything that is loaded now is needed until the end
    findings = Findings()
    speaker = findings.read(lambda: word(Speaker, arguments.speaker, "--speaker")) if arguments.speaker else None
    language = findings.read(lambda: word(Language, arguments.lang, "--lang")) if arguments.lang else None
    tone = findings.read(lambda: word(Tone, arguments.tone, "--tone")) if arguments.tone else None
    on = findings.read(lambda: day(arguments.on, "--on")) if arguments.on else today()
    pairs = findings.read(lambda: _pairs(arguments))
    text = None if arguments.jsonl else findings.read(lambda: _text(arguments.text))
    core = load_core()
    facts = findings.read(lambda: facts_of(pairs or (), core.rulebook.platforms))
    if arguments.jsonl and arguments.text:
        findings.problems.append(Problem("takes no TEXT", "--jsonl", "give the cases in standard input, one a line"))
    findings.settle()
    assert facts is not None
    answer = partial(advise, core=core, tone=tone)
    given = {"on": on, "speaker": speaker, "language": language}
    if arguments.jsonl:
        return _many(core, answer, given, facts[0])
    assert text is not None
    reply = answer(text, facts=facts[0], not_asked=facts[1], **given)
    if arguments.json:
        write_json(record(reply))
    else:
        _show(reply, core)
    return 0
