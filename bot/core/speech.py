"""Decide what a sentence does with a thing that it names: ask for it, exclude it, or merely mention it.

Japanese puts the predicate behind its noun, English before it (`english.py`).
"""

import re

from bot.core import english, english_owner
from bot.core.said import ASKING, DECISIVE, Mention, Said, Status
from bot.core.segment import Layout, Sentence, inside
from bot.core.sift import Found, Heaps, goes_on
from bot.core.words import Sort
from policies.vocabulary import Language

_CLAUSE_END = re.compile(r"[、,。!?\n]|(?:ます|です|した|ない)(?:ので|が|けど)|から、")
_QUESTION = re.compile(r"[?？]\s*$|(?:か|は)。?\s*$")
_SEPARATOR = re.compile(r"(?:と|や|、|・|,|/|および|及び|と、|や、)\s?[おご]?")

REACH = 160
"""How far behind a Japanese noun, in letters, the predicate may stand that decides about it."""
MAX_ROW = 6
"""How many nouns of a row are followed to its last."""
CLAUSE = 80
"""How far a clause is searched for its end, in letters."""


def status(mention: Mention, sentence: Sentence, text: str, heaps: Heaps, layout: Layout, language: Language) -> Said:
    """Return what the sentence does with the thing mentioned."""
    if language is Language.JA:
        return _status_ja(mention, sentence, text, heaps, layout)
    return english.status(mention, sentence, text, heaps)


# --- Japanese ------------------------------------------------------------------------------------

_MODIFYING = frozenset(("work", "self", "done", "plan"))


def _status_ja(mention: Mention, sentence: Sentence, text: str, heaps: Heaps, layout: Layout) -> Said:
    end, last, loose = _whole_noun(mention.end, text, heaps)
    if end < 0 or _listed_for_work(end, text, heaps) or _belongs_to_others(mention, text, heaps):
        return Said(Status.MENTIONED)
    if _already_given(mention, text, heaps):
        return Said(Status.DONE, "done", mention.start)
    bracketed = aside(layout, mention.start)
    acts = heaps.acts.words
    for number in range(heaps.acts.first_from(last), len(acts)):
        act = acts[number]
        if act.start >= min(sentence.end, end + REACH):
            break
        if not bracketed and aside(layout, act.start):
            continue
        name = act.label.name
        if name == "negate" and text.startswith(("か", "でしょうか"), act.end):
            name = "request"
        if name in _MODIFYING and name not in mention.also_by and _passes_on(act, text, heaps):
            continue
        if name in ASKING or name in mention.also_by:
            if _taken_back(number, text, heaps, sentence, layout):
                return Said(Status.EXCLUDED, name)
            return Said(Status.MENTIONED if loose and name == "request" else Status.ASKED, name)
        if name in DECISIVE:
            return Said(DECISIVE[name], name)
    near = sentence.end - end <= REACH
    if near and not loose and _QUESTION.search(text, max(end, sentence.end - 8), sentence.end):
        return Said(Status.ASKED, "question")
    return Said(Status.OPEN)


def _already_given(mention: Mention, text: str, heaps: Heaps) -> bool:
    """Tell whether the words right before the noun say that it is there already: "ご提出いただいた契約書"."""
    number = heaps.acts.first_from(mention.start) - 1
    if number < 0:
        return False
    act = heaps.acts.words[number]
    return act.end == mention.start and act.label.name == "done" and text[act.end - 1] != "、"


def _passes_on(act: Found, text: str, heaps: Heaps) -> bool:
    """Tell whether the act leaves the decision to a later one.

    It only describes the thing behind it ("請求書に載せる住所"), or is a step before the other ("追記してから返信").
    """
    described = heaps.things.between(act.end, act.end + 3) or heaps.things.over(act.start)
    return bool(described) or text.startswith(("から", "のうえ", "た上で", "たうえで"), act.end)


