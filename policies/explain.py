"""Turn what the TOML parser and pydantic complain of into problems with plain words and a remedy."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from policies.place import Steps, describe
from policies.problems import Problem, suggest
from policies.shape import header, inner_model, keys_of, model_at

GUIDE = "policies/README.md shows how"
EXAMPLE_DAY = "2026-11-23"

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_DATE = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_WIDE = re.compile("[“”‘’＂＇＝［］｛｝，　]")
_MEANT = re.compile("did you mean “(.+?)”")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')


# --- files that are not TOML -----------------------------------------------------------------------


def not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    """Explain a file that is no UTF-8 text."""
    line = data[: error.start].count(b"\n") + 1
    return Problem(path, f"line {line}", "the file is not UTF-8 text", "save it with the encoding UTF-8")


def not_toml(path: str, text: str, error: ValueError) -> Problem:
    """Explain a file that the TOML parser cannot read."""
    message = _AT.sub("", str(error))
    found = _AT.search(str(error))
    lines = text.splitlines() or [""]
    number = min(int(found[1]) if found and found[1] else len(lines), len(lines))
    wrong, remedy = _toml_words(message, lines[number - 1], number)
    return Problem(path, f"line {number}", wrong, remedy)


_TOML_WORDS: tuple[tuple[str, str, str], ...] = (
    ("Cannot overwrite a value", "this key or table stands twice", "remove one of the two"),
    (
        "Cannot declare",
        "this table stands twice",
        "put its lines together under one header, or write [[name]] for a list",
    ),
    ("Duplicate inline table key", "a key stands twice between { and }", "remove one of the two"),
    ("Cannot mutate", "this key or table stands twice", "write it in one place only"),
    ("Cannot redefine", "this name is a table in one place and a list in another", "write [[name]] in every place"),
    ("Illegal character '\\n'", "a text is not closed at the end of the line", 'add the closing "'),
    ("Unterminated string", "a text is not closed", 'add the closing "'),
    ("Unclosed array", "a list is not closed", "add the closing ]"),
    ("Unclosed inline table", "a { is not closed", "add the closing }"),
    ("Unescaped", "a text holds a single \\", "write \\\\ for it, or put the text in '…'"),
    ("Expected '=' after a key", "a key has no value", 'write it as name = "value"'),
    ("Expected ']", "a table header is not closed", "write it as [name], or [[name]] for a list"),
    ("Invalid initial character for a key part", "a name was expected here", 'write name = "value"'),
    ("Invalid statement", "this line is no key, table or comment", 'write name = "value", [name] or # comment'),
    ("Invalid value", "this value is neither text, list, date nor true or false", 'put text in quotes: "…"'),
    (
        "Expected newline or end of document",
        "something follows the value",
        'write one key a line, and text in quotes: "…"',
    ),
)


def _toml_words(message: str, line: str, number: int) -> tuple[str, str]:
    bare = _QUOTED.sub('""', line)
    date = _DATE.search(bare)
    if date:
        return f"{date[0]} is not a date", _date_remedy(date[0])
    if number == 1 and line.startswith("\ufeff"):
        return "the file starts with an invisible mark (BOM)", "save it as UTF-8 without BOM"
    wide = _WIDE.search(bare)
    if wide:
        return f"“{wide[0]}” is no sign of TOML", 'write the half-width signs: " = [ ] { } and a plain space'
    for start, wrong, remedy in _TOML_WORDS:
        if message.startswith(start):
            return wrong, remedy
    return f"is not TOML ({message})", f"mend this line; {GUIDE}"


# --- files that say something else than they may ---------------------------------------------------


def not_valid(path: str, text: str, model: type[BaseModel], faults: Sequence[ErrorDetails]) -> Iterator[Problem]:
    """Explain every value that the file's model refuses."""
    explained = _explained(model, faults)
    for fault in faults:
        if not _follows_from_another(fault, explained):
            yield Problem(path, describe(text, fault["loc"]), *_fault_words(model, fault))


def _explained(model: type[BaseModel], faults: Sequence[ErrorDetails]) -> set[Steps]:
    """Return the places of faults that follow from a key which is misspelt or stands in the wrong table."""
    places: set[Steps] = set()
    for fault in faults:
        key = fault["loc"][-1]
        if key == "[key]":
            places |= {fault["loc"][:-1], (fault["input"],)}
        elif fault["type"] == "extra_forbidden":
            meant = _MEANT.findall(_unknown_key(model, fault["loc"])[1])
            places |= {(key,), *((*fault["loc"][:-1], name) for name in meant)}
    return places


def loose(path: str, text: str, steps: Steps, value: object) -> Problem:
    """Explain a date in quotes, or a word in place of true or false."""
    found = _DATE.search(str(value))
    remedy = _date_remedy(str(value)) if found else "write true or false, without quotes"
    return Problem(
        path, describe(text, steps), f"{_shown(value)} is {'not a date' if found else 'neither true nor false'}", remedy
    )


def _follows_from_another(fault: ErrorDetails, explained: set[Steps]) -> bool:
    """Tell whether a fault repeats another: a key missing because it is misspelt, a list short of its bad entry."""
    if fault["type"] == "too_short":
        return bool(fault["input"])
    return fault["type"] not in ("extra_forbidden", "enum") and fault["loc"] in explained


