"""Weigh the features of sentences: how likely each kind is asked for in each of them."""

import math
from collections.abc import Mapping, Sequence
from itertools import repeat

from bot.core import features
from bot.core.evidence import Evidence, Scores
from bot.core.features import View
from policies.vocabulary import Kind, Language
from policies.weights import Weights, grown, outputs

CANDIDATES = 4
"""How many of the likeliest kinds of a sentence are looked at though no word for them was found."""
HOPELESS = -5.0
"""Nor is any of them below this score."""


def likelihoods(seen: Sequence[View], weights: Weights, language: Language, *, told: bool) -> list[dict[Kind, float]]:
    """Return for each sentence how likely each kind is asked for there; kinds out of the question are left out.

    `told`: the sentences are the freelancer's. Takes time linear in the length of the message.
    """
    scores = [
        _score(view, seen[number - 1] if number else None, weights, language, told=told)
        for number, view in enumerate(seen)
    ]
    evidence = Evidence(seen, scores, told=told)
    return [
        {
            kind: _likelihood(weights.final_bias + grown(weights.trees, evidence.row(at, kind)))
            for kind in candidates(view, scores[at].kinds)
        }
        for at, view in enumerate(seen)
    ]


def candidates(view: View, kinds: Mapping[Kind, float]) -> list[Kind]:
    """Return the kinds worth a look in a sentence: the likeliest, those named, those that the first reader found.

    Their order is that of kinds found at the same place, so it must not hang on the order of a set.
    """
    hopeful = [kind for kind, score in kinds.items() if score > HOPELESS]
    first = sorted(hopeful, key=kinds.__getitem__, reverse=True)[:CANDIDATES]
    return list(dict.fromkeys((*first, *view.mentions, *sorted(view.ruled))))


def _score(view: View, before: View | None, weights: Weights, language: Language, *, told: bool) -> Scores:
    total = weights.here.total(view.grams) + weights.signs.total(features.signs(view, told=told))
    if before is not None:
        total += weights.before.total(before.grams)
    sums = outputs(total, len(weights.bias))
    values = [bias + weights.step * steps for bias, steps in zip(weights.bias, sums, strict=True)]
    mentions = {kind: _mention(view, kind, weights, language, told=told) for kind in view.mentions}
    return Scores.of(values, weights.kinds, mentions)


def _mention(view: View, kind: Kind, weights: Weights, language: Language, *, told: bool) -> float:
    around = features.mention(view, kind, language, told=told)
    # Added up exactly, for the features come in any order.
    return weights.mention_bias + math.fsum(map(weights.mention.get, around, repeat(0.0)))


def _likelihood(score: float) -> float:
    return 1 / (1 + math.exp(-score))
