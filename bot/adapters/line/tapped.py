"""Answers to tapped buttons."""

from collections.abc import Sequence

from bot.adapters.line.buttons import Action, Button, decode, step_of
from bot.adapters.line.events import Event
from bot.adapters.line.greetings import Greetings
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.taps import ANY_STATE, Taps
from bot.adapters.line.turn import Turn
from bot.core.conversation import Conversation
from policies.vocabulary import Language

_LANGUAGES = {language.value: language for language in Language}


class Tapped:
    """Does what a button promises, or says why not."""

    def __init__(self, turn: Turn, taps: Taps, greetings: Greetings) -> None:
        """Take what answers words, what puts taps into words, and what answers the rest."""
        self._turn = turn
        self._taps = taps
        self._greetings = greetings

    def erases(self, event: Event) -> bool:
        """Tell whether the event is a tap that erases everything."""
        button = decode(event.postback.data) if event.postback else None
        return button is not None and button.action is Action.FORGET_YES

    async def answer(self, event: Event, button: Button | None) -> Sequence[JsonMessage]:
        """Answer a tap; None stands for a button that cannot be read. May raise `StoreError`."""
        case = await self._turn.case(event)
        language = self._language(button, case)
        if button is None:
            return self._greetings.plain("doors.button.unknown", language)
        at_once = self._at_once(button, language)
        if at_once is not None:
            return at_once
        words = self._taps.words(button, language)
        if words is None:
            return self._greetings.plain("doors.button.unknown", language)
        if button.action not in ANY_STATE and (case is None or button.step != step_of(case)):
            return self._outdated(event, case, words, language)
        asked_in = None if button.action is Action.EXAMPLE else language
        return (await self._turn.say(event, words, asked_in)).messages

    def _language(self, button: Button | None, case: Conversation | None) -> Language:
        """Return the language that the button names, or in which the case is talked about."""
        named = button.value if button is not None and button.action in ANY_STATE else ""
        return _LANGUAGES.get(named) or (case.language if case is not None else self._turn.default_language)

    def _at_once(self, button: Button, language: Language) -> Sequence[JsonMessage] | None:
        """Return the answer to a tap that needs no case."""
        match button.action:
            case Action.WELCOME:
                return self._greetings.welcome(language, is_back=False)
            case Action.PASTE:
                return self._greetings.how_to_paste(language)
            case Action.PRIVACY:
                return self._greetings.privacy(language)
            case Action.FORGET:
                return self._greetings.ask_to_forget(language)
            case Action.FORGET_NO:
                return self._greetings.plain("doors.forget.kept", language)
            case _:
                return None

    def _outdated(
        self, event: Event, case: Conversation | None, words: str, language: Language
    ) -> Sequence[JsonMessage]:
        """Explain why a button does nothing any more, or cannot here."""
        if event.place_id and not event.user_id:
            return self._greetings.unnamed(language, words)
        if case is not None:
            return self._greetings.plain("ui.notice.stale", language)
        return (
            self._greetings.not_owner(language)
            if event.place_id
            else self._greetings.plain("doors.button.over", language)
        )