def _whole_noun(end: int, text: str, heaps: Heaps) -> tuple[int, int, bool]:
    """Follow a noun to the end of its phrase: tails, heads joined by の, further things.

    Return the end, the start of the last piece (which may itself be the act: "履歴書の提出をお願いします") and whether
    the phrase goes on in a way that is not known. An end of -1: the noun only modifies something to work on
    ("電話番号の欄", "LINEスタンプ").
    """
    last = end
    for _ in range(4):
        joined = end + 1 if text.startswith("の", end) else end
        piece = _piece_at(joined, heaps)
        if piece is not None and piece.label.sort is Sort.WORK_HEAD:
            return -1, last, False
        if piece is not None:
            end, last = piece.end, joined
        elif joined > end:
            return end, last, joined < len(text)
        elif goes_on(text, end) and heaps.acts.at(end) is None:
            return -1, last, False
        else:
            break
    return end, last, False


def _listed_for_work(end: int, text: str, heaps: Heaps) -> bool:
    """Tell whether the noun stands in a row of nouns whose last is something to work on: "氏名と住所の入力欄"."""
    for _ in range(MAX_ROW):
        between = _SEPARATOR.match(text, end, end + 6)
        following = heaps.things.at(between.end()) if between and between.end() > end else None
        if following is None:
            return False
        end = _whole_noun(following.end, text, heaps)[0]
        if end < 0:
            return True
    return False


def _piece_at(place: int, heaps: Heaps) -> Found | None:
    return heaps.ends.get(place) or heaps.things.at(place) or heaps.tools.at(place)


def _belongs_to_others(mention: Mention, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing is somebody else's: "お客様の", "弊社の"."""
    if mention.client_side:
        return False
    left = mention.start
    while left and text[left - 1] in "おご御":
        left -= 1
    return heaps.ends_at(Sort.OTHERS, left) or heaps.ends_at(Sort.OURS, left)


def _taken_back(number: int, text: str, heaps: Heaps, sentence: Sentence, layout: Layout) -> bool:
    """Tell whether the request is denied within its own clause: "教えていただく必要はありません"."""
    act = heaps.acts.words[number]
    furthest = min(sentence.end, act.end + CLAUSE)
    border = _CLAUSE_END.search(text, act.end, furthest)
    limit = border.end() if border else furthest
    for later in heaps.acts.between(act.end, limit + 1):
        if later.label.name == "negate" and aside(layout, later.start) == aside(layout, act.start):
            return not heaps.things.between(act.end, later.start)
    return False


def addressed(word: Found, sentence: Sentence, text: str, heaps: Heaps, language: Language) -> bool:
    """Tell whether the words say that the thing is the person's own who is addressed: "ご住所", "your CV"."""
    if language is Language.EN:
        return english_owner.addressed(word, sentence, text)
    if text[word.start - 1 : word.start] in ("お", "ご", "御") or text[word.start] in "おご御":
        return True
    return heaps.ends_at(Sort.YOURS, word.start)


# --- lists ---------------------------------------------------------------------------------------


def list_mode(layout: Layout, text: str, heaps: Heaps) -> list[str | None]:
    """Return for every sentence what the heading above it does with its items: "asked", "work" or nothing."""
    modes: list[str | None] = []
    mode: str | None = None
    for sentence in layout.sentences:
        acts = heaps.act_names(sentence.start, sentence.end)
        if _heads_a_list(sentence, text, heaps) and not (sentence.item and mode):
            mode = _mode_of(acts, mode)
        elif acts and not sentence.item and (mode != "asked" or acts & _ENDING_A_LIST):
            mode = None
        modes.append(mode)
    return modes


_ENDING_A_LIST = frozenset(("work", "self", "negate"))


def _heads_a_list(sentence: Sentence, text: str, heaps: Heaps) -> bool:
    tail = text[max(sentence.start, sentence.end - 4) : sentence.end]
    return tail.rstrip().endswith(":") or heaps.has(Sort.LIST_HEAD, sentence.start, sentence.end)


def _mode_of(acts: frozenset[str], before: str | None) -> str | None:
    """Return what a heading with these acts does with the items below it."""
    if acts & ASKING:
        return "asked"
    if "negate" in acts:
        return None
    return "work" if "work" in acts else before


def aside(layout: Layout, place: int) -> bool:
    """Tell whether the place lies within brackets."""
    return inside(layout.asides, place)
