"""What a press says: the words that a person would type for it, so that the core needs to know no buttons."""

from bot.adapters.discord.buttons import Action
from bot.adapters.discord.wording import Wording
from bot.core.choices import label
from policies.vocabulary import Language

_BY_LABEL = frozenset((Action.SOFTER, Action.FIRMER, Action.WHY, Action.APPROVED, Action.SHARED, Action.INSISTS))
"""Presses whose label is just what a person would type."""

_LANGUAGES = frozenset(language.value for language in Language)


class Spoken:
    """Puts presses into words."""

    def __init__(self, wording: Wording) -> None:
        """Take the texts and rules that name what can be chosen."""
        self._wording = wording

    def words(self, action: Action, value: str, language: Language) -> str | None:
        """Return what a press says in that language, or None if it says nothing that can be answered."""
        speech = self._wording.in_language(language)
        if action is Action.CHOICE:
            return self._choice(value, language)
        if action in _BY_LABEL:
            return speech.text(f"answer.button.{action}")
        if action is Action.LETTER:
            return speech.text("doors.say.letter")
        if action is Action.FORGET_YES:
            return speech.text("doors.say.forget")
        if action is Action.LANGUAGE and value in _LANGUAGES:
            return speech.label(f"in_{value}")
        if action is Action.EXAMPLE and value[:2] in _LANGUAGES:
            return self._wording.texts.of(value[:2]).find(f"doors.example.{value[2:]}.text")
        return None

    def _choice(self, value: str, language: Language) -> str | None:
        """Return the label of an answer to our question, as it stood on the button."""
        name, _, chosen = value.partition("=")
        return label(name, chosen, self._wording.rulebook, self._wording.phrasebook.of(language), language)
