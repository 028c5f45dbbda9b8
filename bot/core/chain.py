"""A pattern of several segments, verified around the one segment that the automaton looks for.

The segments behind it are matched in the text, those before it in the text turned round, each as one regular
expression that is made when it is first needed. So both sides find the nearest place that will do.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_GOING_ON = "[a-z]*"
LONGEST_TAIL = 20
"""How far, in letters, a Latin word may go on behind an open end and still be followed by the next segment."""

WORTH_MAKING = 50
"""Asked for so often, an expression is made even if it cannot match: making it costs as much as so many looks."""

OPEN = "*"
"""Ends a literal behind which a word may go on."""


class Piece(NamedTuple):
    """A segment beside the one that is looked for: its literals, and the letters allowed before it on that side."""

    gap: int
    literals: list[str]


class Side:
    """The segments on one side, the nearest first."""

    __slots__ = ("_all", "_asked", "_gap", "_last", "_more", "_pieces", "_reach", "_turned")

    def __init__(self, pieces: Sequence[Piece], *, turned: bool) -> None:
        """Take the segments; `turned`: they will be looked for in texts turned round."""
        self._pieces = pieces
        self._turned = turned
        self._reach = 1 + sum(gap + max(map(_length, literals)) for gap, literals in pieces)
        self._gap = pieces[0].gap
        self._more = not turned and pieces[-1].gap > 0
        self._asked = 0
        self._all: re.Pattern[str] | None = None
        self._last: re.Pattern[str] | None = None

    def first(self, text: str, place: int, limit: int) -> int:
        """Return the nearest end of the side if it follows at `place` and nothing passes `limit`; else -1."""
        found = self._found(text, place, limit)
        return -1 if found is None else found.end()

    def ends(self, text: str, place: int, limit: int) -> Sequence[int]:
        """Return all ends of the side if it follows at `place`, the nearest first; nothing may pass `limit`."""
        found = self._found(text, place, limit)
        if found is None:
            return ()
        return (found.end(),) if self._last is None else [found.end(), *self._later(text, found, place, limit)]

    def _found(self, text: str, place: int, limit: int) -> re.Match[str] | None:
        expression = self._all
        if expression is None:
            self._asked += 1
            if self._asked < WORTH_MAKING and not self._may_be_in(text):
                return None
            expression, self._last = self._compiled()
            self._all = expression
        # One letter more than can be reached, so that the border of the last word is seen.
        reach = place + self._reach
        if reach < limit:
            limit = reach
        gap = self._gap
        if gap == 0:
            return expression.match(text, place, limit)
        found = expression.search(text, place, limit)
        return found if found is not None and found.start() - place <= gap else None

    def _later(self, text: str, found: re.Match[str], place: int, limit: int) -> Iterator[int]:
        """Yield the further ends within the last gap."""
        assert self._last is not None
        before = found.end(1) if len(self._pieces) > 1 else place
        for later in self._last.finditer(text, found.start(found.re.groups) + 1, min(limit, place + self._reach)):
            if later.start() - before > self._pieces[-1].gap:
                return
            yield later.end()

    def _may_be_in(self, text: str) -> bool:
        """Tell whether every segment has a literal in the text; an expression that cannot match is not worth making."""
        return all(any(self._facing(literal) in text for literal in literals) for _, literals in self._pieces)

    def _facing(self, literal: str) -> str:
        text = literal.removesuffix(OPEN)
        return text[::-1] if self._turned else text

    def _compiled(self) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
        """Make the expression for all segments, its last group the last of them, and one for the last alone."""
        *former, last = (f"(?:{self._one(literals)})" for _, literals in self._pieces)
        gaps = [f".{{0,{gap}}}?" if gap else "" for gap, _ in self._pieces]
        gaps[0] = ""
        runs = [""]
        for gap, part in zip(gaps, former, strict=False):
            if gap:
                runs.append("")
            runs[-1] += gap + part
        # Of many gaps only the last may be tried again and again: else a hostile text would be tried for ever.
        before = "".join(f"(?>{run})" for run in runs[:-1]) + runs[-1]
        whole = f"({before}){gaps[-1]}({last})" if former else f"({last})"
        return re.compile(whole, re.DOTALL), re.compile(last) if self._more else None

    def _one(self, literals: Sequence[str]) -> str:
        """Return an expression for the literals of one segment, the longest first."""
        return "|".join(map(self._bordered, sorted(literals, key=lambda literal: (-len(literal), literal))))

    def _bordered(self, literal: str) -> str:
        """Return an expression for a literal that is no part of a longer word, unless the word may go on."""
        text, goes_on = self._facing(literal), literal.endswith(OPEN)
        if self._turned:
            return _GOING_ON * goes_on + _escaped(text, open_start=goes_on)
        return _escaped(text, open_end=goes_on) + _GOING_ON * goes_on


def _escaped(text: str, *, open_start: bool = False, open_end: bool = False) -> str:
    """Return an expression for a text. The look back stands behind the first letter, by which a search can skip."""
    first, last = _CLASSES.get(text[0]), _CLASSES.get(text[-1])
    head = re.escape(text[0])
    look_back = f"(?<![{first}]{head})" if first and not open_start else ""
    look_ahead = f"(?![{last}])" if last and not open_end else ""
    return f"{head}{look_back}{re.escape(text[1:])}{look_ahead}"


def _length(literal: str) -> int:
    return len(literal) + (LONGEST_TAIL if literal.endswith(OPEN) else 0)


_CLASSES = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", "a-z") | dict.fromkeys("0123456789", "0-9")
