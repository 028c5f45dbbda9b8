"""Cases, preferences, waiting events, and what is set and counted for servers, in one SQLite file.

One connection writes (see `storage.writer`), a second one reads and never waits for it. What is personal is sealed (see
`storage.sealing`); what must be found or purged unopened, keyed hashes and times of expiry, stands in columns.
"""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import aiosqlite

from bot.core.conversation import Conversation, Preferences
from bot.errors import Problem, StoreCorrupt, StoreUnopened
from storage import cases, counts, inbox, records
from storage.faults import translating
from storage.migrate import MIGRATIONS_PATH, apply, read_migrations
from storage.rekey import identity_key, reseal
from storage.sealing import Keyring, context
from storage.servers import SqliteServers
from storage.writer import Writer, closed, truncate_log

BUSY_TIMEOUT_S = 5.0
"""How long to wait for another program that has locked the file."""
LOG_LIMIT_BYTES = 4 * 1024 * 1024
"""To what size the write-ahead file is cut once its content stands in the database."""

PRAGMAS = (
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    f"journal_size_limit = {LOG_LIMIT_BYTES}",
)

PREFER = """
INSERT INTO preferences (person, sealed) VALUES (?, ?)
ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed
"""
LOAD = "SELECT key, person, expires_at, sealed FROM conversations WHERE key = ? AND expires_at > ?"
CASES_OF = "SELECT key, person, expires_at, sealed FROM conversations WHERE person = ? ORDER BY key"
PREFERENCES_OF = "SELECT person, sealed FROM preferences WHERE person = ?"
FORGET = (
    "DELETE FROM conversations WHERE person = ?",
    "DELETE FROM preferences WHERE person = ?",
    counts.FORGET,
    inbox.FORGET,
)
"""One for every table with a column `person`; a test holds it against the schema."""
# No letter of a key comes after "~".
END_ALL = "DELETE FROM conversations WHERE key >= ? AND key < ?"
PROBE = "UPDATE identity SET id = id"
"""A write that changes nothing and still has to reach the disk."""

Mode = Literal["rwc", "rw", "ro"]


