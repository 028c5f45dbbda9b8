"""What a tap says: the words that a person would type for it, so that the core needs to know no buttons."""

from bot.adapters.line.buttons import Action, Button
from bot.adapters.line.wording import Wording
from bot.core.choices import label
from policies.vocabulary import Language

_ON_CARDS = frozenset(
    (Action.SOFTER, Action.FIRMER, Action.WHY, Action.WHAT_IF_APPROVED, Action.INSISTS, Action.ALREADY_SHARED)
)
"""Taps whose label, which the chat shows as the person's words, is just what a person would type."""

_SAID = {Action.HELP: "help", Action.FORGET_YES: "forget"}
"""Under which key of `doors.say` the words of other taps stand."""

_LANGUAGES = frozenset(language.value for language in Language)

ANY_STATE = frozenset(
    (
        Action.HELP,
        Action.WELCOME,
        Action.PASTE,
        Action.PRIVACY,
        Action.FORGET,
        Action.FORGET_YES,
        Action.FORGET_NO,
        Action.EXAMPLE,
    )
)
"""Taps that mean the same whatever has been said since."""


class Taps:
    """Puts taps into words."""

    def __init__(self, wording: Wording) -> None:
        """Take the texts and rules that name what can be chosen."""
        self._core_texts = wording.phrasebook
        self._own_texts = wording.texts
        self._rulebook = wording.rulebook

    def words(self, button: Button, language: Language) -> str | None:
        """Return what the tap says in that language, or None if it says nothing that can be answered."""
        if button.action is Action.CHOICE:
            return self._choice(button.value, language)
        own = self._own_texts.of(language)
        if button.action in _ON_CARDS:
            return own.text(f"card.quick.{button.action}")
        if button.action is Action.LANGUAGE:
            return self._core_texts.of(language).find(f"ui.label.in_{button.value}")
        if button.action is Action.EXAMPLE:
            wanted, number = button.value[:2], button.value[2:]
            return self._own_texts.of(wanted).find(f"doors.example.{number}.text") if wanted in _LANGUAGES else None
        key = _SAID.get(button.action)
        return own.text(f"doors.say.{key}") if key else None

    def _choice(self, value: str, language: Language) -> str | None:
        """Return the label of an answer to our question, as it stood on the button."""
        name, _, chosen = value.partition("=")
        return label(name, chosen, self._rulebook, self._core_texts.of(language), language)
