"""Decide from likelihoods what a message asks for, and where it may ask for something that cannot be placed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.features import View
from policies.vocabulary import Kind
from policies.weights import Weights

MOST_DOUBTS = 2
"""More doubtful sentences than these are not shown."""

LIST = 4
"""So many things asked for in one sentence are a list."""

OWN_WORDS = 0.7
"""Below this likelihood a kind needs words of its own beside a likelier one."""

REFUSED = 0.7
"""Below this likelihood a kind is not asked for in a sentence in which the first reader sees it refused."""

FAINT = 0.2
"""Kinds less likely than this part of what makes a sentence doubtful are not offered as what it may ask for."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`asked`: place of the words, in the folded text, for each kind asked for. `doubtful`: sentences that may ask.

    `likely`: what these may ask for, the likeliest first.
    """

    asked: Mapping[Kind, tuple[int, int]]
    doubtful: Sequence[View] = ()
    likely: tuple[Kind, ...] = ()


def review(seen: Sequence[View], likely: Sequence[Mapping[Kind, float]], weights: Weights) -> Reviewed:
    """Take each kind where it is likeliest. Nothing is doubtful in a message that surely asks for something.

    Things that the first reader found in one list support each other: each by itself may look unlikely.
    """
    best: dict[Kind, tuple[float, View]] = {}
    sure: set[Kind] = set()
    for view, kinds in zip(seen, likely, strict=True):
        sure |= _sure(view, kinds, weights)
        for kind, chance in kinds.items():
            if _beside(kind, chance, kinds, view) or (chance < REFUSED and kind in view.excluded - view.ruled):
                continue
            if kind not in best or chance > best[kind][0]:
                best[kind] = chance, view
    asked = {
        kind: _place(view, kind) for kind, (chance, view) in best.items() if kind in sure or chance >= weights.asked
    }
    if asked:
        return Reviewed(asked)
    doubtful = {view.start: view for chance, view in best.values() if chance >= weights.unsure}
    if not doubtful:
        return Reviewed({})
    shown = [doubtful[start] for start in sorted(doubtful)][:MOST_DOUBTS]
    possible = [kind for kind, (chance, _) in best.items() if chance >= weights.unsure * FAINT]
    return Reviewed({}, shown, tuple(sorted(possible, key=lambda kind: -best[kind][0])))


def _sure(view: View, kinds: Mapping[Kind, float], weights: Weights) -> set[Kind]:
    """Return what the first reader found in a sentence and the second one does not deny."""
    likely = {kind for kind in view.ruled if kinds[kind] >= weights.kept}
    return set(view.ruled) if likely and len(view.ruled) >= LIST else likely


def _beside(kind: Kind, chance: float, kinds: Mapping[Kind, float], view: View) -> bool:
    """Tell whether a kind without words of its own is rather the shadow of another one that is asked for there."""
    return chance < OWN_WORDS and kind not in view.mentions and kind not in view.ruled and chance < max(kinds.values())


def _place(view: View, kind: Kind) -> tuple[int, int]:
    """Return the words for the kind, or the sentence without the space around it."""
    if kind in view.mentions:
        start, end = view.mentions[kind][0]
        return view.start + start, view.start + end
    text = view.text
    start = view.start + len(text) - len(text.lstrip())
    return start, max(start + 1, view.start + len(text.rstrip()))
