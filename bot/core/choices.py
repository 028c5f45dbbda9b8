"""The answers that our questions offer, and the words for each of them.

A question is for a fact, or for what is asked at all where words look like an ask that could not be placed. Both have
one form, so that whatever shows a question and takes its answer serves both.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from bot.core.reply import Choice, Question
from bot.texts import telling
from bot.texts.naming import name_of
from bot.texts.phrasebook import Phrases
from policies.rulebook import Rulebook
from policies.vocabulary import DIRECT, FACT_VALUES, Fact, Kind, Language

UNKNOWN = "unknown"
"""The value of the choice "I don't know"."""

ASK = "ask"
"""What the question for the kind of ask is for, where others name a fact."""
NONE = "none"
"""The value of its choice "none of these"."""
MOST_KINDS = 3
"""With "none of these" and "I don't know" these fit in one row of buttons on any platform."""


def placing(kinds: Sequence[Kind], phrases: Phrases) -> Question:
    """Return the question which of the kinds is asked for, the likeliest first."""
    values = [*kinds[:MOST_KINDS], NONE, UNKNOWN]
    return Question(
        ASK, phrases.text("ui.placing.question"), tuple(Choice(each, _kind(each, phrases)) for each in values)
    )


@lru_cache(maxsize=64)
def of_fact(fact: str, rulebook: Rulebook, phrases: Phrases, language: Language) -> tuple[Choice, ...]:
    """Return the answers to a question for a fact, "I don't know" last.

    Platforms of one's own language come first, and before others those of which most is known.
    """
    unknown = Choice(UNKNOWN, phrases.text("ui.fact.unknown"))
    if fact != Fact.PLATFORM:
        return (*(Choice(value, telling.answer(phrases, fact, value)) for value in FACT_VALUES[Fact(fact)]), unknown)
    known = Counter(rule.id.partition(".")[0] for rule in rulebook.rules)
    platforms = sorted(
        rulebook.platforms.values(),
        key=lambda platform: (
            platform.id == DIRECT,
            not platform.rules_known,
            platform.language != language,
            -known[platform.id],
        ),
    )
    return (*(Choice(platform.id, str(getattr(platform.title, language))) for platform in platforms), unknown)


def label(name: str, value: str, rulebook: Rulebook, phrases: Phrases, language: Language) -> str | None:
    """Return the words of one choice of the question for `name`, or None if there is no such choice."""
    if name == ASK:
        return _kind(value, phrases) if value in (NONE, UNKNOWN, *Kind) else None
    if name not in tuple(Fact):
        return None
    return next((each.label for each in of_fact(name, rulebook, phrases, language) if each.value == value), None)


def _kind(value: str, phrases: Phrases) -> str:
    if value == UNKNOWN:
        return phrases.text("ui.fact.unknown")
    if value == NONE:
        return phrases.text("ui.placing.none")
    name = name_of(phrases, value, None, "name")
    return name[:1].upper() + name[1:]
