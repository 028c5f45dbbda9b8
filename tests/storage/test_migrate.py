"""The schema's history: in order, forwards, each step whole or not at all."""

import asyncio
import hashlib
import re
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from bot.errors import StoreCorrupt
from storage.migrate import APPLICATION_ID, MIGRATIONS_PATH, apply, read_migrations
from tests.storage.samples import NOW, a_case

FIRST = "CREATE TABLE one (x TEXT NOT NULL);\nINSERT INTO one VALUES ('kept');\n"
SECOND = "CREATE TABLE two (x TEXT);\nINSERT INTO two SELECT x FROM one;\n"
BROKEN = "CREATE TABLE two (x TEXT);\nDELETE FROM one;\nINSERT INTO three VALUES (1);\n"


@pytest.fixture
def folder(tmp_path):
    """A folder for the migrations of this test."""
    path = tmp_path / "migrations"
    path.mkdir()
    return path


async def migrate(folder: Path, db_path: Path) -> int:
    """Apply the migrations of a folder to a file."""
    async with aiosqlite.connect(db_path, isolation_level="IMMEDIATE") as connection:
        return await apply(connection, read_migrations(folder), db_path)


def rows(db_path: Path, sql: str) -> list[tuple]:
    """Ask the file itself."""
    db = sqlite3.connect(db_path)
    found = db.execute(sql).fetchall()
    db.close()
    return found


async def test_steps_are_applied_once_and_recorded(folder, db_path):
    """The record stands in the same database, with the digest of the file."""
    (folder / "0001_first.sql").write_text(FIRST)
    assert 1 == await migrate(folder, db_path)
    (folder / "0002_second.sql").write_text(SECOND)
    assert 1 == await migrate(folder, db_path)
    assert 0 == await migrate(folder, db_path)

    assert [("kept",)] == rows(db_path, "SELECT x FROM two")
    assert [
        (1, "first", hashlib.sha256(FIRST.encode()).hexdigest()),
        (2, "second", hashlib.sha256(SECOND.encode()).hexdigest()),
    ] == rows(db_path, "SELECT number, name, sha256 FROM migrations")
    assert [(2,)] == rows(db_path, "PRAGMA user_version")
    assert [(APPLICATION_ID,)] == rows(db_path, "PRAGMA application_id")


async def test_broken_second_step_leaves_the_first_as_it_was(folder, db_path):
    """What the broken one had done before its mistake is undone, its record too."""
    (folder / "0001_first.sql").write_text(FIRST)
    (folder / "0002_broken.sql").write_text(BROKEN)
    with pytest.raises(sqlite3.OperationalError, match="three"):
        await migrate(folder, db_path)

    assert [("kept",)] == rows(db_path, "SELECT x FROM one")
    assert [] == rows(db_path, "SELECT 1 FROM sqlite_master WHERE name = 'two'")
    assert [(1,)] == rows(db_path, "SELECT number FROM migrations")
    assert [(1,)] == rows(db_path, "PRAGMA user_version")


async def test_mended_step_goes_on_from_there(folder, db_path):
    """After the correction the same command finishes the work."""
    (folder / "0001_first.sql").write_text(FIRST)
    (folder / "0002_broken.sql").write_text(BROKEN)
    with pytest.raises(sqlite3.OperationalError):
        await migrate(folder, db_path)
    (folder / "0002_broken.sql").rename(folder / "0002_second.sql").write_text(SECOND)

    assert 1 == await migrate(folder, db_path)
    assert [("kept",)] == rows(db_path, "SELECT x FROM two")


async def test_broken_first_step_leaves_an_empty_file(folder, db_path):
    """Not even the table of records, and the next try begins anew."""
    (folder / "0001_broken.sql").write_text("CREATE TABLE one (x);\nCREATE TABLE one (x);\n")
    with pytest.raises(sqlite3.OperationalError):
        await migrate(folder, db_path)

    assert [] == rows(db_path, "SELECT name FROM sqlite_master")
    assert [(0,)] == rows(db_path, "PRAGMA user_version")


