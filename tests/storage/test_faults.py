"""What goes wrong with files and disks, and what is said of it: what, where, and what to do."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from bot.errors import (
    StoreCorrupt,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    StoreUnopened,
)
from storage import faults
from storage.faults import fault, translating
from storage.sqlite import SqliteStore
from tests.storage.samples import ANN, NOW, a_case, digest, preferences

ROOT = Path(__file__).parents[2]


async def filled(store: SqliteStore, cases: int = 200) -> None:
    """Keep enough for a file of many pages."""
    async with store:
        for number in range(cases):
            await store.save(a_case(f"case {number}"))
        await store.set_preferences(preferences())


def run_sql(path: Path, *statements: str) -> None:
    """Change a file behind the store's back."""
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


async def refused(store: SqliteStore, kind: type[StoreError]) -> StoreError:
    """Return the error with which the store refuses to open."""
    with pytest.raises(kind) as caught:
        await store.open()
    assert str(store._path) in str(caught.value)
    assert caught.value.problems[0].remedy
    return caught.value


async def test_database_of_a_newer_version_is_not_touched(sqlite_store, db_path):
    """It says which version wrote it and which one this is."""
    await filled(sqlite_store(), 1)
    run_sql(db_path, "PRAGMA user_version = 99")
    before = db_path.read_bytes()
    error = await refused(sqlite_store(), StoreTooNew)

    assert "schema 99" in str(error)
    assert "backup" in str(error)
    assert before == db_path.read_bytes()


async def test_database_of_another_program_is_not_touched(sqlite_store, db_path):
    """Neither one that says whose it is, nor one that says nothing and has tables."""
    run_sql(db_path, "CREATE TABLE theirs (x)")
    await refused(sqlite_store(), StoreForeign)
    run_sql(db_path, "PRAGMA application_id = 7")
    await refused(sqlite_store(), StoreForeign)

    db = sqlite3.connect(db_path)
    assert [("theirs",)] == db.execute("SELECT name FROM sqlite_master").fetchall()
    db.close()


