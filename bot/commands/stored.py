"""`kotowari forget`, `export` and `db upgrade`: what is remembered of the person at this terminal."""

import argparse
import asyncio
import json
from collections.abc import Mapping
from typing import Any

from bot.bootstrap import load_texts, local_person, open_store
from bot.commands.console import write
from bot.settings import Settings, read_settings

EMPTY: Mapping[str, Any] = {"preferences": None, "conversations": [], "events": []}


def forget(_arguments: argparse.Namespace) -> int:
    """Erase everything about the person."""
    settings = read_settings()
    erased = asyncio.run(_forget(settings)) if settings.database_path.exists() else 0
    notice = "forgotten" if erased else "nothing_stored"
    write([load_texts().of(settings.language).text(f"ui.notice.{notice}")])
    return 0


def export(_arguments: argparse.Namespace) -> int:
    """Write everything about the person as JSON."""
    settings = read_settings()
    kept = asyncio.run(_export(settings)) if settings.database_path.exists() else EMPTY
    write([json.dumps(kept, ensure_ascii=False, indent=2)])
    return 0


def upgrade(_arguments: argparse.Namespace) -> int:
    """Bring the database to the schema of this version, making it if there is none."""
    settings = read_settings()
    before = schema_of(settings)
    asyncio.run(_open(settings))
    after = schema_of(settings)
    done = "was up to date" if before == after else "made" if before is None else f"upgraded from schema {before}"
    write([f"{settings.database_path}: {done}, schema {after}"])
    return 0


def schema_of(settings: Settings) -> int | None:
    """Return the number of the schema in the database, or None if there is no database."""
    import sqlite3
    from contextlib import closing

    from storage.faults import translating

    path = settings.database_path
    if not path.exists():
        return None
    with translating(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


async def _forget(settings: Settings) -> int:
    async with open_store(settings) as store:
        return await store.forget(local_person(store))


async def _export(settings: Settings) -> Mapping[str, Any]:
    async with open_store(settings) as store:
        return await store.export(local_person(store))


async def _open(settings: Settings) -> None:
    async with open_store(settings):
        pass
