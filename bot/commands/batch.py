"""`kotowari ask --jsonl`: one case a line, one answer a line, in the same order. Each line stands alone.

A line that cannot be answered gives a line with its `id` and the `error`, and the rest goes on.
"""

import difflib
import gc
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from bot.bootstrap import Core
from bot.commands.arguments import Findings, Misused, day, facts_of, word
from bot.commands.ask import Options, answered, unreadable
from bot.commands.console import complain, plain, write_json
from bot.commands.incoming import decoded, lines_of_stdin, mended
from bot.commands.record import record
from bot.core.advise import TOO_LONG
from bot.core.reading import Speaker
from bot.errors import KotowariError, MisuseError, Problem
from policies.schema import Platform
from policies.vocabulary import Fact, Language

T = TypeVar("T")
Case = Mapping[str, Any]

KEYS = ("id", "text", "facts", "speaker", "lang", "on")
FORM = 'write {"id": "1", "text": "…"}'
_NEAR = 0.75
"""From here on a strange key is taken for a mistyped one; others are left alone, so that cases may hold more."""


def run(core: Core, options: Options) -> int:
    """Answer all lines. `options` hold where a line says nothing else. Return 2 if a line could not be answered."""
    gc.freeze()
    gc.enable()
    bad = count = 0
    for number, line in lines_of_stdin():
        count += 1
        answer = _line(line, f"line {number}", core, options)
        bad += "error" in answer
        write_json(answer)
    if bad:
        complain([Problem(f"{bad} of {count} lines could not be answered", "--jsonl", "see “error” in their answers")])
    return 2 if bad else 0


def _line(line: bytes | None, where: str, core: Core, options: Options) -> dict[str, Any]:
    """Answer one line, or say what is wrong with it."""
    case_id: object = None
    try:
        case = _case(line, where)
        case_id = _id(case, where)
        text, own = _read(case, where, options, core.rulebook.platforms)
        return record(answered(text, core, own, f"{where}, text"), case_id)
    except KotowariError as error:
        return {"id": case_id, "error": plain("; ".join(map(str, error.problems)))}
    except Exception as error:  # noqa: BLE001 (a mistake of ours in one case must not cost the others)
        return {"id": case_id, "error": f"{where}: unexpected error ({type(error).__name__}); please report it"}


def _case(line: bytes | None, where: str) -> Case:
    """Read one line. Raise `Misused` if it is no case."""
    if line is None:
        raise Misused(unreadable(MisuseError(TOO_LONG), where))
    try:
        case = json.loads(decoded(line, where))
    except (ValueError, RecursionError):
        raise Misused(Problem("not JSON", where, FORM)) from None
    if not isinstance(case, dict):
        raise Misused(Problem("not a JSON object", where, FORM))
    return case


def _id(case: Case, where: str) -> str | int | None:
    given = case.get("id")
    if given is None or (isinstance(given, str | int) and not isinstance(given, bool)):
        return mended(given) if isinstance(given, str) else given
    raise Misused(Problem("neither a text nor a whole number", f"{where}, id", "write it in quotes"))


def _read(case: Case, where: str, options: Options, platforms: Mapping[str, Platform]) -> tuple[str, Options]:
    """Return the text of a case and how its answer is wanted. Raise `Misused` with all that is wrong."""
    findings = Findings()
    findings.problems += _strange(case, where)
    text = findings.read(lambda: _text(case, where))
    speaker = findings.read(lambda: _given(case, "speaker", where, lambda value, at: word(Speaker, value, at)))
    language = findings.read(lambda: _given(case, "lang", where, lambda value, at: word(Language, value, at)))
    on = findings.read(lambda: _given(case, "on", where, day))
    facts = findings.read(lambda: facts_of(_pairs(case, where), platforms))
    findings.settle()
    told, unknown = facts or ({}, frozenset())
    own = replace(
        options,
        on=on or options.on,
        speaker=speaker or options.speaker,
        language=language or options.language,
        facts={**options.facts, **told},
        not_asked=(options.not_asked - told.keys()) | unknown,
    )
    return text or "", own


def _text(case: Case, where: str) -> str:
    if "text" not in case:
        raise Misused(Problem("missing", f"{where}, text", FORM))
    return mended(_string(case["text"], f"{where}, text"))


def _given(case: Case, key: str, where: str, reader: Callable[[str, str], T]) -> T | None:
    value = case.get(key)
    return None if value is None else reader(_string(value, f"{where}, {key}"), f"{where}, {key}")


def _string(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise Misused(Problem("not a text", where, "write it in quotes"))
    return value


def _pairs(case: Case, where: str) -> Iterator[tuple[str, str, str]]:
    facts = case.get("facts")
    if facts is None:
        return
    if not isinstance(facts, dict):
        raise Misused(Problem("not a JSON object", f"{where}, facts", 'write {"platform": "crowdworks"}'))
    for name, value in facts.items():
        at = f"{where}, facts.{name}"
        if value is not None:
            yield name, _string(value, at), at


def _strange(case: Case, where: str) -> Iterator[Problem]:
    """Find keys that would silently not count."""
    for key in case.keys() - set(KEYS):
        near = difflib.get_close_matches(key, KEYS, n=1, cutoff=_NEAR)
        if key in list(Fact):
            yield Problem("stands outside of “facts”", f"{where}, {key}", f'write "facts": {{"{key}": "…"}}')
        elif near or key == "language":
            yield Problem("no such key", f"{where}, {key}", f"did you mean “{near[0] if near else 'lang'}”?")
