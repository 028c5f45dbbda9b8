"""What is said by ourselves rather than about a case: greetings, rules of a group, what is no text, questions back."""

from collections.abc import Sequence

from bot.adapters.line.buttons import NO_STEP, Action, encode
from bot.adapters.line.flex import postback
from bot.adapters.line.limits import QUICK_LABEL, JsonMessage, cut_label
from bot.adapters.line.wording import Speech, Wording
from policies.vocabulary import Language

EXAMPLES = ("1", "2", "3")
_MEDIA = frozenset(("image", "video", "audio", "file", "location", "sticker"))
_OTHER_LANGUAGE = {Language.JA: Language.EN, Language.EN: Language.JA}


class Greetings:
    """Makes the messages. `hours`: how long a case is kept; `prefixes`: how we are addressed in groups."""

    def __init__(self, wording: Wording, hours: int, prefixes: Sequence[str]) -> None:
        """Take the words, and what is to be told in them."""
        self._wording = wording
        self._hours = hours
        self._prefixes = tuple(prefixes)

    def welcome(self, language: Language, *, is_back: bool) -> list[JsonMessage]:
        """Greet a new friend or one who has come back, and offer examples to try."""
        speech = self._speech(language)
        greeting = speech.text(f"doors.welcome.{'back' if is_back else 'new'}")
        body = f"{greeting}\n\n{speech.text('doors.welcome.body')}"
        return [said(body), said(self._stored(speech), *self._examples(language), self._switch(language))]

    def how_to_paste(self, language: Language) -> list[JsonMessage]:
        """Tell how a client's message gets here."""
        return [said(self._speech(language).text("doors.welcome.paste"), *self._examples(language))]

    def privacy(self, language: Language) -> list[JsonMessage]:
        """Tell what is stored and for how long, and offer to erase it."""
        speech = self._speech(language)
        label = speech.label("forget")
        return [said(self._stored(speech), quick(label, encode(Action.FORGET, NO_STEP, language), label))]

    def introduction(self, language: Language) -> list[JsonMessage]:
        """Introduce ourselves to a group: what we are for, how to address us, and who can read what."""
        speech = self._speech(language)
        parts = (
            speech.text("doors.group.join"),
            speech.text("doors.group.address", prefixes=self._named(speech)),
            speech.text("doors.group.private"),
        )
        return [said("\n\n".join(parts))]

    def quoted(self, language: Language) -> list[JsonMessage]:
        """Tell that a quoted message cannot be read."""
        return self.plain("doors.group.quoted", language)

    def apology(self, language: Language, *, erasing: bool) -> list[JsonMessage]:
        """Tell that nothing could be kept or, if that was the wish, perhaps not everything erased."""
        return self.plain(f"doors.failed.{'erase' if erasing else 'store'}", language)

    def not_owner(self, language: Language) -> list[JsonMessage]:
        """Tell that a button in a group belongs to somebody else's case, or to one that is over."""
        speech = self._speech(language)
        return [said(speech.text("doors.group.owner", prefixes=self._named(speech)))]

    def unnamed(self, language: Language, words: str) -> list[JsonMessage]:
        """Tell what to write instead of a tap where LINE does not say whose tap it was."""
        prefix = self._prefixes[0] if self._prefixes else ""
        return [said(self._speech(language).text("doors.group.unnamed", prefix=prefix, words=words))]

    def not_text(self, kind: str, language: Language) -> list[JsonMessage]:
        """Explain that we read text only."""
        return [said(self._speech(language).text(f"doors.media.{kind if kind in _MEDIA else 'other'}"))]

    def ask_to_forget(self, language: Language) -> list[JsonMessage]:
        """Ask for a yes before everything is erased."""
        speech = self._speech(language)
        yes, no = speech.text("doors.forget.yes"), speech.text("doors.forget.no")
        return [
            said(
                speech.text("doors.forget.ask"),
                quick(yes, encode(Action.FORGET_YES, NO_STEP, language), yes),
                quick(no, encode(Action.FORGET_NO, NO_STEP, language), no),
            )
        ]

    def plain(self, key: str, language: Language) -> list[JsonMessage]:
        """Say one text that needs nothing filled in."""
        return [said(self._speech(language).text(key))]

    def _speech(self, language: Language) -> Speech:
        return self._wording.in_language(language)

    def _stored(self, speech: Speech) -> str:
        return speech.text("doors.privacy.stored", hours=str(self._hours))

    def _named(self, speech: Speech) -> str:
        names = (speech.text("doors.group.prefix", prefix=prefix) for prefix in self._prefixes)
        return speech.text("doors.group.between").join(names)

    def _examples(self, language: Language) -> list[JsonMessage]:
        speech = self._speech(language)
        return [
            quick(
                speech.text(f"doors.example.{number}.label"),
                encode(Action.EXAMPLE, NO_STEP, f"{language}{number}"),
                speech.text(f"doors.example.{number}.text"),
            )
            for number in EXAMPLES
        ]

    def _switch(self, language: Language) -> JsonMessage:
        """Return the button that greets in the other language; it is named in that language."""
        label = self._speech(language).text("doors.example.language")
        return quick(label, encode(Action.WELCOME, NO_STEP, _OTHER_LANGUAGE[language]), label)


def said(text: str, *buttons: JsonMessage) -> JsonMessage:
    """Return a text message, with buttons below it that vanish with the next message."""
    message: JsonMessage = {"type": "text", "text": text}
    return {**message, "quickReply": {"items": list(buttons)}} if buttons else message


def quick(label: str, data: str, shown: str) -> JsonMessage:
    """Return a button below the last message. `shown` then stands in the chat as the person's words."""
    return {"type": "action", "action": {**postback(data, shown), "label": cut_label(label, QUICK_LABEL)}}
