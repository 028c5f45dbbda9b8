"""What the second reader sees of a sentence: its letters, the words of the files in it, and what the first reader said.

The same functions serve the reading and the learning, so that the two can never see different things. A feature is a
string; it is there or not. Everything takes time linear in the length of the text.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.segment import Layout, inside
from bot.core.sift import Heaps
from bot.core.words import Sort
from policies.lexicon import ToolFile
from policies.vocabulary import Kind, Language

LETTERS = 4
"""Longest run of letters that is looked at in Japanese."""
WORDS = 3
"""Longest run of words that is looked at in English."""
PIECES = (4, 5)
"""Lengths of the pieces of a single English word."""
BEFORE, BEHIND = 5, 8
"""How many letters (Japanese) beside a mention are looked at as they stand."""
WINDOW = 200
"""How far from a mention, in letters, anything is looked at."""
MENTIONS = 3
"""A kind mentioned more often than this in one sentence is looked at no further, so that the time stays linear."""

_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.[\w.]+")
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(r"[a-z']+|0|\x01|[^\sa-z0]")
_MARKED = (
    Sort.JOB,
    Sort.OTHERS,
    Sort.OURS,
    Sort.YOURS,
    Sort.RETRACT,
    Sort.LIST_HEAD,
    Sort.CONTACT,
    Sort.MEETING,
    Sort.WORKSPACE,
    Sort.FREELANCER,
    Sort.NEAR_MISS,
)


@dataclass(slots=True)
class View:
    """One sentence as the second reader sees it. Places count letters of the folded text."""

    start: int
    end: int
    text: str
    item: bool
    signature: bool
    ruled: set[Kind] = field(default_factory=set)
    """Kinds that the first reader found asked for here."""
    excluded: set[Kind] = field(default_factory=set)
    """Kinds that the first reader found to be refused or excluded here."""
    marks: set[str] = field(default_factory=set)
    """Which words of the files stand here."""
    mentions: dict[Kind, list[tuple[int, int]]] = field(default_factory=dict)
    """Where words for a kind stand."""
    grams: set[str] = field(default_factory=set)
    """Letters or words that stand here in a row."""


def views(
    text: str,
    layout: Layout,
    heaps: Heaps,
    found: Sequence[tuple[int, Kind]],
    excluded: Sequence[tuple[int, Kind]],
    tools: Mapping[str, ToolFile],
    language: Language,
) -> list[View]:
    """Return the sentences of a folded text that hold anything.

    `found`, `excluded`: what the first reader took for asked for, and for refused, by place.
    """
    seen = [
        View(one.start, one.end, text[one.start : one.end], one.item, inside(layout.signature, one.start))
        for one in layout.sentences
    ]
    for place, kind in found:
        seen[layout.sentence_at(place)].ruled.add(kind)
    for place, kind in excluded:
        seen[layout.sentence_at(place)].excluded.add(kind)
    _mark(seen, layout, heaps, tools)
    # An empty line between two sentences must not part them.
    seen = [view for view in seen if view.text.strip()]
    for view in seen:
        view.grams = letters(view.text) if language is Language.JA else words(view.text)
    return seen


def _mark(seen: Sequence[View], layout: Layout, heaps: Heaps, tools: Mapping[str, ToolFile]) -> None:
    def at(place: int) -> View:
        return seen[layout.sentence_at(place)]

    for word in heaps.things.words:
        _mention(at(word.start), Kind(word.label.name), word.start, word.end, "T")
    for word in heaps.tools.words:
        plain = word.label.sort is Sort.TOOL
        _mention(at(word.start), tools[word.label.name].kind, word.start, word.end, "L" if plain else "P")
    for word in heaps.calls:
        _mention(at(word.start), Kind(word.label.name), word.start, word.end, "C")
    for word in heaps.acts.words:
        at(word.start).marks.add(f"A:{word.label.name}")
    for sort in _MARKED:
        for word in heaps.of(sort):
            at(word.start).marks.add(f"S:{sort.name}")


def _mention(view: View, kind: Kind, start: int, end: int, source: str) -> None:
    view.marks.add(f"{source}:{kind}")
    view.mentions.setdefault(kind, []).append((start - view.start, min(end, view.end) - view.start))


def _plain(text: str) -> str:
    """Return the text with one sign for every address and every number, so that none of them is learned by heart."""
    if ":" in text or "@" in text:
        text = _ADDRESS.sub("\x01", text)
    return _NUMBER.sub("0", text)


def letters(text: str) -> set[str]:
    """Return the runs of one to `LETTERS` letters of a Japanese sentence; ^ and $ stand for its ends."""
    line = f"^{_SPACE.sub(' ', _plain(text.strip()))}$"
    return {line[at : at + size] for size in range(1, LETTERS + 1) for at in range(len(line) - size + 1)}


def tokens(text: str) -> list[str]:
    """Return the words and signs of an English sentence."""
    return _TOKEN.findall(_plain(text))


def words(text: str) -> set[str]:
    """Return the runs of one to `WORDS` words of an English sentence, pairs with a gap, and pieces of its words."""
    line = ["^", *tokens(text.strip()), "$"]
    found = {" ".join(line[at : at + size]) for size in range(1, WORDS + 1) for at in range(len(line) - size + 1)}
    found.update(f"{line[at]} * {line[at + 2]}" for at in range(len(line) - 2))
    for word in line:
        if len(word) >= PIECES[0]:
            closed = f"<{word}>"
            found.update(closed[at : at + size] for size in PIECES for at in range(len(closed) - size + 1))
    return found


def signs(view: View, *, told: bool) -> set[str]:
    """Return what stands in a sentence beside its letters. `told`: it is the freelancer's."""
    found = view.marks | _setting(view, told=told)
    subjects = [mark for mark in view.marks if mark[0] in "TLC"]
    manners = [mark for mark in view.marks if mark[0] in "AS"]
    found.update(f"{subject}&{manner}" for subject in subjects for manner in manners)
    found.update(f"R:{kind}" for kind in view.ruled)
    if view.ruled:
        found.add("R:*")
    found.update(f"X:{kind}" for kind in view.excluded)
    if view.excluded:
        found.add("X:*")
    return found