def _fault_words(model: type[BaseModel], fault: ErrorDetails) -> tuple[str, str]:
    kind, steps, value = fault["type"], fault["loc"], fault["input"]
    shown = _shown(value)
    if kind == "missing":
        return _missing(steps)
    if kind == "extra_forbidden":
        return _unknown_key(model, steps)
    if kind in ("enum", "literal_error"):
        return _wrong_value(model, steps, value, fault)
    if kind.startswith(("date_", "datetime_")):
        return f"{shown} is not a date", _date_remedy(str(value))
    if kind == "string_pattern_mismatch":
        return _wrong_form(str(value), fault["ctx"]["pattern"])
    plain = _PLAIN.get(kind)
    if plain is not None:
        return plain[0].format(shown=shown), plain[1].format(shown=shown, value=value)
    return f"{shown} does not fit ({fault['msg']})", GUIDE


_PLAIN: dict[str, tuple[str, str]] = {
    "tuple_type": ("{shown} is not a list", "put it in brackets: [{shown}]"),
    "string_type": ("{shown} is not text", 'put it in quotes: "{value}"'),
    "string_too_short": ("the text is empty", "write the text, or remove the line if it is not needed"),
    "too_short": ("the list is empty", "write at least one entry"),
    "bool_parsing": ("{shown} is neither true nor false", "write true or false, without quotes"),
    "bool_type": ("{shown} is neither true nor false", "write true or false, without quotes"),
    "dict_type": ("{shown} is not a table", 'write a table: [name] and below it lines like key = "value"'),
    "model_type": ("{shown} is not a table", 'write a table: { ja = "…", en = "…" } or a header [name]'),
}

_TO_ADD: dict[str, str] = {
    "ja": 'add the Japanese text: ja = "…"',
    "en": 'add the English text: en = "…"',
    "in_force": f"add a table [in_force] with reviewed = {EXAMPLE_DAY}",
    "reviewed": f"add the day on which the rule was last checked: reviewed = {EXAMPLE_DAY}",
    "read_on": f"add the day on which the page was read: read_on = {EXAMPLE_DAY}",
    "source": "add [[source]] with page and says: no rule without a source",
    "letter": "add a table [letter] with a purpose",
    "reason": "add a table [reason] with ja and en",
    "title": 'add title = { ja = "…", en = "…" }',
    "example": "add [[example]] tables",
    "id": 'add id = "…"; it equals the path of the file',
}


def _missing(steps: Steps) -> tuple[str, str]:
    key = str(steps[-1])
    return f"“{key}” is missing", _TO_ADD.get(key, f"add it; {GUIDE}")


def _unknown_key(model: type[BaseModel], steps: Steps) -> tuple[str, str]:
    key = str(steps[-1])
    here = model_at(model, steps[:-1])
    wrong = f"unknown key “{key}”"
    if len(steps) > 1 and key in keys_of(model):
        return _misplaced(key)
    if here is not None:
        for name in keys_of(here):
            inner = inner_model(here, name)
            if inner is not None and key in keys_of(inner) and key not in ("ja", "en"):
                return wrong, f"“{key}” belongs under {header(here, name)}"
        return wrong, suggest(key, keys_of(here))
    return wrong, GUIDE


def _misplaced(key: str) -> tuple[str, str]:
    return f"“{key}” stands below a [table]", "it belongs to the file itself: move the line above the first [table]"


def _wrong_value(model: type[BaseModel], steps: Steps, value: Any, fault: ErrorDetails) -> tuple[str, str]:
    choices = re.findall("'([^']*)'", str(fault["ctx"]["expected"]))
    if steps[-1] == "[key]":
        return _misplaced(value) if value in keys_of(model) else (f"unknown key “{value}”", suggest(value, choices))
    named = f" for “{next(step for step in reversed(steps) if isinstance(step, str))}”"
    return f"{_shown(value)} is no value{named}", suggest(value, choices)


def _wrong_form(value: str, pattern: str) -> tuple[str, str]:
    wrong = f"“{value}” has the wrong form"
    if pattern.startswith("^https?"):
        return wrong, "write a whole address that starts with https://, without spaces"
    if "[A-Z]{2}" in pattern:
        return wrong, "write the two capital letters of the country (JP, US …) or world"
    if r"\.\*" in pattern:
        return wrong, "write the id of a rule (area.name) or area.* for a whole area"
    if r"\." in pattern:
        return wrong, "write small letters, digits and _ in two parts with a dot between: area.name"
    return wrong, "write small letters, digits and _ only"


def _date_remedy(text: str) -> str:
    found = _DATE.search(text)
    if found is None:
        return f"write year-month-day without quotes, such as {EXAMPLE_DAY}"
    try:
        day = dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        return f"there is no such day; write year-month-day, such as {EXAMPLE_DAY}"
    return f"write {day.isoformat()}, without quotes"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'
    if isinstance(value, dt.date | int | float):
        return str(value)
    return "this list" if isinstance(value, list | tuple) else "this table"
