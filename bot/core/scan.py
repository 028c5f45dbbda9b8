"""Find all patterns of the data files in one pass over a text, in time linear in its length."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from policies.patterns import MAX_GAP, Pattern

L = TypeVar("L")

_CLASS = {letter: 1 for letter in "abcdefghijklmnopqrstuvwxyz"} | {digit: 2 for digit in "0123456789"}
"""Latin letters and digits; a word ends where the one class meets the other or anything else."""


_START = 1
"""The bit of the start of a chain, which is always met. Segments are numbered from 2."""


class Hit(NamedTuple, Generic[L]):
    """A pattern found in folded text, with the label under which it was given."""

    start: int
    end: int
    label: L


Part = tuple[int, bool, bool, int, bool, int]
"""A literal's place in a chain: number of the segment (that of the one before is one less), whether it is the first,
whether it is the last, the gap allowed before it, whether the word may go on, and the number of the label."""

Entry = tuple[int, int, list[tuple[int, bool]], list[Part]]
"""What one literal stands for: the class of its first and last letter, the labels of the patterns that it is the whole
of (with whether the word may go on), and its places in chains."""


class Tables(NamedTuple):
    """A set of patterns in plain values that JSON can hold, ready for an automaton."""

    texts: list[str]
    entries: list[Entry]


def tabulate(patterns: Iterable[tuple[Pattern, int]]) -> Tables:
    """Lay the patterns out by their literals; each comes with the number of its label."""
    whole: dict[str, dict[tuple[int, bool], None]] = {}
    parts: dict[str, list[Part]] = {}
    key = 0
    for pattern, number in patterns:
        if len(pattern.segments) == 1:
            for literal in pattern.segments[0].literals:
                whole.setdefault(literal.text, {})[number, literal.open_end] = None
            continue
        key += 1
        last = len(pattern.segments) - 1
        for place, segment in enumerate(pattern.segments):
            key += 1
            for literal in segment.literals:
                part = (key, place == 0, place == last, segment.gap, literal.open_end, number)
                parts.setdefault(literal.text, []).append(part)
    texts = list(dict.fromkeys([*whole, *parts]))
    return Tables(texts, [_entry(text, list(whole.get(text, ())), parts.get(text, [])) for text in texts])


def _entry(text: str, whole: list[tuple[int, bool]], parts: list[Part]) -> Entry:
    return _CLASS.get(text[0], 0), _CLASS.get(text[-1], 0), whole, parts


class Scanner(Generic[L]):
    """An automaton over all literals of some patterns."""

    def __init__(self, tables: Tables, labels: Sequence[L]) -> None:
        self._entries = tables.entries
        self._awaited = [_awaited(parts) for _, _, _, parts in tables.entries]
        self._labels = labels
        self._automaton = AhoCorasick(tables.texts, matchkind=MatchKind.Standard)

    def pass_over(self, text: str) -> int:
        """Run the automaton alone and return how many literals it met: the floor of `find`."""
        return len(self._automaton.find_matches_as_indexes(text, overlapping=True))

    def find(self, text: str, breaks: Sequence[int] = ()) -> list[Hit[L]]:
        """Return all hits, by start. Chains do not reach over a place in `breaks` (sorted).

        Literals come in the order of their ends, so whatever may stand before one has been seen when it is met.
        """
        found: list[Hit[L]] = []
        reached: dict[int, dict[int, int]] = {}
        alive = _START
        entries, labels, awaited, size = self._entries, self._labels, self._awaited, len(text)
        for number, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            first_class, last_class, whole, parts = entries[number]
            if first_class and start and _CLASS.get(text[start - 1]) == first_class:
                continue
            inside_word = last_class and end < size and _CLASS.get(text[end]) == last_class
            for label, open_end in whole:
                if open_end or not inside_word:
                    found.append(Hit(start, end, labels[label]))
            if not awaited[number] & alive:
                continue
            for key, first, last, gap, open_end, label in parts:
                if first:
                    begin = start
                else:
                    before = reached.get(key - 1)
                    if before is None:
                        continue
                    begin = _begin(before, start, gap, breaks)
                    if begin < 0:
                        continue
                if inside_word and not open_end:
                    continue
                if last:
                    found.append(Hit(begin, end, labels[label]))
                else:
                    reached.setdefault(key, {})[end] = begin
                    alive |= 1 << key
        found.sort(key=_place)
        return found


def _awaited(parts: Sequence[Part]) -> int:
    """Return, as bits, the segments one of which must have been met before any of these parts can count."""
    bits = 0
    for key, first, *_ in parts:
        bits |= _START if first else 1 << (key - 1)
    return bits


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
