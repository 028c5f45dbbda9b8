"""What is offered while somebody types an option whose values are many: platforms, and things that can be asked for."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.adapters.discord.limits import CHOICES
from bot.adapters.discord.wording import Wording, capital
from bot.core.advise import Core
from bot.core.conversation import KnownAsk
from bot.core.reading import Ask, Speaker
from bot.texts.naming import name_of
from policies.rulebook import Rulebook
from policies.schema import Platform
from policies.vocabulary import DIRECT, Kind, Language

Suggestion = tuple[str, str]
"""A label and its value."""

_REQUESTS = {
    Language.JA: ("{what}を教えてください。", "{what}を送ってください。", "{what}をお願いします。"),
    Language.EN: ("Please send me your {what}.", "Please tell me your {what}.", "Let's do a {what}."),
}
"""As clients ask for things: what somebody typed is understood as it would be in such words."""


class Suggestions:
    """Finds what somebody may mean."""

    def __init__(self, core: Core, wording: Wording) -> None:
        """Take the rules, which know platforms, and the words by which things asked for are known."""
        self._core = core
        self._wording = wording
        self._ordered = {language: _ordered(core.rulebook, language) for language in Language}

    def platforms(self, language: Language) -> Sequence[Suggestion]:
        """Return all platforms, in the order in which somebody who speaks the language most likely means them."""
        return [(_title(platform, language), platform.id) for platform in self._ordered[language]]

    def platforms_like(self, typed: str, language: Language) -> Sequence[Suggestion]:
        """Return the platforms that are called like that, by any of their names."""
        wanted = _folded(typed)
        found = [each for each in self._ordered[language] if not wanted or _is_called(each, wanted)]
        return [(_title(platform, language), platform.id) for platform in found[:CHOICES]]

    def platform(self, typed: str | None) -> str | None:
        """Return the id of the platform that was typed, which need not have been chosen from what was offered."""
        if not typed:
            return None
        wanted = _folded(typed)
        for platform in self._core.rulebook.platforms.values():
            if wanted == platform.id or wanted in map(_folded, _names(platform)):
                return platform.id
        return None

    def unset(self, language: Language) -> str:
        """Return what stands for no platform."""
        return self._wording.in_language(language).text("commands.choice.unset")

    def things_like(self, typed: str, language: Language) -> Sequence[Suggestion]:
        """Return the things asked for that are called like that."""
        wanted = _folded(typed)
        phrases = self._wording.phrasebook.of(language)
        named = ((capital(name_of(phrases, kind, None, "name")), str(kind)) for kind in Kind)
        return [(name, kind) for name, kind in named if wanted in _folded(name) or wanted in kind][:CHOICES]

    def asks(self, typed: str) -> tuple[KnownAsk, ...]:
        """Return what is asked for, from a kind that was offered or from words; empty if that is nothing we know."""
        if typed in frozenset(Kind):
            return (KnownAsk(Kind(typed)),)
        for language in Language:
            phrases = self._wording.phrasebook.of(language)
            for kind in Kind:
                if _folded(typed) == _folded(name_of(phrases, kind, None, "name")):
                    return (KnownAsk(kind),)
        return _known(self._read(typed))

    def _read(self, typed: str) -> Iterable[Ask]:
        for language in Language:
            for request in _REQUESTS[language]:
                asks = self._core.read(request.format(what=typed.strip()), Speaker.CLIENT, named=True).asks
                if asks:
                    return asks
        return ()


def _known(asks: Iterable[Ask]) -> tuple[KnownAsk, ...]:
    return tuple(dict.fromkeys(KnownAsk(ask.kind, ask.tool) for ask in asks))


def _ordered(rulebook: Rulebook, language: Language) -> Sequence[Platform]:
    """Return the platforms of one's own language first, and before others those of which most is known."""
    known = Counter(rule.id.partition(".")[0] for rule in rulebook.rules)
    return sorted(
        rulebook.platforms.values(),
        key=lambda each: (each.id == DIRECT, not each.rules_known, each.language != language, -known[each.id]),
    )


def _title(platform: Platform, language: Language) -> str:
    return str(getattr(platform.title, language))


def _names(platform: Platform) -> tuple[str, ...]:
    return (platform.title.ja, platform.title.en, *platform.ja.certain, *platform.en.certain)


def _is_called(platform: Platform, wanted: str) -> bool:
    return wanted in platform.id or any(wanted in _folded(name) for name in _names(platform))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
