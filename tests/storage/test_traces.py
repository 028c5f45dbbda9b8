"""What can be found in the files by somebody who holds the disk but not the keys, before and after erasing."""

import asyncio
import datetime as dt
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from bot.core.conversation import KnownAsk
from policies.vocabulary import Kind
from storage.sealing import pseudonym
from storage.sqlite import FORGET
from tests.storage.samples import ANN, BEN, NOW, TOMORROW, a_case, digest, preferences

TABLES = ("conversations", "preferences")
CANARY = "canary-7d1f0c"
RAW_ID = "U7d1f0ccanary7d1f0ccanary7d1f0c00"


def on_disk(path: Path) -> bytes:
    """Return all bytes of the database and of the files beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))


def sealed_of(path: Path, person: str) -> list[bytes]:
    """Return the sealed records of a person as they stand in the file now."""
    db = sqlite3.connect(path)
    found = [db.execute(f"SELECT sealed FROM {table} WHERE person = ?", (person,)).fetchall() for table in TABLES]
    db.close()
    return [sealed for rows in found for (sealed,) in rows]


def a_case_with_canaries(name: str = "case", person: str = ANN):
    """Return a case with a canary wherever a word can stand."""
    return a_case(
        name,
        person,
        asks=(KnownAsk(Kind.MESSENGER, CANARY),),
        signs=frozenset({CANARY}),
        facts={"platform": CANARY, CANARY: "yes"},
        origins={CANARY: CANARY},
        wanted=CANARY,
        not_asked=frozenset({CANARY}),
    )


async def test_facts_cannot_be_read_from_the_files(sqlite_store, db_path):
    """Nothing that was said of a case stands in the files in clear, while it is kept."""
    async with sqlite_store() as store:
        await store.save(a_case_with_canaries())
        await store.set_preferences(preferences())
        files = on_disk(db_path)

    assert ANN.encode() in files
    for word in (CANARY, "messenger", "lancers", "platform", "before_contract", "firm"):
        assert word.encode() not in files


async def test_platform_ids_are_nowhere(sqlite_store, db_path):
    """Only a keyed hash of an id is kept, and the key to it is sealed too."""
    async with sqlite_store() as store:
        person = pseudonym(store.identity_key, "line", RAW_ID)
        await store.save(a_case("case", person))
        files, identity_key = on_disk(db_path), store.identity_key

    assert person.encode() in files
    assert RAW_ID.encode() not in files
    assert identity_key not in files


async def test_forget_leaves_no_trace_in_any_file(sqlite_store, db_path):
    """Not in the database, its free pages, the write-ahead file or the index beside it, while the store stays open."""
    cases = [a_case_with_canaries(f"case {number}", digest(f"person {number % 50}")) for number in range(600)]
    gone, kept = digest("person 7"), digest("person 8")
    async with sqlite_store() as store:
        for _ in range(3):
            await asyncio.gather(*(store.save(case) for case in cases))
            await store.set_preferences(preferences(gone))
        sealed = sealed_of(db_path, gone)
        before = on_disk(db_path)
        assert 13 == await store.forget(gone)
        after = on_disk(db_path)

    assert len(sealed) == 13
    traces = [gone.encode(), *sealed, *(case.key.encode() for case in cases if case.person == gone)]
    assert all(trace in before for trace in traces)
    assert not any(trace in after for trace in traces)
    assert kept.encode() in after
    assert not any(trace in on_disk(db_path) for trace in traces)


async def test_earlier_states_of_a_forgotten_case_are_gone_too(sqlite_store, db_path):
    """Each save leaves an older version in the write-ahead file; none may outlive the person's wish."""
    states = []
    async with sqlite_store() as store:
        for step in range(20):
            await store.save(a_case(step=step))
            states += sealed_of(db_path, ANN)
        assert sum(state in on_disk(db_path) for state in states) > 1
        await store.forget(ANN)

        assert not any(state in on_disk(db_path) for state in states)


@pytest.mark.parametrize(
    "erase",
    [
        lambda store: store.end(digest("case")),
        lambda store: store.purge(TOMORROW),
        lambda store: store.forget(ANN),
    ],
)
async def test_every_way_of_erasing_empties_the_write_ahead_file(sqlite_store, db_path, erase):
    """One case, the expired ones, or a person: the bytes go at once, not with the next restart."""
    async with sqlite_store() as store:
        await store.save(a_case())
        await store.save(a_case("of ben", BEN, expires_at=TOMORROW + dt.timedelta(days=1)))
        assert digest("case").encode() in on_disk(db_path)
        await erase(store)

        assert digest("case").encode() not in on_disk(db_path)
        assert digest("of ben").encode() in on_disk(db_path)


async def test_forget_reaches_every_table_with_a_person(sqlite_store, db_path):
    """A table added later without a line in `FORGET` fails here."""
    async with sqlite_store():
        pass
    with sqlite3.connect(db_path) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        personal = {t for t in tables if "person" in [column[1] for column in db.execute(f"PRAGMA table_info({t})")]}
    db.close()

    assert personal == {
        re.match(r"\s*(?:DELETE FROM|UPDATE) (\w+)\b[^;]*\bWHERE person = \?", line)[1] for line in FORGET
    }


async def test_nothing_grows_back_after_a_restart(sqlite_store, db_path):
    """The person is gone from the file that the next process opens."""
    async with sqlite_store() as store:
        await store.save(a_case())
        await store.forget(ANN)
    async with sqlite_store() as store:
        assert None is await store.load(a_case().key, NOW)

    assert ANN.encode() not in on_disk(db_path)


async def test_files_are_for_their_owner_alone(sqlite_store, db_path):
    """Nobody else on the machine can open them, whatever the umask."""
    async with sqlite_store() as store:
        await store.save(a_case())
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in db_path.parent.iterdir()}

    assert set(modes) == {"kotowari.db", "kotowari.db-wal", "kotowari.db-shm"}
    assert set(modes.values()) == {0o600}


async def test_every_connection_is_durable_and_leaves_nothing(sqlite_store):
    """These cannot be seen from outside, short of pulling the plug."""
    expected = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}
    async with sqlite_store() as store:
        for connection in (store._connection, store._reader):
            found = {name: (await connection.execute_fetchall(f"PRAGMA {name}"))[0][0] for name in expected}
            assert expected == found
