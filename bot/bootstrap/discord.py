"""The Discord adapter, with all that it needs of the program."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.bootstrap.loading import load_discord_texts
from bot.errors import Problem, SettingsError

if TYPE_CHECKING:
    from bot.adapters.discord.app import Account, Discord
    from bot.bootstrap.app import App
    from bot.settings import Settings


def discord_account(settings: Settings, *, is_rehearsal: bool = False) -> Account:
    """Return what is set for the bot on Discord. Raise `SettingsError` if its token is missing.

    `is_rehearsal`: Discord is not asked anything, so no token is needed.
    """
    from bot.adapters.discord.app import Account
    from bot.adapters.discord.client import Shards
    from bot.adapters.discord.hosts import Hosts
    from bot.settings import REMEDIES

    token = settings.discord_token
    if token is None and not is_rehearsal:
        _, remedy = REMEDIES["discord_token"]
        raise SettingsError(Problem("not set, and Discord needs it", "KOTOWARI_DISCORD_TOKEN", remedy))
    api, gateway, files = settings.discord_api_url, settings.discord_gateway_url, settings.discord_files_url
    return Account(
        token=token.get_secret_value() if token else "",
        language=settings.language,
        hours=settings.retention_hours,
        shards=Shards(settings.discord_shard_count, settings.discord_shard_ids or None),
        hosts=Hosts(api, gateway, files) if api and gateway and files else None,
    )


@asynccontextmanager
async def discord_adapter(settings: Settings, app: App) -> AsyncIterator[Discord]:
    """Log in to Discord and start its adapter. Raise `SettingsError` if the token is missing or not accepted."""
    from bot.adapters.discord.app import Parts, make_discord
    from bot.adapters.discord.wording import Wording
    from storage.sealing import pseudonyms

    key = app.store.identity_key
    parts = Parts(
        core=app.core,
        store=app.store,
        servers=app.store.servers,
        counts=app.store.counts,
        clock=app.clock,
        wording=Wording(app.core.phrasebook, load_discord_texts(), app.core.rulebook),
        pseudonym=pseudonyms(key, "discord"),
    )
    async with make_discord(discord_account(settings), parts) as discord:
        yield discord
