"""Opening what is remembered, and under which names it is kept. What only a store needs is imported here and late."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.sqlite import SqliteStore


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqliteStore]:
    """Open what is remembered, making key and file at the first start. Raise `SettingsError` or `StoreError`."""
    from storage.sealing import keyring
    from storage.sqlite import SqliteStore

    keys = keyring([key.get_secret_value() for key in settings.keys], _made(settings.key_path))
    async with SqliteStore(settings.database_path, keys) as store:
        yield store


def _made(path: Path) -> Path:
    """Return the path, once its folder exists for its owner alone."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def local_person(store: SqliteStore) -> str:
    """Return under which name the person at this terminal is kept. The data folder is theirs alone."""
    from storage.sealing import pseudonym

    return pseudonym(store.identity_key, "terminal", "person")


def local_conversation(store: SqliteStore) -> str:
    """Return under which name the conversation at this terminal is kept."""
    from storage.sealing import pseudonym

    return pseudonym(store.identity_key, "terminal", "conversation")
