"""What is said when an answer takes long, cannot be shown, or is no longer there."""

from bot.adapters.line.events import Event
from bot.adapters.line.greetings import quick, said
from bot.adapters.line.later import fetching
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.wording import Speech, Wording
from bot.core.normalise import language_of, normalise
from policies.vocabulary import Language


class PlainNotices:
    """Says it in the language of the message that it is about or, where there are no words, in the one that is set."""

    def __init__(self, wording: Wording, default_language: Language) -> None:
        self._wording = wording
        self._default_language = default_language

    def later(self, event: Event, key: str) -> list[JsonMessage]:
        """Say that we are still at it, with a button that fetches the answer to the event of that name."""
        speech = self._speech(event)
        show = speech.text("sending.show")
        return [said(speech.text("sending.later", show=show), quick(show, fetching(key), show))]

    def gone(self, event: Event) -> list[JsonMessage]:
        """Say that what was to be fetched is not there any more."""
        return [said(self._speech(event).text("sending.gone"))]

    def failed(self, event: Event) -> list[JsonMessage]:
        """Apologise for an answer that cannot be shown."""
        return [said(self._speech(event).text("sending.failed"))]

    def _speech(self, event: Event) -> Speech:
        language = language_of(normalise(event.text).folded) if event.text else self._default_language
        return self._wording.in_language(language)
