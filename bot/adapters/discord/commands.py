"""The commands that Discord lists, in servers, in chats with the bot and between people, for servers and single users.

What each does stands elsewhere; here are their options, and who finishes what is typed in them.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.command_parts import (
    Behind,
    Text,
    Typed,
    language,
    languages,
    offered,
    options,
    platforms,
    stages,
    tones,
)
from bot.adapters.discord.desk import AnyInteraction
from bot.adapters.discord.form import Filled
from bot.adapters.discord.preferences_page import UNSET, Changes
from bot.adapters.discord.setup_commands import setup_group
from bot.adapters.discord.translator import Names
from policies.vocabulary import Language, Tone


def add_commands(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    """Add all commands to the tree."""
    _add_check(tree, behind)
    _add_ask(tree, behind)
    _add_decline(tree, behind)
    _add_policy(tree, behind)
    _add_settings(tree, behind)
    _add_plain(tree, behind)
    tree.add_command(setup_group(behind))


# --- asking ----------------------------------------------------------------------------------------


def _add_check(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    @tree.context_menu(name=behind.names("commands.check.name"))
    async def check(interaction: AnyInteraction, message: discord.Message) -> None:
        await behind.doors.check(interaction, message)


def _add_ask(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    names, suggestions = behind.names, behind.suggestions

    @tree.command(name=names("commands.ask.name"), description=names("commands.ask.description"))
    @options(names, "ask", "text", "platform", "stage", "language")
    @app_commands.choices(stage=stages(names), language=languages(names))
    @app_commands.autocomplete(platform=platforms(behind))
    async def ask(
        interaction: AnyInteraction,
        text: Text | None = None,
        platform: Typed | None = None,
        stage: str | None = None,
        language: str | None = None,
    ) -> None:
        found = suggestions.platform(platform)
        if platform and found is None:
            await behind.doors.unknown_platform(interaction, platform)
            return
        await behind.doors.ask(interaction, Filled(text or "", found, stage, Language(language) if language else None))


def _add_decline(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    names, suggestions = behind.names, behind.suggestions

    async def things(interaction: AnyInteraction, typed: str) -> list[app_commands.Choice[str]]:
        return offered(suggestions.things_like(typed, language(interaction, behind)))

    @tree.command(name=names("commands.decline.name"), description=names("commands.decline.description"))
    @options(names, "decline", "what", "platform", "tone", "language")
    @app_commands.choices(tone=tones(names), language=languages(names))
    @app_commands.autocomplete(what=things, platform=platforms(behind))
    async def decline(
        interaction: AnyInteraction,
        what: Typed,
        platform: Typed | None = None,
        tone: str | None = None,
        language: str | None = None,
    ) -> None:
        found = suggestions.platform(platform)
        if platform and found is None:
            await behind.doors.unknown_platform(interaction, platform)
            return
        await behind.errands.decline(
            interaction,
            what,
            found,
            Tone(tone) if tone else None,
            Language(language) if language else None,
        )


# --- looking up and setting ------------------------------------------------------------------------


def _add_policy(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    names, suggestions = behind.names, behind.suggestions

    @tree.command(name=names("commands.policy.name"), description=names("commands.policy.description"))
    @options(names, "policy", "platform")
    @app_commands.autocomplete(platform=platforms(behind))
    async def policy(interaction: AnyInteraction, platform: Typed) -> None:
        found = suggestions.platform(platform)
        if found is None:
            await behind.doors.unknown_platform(interaction, platform)
            return
        await behind.errands.policy(interaction, found)


def _add_settings(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    names, suggestions = behind.names, behind.suggestions
    unset = app_commands.Choice(name=names("commands.choice.unset"), value=UNSET)
    automatic = app_commands.Choice(name=names("commands.choice.automatic"), value=UNSET)

    @tree.command(name=names("commands.settings.name"), description=names("commands.settings.description"))
    @options(names, "settings", "language", "platform", "tone")
    @app_commands.choices(language=[*languages(names), automatic], tone=[*tones(names), unset])
    @app_commands.autocomplete(platform=platforms(behind, with_unset=True))
    async def settings(
        interaction: AnyInteraction,
        language: str | None = None,
        platform: Typed | None = None,
        tone: str | None = None,
    ) -> None:
        found = UNSET if platform == UNSET else suggestions.platform(platform)
        if platform and found is None:
            await behind.doors.unknown_platform(interaction, platform)
            return
        await behind.errands.settings(interaction, Changes(language, found, tone))


def _add_plain(tree: "app_commands.CommandTree[Any]", behind: Behind) -> None:
    """Add the commands that have no options."""
    errands = behind.errands
    for name, errand in (
        ("why", errands.why),
        ("forget", errands.forget),
        ("export", errands.export),
        ("privacy", errands.privacy),
        ("help", errands.help),
    ):
        _add_one_plain(tree, behind.names, name, errand)


def _add_one_plain(
    tree: "app_commands.CommandTree[Any]",
    names: Names,
    name: str,
    errand: Callable[[AnyInteraction], Awaitable[None]],
) -> None:
    @tree.command(name=names(f"commands.{name}.name"), description=names(f"commands.{name}.description"))
    async def plain(interaction: AnyInteraction) -> None:
        await errand(interaction)
