"""Which of our languages somebody reads, as far as Discord tells."""

import discord

from policies.vocabulary import Language

_LANGUAGES = {
    discord.Locale.japanese: Language.JA,
    discord.Locale.american_english: Language.EN,
    discord.Locale.british_english: Language.EN,
}


def language_of(locale: discord.Locale | None) -> Language | None:
    """Return our language of that locale, or None if we do not speak it."""
    return _LANGUAGES.get(locale) if locale is not None else None
