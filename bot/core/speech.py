"""Decide what a sentence does with a thing that it names: ask for it, exclude it, or merely mention it.

Japanese puts the predicate behind its noun, English before it; the two halves of this module mirror each other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core import english, english_owner
from bot.core.japanese import (
    asks_to_see,
    copied,
    describes,
    forbids,
    hides,
    is_measure,
    opens_row,
    shown_on_paper,
    told_of_others,
)
from bot.core.said import ASKING, DECISIVE, Mention, Said, Status
from bot.core.segment import Layout, Sentence, inside
from bot.core.sift import Found, Heaps, goes_on
from bot.core.words import Sort
from policies.vocabulary import Language

_CLAUSE_END = re.compile(r"[、,。!?\n]|(?:ます|です|した|ない)(?:ので|が|けど)|から、")
_QUESTION = re.compile(r"[?？]\s*$|(?:か|は)。?\s*$")
_UNSAID = re.compile(r"を(?:、|[^。を]{0,16}?(?:に|へ|まで|で))?[。!]\s*$")
"""An object whose verb is left out: "個人番号を、この欄に。"."""
_SEPARATOR = re.compile(r"(?:と|や|、|・|,|/|および|及び|と、|や、)\s?[おご]?")


_AMOUNT = re.compile(
    r"(?:約)?[0-9][0-9,.]*(?:円|万円|千円|万|ドル|枚|点|通|件|つ|本|部|名|人|桁|種類)(?:分"
    r"|ほど|くらい|程度)?"
)


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


@dataclass(frozen=True, slots=True)
class _Noun:
    """A thing mentioned, with the end of its phrase.

    `loose`: the phrase goes on in a way that is not known. `described`: it stands in a clause about another.
    """

    mention: Mention
    end: int
    loose: bool
    described: bool


def _status_ja(mention: Mention, sentence: Sentence, text: str, heaps: Heaps, layout: Layout) -> Said:
    end, last, loose = _whole_noun(mention.end, text, heaps)
    if end < 0 or _only_named(mention, end, sentence, text, heaps):
        return Said(Status.MENTIONED)
    if _already_given(mention, text, heaps):
        return Said(Status.DONE, "done", mention.start)
    noun = _Noun(mention, end, loose, describes(end, sentence.end, text, heaps))
    bracketed = aside(layout, mention.start)
    acts = heaps.acts.words
    for number in range(heaps.acts.first_from(last), len(acts)):
        if acts[number].start >= min(sentence.end, end + REACH):
            break
        if not bracketed and aside(layout, acts[number].start):
            continue
        said = _said_by(number, noun, sentence, text, heaps, layout)
        if said is not None:
            return said
    return _without_act(noun, sentence, text)


def _only_named(mention: Mention, end: int, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing is a measure, what can be read on a paper, part of some work, or somebody else's."""
    return (
        is_measure(end, text)
        or shown_on_paper(end, sentence.end, text, heaps)
        or _listed_for_work(end, text, heaps)
        or _belongs_to_others(mention, sentence, text, heaps)
    )


def _said_by(number: int, noun: _Noun, sentence: Sentence, text: str, heaps: Heaps, layout: Layout) -> Said | None:
    """Return what the act decides about the noun; None leaves the decision to a later one."""
    act, mention = heaps.acts.words[number], noun.mention
    following = heaps.acts.words[number + 1 : number + 2]
    name = act.label.name
    if name == "mask":
        hidden = not mention.paper and hides(noun.end, act, text)
        return Said(Status.EXCLUDED, name, act.start) if hidden else None
    if name == "negate" and text.startswith(("か", "でしょうか"), act.end):
        name = "request"
    if name in _MODIFYING and name not in mention.also_by and _passes_on(act, text, heaps):
        return None
    if name in ASKING or name in mention.also_by:
        return _asked_by(name, number, noun, sentence, text, heaps, layout)
    if name == "work" and copied(act, following, text):
        return None
    if name == "done" and asks_to_see(act, mention.start, sentence, text):
        return Said(Status.ASKED, "give", act.start)
    return Said(DECISIVE[name], name, act.start) if name in DECISIVE else None


