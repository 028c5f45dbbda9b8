"""The shipped words and rules, loaded once for all tests of the core."""

import dataclasses

import pytest

from bot.bootstrap import load_texts
from bot.core.words import Words, prepare
from bot.texts.phrasebook import Phrasebook
from policies.load import load_all
from policies.rulebook import Rulebook
from policies.vocabulary import Language
from policies.weights import Weights, load


@pytest.fixture(scope="session")
def shipped() -> tuple[Rulebook, Words]:
    """Return the shipped rulebook, and the shipped words ready for reading."""
    rulebook, lexicon = load_all()
    return rulebook, prepare(lexicon)


@pytest.fixture(scope="session")
def rulebook(shipped: tuple[Rulebook, Words]) -> Rulebook:
    """Return the shipped rules."""
    return shipped[0]


@pytest.fixture(scope="session")
def both_readers(shipped: tuple[Rulebook, Words]) -> Words:
    """Return the shipped words with the shipped weights: messages are read as people's are."""
    return shipped[1]


@pytest.fixture(scope="session")
def words(both_readers: Words) -> Words:
    """Return the shipped words alone: the second reader takes everything from the first one, and adds nothing.

    So what a test says of the words and the grammar does not hang on what was learned.
    """

    def trusting(language: Language) -> Weights:
        return dataclasses.replace(load(language), kept=0.0, asked=1.1, unsure=1.1)

    return dataclasses.replace(both_readers, weights=trusting)


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    """Return the shipped texts."""
    return load_texts()
