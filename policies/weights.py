"""Weights of the second reader, learned from the messages in `policies/corpus` by `make model`.

One file a language. It is made, not written: who wants another reading adds messages to the corpus and makes it anew.
"""

import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from policies.vocabulary import Kind, Language

FOLDER = Path(__file__).parent / "weights"
FORMAT = 2
ZERO = 128
"""Added to a weight, in steps, to make it one byte."""
LANE = 24
"""Bits for one output in a sum. So many features as would overflow it do not fit into a message."""
_HALF = 1 << (LANE - 1)
_MASK = (1 << LANE) - 1


class _Unpacked(dict[str, int]):
    """Rows as numbers, each made when its feature is first met."""

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._packed = packed

    def __missing__(self, feature: str) -> int:
        pairs = bytes.fromhex(self._packed[feature])
        row = sum((weight - ZERO) << (LANE * output) for output, weight in zip(pairs[::2], pairs[1::2], strict=True))
        self[feature] = row
        return row


class Rows:
    """What each feature adds to each output, in steps.

    A row is one whole number with a lane of `LANE` bits for each output, so that all outputs are added up at once. In
    the file it is pairs of bytes, in hexadecimal: output and weight.
    """

    __slots__ = ("_known", "_rows")

    def __init__(self, packed: Mapping[str, str]) -> None:
        self._known = packed.keys()
        self._rows = _Unpacked(packed)

    def total(self, found: Set[str]) -> int:
        """Add up the rows of the features; those without a row add nothing."""
        return sum(map(self._rows.__getitem__, self._known & found))


def outputs(total: int, count: int) -> list[int]:
    """Take a sum of rows apart into its outputs."""
    whole = total + _halves(count)
    return [((whole >> shift) & _MASK) - _HALF for shift in range(0, LANE * count, LANE)]


@cache
def _halves(count: int) -> int:
    return sum(_HALF << (LANE * output) for output in range(count))


Tree = float | list["Tree"]
"""What a row adds to a score: itself, or by a test: place in the row, limit, tree up to that limit, tree above it."""


def grown(trees: Sequence[Tree], row: Sequence[float]) -> float:
    """Add up what the trees say of a row."""
    total = 0.0
    for tree in trees:
        node: Any = tree
        while isinstance(node, list):
            at, limit, upto, above = node
            node = upto if row[at] <= limit else above
        total += node
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned for one language."""

    kinds: tuple[Kind, ...]
    step: float
    bias: Sequence[float]
    """One for each output: whether anything is asked for, and then each of the kinds."""
    here: Rows
    """By letters or words of the sentence itself."""
    before: Rows
    """By those of the sentence before it."""
    signs: Rows
    """By words of the files, and what the first reader said."""
    mention: Mapping[str, float]
    mention_bias: float
    trees: Sequence[Tree]
    """By what stands in `bot.core.evidence.NAMES`."""
    final_bias: float
    kept: float
    """From this likelihood on, a kind that the first reader found counts as asked for."""
    asked: float
    """From this likelihood on, any other kind does."""
    unsure: float
    """From this likelihood on, silence would be wrong."""
    corpus: str
    """A digest of the messages that the weights were learned from."""


@cache
def load(language: Language) -> Weights:
    """Return the weights of a language. They are read once. Raises `ValueError` for a file of another format."""
    data: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    if data.pop("format") != FORMAT:
        raise ValueError(f"policies/weights/{language}.json has another format: run `make model`")
    for name in ("here", "before", "signs"):
        data[name] = Rows(data[name])
    return Weights(kinds=tuple(Kind(kind) for kind in data.pop("kinds")), **data)
