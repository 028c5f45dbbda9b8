"""Find all patterns of the data files in one pass over a text, in time linear in its length."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

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

Entry = tuple[int, int, list[Whole], list[int]]
"""What one literal stands for: the class of its first and of its last letter, the patterns that it is the whole of, and
the chains that are looked at when it is met."""

Chain = tuple[int, list[tuple[int, dict[str, bool]]]]
"""A pattern of several segments: the number of its label, and for each segment the gap allowed before it and its
literals, by number in decimal, with whether the word may go on. (Keys are text for JSON's sake.)"""


class Tables(NamedTuple):
    """A set of patterns in plain values that JSON can hold, ready for an automaton."""

    texts: list[str]
    entries: list[Entry]
    chains: list[Chain]


def tabulate(patterns: Iterable[tuple[Pattern, int]]) -> Tables:
    """Lay the patterns out by their literals; each comes with the number of its label."""
    numbers: dict[str, int] = {}
    whole: dict[str, dict[Whole, None]] = {}
    triggers: dict[str, list[int]] = {}
    chains: list[Chain] = []
    for pattern, label in patterns:
        for segment in pattern.segments:
            for literal in segment.literals:
                numbers.setdefault(literal.text, len(numbers))
        if len(pattern.segments) == 1:
            for literal in pattern.segments[0].literals:
                whole.setdefault(literal.text, {})[label, literal.open_end] = None
            continue
        for literal in max(pattern.segments, key=_rarity).literals:
            triggers.setdefault(literal.text, []).append(len(chains))
        chains.append((label, [(segment.gap, _by_number(segment, numbers)) for segment in pattern.segments]))
    entries = [
        (_CLASS.get(text[0], 0), _CLASS.get(text[-1], 0), list(whole.get(text, ())), triggers.get(text, []))
        for text in numbers
    ]
    return Tables(list(numbers), entries, chains)


def _by_number(segment: Segment, numbers: Mapping[str, int]) -> dict[str, bool]:
    return {str(numbers[literal.text]): literal.open_end for literal in segment.literals}


def _rarity(segment: Segment) -> float:
    """Tell how rarely a segment is met, judged by the letters of its likeliest literal."""
    return min(sum(_weight(letter) for letter in literal.text) for literal in segment.literals)


def _weight(letter: str) -> float:
    if "一" <= letter <= "鿿":
        return 2.0
    return 0.9 if "ぁ" <= letter <= "ゖ" or letter == " " else 1.0


class _Segments(NamedTuple):
    """A chain ready to be looked for. `open_end` holds the literals behind which a word may go on."""

    label: int
    gaps: tuple[int, ...]
    literals: tuple[frozenset[int], ...]
    open_end: frozenset[int]


class Scanner(Generic[L]):
    """An automaton over all literals of some patterns.

    What a literal means is spread over flat lists by its number: a text meets hundreds, and most of them in vain.
    """

    def __init__(self, tables: Tables, labels: Sequence[L]) -> None:
        self._firsts = bytes(first for first, _, _, _ in tables.entries)
        self._lasts = bytes(last for _, last, _, _ in tables.entries)
        self._wholes = [whole or None for _, _, whole, _ in tables.entries]
        self._triggers = [triggers or None for _, _, _, triggers in tables.entries]
        self._chains = [_segments(label, segments) for label, segments in tables.chains]
        self._labels = labels
        self._automaton = AhoCorasick(tables.texts, matchkind=MatchKind.Standard)

    def pass_over(self, text: str) -> int:
        """Run the automaton alone and return how many literals it met: the floor of `find`."""
        return len(self._automaton.find_matches_as_indexes(text, overlapping=True))

    def find(self, text: str, breaks: Sequence[int] = ()) -> list[Hit[L]]:
        """Return all hits, by start. Gaps do not reach over a place in `breaks` (sorted)."""
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found: list[Hit[L]] = []
        wholes, labels = self._wholes, self._labels
        for match in matches:
            whole = wholes[match[0]]
            if whole is not None and not self._begins_inside(match, text):
                inside_word = self._ends_inside(match, text)
                for label, open_end in whole:
                    if not inside_word:
                        found.append(Hit(match[1], match[2], labels[label]))
                    elif open_end:
                        found.append(Hit(match[1], _word_end(text, match[2]), labels[label]))
        chains = self._possible_chains(frozenset(map(_number, matches)))
        if chains:
            places = self._places(matches, text, chains)
            for chain in chains:
                label_of = labels[chain.label]
                found += [Hit(start, end, label_of) for start, end in _follow(chain, places, breaks)]
        found.sort(key=_place)
        return found

    def _begins_inside(self, match: tuple[int, int, int], text: str) -> bool:
        number, start, _ = match
        first = self._firsts[number]
        return first != 0 and start != 0 and _CLASS.get(text[start - 1]) == first

    def _ends_inside(self, match: tuple[int, int, int], text: str) -> bool:
        number, _, end = match
        last = self._lasts[number]
        return last != 0 and end < len(text) and _CLASS.get(text[end]) == last

    def _possible_chains(self, met: frozenset[int]) -> list[_Segments]:
        """Return the chains of which every segment has some literal in the text."""
        triggers = self._triggers
        triggered = {chain for number in met for chain in triggers[number] or ()}
        chains = [self._chains[number] for number in sorted(triggered)]
        return [chain for chain in chains if not any(map(met.isdisjoint, chain.literals))]

    def _places(
        self, matches: Sequence[tuple[int, int, int]], text: str, chains: Sequence[_Segments]
    ) -> dict[int, list[tuple[int, int, bool]]]:
        """Return where the literals of the chains stand, and whether a word goes on behind them."""
        wanted = frozenset().union(*(literals for chain in chains for literals in chain.literals))
        places: dict[int, list[tuple[int, int, bool]]] = {}
        for match in matches:
            if match[0] in wanted and not self._begins_inside(match, text):
                inside_word = self._ends_inside(match, text)
                place = (match[1], _word_end(text, match[2]) if inside_word else match[2], inside_word)
                places.setdefault(match[0], []).append(place)
        return places


def _segments(label: int, segments: Sequence[tuple[int, Mapping[str, bool]]]) -> _Segments:
    literals = tuple(frozenset(map(int, segment)) for _, segment in segments)
    open_end = frozenset(int(number) for _, segment in segments for number, is_open in segment.items() if is_open)
    return _Segments(label, tuple(gap for gap, _ in segments), literals, open_end)


def _follow(
    chain: _Segments, places: Mapping[int, Sequence[tuple[int, int, bool]]], breaks: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the spans in which all segments follow each other; to each start belongs the nearest end before it."""
    reached: dict[int, int] = {}
    met = places.keys()
    for gap, literals in zip(chain.gaps, chain.literals, strict=True):
        here = sorted(
            (start, end)
            for number in literals & met
            for start, end, inside_word in places[number]
            if not inside_word or number in chain.open_end
        )
        reached = _joined(reached, here, gap, breaks) if reached else _widest(here)
        if not reached:
            return []
    return [(begin, end) for end, begin in reached.items()]


def _widest(here: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the earliest start for each end."""
    reached: dict[int, int] = {}
    for start, end in here:
        reached.setdefault(end, start)
    return reached


def _joined(
    reached: Mapping[int, int], here: Sequence[tuple[int, int]], gap: int, breaks: Sequence[int]
) -> dict[int, int]:
    """Return, by its end, where each chain began that goes on with one of the places in `here`."""
    ends = sorted(reached)
    joined: dict[int, int] = {}
    for start, end in here:
        nearest = bisect_right(ends, start) - 1
        if nearest < 0 or start - ends[nearest] > gap:
            continue
        parting = bisect_left(breaks, ends[nearest])
        if parting < len(breaks) and breaks[parting] <= start:
            continue
        joined.setdefault(end, reached[ends[nearest]])
    return joined


def _word_end(text: str, place: int) -> int:
    """Return where the Latin word ends that goes on at the place."""
    while place < len(text) and _CLASS.get(text[place]) == 1:
        place += 1
    return place


def _number(match: tuple[int, int, int]) -> int:
    return match[0]


def _place(hit: Hit[L]) -> tuple[int, int]:
    return hit.start, hit.end