async def test_processes_that_start_at_once_wait_for_each_other(folder, db_path):
    """Each step is applied by one of them, and by one only."""
    (folder / "0001_first.sql").write_text(FIRST)
    (folder / "0002_second.sql").write_text(SECOND)
    applied = await asyncio.gather(*(migrate(folder, db_path) for _ in range(6)))

    assert 2 == sum(applied)
    assert [("kept",)] == rows(db_path, "SELECT x FROM two")


async def test_history_that_is_not_ours_is_refused(folder, db_path):
    """A released file was changed, or the database comes from a fork."""
    (folder / "0001_first.sql").write_text(FIRST)
    await migrate(folder, db_path)
    (folder / "0001_first.sql").write_text(FIRST.replace("kept", "changed"))
    with pytest.raises(StoreCorrupt, match="schema history"):
        await migrate(folder, db_path)


async def test_triggers_and_comments_are_no_obstacle(folder, db_path):
    """A statement ends where SQLite sees its end, and `;` in a comment or a trigger is none."""
    (folder / "0001_trigger.sql").write_text(
        "-- one; two\nCREATE TABLE one (x);\n/* three;\n */ CREATE TRIGGER t AFTER INSERT ON one BEGIN\n"
        "  DELETE FROM one WHERE x = 'a;b';\n  UPDATE one SET x = 1;\nEND;\n-- the end"
    )
    await migrate(folder, db_path)

    assert [("one",), ("t",)] == rows(db_path, "SELECT name FROM sqlite_master WHERE name IN ('one', 't') ORDER BY 1")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "without a gap"),
        ({"0002_second.sql": SECOND}, "without a gap"),
        ({"0001_first.sql": FIRST, "0003_third.sql": SECOND}, "without a gap"),
        ({"0001_first.sql": FIRST, "0001_other.sql": SECOND}, "without a gap"),
        ({"1_first.sql": FIRST}, "not called like"),
        ({"0001_First.sql": FIRST}, "not called like"),
        ({"0001_first.sql": "CREATE TABLE one (x)"}, "no semicolon"),
        ({"0001_first.sql": FIRST + "COMMIT;\n"}, "its transaction"),
        ({"0001_first.sql": "-- sly\n/* very */ begin;\n"}, "its transaction"),
        ({"0001_first.sql": FIRST + "PRAGMA user_version = 7;\n"}, "its transaction"),
        ({"0001_first.sql": FIRST + "VACUUM;\n"}, "its transaction"),
    ],
)
def test_mistakes_in_the_files_are_found_before_anything_runs(folder, files, message):
    """A gap, a doubled number, a strange name, a transaction of its own."""
    for name, text in files.items():
        (folder / name).write_text(text)
    with pytest.raises(ValueError, match=message):
        read_migrations(folder)


async def test_data_of_each_released_schema_survive_to_the_newest(sqlite_store, db_path):
    """Each old schema with a row in every table is brought up to date, and the store works on it."""
    migrations = read_migrations(MIGRATIONS_PATH / "sqlite")
    for version in range(1, len(migrations) + 1):
        path = db_path.with_name(f"from_{version}.db")
        async with aiosqlite.connect(path, isolation_level="IMMEDIATE") as connection:
            assert version == await apply(connection, migrations[:version], path)
        store = sqlite_store()
        store._path = path
        async with store:
            await store.save(a_case())
            assert a_case() == await store.load(a_case().key, NOW)
            await store.check()


def test_schema_has_no_column_for_text():
    """Nothing but hashes, times, numbers and sealed bytes can be kept."""
    columns = set()
    for migration in read_migrations(MIGRATIONS_PATH / "sqlite"):
        for statement in migration.statements:
            columns |= set(re.findall(r"^    (\w+) +(?:TEXT|BLOB|INTEGER)", statement, re.MULTILINE))

    hashes, moments, sealed = (
        {"key", "person", "conversation"},
        {"expires_at", "received_at", "leased_until"},
        {"sealed"},
    )
    of_events = {"number", "source", "stage", "attempts", "lease", "payload", "answer"}
    assert columns == {"id", *hashes, *moments, *sealed, *of_events}
