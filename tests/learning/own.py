"""Our own letters: whoever pastes one back is asked for nothing by it."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain

from bot.core.compose import compose_letter
from bot.core.conversation import KnownAsk
from bot.core.reply import Reply
from bot.texts import phrasebook
from policies.vocabulary import Kind, Language, Purpose, Tone

DAY = dt.date(2026, 11, 24)


def replies(language: Language, rulebook, book, tones=tuple(Tone)) -> Iterator[Reply]:
    """Yield the reply to every example of every rule, as a case of which only kinds, facts and signs are known."""
    for rule in rulebook.rules:
        for each in rule.example:
            if each.ask is None:
                continue
            kinds = {each.ask, *each.also_asked}
            facts = {str(name): value for name, value in each.facts.items()}
            for tone in tones:
                yield _written(kinds, facts, each.signs, language, rulebook, book, tone)


def letters(language: Language, rulebook) -> list[str]:
    """Return the letters that every example of every rule leads to, and those of every purpose for every kind."""
    book = phrasebook.load()
    purposes = (
        _written({kind}, {}, (), language, rulebook, book, tone, purpose)
        for kind in Kind
        for purpose in Purpose
        for tone in Tone
    )
    made = chain(replies(language, rulebook, book), purposes)
    return sorted({draft.text for reply in made for draft in reply.drafts})


def _written(kinds, facts, signs, language, rulebook, book, tone, purpose=None):
    asks = [KnownAsk(kind) for kind in sorted(kinds)]
    return compose_letter(asks, facts, rulebook, book, DAY, language, language, tone, purpose, signs=frozenset(signs))
