"""Our own letters: whoever pastes one back is asked for nothing by it."""

import datetime as dt
from itertools import chain

from bot.core.compose import compose_letter
from bot.core.conversation import KnownAsk
from bot.texts import phrasebook
from policies.vocabulary import Kind, Language, Purpose, Tone

DAY = dt.date(2026, 11, 24)


def letters(language: Language, rulebook) -> list[str]:
    """Return the letters that every example of every rule leads to, and those of every purpose for every kind."""
    book = phrasebook.load()

    def written(kinds, facts, signs, tone, purpose):
        asks = [KnownAsk(kind) for kind in sorted(kinds)]
        reply = compose_letter(
            asks, facts, rulebook, book, DAY, language, language, tone, purpose, signs=frozenset(signs)
        )
        return [draft.text for draft in reply.drafts]

    examples = (
        written(
            {each.ask, *each.also_asked},
            {str(name): value for name, value in each.facts.items()},
            each.signs,
            tone,
            None,
        )
        for rule in rulebook.rules
        for each in rule.example
        if each.ask is not None
        for tone in Tone
    )
    purposes = (written({kind}, {}, (), tone, purpose) for kind in Kind for purpose in Purpose for tone in Tone)
    return sorted(set(chain.from_iterable(chain(examples, purposes))))