def _setting(view: View, *, told: bool) -> set[str]:
    """Return whose words a sentence is, and whether it is an entry of a list or belongs to a signature."""
    found = {"told" if told else "received"}
    if view.item:
        found.add("item")
    if view.signature:
        found.add("signature")
    return found


def mention(view: View, kind: Kind, language: Language, *, told: bool) -> set[str]:
    """Return what stands around the words for a kind, without these words, so that all kinds learn from each other."""
    found = {f"K:{kind}", *_setting(view, told=told)}
    beside = _beside_letters if language is Language.JA else _beside_words
    for start, end in view.mentions[kind][:MENTIONS]:
        found.update(beside(_plain(view.text[max(0, start - WINDOW) : start]), _plain(view.text[end : end + WINDOW])))
    for mark in view.marks:
        if mark[0] in "AS":
            found.add(mark)
        if mark[0] == "A":
            found.update((f"{mark}&{'told' if told else 'received'}", f"{mark}&K:{kind}"))
    found.add(f"N:{min(4, sum(mark[0] in 'TLC' for mark in view.marks))}")
    if kind in view.ruled:
        found.add("ruled")
    if view.ruled - {kind}:
        found.add("ruled other")
    if kind in view.excluded:
        found.add("excluded")
    return found


def _beside_letters(left: str, right: str) -> set[str]:
    left, right = f"^{left.lstrip()}", f"{right.rstrip()}$"
    found = {f"r:{right[:size]}" for size in range(1, BEHIND + 1)}
    found.update(f"l:{left[-size:]}" for size in range(1, BEFORE + 1))
    found.update(f"b:{left[-one:]}|{right[:two]}" for one in (1, 2, 3) for two in (1, 2, 3))
    found.update(f"R:{right[at : at + size]}" for size in (2, 3, 4) for at in range(len(right) - size + 1))
    found.update(f"L:{left[at : at + size]}" for size in (2, 3) for at in range(len(left) - size + 1))
    found.update(f"E:{right[-size:]}" for size in range(2, 8))
    return found


def _beside_words(left: str, right: str) -> set[str]:
    before, behind = ["^", *_TOKEN.findall(left)], [*_TOKEN.findall(right), "$"]
    found = {f"l:{' '.join(before[-size:])}" for size in range(1, 5)}
    found.update(f"r:{' '.join(behind[:size])}" for size in range(1, 5))
    found.update(f"b:{' '.join(before[-one:])}|{' '.join(behind[:two])}" for one in (1, 2) for two in (1, 2))
    for side, line in (("R", behind), ("L", before)):
        found.update(
            f"{side}:{' '.join(line[at : at + size])}" for size in (1, 2, 3) for at in range(len(line) - size + 1)
        )
    return found