LOCK = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
"""


async def test_lock_of_another_process_is_reported_after_the_timeout(sqlite_store, db_path):
    """Saving says so, reading goes on, and all is well when the other is gone."""
    async with sqlite_store(busy_timeout_s=0.2) as store:
        await store.save(a_case())
        other = subprocess.Popen(
            [sys.executable, "-c", LOCK, str(db_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        with other:
            assert "locked\n" == other.stdout.readline()
            with pytest.raises(StoreUnavailable, match="keeps the database locked"):
                await store.save(a_case("late"))
            assert a_case() == await store.load(a_case().key, NOW)
            await refused(sqlite_store(busy_timeout_s=0.2), StoreUnavailable)
            other.communicate()

        await store.save(a_case("late"))
        assert 2 == len((await store.export(ANN))["conversations"])


async def test_read_only_file_is_reported_at_once(sqlite_store):
    """Opening fails, not the first save an hour later."""
    await filled(sqlite_store(), 1)
    error = await refused(sqlite_store(mode="ro"), StoreReadOnly)

    assert "cannot be written" in str(error)


READ_ONLY_FOLDER = """
import asyncio, os, sys
from pathlib import Path
from bot.errors import StoreError
from storage.sealing import Keyring
from storage.sqlite import SqliteStore
from tests.storage.samples import OLD_KEY
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    asyncio.run(SqliteStore(Path(sys.argv[1]), Keyring([OLD_KEY])).open())
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name != "posix", reason="needs the users of POSIX")
@pytest.mark.parametrize(("file_mode", "expected"), [(None, "StoreUnopened"), (0o644, "StoreReadOnly")])
def test_folder_without_write_permission_is_reported(file_mode, expected):
    """Neither a new file in it nor an old one is of use. Root may write anywhere, so another user tries."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "inner", "kotowari.db")
        path.parent.mkdir()
        if file_mode is not None:
            run_sql(path, "PRAGMA journal_mode = WAL", "PRAGMA user_version = 0")
            path.chmod(file_mode)
        path.parent.chmod(0o555)
        Path(folder).chmod(0o755)
        command = [sys.executable, "-c", READ_ONLY_FOLDER, str(path)]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        path.parent.chmod(0o755)

    if "PermissionError" in result.stderr:
        pytest.skip("another user cannot read the program")
    assert result.stdout.startswith(f"{expected} {path}"), result.stderr


async def test_folder_in_place_of_the_file_is_reported(sqlite_store, db_path):
    """The path is named, and what it should be."""
    db_path.mkdir()
    error = await refused(sqlite_store(), StoreUnopened)

    assert "the path is a file" in str(error)


async def test_file_in_place_of_the_folder_is_reported(sqlite_store, tmp_path):
    """A folder that cannot be made is no different."""
    (tmp_path / "file").write_text("in the way")
    store = sqlite_store()
    store._path = tmp_path / "file" / "kotowari.db"
    await refused(store, StoreUnopened)


async def test_file_that_is_no_database_is_reported_and_kept(sqlite_store, db_path):
    """It might be something that its owner still wants."""
    db_path.write_text("a letter to my aunt\n" * 1000)
    await refused(sqlite_store(), StoreCorrupt)

    assert db_path.read_text().startswith("a letter to my aunt")


async def test_truncated_file_is_reported(sqlite_store, db_path):
    """Half of it is missing: opening says so."""
    await filled(sqlite_store())
    with db_path.open("r+b") as file:
        file.truncate(db_path.stat().st_size // 2)
    error = await refused(sqlite_store(), StoreCorrupt)

    assert "restore" in str(error)


async def test_overwritten_header_is_reported(sqlite_store, db_path):
    """The first page is gone."""
    await filled(sqlite_store())
    with db_path.open("r+b") as file:
        file.write(b"\0" * 4096)
    await refused(sqlite_store(), StoreCorrupt)


async def test_overwritten_pages_are_reported_when_met_and_by_check(sqlite_store, db_path):
    """Damage in the midst does not pass as an empty answer."""
    await filled(sqlite_store())
    size = db_path.stat().st_size
    with db_path.open("r+b") as file:
        file.seek(4096 * 8)
        file.write(b"\xa5" * (size - 4096 * 8))
    try:
        await sqlite_store().open()
    except StoreCorrupt:
        return
    pytest.fail("a file of damaged pages was opened")


async def test_check_finds_damage_that_no_query_met(sqlite_store, db_path):
    """An index that lost its rows is found by reading everything."""
    await filled(sqlite_store(), 5)
    run_sql(
        db_path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX conversations_by_person ON conversations (key)'"
        " WHERE name = 'conversations_by_person'",
    )
    async with sqlite_store() as store:
        with pytest.raises(StoreCorrupt, match="damaged"):
            await store.check()


async def test_check_is_content_with_a_sound_file(sqlite_store):
    """No error, no answer."""
    await filled(sqlite_store(), 5)
    async with sqlite_store() as store:
        await store.check()


async def test_record_that_was_changed_does_not_open(sqlite_store, db_path):
    """One flipped bit is damage, and never a different fact."""
    await filled(sqlite_store(), 1)
    db = sqlite3.connect(db_path, isolation_level=None)
    (sealed,) = db.execute("SELECT sealed FROM conversations").fetchone()
    db.execute("UPDATE conversations SET sealed = ?", (sealed[:-1] + bytes([sealed[-1] ^ 1]),))
    db.close()
    async with sqlite_store() as store:
        with pytest.raises(StoreCorrupt, match="does not open"):
            await store.load(digest("case 0"), NOW)
        assert 2 == await store.forget(ANN)


async def test_record_of_one_person_does_not_open_as_anothers(sqlite_store, db_path):
    """Whoever can write the file still cannot hand a case on."""
    await filled(sqlite_store(), 1)
    run_sql(db_path, f"UPDATE conversations SET person = '{digest('thief')}'")
    async with sqlite_store() as store:
        with pytest.raises(StoreCorrupt):
            await store.export(digest("thief"))


async def test_case_in_words_of_another_version_is_none(sqlite_store, monkeypatch):
    """Half a case could make the advice milder; so it is over, and the next save replaces it."""
    newer = a_case()
    monkeypatch.setattr("storage.records.from_conversation", lambda case: {"words": "of another version"})
    async with sqlite_store() as store:
        await store.save(newer)
        monkeypatch.undo()
        assert None is await store.load(newer.key, NOW)
        await store.save(newer)

        assert newer == await store.load(newer.key, NOW)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SQLITE_BUSY", StoreUnavailable),
        ("SQLITE_BUSY_SNAPSHOT", StoreUnavailable),
        ("SQLITE_BUSY_RECOVERY", StoreUnavailable),
        ("SQLITE_LOCKED", StoreUnavailable),
        ("SQLITE_PROTOCOL", StoreUnavailable),
        ("SQLITE_FULL", StoreFull),
        ("SQLITE_READONLY", StoreReadOnly),
        ("SQLITE_READONLY_DIRECTORY", StoreReadOnly),
        ("SQLITE_READONLY_DBMOVED", StoreReadOnly),
        ("SQLITE_PERM", StoreReadOnly),
        ("SQLITE_AUTH", StoreReadOnly),
        ("SQLITE_CANTOPEN", StoreUnopened),
        ("SQLITE_CANTOPEN_ISDIR", StoreUnopened),
        ("SQLITE_IOERR", StoreUnavailable),
        ("SQLITE_IOERR_FSYNC", StoreUnavailable),
        ("SQLITE_NOMEM", StoreUnavailable),
        ("SQLITE_CORRUPT", StoreCorrupt),
        ("SQLITE_CORRUPT_INDEX", StoreCorrupt),
        ("SQLITE_FORMAT", StoreCorrupt),
        ("SQLITE_NOTADB", StoreCorrupt),
        ("SQLITE_MISUSE", StoreUnavailable),
    ],
)
def test_every_code_of_sqlite_has_an_error_of_ours(code, kind):
    """Extended codes follow their primary one; unknown ones are for the moment only."""
    error = sqlite3.OperationalError("words of the driver")
    error.sqlite_errorcode = getattr(sqlite3, code)
    ours = fault(error, Path("/data/kotowari.db"))

    assert type(ours) is kind
    assert ours.__cause__ is error
    assert "words of the driver" not in str(ours)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, StoreFull),
        (errno.EDQUOT, StoreFull),
        (errno.EROFS, StoreReadOnly),
        (errno.EIO, StoreUnavailable),
        (errno.EACCES, StoreUnopened),
        (errno.ENOTDIR, StoreUnopened),
    ],
)
def test_errors_of_the_system_have_one_too(number, kind):
    """Making the folder and the file fails with these."""
    with pytest.raises(StoreError) as caught, translating(Path("/data/kotowari.db")):
        raise OSError(number, "words of the system")

    assert type(caught.value) is kind
    assert "words of the system" not in str(caught.value)


def test_every_remedy_is_a_remedy():
    """Each fault says what to do, not only what is wrong."""
    known = [value for name, value in vars(faults).items() if name.isupper() and isinstance(value, tuple)]

    assert len(known) >= 8
    assert all(remedy and remedy != what for _, what, remedy in known)