def _asked_by(name: str, number: int, noun: _Noun, sentence: Sentence, text: str, heaps: Heaps, layout: Layout) -> Said:
    """Return what becomes of the noun if the act asks for something."""
    act = heaps.acts.words[number]
    if taken_back(act, text, heaps, sentence, layout) or _forbidden(noun.end, number, text, heaps, sentence):
        return Said(Status.EXCLUDED, name)
    if _is_past(act, heaps.acts.words[number + 1 : number + 2]):
        return Said(Status.DONE, "done", act.start)
    spoken_of = name == "request" and (noun.loose or _is_place(noun.mention, noun.end, act, text))
    spoken_of |= noun.described and name in ("request", "plan")
    return Said(Status.MENTIONED if spoken_of else Status.ASKED, name, act.start)


def _without_act(noun: _Noun, sentence: Sentence, text: str) -> Said:
    """Return what becomes of the noun where no act decides: a question asks, and so does an object without a verb."""
    if sentence.end - noun.end > REACH or noun.loose or noun.described:
        return Said(Status.OPEN)
    if _QUESTION.search(text, max(noun.end, sentence.end - 8), sentence.end):
        return Said(Status.ASKED, "question")
    if _UNSAID.match(text, noun.end, sentence.end):
        return Said(Status.ASKED, "give")
    return Said(Status.OPEN)


def _is_place(mention: Mention, end: int, act: Found, text: str) -> bool:
    """Tell whether something else of the thing is spoken of: "住所に建物名が抜けている"."""
    if mention.client_side or "plan" in mention.also_by or not text.startswith("に", end):
        return False
    return any(particle in text[end : act.start] for particle in "をが")


def _is_past(act: Found, following: Sequence[Found]) -> bool:
    """Tell whether the act is told as something over: "入って|もらっていましたが"."""
    return any(after.label.name == "done" and 0 <= after.start - act.end <= 1 for after in following)


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
        elif amount := _AMOUNT.match(text, end):
            end = amount.end()
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


def _belongs_to_others(mention: Mention, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing is somebody else's: "お客様の", "弊社の"."""
    if mention.client_side:
        return False
    if told_of_others(mention.start, sentence, text, heaps):
        return True
    left = opens_row(mention.start, text, heaps)
    while left and text[left - 1] in "おご御":
        left -= 1
    return heaps.ends_at(Sort.OTHERS, left) or heaps.ends_at(Sort.OURS, left)


def taken_back(act: Found, text: str, heaps: Heaps, sentence: Sentence, layout: Layout) -> bool:
    """Tell whether the request is denied within its own clause: "教えていただく必要はありません"."""
    furthest = min(sentence.end, act.end + CLAUSE)
    border = _CLAUSE_END.search(text, act.end, furthest)
    limit = border.end() if border else furthest
    for later in heaps.acts.between(act.end, min(limit + 1, sentence.end)):
        if later.label.name == "negate" and aside(layout, later.start) == aside(layout, act.start):
            return not heaps.things.between(act.end, later.start)
    return False


def _forbidden(end: int, number: int, text: str, heaps: Heaps, sentence: Sentence) -> bool:
    """Tell whether the sentence ends by forbidding to send its topic: "口座は…ので、ここには書かないでください"."""
    if not text.startswith("は", end):
        return False
    act = heaps.acts.words[number]
    return any(
        later.label.name == "negate" and forbids(later, text) and not heaps.things.between(act.end, later.start)
        for later in heaps.acts.between(act.end, sentence.end)
    )


# --- both ---------------------------------------------------------------------------------------


def addressed(word: Found, sentence: Sentence, text: str, heaps: Heaps, language: Language) -> bool:
    """Tell whether the words say that the thing is the person's own who is addressed: "ご住所", "your CV"."""
    if language is Language.EN:
        return english_owner.addressed(word, sentence, text)
    if text[word.start - 1 : word.start] in ("お", "ご", "御") or text[word.start] in "おご御":
        return True
    return heaps.ends_at(Sort.YOURS, word.start)


def aside(layout: Layout, place: int) -> bool:
    """Tell whether the place lies within brackets."""
    return inside(layout.asides, place)
