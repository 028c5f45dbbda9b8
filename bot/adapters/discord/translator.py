"""Names, descriptions, options and choices of the commands, in Japanese and English.

English stands in the commands themselves, and under its own key as well, since Discord falls back from one English to
the other only where one of them is given.
"""

from discord import Locale, app_commands

from bot.adapters.discord.wording import Wording
from policies.vocabulary import Language

_LOCALES = {Locale.japanese: Language.JA, Locale.american_english: Language.EN}

KEY = "key"


class Names:
    """Gives texts of the commands for Discord to list."""

    def __init__(self, wording: Wording) -> None:
        """Take the texts."""
        self._english = wording.in_language(Language.EN)

    def __call__(self, key: str) -> app_commands.locale_str:
        """Return the text of that key, to be translated when the commands are registered."""
        return app_commands.locale_str(self._english.text(key), **{KEY: key})


class TextsTranslator(app_commands.Translator):
    """Finds the texts of the language."""

    def __init__(self, wording: Wording) -> None:
        """Take the texts."""
        self._wording = wording

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, _context: app_commands.TranslationContextTypes
    ) -> str | None:
        """Return the text in the language of that locale, or None if we do not speak it."""
        language, key = _LOCALES.get(locale), string.extras.get(KEY)
        if language is None or not isinstance(key, str):
            return None
        return self._wording.in_language(language).text(key)
