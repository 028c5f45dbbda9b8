"""`/setup` as Discord lists it: for those who manage a server, and only in servers that have the bot."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.command_parts import (
    Behind,
    Typed,
    languages,
    offered,
    options,
    platforms,
)
from bot.adapters.discord.desk import AnyInteraction
from bot.adapters.discord.preferences_page import UNSET
from bot.errors import StoreError
from policies.vocabulary import Language

PUBLIC, PRIVATE = "public", "private"


def setup_group(behind: Behind) -> app_commands.Group:
    """Return the command with everything below it."""
    names = behind.names
    group = app_commands.Group(
        name=names("commands.setup.name"),
        description=names("commands.setup.description"),
        guild_only=True,
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    _add_defaults(group, behind)
    _add_places(group, behind)
    _add_rules(group, behind)
    return group


def _named(behind: Behind, name: str) -> dict[str, Any]:
    return {
        "name": behind.names(f"commands.setup_{name}.name"),
        "description": behind.names(f"commands.setup_{name}.description"),
    }


def _add_defaults(group: app_commands.Group, behind: Behind) -> None:
    names, setup = behind.names, behind.setup
    automatic = app_commands.Choice(name=names("commands.choice.automatic"), value=UNSET)

    @group.command(**_named(behind, "show"))
    async def show(interaction: AnyInteraction) -> None:
        await setup.show(interaction)

    @group.command(**_named(behind, "defaults"))
    @options(names, "setup_defaults", "platform", "language")
    @app_commands.choices(language=[*languages(names), automatic])
    @app_commands.autocomplete(platform=platforms(behind, with_unset=True))
    async def defaults(interaction: AnyInteraction, platform: Typed | None = None, language: str | None = None) -> None:
        found = UNSET if platform == UNSET else behind.suggestions.platform(platform)
        if platform and found is None:
            await behind.doors.unknown_platform(interaction, platform)
            return
        changes: dict[str, Any] = {}
        if found is not None:
            changes["platform"] = None if found == UNSET else found
        if language is not None:
            changes["language"] = None if language == UNSET else Language(language)
        await setup.change(interaction, lambda server: replace(server, **changes))


def _add_places(group: app_commands.Group, behind: Behind) -> None:
    names, setup = behind.names, behind.setup
    ways = [app_commands.Choice(name=names(f"setup.answers.{way}"), value=way) for way in (PRIVATE, PUBLIC)]

    @group.command(**_named(behind, "answers"))
    @options(names, "setup_answers", "how")
    @app_commands.choices(how=ways)
    async def answers(interaction: AnyInteraction, how: str) -> None:
        await setup.change(interaction, lambda server: replace(server, is_public=how == PUBLIC))

    @group.command(**_named(behind, "channels"))
    async def channels(interaction: AnyInteraction) -> None:
        await setup.channels(interaction)

    @group.command(**_named(behind, "reports"))
    @options(names, "setup_reports", "channel")
    async def reports(interaction: AnyInteraction, channel: discord.TextChannel | None = None) -> None:
        wanted = channel.id if channel is not None else None
        await setup.change(interaction, lambda server: replace(server, report_channel=wanted))

    @group.command(**_named(behind, "counts"))
    async def counts(interaction: AnyInteraction) -> None:
        await setup.counts(interaction)


def _add_rules(group: app_commands.Group, behind: Behind) -> None:
    names, setup = behind.names, behind.setup

    async def known(interaction: AnyInteraction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            ids = await setup.rule_ids(interaction)
        except StoreError:
            return []
        return offered([(each, each) for each in ids if typed.strip() in each])

    @group.command(**_named(behind, "rules"))
    async def rules(interaction: AnyInteraction) -> None:
        await setup.list_rules(interaction)

    @group.command(**_named(behind, "rule_add"))
    async def rule_add(interaction: AnyInteraction) -> None:
        await setup.add_rule(interaction)

    @group.command(**_named(behind, "rule_remove"))
    @options(names, "setup_rule_remove", "rule")
    @app_commands.autocomplete(rule=known)
    async def rule_remove(interaction: AnyInteraction, rule: Typed) -> None:
        await setup.remove_rule(interaction, rule)
