"""`/settings`: what a person has set for all cases to come, shown and changed."""

from dataclasses import dataclass, replace

from discord import ui

from bot.adapters.discord.clean import one_line
from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.layout import Group, lay_out
from bot.adapters.discord.wording import Speech, Wording
from bot.core.conversation import Preferences
from bot.core.ports import ContextStore
from policies.vocabulary import Fact, Language, Tone

UNSET = "unset"
"""The value that takes a setting back."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be changed: a value, `UNSET`, or None for what stays as it is."""

    language: str | None = None
    platform: str | None = None
    tone: str | None = None


class PreferencesPage:
    """Changes and shows preferences."""

    def __init__(self, wording: Wording, store: ContextStore, identity: Identity) -> None:
        """Take the words, and where preferences are kept."""
        self._wording = wording
        self._store = store
        self._identity = identity

    async def change(self, place: Place, changes: Changes, language: Language) -> ui.LayoutView:
        """Keep the changes and return how things stand then. `language`: that of the person's Discord.

        May raise `StoreError`.
        """
        before = await self._store.preferences(self._identity.person(place))
        after = _changed(before, changes)
        if after != before:
            await self._store.set_preferences(after)
        speech = self._wording.in_language(after.language or language)
        lines = [
            speech.labelled(f"**{speech.text(f'doors.settings.{name}')}**", value)
            for name, value in _values(after, speech)
        ]
        texts = [f"## {speech.text('doors.settings.title')}", "\n".join(lines)]
        texts.append(speech.text("ui.notice.saved" if after != before else "doors.settings.how"))
        return lay_out([Group(texts)])[0]


def _changed(before: Preferences, changes: Changes) -> Preferences:
    after = before
    if changes.language is not None:
        after = replace(after, language=None if changes.language == UNSET else Language(changes.language))
    if changes.platform is not None:
        after = replace(after, platform=None if changes.platform == UNSET else changes.platform)
    if changes.tone is not None:
        after = replace(after, tone=None if changes.tone == UNSET else Tone(changes.tone))
    return after


def _values(kept: Preferences, speech: Speech) -> list[tuple[str, str]]:
    unset = speech.text("doors.settings.unset")
    language = (
        speech.text(f"doors.language.{kept.language}") if kept.language else speech.text("doors.settings.automatic")
    )
    platform = one_line(speech.fact(Fact.PLATFORM, kept.platform)) if kept.platform else unset
    tone = speech.text(f"ui.tone.{kept.tone}") if kept.tone else unset
    return [("language", language), ("platform", platform), ("tone", tone)]
