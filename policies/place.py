"""Find the line of a file, and the words for it, that a mistake in the parsed data comes from."""

import re
from collections.abc import Sequence

Steps = tuple[str | int, ...]
"""The way to a value in the parsed file: keys and, in lists, indices from 0."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+(?:\s*\.\s*[A-Za-z0-9_-]+)*)\s*=")


def describe(text: str, steps: Sequence[str | int]) -> str:
    """Return the place as a person would look for it: `line 14, [in_force] since`."""
    way = tuple(step for step in steps if step != "[key]")
    line = line_of(text, way)
    words = _words(text, way)
    return ", ".join(part for part in (f"line {line}" if line else "", words) if part)


def line_of(text: str, steps: Steps) -> int | None:
    """Return the number of the line that holds the value, or the nearest thing around it that has a line."""
    places = _places(text)
    for length in range(len(steps), 0, -1):
        if steps[:length] in places:
            return places[steps[:length]]
    return None


def _places(text: str) -> dict[Steps, int]:
    """Return the line of every table and key that starts a line."""
    places: dict[Steps, int] = {}
    counts: dict[Steps, int] = {}
    table: Steps = ()
    in_long_text = False
    for number, line in enumerate(text.splitlines(), start=1):
        quotes = line.count('"""') + line.count("'''")
        if not in_long_text:
            table = _note(line, number, table, places, counts)
        in_long_text ^= bool(quotes % 2)
    return places


def _note(line: str, number: int, table: Steps, places: dict[Steps, int], counts: dict[Steps, int]) -> Steps:
    """Enter what the line starts, and return the table that the next line belongs to."""
    header = _HEADER.match(line)
    if header:
        name: Steps = tuple(header[2].split("."))
        if header[1] == "[[":
            counts[name] = counts.get(name, -1) + 1
            places.setdefault(name, number)
            name = (*name, counts[name])
        places.setdefault(name, number)
        return name
    key = _KEY.match(line)
    if key:
        places.setdefault((*table, *re.split(r"\s*\.\s*", key[1])), number)
    return table


def _words(text: str, steps: Steps) -> str:
    """Return `[in_force] since`, `[[example]] 2, verdict` or `asks, entry 1`."""
    if not steps:
        return ""
    first, rest = steps[0], steps[1:]
    if _has_header(text, f"[[{first}]]"):
        if not rest or not isinstance(rest[0], int):
            return f"[[{first}]]"
        inner = _dotted(rest[1:])
        return f"[[{first}]] {rest[0] + 1}" + (f", {inner}" if inner else "")
    if _has_header(text, f"[{first}]"):
        return f"[{first}] {_dotted(rest)}".strip()
    return _dotted(steps)


def _has_header(text: str, header: str) -> bool:
    return any(line.strip().startswith(header) for line in text.splitlines())


def _dotted(steps: Steps) -> str:
    words = ""
    for step in steps:
        if isinstance(step, int):
            words += f", entry {step + 1}"
        else:
            words += f".{step}" if words else step
    return words
