"""Endless labelled messages from one seed."""

from collections.abc import Iterator
from functools import cache
from itertools import count, islice
from random import Random

from policies.load import load
from policies.rulebook import Rulebook
from policies.vocabulary import Language
from tests.generator.labels import MILD, case
from tests.generator.message import CATEGORIES, message

TRIES = 60
"""How often a message of the category `legit` is drawn anew until everything acceptable is mild."""


@cache
def rules() -> Rulebook:
    """Return the rules that judge the labels."""
    return load()


def generate(language: Language, seed: int) -> Iterator[dict]:
    """Yield labelled cases without end; the same seed yields the same cases."""
    for number in count(1):
        random = Random(f"{language.value} {seed} {number}")  # noqa: S311
        category = random.choices([name for name, _ in CATEGORIES], [weight for _, weight in CATEGORIES])[0]
        yield _case(language, random, category, f"g-{language.value}-{seed}-{number:04d}")


def some(language: Language, seed: int, number: int) -> list[dict]:
    """Return the first cases of a seed."""
    return list(islice(generate(language, seed), number))


def _case(language: Language, random: Random, category: str, number: str) -> dict:
    for _ in range(TRIES):
        made = message(language, random, category)
        labelled = case(made, number, rules())
        if category != "legit" or set(labelled["verdict_ok"]) <= {verdict.value for verdict in MILD}:
            break
    else:
        labelled["category"] = "single_ask"
    return labelled
