"""Tell which facts a message states, where its words could be taken for several values of one."""

import re
from collections.abc import Sequence

from bot.core import clauses, handed
from bot.core.reading import Ask, Speaker
from bot.core.segment import Layout, inside
from bot.core.sift import Found, Heaps
from bot.core.words import Sort, Words
from policies.vocabulary import Fact, Kind, Language

_NOT_YET = re.compile(r"まだ|未|前|これから|ません|ない|なし|\bnot\b|n't|\bbefore\b|\bun")
"""Words for a stage that say what has not happened; told later in a message they correct what was told before."""


def facts(
    text: str,
    heaps: Heaps,
    words: Words,
    layout: Layout,
    asks: Sequence[Ask],
    places: Sequence[int],
    speaker: Speaker,
    language: Language,
    unsaid: tuple[tuple[int, int], ...],
) -> dict[str, str]:
    """Return the facts that the folded text states.

    `places`: where the asks stand; `unsaid`: examples that a client quotes state nothing.

    In Japanese, what is applied for and not approved yet is pending: 「承認前ですが、審査中です」.

    To be let into a work tool is a purpose that the ask itself states.
    """
    stated: dict[str, str] = {}
    for fact, hits in _told(text, heaps, layout, places, speaker, language, unsaid).items():
        order = list(words.lexicon.facts[Fact(fact)].value)
        if fact == Fact.PURPOSE:
            stated[fact] = _nearest(hits, order, layout, places)
        elif fact == Fact.STAGE:
            stated[fact] = _corrected(text, hits, order)
        elif (
            language is Language.JA
            and fact == Fact.APPROVAL
            and {hit.label.value for hit in hits} == {"none", "pending"}
        ):
            stated[fact] = "pending"
        else:
            stated[fact] = _first(hits, order)
    if language is Language.JA:
        missing = frozenset(fact for fact in Fact if fact not in stated)
        stated |= dict(clauses.told(_without(text, unsaid), speaker, missing))
        if Fact.PURPOSE in missing and (purpose := _purpose_beside(text, layout, asks, places, speaker)):
            stated[Fact.PURPOSE] = purpose
        sharing = stated.get(Fact.ALREADY_SHARED) != "yes" and speaker is Speaker.FREELANCER
        if sharing and handed.gave(text, layout, heaps, places):
            stated[Fact.ALREADY_SHARED] = "yes"
    if Fact.PURPOSE not in stated and any(ask.kind is Kind.SHARED_WORKSPACE for ask in asks):
        stated[Fact.PURPOSE] = "work_tool"
    platforms = {found.label.name for found in heaps.platforms}
    if len(platforms) > 1:
        platforms.discard("direct")
    if len(platforms) == 1:
        stated[Fact.PLATFORM] = platforms.pop()
    return stated


def _told(
    text: str,
    heaps: Heaps,
    layout: Layout,
    places: Sequence[int],
    speaker: Speaker,
    language: Language,
    unsaid: tuple[tuple[int, int], ...],
) -> dict[str, list[Found]]:
    """Return the words of the files that state something, by fact."""
    own = speaker is Speaker.FREELANCER and language is Language.JA
    told: dict[str, list[Found]] = {}
    hits = heaps.of(Sort.FACT)
    # Looked for once: the text is long, and there may be many such hits.
    is_wanted = own and any(map(_is_kept, hits)) and (bool(places) or handed.wanted(text))
    for found in hits:
        if inside(unsaid, found.start) or _denied(text, found):
            continue
        if language is Language.JA and _is_kept(found):
            # A client's words of this kind, and what is told of nothing that is wanted, state nothing.
            if is_wanted and handed.kept(found.start, found.end, text, layout):
                told.setdefault(found.label.name, []).append(found)
            continue
        if not (own and _told_of_others(text, found, layout)):
            told.setdefault(found.label.name, []).append(found)
    return told


_DENIED = re.compile(
    "[^、。!?]{0,4}?(?:てい|てお|て|し)?(?:ません(?!か)|ない(?![とか])|なかった|ていな)"
    "|[みんだりてしまっいれ]{0,3}?(?:次第|たら|れば|てから|るまで)"
)
_DENIABLE = frozenset(("approved", "pending", "funded", "contracted", "ended", "yes"))


