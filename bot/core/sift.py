"""Sort what the scanner found into the heaps that reading needs, and drop what does not count."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from bot.core.scan import Hit
from bot.core.segment import Layout
from bot.core.words import Label, Sort, Words
from policies.vocabulary import Language

Found = Hit[Label]
"""One word that was found, with its meaning."""

_KATAKANA = re.compile("[ァ-ヺー]")
_KANJI = re.compile("[一-鿿々]")
_SOLID = re.compile("[ァ-ヺー一-鿿々a-z0-9]")
"""Letters that go on a word: behind a noun they make a compound of it."""

LONGEST_MISS = 120
"""No near miss reaches further than this, in letters."""

_MISSED_BY = {
    Sort.THING: Sort.NEAR_MISS,
    Sort.CALL: Sort.NEAR_MISS,
    Sort.OWN: Sort.NEAR_MISS,
    Sort.TOOL: Sort.TOOL_NEAR_MISS,
    Sort.PARAPHRASE: Sort.TOOL_NEAR_MISS,
    Sort.LINK: Sort.TOOL_NEAR_MISS,
    Sort.FACT: Sort.FACT_NEAR_MISS,
    Sort.SIGN: Sort.SIGN_NEAR_MISS,
    Sort.PLATFORM: Sort.PLATFORM_NEAR_MISS,
}


class Row:
    """Words of some sorts in the order of their starts, to be looked up by place."""

    __slots__ = ("starts", "words")

    def __init__(self, words: Sequence[Found]) -> None:
        self.words = words
        self.starts = [word.start for word in words]

    def first_from(self, place: int) -> int:
        """Return the index of the first word that starts at `place` or later."""
        return bisect_left(self.starts, place)

    def over(self, place: int) -> Found | None:
        """Return the word that starts at the place or before it and reaches beyond."""
        number = bisect_left(self.starts, place + 1) - 1
        return self.words[number] if number >= 0 and self.words[number].end > place else None

    def at(self, place: int) -> Found | None:
        """Return the word that starts at `place`."""
        number = bisect_left(self.starts, place)
        return self.words[number] if number < len(self.starts) and self.starts[number] == place else None

    def between(self, start: int, end: int) -> Sequence[Found]:
        """Return the words that start in the span."""
        return self.words[self.first_from(start) : self.first_from(end)]


class Heaps:
    """The words of a message by sort."""

    def __init__(self, by_sort: list[list[Found]], text: str) -> None:
        self._by_sort = by_sort
        self._starts: dict[Sort, list[int]] = {}
        self._ends: dict[Sort, frozenset[int]] = {}
        self._names: dict[int, frozenset[str]] = {}
        self.acts = Row(_longest(by_sort[Sort.ACT]))
        self.things = Row(_widest([word for word in by_sort[Sort.THING] if begins_word(text, word)]))
        tools = [word for word in by_sort[Sort.TOOL] if begins_word(text, word)]
        self.tools = Row(_widest([*tools, *by_sort[Sort.PARAPHRASE], *by_sort[Sort.LINK]]))
        self.calls = [*by_sort[Sort.CALL], *by_sort[Sort.OWN]]
        self.manners = Row(sorted([*by_sort[Sort.MANNER], *by_sort[Sort.KIND_MANNER]], key=_outermost))
        self.platforms = [word for word in by_sort[Sort.PLATFORM] if begins_word(text, word)]
        self.ends: dict[int, Found] = {}
        for sort in (Sort.TAIL, Sort.HEAD, Sort.WORK_HEAD):
            for word in by_sort[sort]:
                known = self.ends.get(word.start)
                if known is None or known.end <= word.end:
                    self.ends[word.start] = word

    def of(self, sort: Sort) -> Sequence[Found]:
        """Return the words of one sort, by start."""
        return self._by_sort[sort]

    def has(self, sort: Sort, start: int, end: int) -> bool:
        """Tell whether a word of the sort starts in the span."""
        starts = self._starts.get(sort)
        if starts is None:
            starts = self._starts[sort] = [word.start for word in self._by_sort[sort]]
        number = bisect_left(starts, start)
        return number < len(starts) and starts[number] < end

    def act_names(self, start: int, end: int) -> frozenset[str]:
        """Return the names of the acts in a sentence."""
        names = self._names.get(start)
        if names is None:
            names = self._names[start] = frozenset(act.label.name for act in self.acts.between(start, end))
        return names

    def ends_at(self, sort: Sort, place: int) -> bool:
        """Tell whether a word of the sort ends at the place."""
        ends = self._ends.get(sort)
        if ends is None:
            ends = self._ends[sort] = frozenset(word.end for word in self._by_sort[sort])
        return place in ends


def sift(text: str, layout: Layout, words: Words, language: Language) -> Heaps:
    """Find all words of the text and sort them. Names of things count in the language of the message only."""
    by_sort: list[list[Found]] = [[] for _ in range(len(Sort) + 1)]
    for hit in words.scanners[language].find(text, layout.breaks):
        by_sort[hit.label.sort].append(hit)
    for start, end, tool in words.masked.find(text):
        by_sort[Sort.TOOL].append(Hit(start, end, Label(Sort.TOOL, tool, "masked")))
    for sort, missing in _MISSED_BY.items():
        if by_sort[missing] and by_sort[sort]:
            misses = Row(by_sort[missing])
            by_sort[sort] = [hit for hit in by_sort[sort] if not _missed(hit, misses)]
    return Heaps(by_sort, text)


def _missed(hit: Found, misses: Row) -> bool:
    """Tell whether a near miss silences the hit.

    A sign gives way to a near miss that it only touches; everything else to one that covers it, a fact to a longer one.
    """
    sort, name, length = hit.label.sort, hit.label.name, hit.end - hit.start
    touches = sort is Sort.SIGN
    near = misses.between(hit.end - LONGEST_MISS, hit.end if touches else hit.start + 1)
    return any(
        miss.label.name == name
        and (hit.start < miss.end if touches else hit.end <= miss.end)
        and (sort is not Sort.FACT or miss.end - miss.start > length)
        for miss in near
    )


def begins_word(text: str, found: Found) -> bool:
    """Tell whether a word starts here, rather than goes on: "オンライン" holds no ライン, "大丈夫" no 夫."""
    if found.start == 0:
        return True
    before = text[found.start - 1]
    if found.end - found.start == 1 and _KANJI.match(text[found.start]):
        return not _KANJI.match(before)
    return not (_KATAKANA.match(text[found.start]) and _KATAKANA.match(before))


def _longest(acts: Sequence[Found]) -> list[Found]:
    """Of acts that overlap keep the longest; what is to be given says more than that something is wanted."""
    kept: list[Found] = []
    for act in sorted(acts, key=_outermost):
        if kept and act.start < kept[-1].end:
            longer = act.end - act.start > kept[-1].end - kept[-1].start
            if longer and not (kept[-1].label.name == "give" and act.label.name == "request"):
                kept[-1] = act
            continue
        kept.append(act)
    return kept


def _widest(found: Sequence[Found]) -> list[Found]:
    """Drop words that lie within a longer one of another meaning, and repeated ones."""
    kept: list[Found] = []
    for word in sorted(found, key=_outermost):
        if not any(_covers(other, word) for other in kept[-4:]):
            kept.append(word)
    return kept


def _outermost(word: Found) -> tuple[int, int]:
    return word.start, -word.end


def _covers(other: Found, word: Found) -> bool:
    if not (other.start <= word.start and word.end <= other.end):
        return False
    return other.end - other.start > word.end - word.start or other.label == word.label


def goes_on(text: str, place: int) -> bool:
    """Tell whether the word before `place` goes on as a compound."""
    return place < len(text) and _SOLID.match(text[place]) is not None
