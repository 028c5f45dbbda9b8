"""What the commands of Discord are made of: their options and choices, and what they lead to."""

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from discord import app_commands

from bot.adapters.discord.desk import AnyInteraction
from bot.adapters.discord.doors import Doors
from bot.adapters.discord.errands import Errands
from bot.adapters.discord.languages import language_of
from bot.adapters.discord.limits import CHOICE_NAME, cut
from bot.adapters.discord.preferences_page import UNSET
from bot.adapters.discord.setup import Setup
from bot.adapters.discord.suggestions import Suggestion, Suggestions
from bot.adapters.discord.translator import Names
from policies.vocabulary import FACT_VALUES, Fact, Language, Tone

Text = app_commands.Range[str, 1, 6000]
"""As much as Discord lets anybody write in an option."""
Typed = app_commands.Range[str, 1, 100]

INSTALLS = app_commands.AppInstallationType(guild=True, user=True)
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)

Complete = Callable[[AnyInteraction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]


@dataclass(frozen=True, slots=True)
class Behind:
    """What the commands lead to."""

    doors: Doors
    errands: Errands
    setup: Setup
    suggestions: Suggestions
    names: Names
    default_language: Language


def options(names: Names, command: str, *options: str) -> Callable[[Any], Any]:
    """Name and describe the options of a command."""
    renamed = {option: names(f"commands.{command}.{option}.name") for option in options}
    described = {option: names(f"commands.{command}.{option}.description") for option in options}

    def decorate(function: Any) -> Any:
        return app_commands.rename(**renamed)(app_commands.describe(**described)(function))

    return decorate


def stages(names: Names) -> list[app_commands.Choice[str]]:
    """Return how far a job may be."""
    return [
        app_commands.Choice(name=names(f"ui.fact.stage.value.{stage}"), value=stage)
        for stage in FACT_VALUES[Fact.STAGE]
    ]


def languages(names: Names) -> list[app_commands.Choice[str]]:
    """Return the languages that we speak."""
    return [app_commands.Choice(name=names(f"doors.language.{each}"), value=str(each)) for each in Language]


def tones(names: Names) -> list[app_commands.Choice[str]]:
    """Return how a letter may sound."""
    return [app_commands.Choice(name=names(f"ui.tone.{tone}"), value=str(tone)) for tone in Tone]


def platforms(behind: Behind, *, with_unset: bool = False) -> Complete:
    """Return what offers platforms while somebody types."""

    async def complete(interaction: AnyInteraction, typed: str) -> list[app_commands.Choice[str]]:
        spoken = language(interaction, behind)
        found = list(behind.suggestions.platforms_like(typed, spoken))
        if with_unset and not typed:
            found = [*found[:-1], (behind.suggestions.unset(spoken), UNSET)]
        return offered(found)

    return complete


def offered(found: Iterable[Suggestion]) -> list[app_commands.Choice[str]]:
    """Return suggestions as Discord takes them."""
    return [app_commands.Choice(name=cut(label, CHOICE_NAME), value=value) for label, value in found]


def language(interaction: AnyInteraction, behind: Behind) -> Language:
    """Return the language of somebody's Discord."""
    return language_of(interaction.locale) or behind.default_language
