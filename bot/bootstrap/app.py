"""The program put together: all that advice needs, the assistant, and its memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.bootstrap.loading import load_core
from bot.bootstrap.stores import open_store
from bot.core.advise import Core

if TYPE_CHECKING:
    from bot.core.assistant import Assistant
    from bot.core.ports import Clock
    from bot.settings import Settings
    from storage.sqlite import SqliteStore

PURGE_EVERY_S = 3600
"""How often cases that are over are erased while the program runs."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> dt.datetime:
        """Return the present moment, in UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class App:
    """The program, ready to answer."""

    core: Core
    assistant: Assistant
    store: SqliteStore
    clock: Clock


@asynccontextmanager
async def build(settings: Settings, clock: Clock | None = None, *, sparing: bool = False) -> AsyncIterator[App]:
    """Put the program together, erase what is over from time to time, and at the end let go of everything.

    `sparing` as in `load_core`.
    """
    import asyncio

    from bot.core.assistant import Assistant

    present = clock or SystemClock()
    core = load_core(sparing=sparing)
    core.read("")
    async with open_store(settings) as store:
        assistant = Assistant(core, store, present, dt.timedelta(hours=settings.retention_hours))
        purging = asyncio.create_task(_purge(store, present))
        try:
            yield App(core, assistant, store, present)
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await store.purge(present.now())


async def _purge(store: SqliteStore, clock: Clock) -> None:
    import asyncio

    from bot.errors import StoreError
    from bot.logs import EventLog

    while True:
        await asyncio.sleep(PURGE_EVERY_S)
        try:
            await store.purge(clock.now())
        except StoreError as error:
            EventLog(__name__).warning("purge_failed", error)
