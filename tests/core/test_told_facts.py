"""Facts told in prose: those that the messages of the corpus have written down."""

from collections import Counter

import pytest

from bot.core.read import read
from policies.vocabulary import Language
from tests.learning import corpus

LEAST = {Language.JA: 0.85, Language.EN: 0.93}
"""How much of what the words state is read. The messages were written by others than the patterns."""
MOST_WRONG = 0.04


@pytest.mark.parametrize("language", Language)
def test_facts_told_in_prose_are_read(both_readers, language):
    """Most of them, and hardly any wrongly."""
    told = [message for message in corpus.messages(language) if message.facts]
    counts: Counter[str] = Counter()
    for message in told:
        found = read(message.text()[0], both_readers, message.speaker).facts
        for fact, value in message.facts.items():
            said = found.get(fact)
            counts["right" if said == value else "missed" if said is None else "wrong"] += 1

    assert len(told) > 200
    assert counts["right"] >= LEAST[language] * counts.total(), counts
    assert counts["wrong"] <= MOST_WRONG * counts.total(), counts
