"""The words and names that a message for LINE is made with."""

from dataclasses import dataclass

from bot.adapters.line.clean import one_line
from bot.texts import telling
from bot.texts.phrasebook import Phrasebook, Phrases
from policies.rulebook import Rulebook
from policies.vocabulary import Fact, Language


@dataclass(frozen=True, slots=True)
class Wording:
    """What all platforms say (`phrasebook`), what only LINE says (`texts`), and the rules, which name platforms."""

    phrasebook: Phrasebook
    texts: Phrasebook
    rulebook: Rulebook

    def in_language(self, language: Language) -> "Speech":
        """Return the words of one language."""
        return Speech(self, language)


class Speech:
    """The words of one language."""

    def __init__(self, wording: Wording, language: Language) -> None:
        """Take all words, and which of them to use."""
        self._phrases: Phrases = wording.phrasebook.of(language)
        self._own: Phrases = wording.texts.of(language)
        self._rulebook = wording.rulebook
        self.language = language

    @property
    def is_ja(self) -> bool:
        """Whether this is Japanese."""
        return self.language is Language.JA

    def text(self, key: str, **values: str) -> str:
        """Return a text of ours for LINE or, if there is none of that key, one for all platforms."""
        source = self._own if self._own.find(key) is not None else self._phrases
        return source.fill(key, **values)

    def label(self, name: str) -> str:
        """Return the title of a part, or of a button."""
        return self._phrases.text(f"ui.label.{name}")

    def joined(self, names: list[str]) -> str:
        """Return the names in a row."""
        return ("、" if self.is_ja else ", ").join(names)

    def bracketed(self, text: str, *asides: str) -> str:
        """Return the text with something less important behind it."""
        aside = self.joined(list(asides))
        return f"{text}（{aside}）" if self.is_ja else f"{text} ({aside})"

    def labelled(self, label: str, text: str) -> str:
        """Return the text with its label before it."""
        return f"{label}：{text}" if self.is_ja else f"{label}: {text}"

    def fact(self, name: str, value: str) -> str:
        """Return in words what is known of the situation."""
        if name == Fact.PLATFORM:
            platform = self._rulebook.platforms.get(value)
            return one_line(value) if platform is None else str(getattr(platform.title, self.language))
        title = self._phrases.text(f"ui.fact.{name}.name")
        answer = telling.answer(self._phrases, name, value)
        return f"{title}「{answer}」" if self.is_ja else f"{title.lower()}: {answer[:1].lower()}{answer[1:]}"


def capital(words: str) -> str:
    """Return the words as they begin a line."""
    return words[:1].upper() + words[1:]
