"""The LINE adapter, with all that it needs of the program."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.bootstrap.loading import load_line_texts

if TYPE_CHECKING:
    from bot.adapters.line.app import Line
    from bot.bootstrap.app import App
    from bot.settings import Settings


@asynccontextmanager
async def line_adapter(settings: Settings, app: App) -> AsyncIterator[Line]:
    """Start the LINE adapter, whose secret and token must be set."""
    from bot.adapters.line.app import Channel, Parts, make_line
    from bot.adapters.line.held import HeldCases
    from bot.adapters.line.wording import Wording
    from bot.core.assistant import Assistant
    from storage.sealing import pseudonyms

    secret, token = settings.line_channel_secret, settings.line_channel_token
    if secret is None or token is None:
        raise ValueError("secret and token must be set")
    channel = Channel(
        secret=secret.get_secret_value(),
        token=token.get_secret_value(),
        host=settings.line_api_host,
        may_push=settings.line_push,
        prefixes=settings.line_prefixes,
        language=settings.language,
        hours=settings.retention_hours,
    )
    key, store = app.store.identity_key, HeldCases(app.store)
    parts = Parts(
        assistant=Assistant(app.core, store, app.clock, dt.timedelta(hours=settings.retention_hours)),
        store=store,
        inbox=app.store.inbox,
        clock=app.clock,
        wording=Wording(app.core.phrasebook, load_line_texts(), app.core.rulebook),
        pseudonym=pseudonyms(key, "line"),
    )
    async with make_line(channel, parts) as line:
        yield line
