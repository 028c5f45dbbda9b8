"""What the last step of the second reader weighs of a kind in a sentence: scores of the sentence, and of the others.

Everything takes time linear in the length of the message.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.core.features import View
from policies.vocabulary import Kind

NAMES = (
    "kind",
    "any",
    "kind beyond doubt",
    "lead over others",
    "first of all",
    "mentioned",
    "mention",
    "other mention",
    "mentions",
    "ruled",
    "ruled kind",
    "ruled mention",
    "ruled any",
    "any before",
    "any behind",
    "kind before",
    "kind behind",
    "first before",
    "first behind",
    "first here",
    "second here",
    "kind elsewhere",
    "mention elsewhere",
    "any at most",
    "ruled elsewhere",
    "excluded",
    "excluded and ruled",
    "told",
    "sentences",
    "sentence",
    "sentences behind",
    "length",
    "which kind",
)
"""What stands in a row, in order."""

UNLIKELY = -9.0
LONGEST = 10.0
"""Longer sentences, in tens of letters, count as if they were so long."""

_PLACE = {kind: float(number) for number, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores (log odds) of a sentence: that anything is asked for, each kind, and each kind that is mentioned.

    `first`, `second`: the two highest of the kinds.
    """

    any: float
    kinds: Mapping[Kind, float]
    mentions: Mapping[Kind, float]
    first: float = UNLIKELY
    second: float = UNLIKELY

    @staticmethod
    def of(values: Sequence[float], kinds: Sequence[Kind], mentions: Mapping[Kind, float]) -> "Scores":
        """Take the score for anything, and then that of each kind."""
        *_, second, first = sorted(values[1:])
        return Scores(values[0], dict(zip(kinds, values[1:], strict=True)), mentions, first, second)


NOTHING = Scores(-3.0, {}, {})
"""Scores of the sentence before the first one and behind the last one."""


class Evidence:
    """All that is known of the sentences of a message. `told`: they are the freelancer's."""

    def __init__(self, seen: Sequence[View], scores: Sequence[Scores], *, told: bool) -> None:
        self._seen = seen
        self._scores = scores
        self._told = float(told)
        self._ruled = frozenset(chain.from_iterable(view.ruled for view in seen))
        self._most = max((score.any for score in scores), default=UNLIKELY)
        self._kinds = _Highest(score.kinds for score in scores)
        self._mentions = _Highest(score.mentions for score in scores)

    def row(self, at: int, kind: Kind) -> tuple[float, ...]:
        """Return what is to be weighed of a kind in the sentence of that number, in the order of `NAMES`."""
        view, here = self._seen[at], self._scores[at]
        before = self._scores[at - 1] if at else NOTHING
        behind = self._scores[at + 1] if at + 1 < len(self._scores) else NOTHING
        score = here.kinds[kind]
        other = here.second if score == here.first else here.first
        ruled, excluded = float(kind in view.ruled), float(kind in view.excluded)
        about = here.mentions.get(kind, 0.0)
        return (
            score,
            here.any,
            min(score, -4.0),
            score - other,
            float(score >= other),
            float(kind in here.mentions),
            about,
            max((each for other, each in here.mentions.items() if other != kind), default=UNLIKELY),
            float(len(here.mentions)),
            ruled,
            ruled * score,
            ruled * about,
            ruled * here.any,
            before.any,
            behind.any,
            before.kinds.get(kind, UNLIKELY),
            behind.kinds.get(kind, UNLIKELY),
            before.first,
            behind.first,
            here.first,
            here.second,
            self._kinds.elsewhere(at, kind),
            self._mentions.elsewhere(at, kind),
            self._most,
            float(kind in self._ruled),
            excluded,
            excluded * ruled,
            self._told,
            float(len(self._seen)),
            float(at),
            float(len(self._seen) - 1 - at),
            min(LONGEST, len(view.text) / 10),
            _PLACE[kind],
        )


class _Highest:
    """The two highest scores of each kind, and in which sentence the highest one is."""

    def __init__(self, scores: Iterable[Mapping[Kind, float]]) -> None:
        self._first: dict[Kind, tuple[float, int]] = {}
        self._second: dict[Kind, float] = {}
        for at, kinds in enumerate(scores):
            for kind, score in kinds.items():
                first = self._first.get(kind)
                if first is None or score > first[0]:
                    self._first[kind] = score, at
                    score = UNLIKELY if first is None else first[0]
                self._second[kind] = max(score, self._second.get(kind, UNLIKELY))

    def elsewhere(self, at: int, kind: Kind) -> float:
        """Return the highest score of a kind in any other sentence than that one."""
        first = self._first.get(kind)
        if first is None:
            return UNLIKELY
        return self._second[kind] if first[1] == at else first[0]
