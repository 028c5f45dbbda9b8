"""The shipped words and rules, loaded once for all tests of the core."""

import pytest

from bot.bootstrap import load_texts
from bot.core.words import Words, prepare
from bot.texts.phrasebook import Phrasebook
from policies.load import load_all
from policies.rulebook import Rulebook


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
def words(shipped: tuple[Rulebook, Words]) -> Words:
    """Return the shipped words."""
    return shipped[1]


@pytest.fixture(scope="session")
def phrasebook() -> Phrasebook:
    """Return the shipped texts."""
    return load_texts()