def _denied(text: str, hit: Found) -> bool:
    """Tell whether Japanese denies behind the words what they state: "申請は一度も出|ていません"."""
    return hit.label.value in _DENIABLE and _DENIED.match(text, hit.end) is not None


def _is_kept(hit: Found) -> bool:
    """Tell whether the words say that something was not given."""
    return hit.label.name == Fact.ALREADY_SHARED and hit.label.value == "no"


def _told_of_others(text: str, hit: Found, layout: Layout) -> bool:
    """Tell whether a freelancer quotes that something was given, or tells it of somebody else: "母が教えてしまい"."""
    if hit.label.name != Fact.ALREADY_SHARED:
        return False
    sentence = layout.sentences[layout.sentence_at(hit.start)]
    return inside(layout.quotes, hit.start) or handed.by_others(hit.start, sentence, text)


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """Return the text with the spans made blank, so that all places stay the same."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


_ANSWERED = re.compile("(?:って|て|との|と)(?:お)?(?:返事|連絡|通知|回答|言[わっ]|のこと|返って|知らせ)")


def examples(text: str, layout: Layout) -> tuple[tuple[int, int], ...]:
    """Return the quotations that are examples; what somebody answered is told: "「許可します」と返事が来ました"."""
    return tuple(span for span in layout.quotes if _ANSWERED.match(text, span[1]) is None)


def _first(hits: Sequence[Found], order: Sequence[str]) -> str:
    """Return the value that stands first in its file."""
    return min((hit.label.value for hit in hits), key=order.index)


def _nearest(hits: Sequence[Found], order: Sequence[str], layout: Layout, places: Sequence[int]) -> str:
    """Return the purpose told nearest to an ask, counted in sentences; of several the first of the file."""
    if not places or len({hit.label.value for hit in hits}) == 1:
        return _first(hits, order)
    asked = sorted({layout.sentence_at(place) for place in places})
    near = _distances(asked, len(layout.sentences))
    ranked = ((near[layout.sentence_at(hit.start)], order.index(hit.label.value)) for hit in hits)
    return order[min(ranked)[1]]


def _distances(asked: Sequence[int], count: int) -> list[int]:
    """Return for every sentence how many sentences lie between it and the next one with an ask.

    What is told right before an ask is nearer to it than what is told as far behind.
    """
    far = 2 * count + 2
    near = [far] * count
    for number in asked:
        near[number] = 0
    for number in range(1, count):
        near[number] = min(near[number], near[number - 1] + 3)
    for number in range(count - 2, -1, -1):
        near[number] = min(near[number], near[number + 1] + 2)
    return near


def _corrected(text: str, hits: Sequence[Found], order: Sequence[str]) -> str:
    """Return the furthest stage told, unless something told behind it says that it has not come so far."""
    furthest = _first(hits, order)
    last = max(hit.start for hit in hits if hit.label.value == furthest)
    later = [hit for hit in hits if hit.start > last and order.index(hit.label.value) > order.index(furthest)]
    denied = [hit for hit in later if _NOT_YET.search(text, hit.start, hit.end)]
    return denied[-1].label.value if denied else furthest


_PURSES = frozenset((Kind.BANK_ACCOUNT, Kind.WALLET))


def _purpose_beside(
    text: str, layout: Layout, asks: Sequence[Ask], places: Sequence[int], speaker: Speaker
) -> str | None:
    """Return the purpose that a sentence with an ask tells, or else the sentence before it.

    Where only an account to be paid to is asked for, the sentence behind may say that it will be paid.
    """
    for back in (0, 1):
        for number in sorted({max(0, layout.sentence_at(place) - back) for place in places}):
            sentence = layout.sentences[number]
            if purpose := clauses.purpose(text[sentence.start : sentence.end], speaker):
                return purpose
    if asks and all(ask.kind in _PURSES for ask in asks):
        for number in sorted({layout.sentence_at(place) + 1 for place in places}):
            if number < len(layout.sentences):
                sentence = layout.sentences[number]
                if clauses.pays(text[sentence.start : sentence.end]):
                    return "payment"
    return None
