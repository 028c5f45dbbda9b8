"""Find all patterns of the data files in one pass over a text, in time linear in its length."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from bot.core.chain import OPEN, Piece, Side
from policies.patterns import Pattern, Segment

L = TypeVar("L")

_CLASS = dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 1) | dict.fromkeys("0123456789", 2)
"""Latin letters and digits; a word ends where the one class meets the other or anything else."""


class Hit(NamedTuple, Generic[L]):
    """A pattern found in folded text, with the label under which it was given."""

    start: int
    end: int
    label: L


Whole = tuple[int, bool]
"""A literal that is a pattern by itself: the number of its label, and whether the word may go on."""

Trigger = tuple[int, bool]
"""A literal by which a chain is noticed: the number of the chain, and whether the word may go on."""

Entry = tuple[int, int, list[Whole], list[Trigger]]
"""What one literal stands for: the class of its first and of its last letter, and the patterns and chains."""

Chain = tuple[int, list[Piece], list[Piece]]
"""A pattern of several segments: the number of its label, and the segments before and behind the one by which it is
noticed, the nearest first."""


class Tables(NamedTuple):
    """A set of patterns in plain values that JSON can hold, ready for an automaton."""

    texts: list[str]
    entries: list[Entry]
    chains: list[Chain]


def tabulate(patterns: Iterable[tuple[Pattern, int]], sample: str = "") -> Tables:
    """Lay the patterns out by their literals; each comes with the number of its label.

    `sample`: text such as will be read. A chain is noticed by that segment of it which is rarest there.
    """
    patterns = list(patterns)
    rarity = _rarity_in(sample, patterns)
    entries: dict[str, Entry] = {}
    chains: list[Chain] = []
    for pattern, label in patterns:
        rarest = max(range(len(pattern.segments)), key=lambda number: rarity(pattern.segments[number]))
        for literal in pattern.segments[rarest].literals:
            text = literal.text
            entry = entries.setdefault(text, (_CLASS.get(text[0], 0), _CLASS.get(text[-1], 0), [], []))
            if len(pattern.segments) > 1:
                entry[3].append((len(chains), literal.open_end))
            elif (label, literal.open_end) not in entry[2]:
                entry[2].append((label, literal.open_end))
        if len(pattern.segments) > 1:
            chains.append((label, *_beside(pattern.segments, rarest)))
    return Tables(list(entries), list(entries.values()), chains)


def _beside(segments: Sequence[Segment], middle: int) -> tuple[list[Piece], list[Piece]]:
    """Return the segments on either side of one, the nearest first."""
    before = [Piece(segments[number + 1].gap, _literals(segments[number])) for number in reversed(range(middle))]
    after = [Piece(segment.gap, _literals(segment)) for segment in segments[middle + 1 :]]
    return before, after


def _literals(segment: Segment) -> list[str]:
    return [literal.text + OPEN * literal.open_end for literal in segment.literals]


def _rarity_in(sample: str, patterns: Iterable[tuple[Pattern, int]]) -> Callable[[Segment], tuple[int, float]]:
    """Return what tells how rarely a segment is met: by the sample, and where that says nothing by its letters."""
    texts = sorted({literal.text for pattern, _ in patterns for part in pattern.segments for literal in part.literals})
    automaton = AhoCorasick(texts, matchkind=MatchKind.Standard)
    met = Counter(texts[number] for number, _, _ in automaton.find_matches_as_indexes(sample, overlapping=True))

    def rarity(segment: Segment) -> tuple[int, float]:
        likeliest = min(sum(_weight(letter) for letter in literal.text) for literal in segment.literals)
        return -sum(met[literal.text] for literal in segment.literals), likeliest

    return rarity


def _weight(letter: str) -> float:
    if "一" <= letter <= "鿿":
        return 2.0
    return 0.9 if "ぁ" <= letter <= "ゖ" or letter == " " else 1.0


class _Chain(NamedTuple, Generic[L]):
    """What must stand around a segment that was met. `open_end`: its own word may go on."""

    before: Side | None
    after: Side | None
    label: L
    open_end: bool


class Scanner(Generic[L]):
    """An automaton over the literals by which patterns are noticed.

    What a literal means is spread over flat lists by its number: a text meets many, and most of them in vain.
    """

    def __init__(self, tables: Tables, labels: Sequence[L]) -> None:
        self._firsts = bytes(first for first, _, _, _ in tables.entries)
        self._lasts = bytes(last for _, last, _, _ in tables.entries)
        sides = [(_side(before, turned=True), _side(after), labels[label]) for label, before, after in tables.chains]
        # Many literals mean the same; they share what they mean, or it would fill the memory.
        meanings: dict[Hashable, Any] = {}
        self._wholes: list[tuple[tuple[L, bool], ...] | None] = []
        self._chains: list[tuple[_Chain[L], ...] | None] = []
        for _, _, whole, triggers in tables.entries:
            wholes = tuple((labels[label], open_end) for label, open_end in whole)
            self._wholes.append(meanings.setdefault(wholes, wholes) or None)
            noticed = tuple(map(tuple, triggers))
            if noticed not in meanings:
                meanings[noticed] = tuple(_Chain(*sides[chain], open_end) for chain, open_end in triggers) or None
            self._chains.append(meanings[noticed])
        self._automaton = AhoCorasick(tables.texts, matchkind=MatchKind.Standard)

    def pass_over(self, text: str) -> int:
        """Run the automaton alone and return how many literals it met: the floor of `find`."""
        return len(self._automaton.find_matches_as_indexes(text, overlapping=True))

    def find(self, text: str, breaks: Sequence[int] = ()) -> list[Hit[L]]:
        """Return all hits, by start. Gaps do not reach over a place in `breaks` (sorted)."""
        found: list[Hit[L]] = []
        turned = text[::-1]
        class_of, firsts, lasts, wholes, chained = _CLASS.get, self._firsts, self._lasts, self._wholes, self._chains
        for number, start, met_end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            first, last, end = firsts[number], lasts[number], met_end
            if first and start and class_of(text[start - 1]) == first:
                continue
            inside_word = last != 0 and class_of(text[end : end + 1]) == last
            if inside_word:
                end = _word_end(text, end)
            whole, chains = wholes[number], chained[number]
            if whole is not None:
                for label, open_end in whole:
                    if open_end or not inside_word:
                        found.append(Hit(start, end, label))
            if chains is not None:
                met = chains if not inside_word else [chain for chain in chains if chain.open_end]
                found += _around(met, text, turned, start, end, breaks)
        found.sort(key=_place)
        return found


def _side(pieces: Sequence[Piece], *, turned: bool = False) -> Side | None:
    return Side(pieces, turned=turned) if pieces else None


def _around(
    chains: Iterable[_Chain[L]], text: str, turned: str, start: int, end: int, breaks: Sequence[int]
) -> list[Hit[L]]:
    """Return the hits around a segment that was met; `turned`: the text turned round."""
    found: list[Hit[L]] = []
    number = bisect_right(breaks, start)
    size = len(text)
    limit = size - breaks[number - 1] if number else size
    number = bisect_left(breaks, end, number)
    high = breaks[number] if number < len(breaks) else size
    for before, after, label, _ in chains:
        begin = start
        if before is not None:
            reached = before.first(turned, size - start, limit)
            if reached < 0:
                continue
            begin = size - reached
        if after is None:
            found.append(Hit(begin, end, label))
        else:
            found += [Hit(begin, last, label) for last in after.ends(text, end, high)]
    return found


def _word_end(text: str, place: int) -> int:
    """Return where the Latin word ends that goes on at the place."""
    while place < len(text) and _CLASS.get(text[place]) == 1:
        place += 1
    return place


_place = itemgetter(0, 1)
