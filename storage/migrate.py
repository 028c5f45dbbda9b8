"""The history of the schema: numbered SQL files for each engine, applied forwards only, all or nothing.

A file is called `0001_name.sql`. It and the record that it ran, a row of the table `migrations` in the same database,
are one transaction. `PRAGMA user_version` repeats the number of the last one for whoever opens the file.
A file that has been released is never changed; what is to change goes into the next one.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.errors import Problem, StoreCorrupt, StoreForeign, StoreTooNew

MIGRATIONS_PATH = Path(__file__).parent / "migrations"

APPLICATION_ID = 0x4B4F544F
"""Marks a SQLite file as ours ("KOTO")."""

FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
OWN_TRANSACTION = re.compile(r"(begin|commit|end|rollback|savepoint|release|vacuum|pragma|attach)\b", re.IGNORECASE)

HISTORY = """
CREATE TABLE migrations (
    number     INTEGER NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    sha256     TEXT    NOT NULL,
    applied_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the history."""

    number: int
    name: str
    sha256: str
    statements: tuple[str, ...]


def read_migrations(folder: Path) -> tuple[Migration, ...]:
    """Read the SQL files of an engine in order. Raise `ValueError` for a gap, a strange name, a transaction inside."""
    found = tuple(_read(path) for path in sorted(folder.glob("*.sql")))
    if not found or [migration.number for migration in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations must be numbered 0001, 0002, … without a gap")
    return found


async def apply(connection: aiosqlite.Connection, migrations: Sequence[Migration], path: Path) -> int:
    """Bring the database at `path` to the newest schema and return how many steps that took.

    Every step is a transaction; when one fails, it leaves no trace and the ones before it stay.
    Processes that start at once wait for each other. This also proves that the file can be written.
    """
    applied = 0
    while await _apply_next(connection, migrations, path):
        applied += 1
    return applied


async def _apply_next(connection: aiosqlite.Connection, migrations: Sequence[Migration], path: Path) -> bool:
    """Apply the first step that is missing. Return whether there was one."""
    await connection.execute("BEGIN IMMEDIATE")
    try:
        version = await _version(connection, migrations, path)
        # Rewriting the number changes nothing, but fails at once where nothing can be written.
        await connection.execute(f"PRAGMA user_version = {version}")
        if version == len(migrations):
            return False
        if version == 0:
            await connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            await connection.execute(HISTORY)
        await _run(connection, migrations[version])
        await connection.commit()
        return True
    finally:
        if connection.in_transaction:
            await connection.rollback()


async def _run(connection: aiosqlite.Connection, migration: Migration) -> None:
    for statement in migration.statements:
        await connection.execute(statement)
    row = (migration.number, migration.name, migration.sha256)
    await connection.execute("INSERT INTO migrations (number, name, sha256) VALUES (?, ?, ?)", row)
    await connection.execute(f"PRAGMA user_version = {migration.number}")


async def _version(connection: aiosqlite.Connection, migrations: Sequence[Migration], path: Path) -> int:
    """Return the number of the last step applied, 0 for a new file. Raise `StoreError` if we must not go on."""
    owner = await _number(connection, "PRAGMA application_id")
    tables = await _number(connection, "SELECT count(*) FROM sqlite_master")
    if owner != APPLICATION_ID and (owner or tables):
        remedy = "choose another file in KOTOWARI_DATABASE_URL"
        raise StoreForeign(Problem("this is a database of another program", str(path), remedy))
    version = await _number(connection, "PRAGMA user_version")
    if version > len(migrations):
        what = f"a newer version has written it (schema {version}, this version knows {len(migrations)})"
        raise StoreTooNew(Problem(what, str(path), "install that version again, or restore a backup made before it"))
    if version:
        await _compare(connection, migrations[:version], path)
    return version


async def _compare(connection: aiosqlite.Connection, expected: Sequence[Migration], path: Path) -> None:
    rows = await connection.execute_fetchall("SELECT number, sha256 FROM migrations ORDER BY number")
    if list(rows) != [(migration.number, migration.sha256) for migration in expected]:
        remedy = "restore a backup, or install the version that wrote it"
        raise StoreCorrupt(Problem("its schema history is not that of this program", str(path), remedy))


async def _number(connection: aiosqlite.Connection, sql: str) -> int:
    (row,) = await connection.execute_fetchall(sql)
    return int(row[0])


def _read(path: Path) -> Migration:
    name = FILE_NAME.fullmatch(path.name)
    if name is None:
        raise ValueError(f"{path.name} is not called like 0001_name.sql")
    text = path.read_text("utf-8")
    statements = tuple(_statements(text))
    if any(OWN_TRANSACTION.match(_bare(statement)) for statement in statements):
        raise ValueError(f"{path.name} must not open, close or leave its transaction")
    return Migration(int(name[1]), name[2], hashlib.sha256(text.encode()).hexdigest(), statements)


def _statements(text: str) -> Iterator[str]:
    """Split SQL where SQLite itself sees the end of a statement; triggers stay whole. Each must end its line."""
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if _bare(statement):
        raise ValueError("the last statement has no semicolon")


def _bare(statement: str) -> str:
    """Return a statement without the comments before and within it."""
    return re.sub(r"--[^\n]*|/\*.*?\*/", "", statement, flags=re.DOTALL).strip()
