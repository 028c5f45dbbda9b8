"""Find all patterns of the data files in one pass over a text, in time linear in its length."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from policies.patterns import MAX_GAP, Pattern

L = TypeVar("L")

_CLASS = {letter: 1 for letter in "abcdefghijklmnopqrstuvwxyz"} | {digit: 2 for digit in "0123456789"}
"""Latin letters and digits; a word ends where the one class meets the other or anything else."""


class Hit(NamedTuple, Generic[L]):
    """A pattern found in folded text, with the label under which it was given."""

    start: int
    end: int
    label: L


class _Part(NamedTuple):
    """A literal's place in a chain of segments. `key` numbers the segment; that of the one before is one less."""

    key: int
    first: bool
    last: bool
    gap: int
    open_end: bool
    label: int


class _Entry(NamedTuple):
    """What one literal stands for: patterns that it is the whole of, and segments of longer ones."""

    first_class: int
    last_class: int
    whole: tuple[tuple[int, bool], ...]
    parts: tuple[_Part, ...]


class Scanner(Generic[L]):
    """An automaton over all literals, and the chains of those patterns that have several segments."""

    def __init__(self, patterns: Iterable[tuple[Pattern, L]]) -> None:
        self._labels: list[L] = []
        numbers: dict[L, int] = {}
        whole: dict[str, list[tuple[int, bool]]] = {}
        parts: dict[str, list[_Part]] = {}
        key = 0
        for pattern, label in patterns:
            number = numbers.setdefault(label, len(numbers))
            if number == len(self._labels):
                self._labels.append(label)
            if len(pattern.segments) == 1:
                for literal in pattern.segments[0].literals:
                    whole.setdefault(literal.text, []).append((number, literal.open_end))
                continue
            for place, segment in enumerate(pattern.segments):
                key += 2 if place == 0 else 1
                last = place == len(pattern.segments) - 1
                for literal in segment.literals:
                    part = _Part(key, place == 0, last, segment.gap, literal.open_end, number)
                    parts.setdefault(literal.text, []).append(part)
        texts = list(dict.fromkeys([*whole, *parts]))
        self._entries = [
            _Entry(
                _CLASS.get(text[0], 0),
                _CLASS.get(text[-1], 0),
                tuple(dict.fromkeys(whole.get(text, ()))),
                tuple(parts.get(text, ())),
            )
            for text in texts
        ]
        self._automaton = AhoCorasick(texts, matchkind=MatchKind.Standard)

    def pass_over(self, text: str) -> int:
        """Run the automaton alone and return how many literals it met: the floor of `find`."""
        return len(self._automaton.find_matches_as_indexes(text, overlapping=True))

    def find(self, text: str, breaks: Sequence[int] = ()) -> list[Hit[L]]:
        """Return all hits, by start. Chains do not reach over a place in `breaks` (sorted).

        Literals come in the order of their ends, so whatever may stand before one has been seen when it is met.
        """
        found: list[Hit[L]] = []
        reached: dict[int, dict[int, int]] = {}
        entries, labels, size = self._entries, self._labels, len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            first_class, last_class, whole, parts = entries[number]
            if first_class and start and _CLASS.get(text[start - 1]) == first_class:
                continue
            inside_word = last_class and end < size and _CLASS.get(text[end]) == last_class
            for label, open_end in whole:
                if open_end or not inside_word:
                    found.append(Hit(start, end, labels[label]))
            for part in parts:
                if part.first:
                    begin = start
                else:
                    before = reached.get(part.key - 1)
                    if before is None:
                        continue
                    begin = _begin(before, start, part.gap, breaks)
                    if begin < 0:
                        continue
                if inside_word and not part.open_end:
                    continue
                if part.last:
                    found.append(Hit(begin, end, labels[part.label]))
                else:
                    reached.setdefault(part.key, {})[end] = begin
        found.sort(key=_place)
        return found


def _place(hit: Hit[L]) -> tuple[int, int]:
    return hit.start, hit.end


def _begin(before: dict[int, int], start: int, gap: int, breaks: Sequence[int]) -> int:
    """Return where the chain began whose next segment starts at `start`, or -1. The nearest end before counts."""
    if gap < MAX_GAP:
        for end in range(start, start - gap - 1, -1):
            if end in before:
                return before[end]
        return -1
    end = next((end for end in reversed(before) if end <= start), -1)
    if end < 0 or start > end + gap:
        return -1
    parting = bisect_left(breaks, end)
    if parting < len(breaks) and breaks[parting] <= start:
        return -1
    return before[end]