class SqliteStore:
    """A `ContextStore` in the file at `path`. Use it with `async with`, or call `open` and `close`."""

    def __init__(
        self, path: Path, keys: Keyring, *, busy_timeout_s: float = BUSY_TIMEOUT_S, mode: Mode = "rwc"
    ) -> None:
        """Touch nothing before `open`. `mode` is SQLite's: make the file if need be, only write it, only read it."""
        self._path = path
        self._keys = keys
        self._busy_timeout_s = busy_timeout_s
        self._mode = mode
        self._connection: aiosqlite.Connection | None = None
        self._reader: aiosqlite.Connection | None = None
        self._writer: Writer | None = None
        self._identity_key: bytes | None = None
        self.inbox = inbox.SqliteInbox(keys, self._writing, self._read)
        """Events that wait for their answer."""
        self.servers = SqliteServers(keys, self._writing, self._read)
        """What is set for servers."""
        self.counts = counts.SqliteCounts(keys, lambda: self.identity_key, self._writing, self._read)
        """Who in a server asked about what."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @property
    def identity_key(self) -> bytes:
        """The key for `sealing.pseudonym`. Each database has its own; it stays when the keys of the settings change."""
        if self._identity_key is None:
            raise closed(self._path)
        return self._identity_key

    async def open(self) -> None:
        """Make or open the file, bring its schema and its seals up to date, and start the writer."""
        migrations = read_migrations(MIGRATIONS_PATH / "sqlite")
        try:
            with translating(self._path):
                if self._mode == "rwc":
                    _make_private_file(self._path)
                self._connection = connection = await self._connect("IMMEDIATE")
                await apply(connection, migrations, self._path)
                self._identity_key = await identity_key(connection, self._keys, self._path)
                await reseal(connection, self._keys)
                has_leftovers = not await truncate_log(connection)
                self._reader = await self._connect(None)
                await self._reader.execute("PRAGMA query_only = ON")
            self._writer = Writer(connection, self._path, has_leftovers=has_leftovers)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Finish what has been queued and let go of the file. Closing twice does no harm."""
        if self._writer is not None:
            await self._writer.close()
        self.inbox.let_go()
        connections = (self._reader, self._connection)
        self._writer = self._reader = self._connection = self._identity_key = None
        with translating(self._path):
            for connection in connections:
                if connection is not None:
                    await connection.close()

    async def load(self, key: str, now: dt.datetime) -> Conversation | None:
        """Return the case, or None if there is none, it has expired, or another version wrote it in other words."""
        for row in await self._read(LOAD, key, records.microseconds(now)):
            plain = self._unsealed("conversations", row)
            try:
                return records.to_conversation(row[0], row[1], records.moment(row[2]), plain)
            except ValueError:
                return None
        return None

    async def save(self, conversation: Conversation) -> None:
        """Keep the case; it is on the disk when this returns."""
        await self._writing().write((cases.SAVE, cases.row(conversation, self._keys)))

    async def end(self, key: str) -> None:
        """Erase one case; there need not be one."""
        await self._writing().erase((cases.END, (key,)))

    async def end_all(self, beginning: str) -> int:
        """Erase all cases whose keys begin like that, and return how many there were."""
        return await self._writing().erase((END_ALL, (beginning, f"{beginning}~")))

    async def preferences(self, person: str) -> Preferences:
        """Return what the person has set; an empty `Preferences` if nothing."""
        for row in await self._read(PREFERENCES_OF, person):
            return records.to_preferences(person, self._unsealed("preferences", row))
        return Preferences(person)

    async def set_preferences(self, preferences: Preferences) -> None:
        """Keep the preferences; empty ones leave nothing behind."""
        person, plain = preferences.person, records.from_preferences(preferences)
        if plain:
            await self._writing().write((PREFER, (person, self._sealed(plain, "preferences", person))))
        else:
            await self._writing().erase(("DELETE FROM preferences WHERE person = ?", (person,)))

    async def forget(self, person: str) -> int:
        """Erase everything about the person, in the database and in the files beside it."""
        return await self._writing().erase(*((statement, (person,)) for statement in FORGET))

    async def export(self, person: str) -> dict[str, Any]:
        """Return all that is kept about the person, expired cases included until they are purged."""
        settings = [self._unsealed("preferences", row) for row in await self._read(PREFERENCES_OF, person)]
        under_way = [
            {
                "key": row[0],
                "expires_at": records.moment(row[2]).isoformat(),
                **self._unsealed("conversations", row),
            }
            for row in await self._read(CASES_OF, person)
        ]
        return {
            "person": person,
            "preferences": settings[0] if settings else None,
            "conversations": under_way,
            "events": await self.inbox.of_person(person),
            "counts": await self.counts.of_person(person),
        }

    async def purge(self, now: dt.datetime) -> int:
        """Erase cases that have expired by `now`, that very moment included, day-old events, and months long past."""
        expired = ("DELETE FROM conversations WHERE expires_at <= ?", (records.microseconds(now),))
        over = (inbox.PURGE, (records.microseconds(now - inbox.KEEP_KEYS_FOR),))
        past = (counts.PURGE, (counts.oldest_month(now),))
        return await self._writing().erase(expired, over, past)

    async def probe(self) -> None:
        """Write something that changes nothing. Raise `StoreError` if nothing can be kept now."""
        await self._writing().write((PROBE, ()))

    async def check(self) -> None:
        """Read the whole file. Raise `StoreCorrupt` if any part of it is damaged."""
        if list(await self._read("PRAGMA integrity_check(1)")) != [("ok",)]:
            remedy = "stop the program, keep a copy of the file, and restore the last backup"
            raise StoreCorrupt(Problem("the database is damaged", str(self._path), remedy))

    async def _connect(self, isolation: Literal["IMMEDIATE"] | None) -> aiosqlite.Connection:
        uri = f"{self._path.absolute().as_uri()}?mode={self._mode}"
        # Where this fails, aiosqlite would leave a thread behind that outlives the event loop.
        sqlite3.connect(uri, uri=True).close()
        connection = await aiosqlite.connect(uri, uri=True, timeout=self._busy_timeout_s, isolation_level=isolation)
        try:
            await _prepare(connection, self._path)
        except BaseException:
            await connection.close()
            raise
        return connection

    def _writing(self) -> Writer:
        if self._writer is None:
            raise closed(self._path)
        return self._writer

    async def _read(self, sql: str, *row: str | int) -> Iterable[Any]:
        if self._reader is None:
            raise closed(self._path)
        with translating(self._path):
            return await self._reader.execute_fetchall(sql, row)

    def _sealed(self, plain: records.Plain, table: str, *found_by: str | int) -> bytes:
        return self._keys.seal(records.to_bytes(plain), context(table, *found_by))

    def _unsealed(self, table: str, row: tuple[Any, ...]) -> records.Plain:
        """Open the record at the end of a row; the columns before it are those it is bound to."""
        *found_by, sealed = row
        where = f"{self._path}, table {table}"
        return records.from_bytes(self._keys.unseal(sealed, context(table, *found_by), where=where))


def _make_private_file(path: Path) -> None:
    """Make the file, and the folder it is in, readable by their owner alone, unless they are there already."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


async def _prepare(connection: aiosqlite.Connection, path: Path) -> None:
    """Set a connection up for durable writes that leave no traces."""
    ((journal,),) = await connection.execute_fetchall("PRAGMA journal_mode = WAL")
    if journal != "wal":
        raise StoreUnopened(
            Problem("this place allows no write-ahead file", str(path), "keep the database on a local disk")
        )
    for pragma in PRAGMAS:
        await connection.execute(f"PRAGMA {pragma}")
