"""The second reading: weigh what the first one found by words, and look for what it missed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.core.classify import likelihoods
from bot.core.features import View, views
from bot.core.normalise import Text
from bot.core.reading import Ask
from bot.core.review import review
from bot.core.scan import Hit
from bot.core.segment import Layout
from bot.core.sift import Found, Heaps
from bot.core.words import Label, Sort, Words
from policies.vocabulary import Kind, Language

_ENDS = "。．.、,!！ "
"""Ends of sentences, left out where their words are quoted within one of ours."""

MakeAsk = Callable[[Kind, str | None, Found], Ask]
"""Makes an ask of a kind, a tool and the words that ask."""


@dataclass(frozen=True, slots=True)
class First:
    """A message and what the first reader found in it. `told`: it is the freelancer's own words.

    `kept`: place and kind of everything asked for; `excluded`: of what is refused or excluded.
    """

    text: Text
    layout: Layout
    heaps: Heaps
    words: Words
    language: Language
    told: bool
    kept: Sequence[tuple[int, Kind]]
    excluded: Sequence[tuple[int, Kind]]


def look(first: First) -> list[View]:
    """Return the sentences as the second reader sees them."""
    tools = first.words.lexicon.tools
    return views(first.text.folded, first.layout, first.heaps, first.kept, first.excluded, tools, first.language)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is likely asked for, in its order, and where in the folded text.

    If nothing is: the sentences that may yet ask, and for what, the likeliest first.
    """

    asks: tuple[Ask, ...]
    places: Sequence[int]
    unsure: tuple[str, ...] = ()
    likely: tuple[Kind, ...] = ()


def weigh(first: First, asks: Sequence[Ask], make: MakeAsk) -> Weighed:
    """Weigh the asks of the first reader, and everything that it did not take for one."""
    weights = first.words.weights(first.language)
    sentences = look(first)
    reviewed = review(sentences, likelihoods(sentences, weights, first.language, told=first.told), weights)
    if not reviewed.asked:
        return Weighed((), (), tuple(_quote(first.text, view) for view in reviewed.doubtful), reviewed.likely)
    known = {ask.kind: ask for ask in asks}
    found = {kind: place for kind, place in reviewed.asked.items() if kind not in known}
    weighed = [known[kind] for kind in reviewed.asked if kind in known]
    weighed += [_found(first, kind, place, make) for kind, place in found.items()]
    places = [start for start, kind in first.kept if kind in reviewed.asked] + [start for start, _ in found.values()]
    return Weighed(tuple(sorted(weighed, key=lambda ask: ask.span)), places)


def _found(first: First, kind: Kind, place: tuple[int, int], make: MakeAsk) -> Ask:
    word = first.heaps.tools.at(place[0])
    tool = word.label.name if word is not None and first.words.lexicon.tools[word.label.name].kind is kind else None
    return make(kind, tool, Hit(*place, Label(Sort.THING, kind)))


def _quote(text: Text, view: View) -> str:
    start, end = text.span(view.start, view.end)
    return text.original[start:end].strip().rstrip(_ENDS)
