"""A database meets new keys."""

import sqlite3

import pytest

from bot.errors import StoreKeyMissing
from storage.rekey import RESEAL_BATCH, SEALED
from storage.sealing import KEY_ID_BYTES, Keyring
from tests.storage.samples import ANN, LEASE, NEW_KEY, NOW, OLD_KEY, a_case, an_arrival, digest, preferences


def key_ids(db_path) -> set[bytes]:
    """Return the ids of all keys that something in the file is sealed with."""
    db = sqlite3.connect(db_path)
    found = {
        sealed[:KEY_ID_BYTES]
        for table, column in (*((each.table, each.column) for each in SEALED), ("identity", "sealed"))
        for (sealed,) in db.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
    }
    db.close()
    return found


async def test_start_with_a_newer_key_seals_everything_anew(sqlite_store, db_path):
    """Afterwards nothing in the file needs the older one; more records than fit in one go."""
    async with sqlite_store(OLD_KEY) as store:
        for number in range(RESEAL_BATCH + 20):
            await store.save(a_case(f"case {number}", digest(f"person {number}")))
        await store.set_preferences(preferences())
    assert {Keyring([OLD_KEY]).newest_id} == key_ids(db_path)

    async with sqlite_store(NEW_KEY, OLD_KEY):
        assert {Keyring([NEW_KEY]).newest_id} == key_ids(db_path)

    async with sqlite_store(NEW_KEY) as store:
        assert a_case("case 7", digest("person 7")) == await store.load(digest("case 7"), NOW)
        assert preferences() == await store.preferences(ANN)


async def test_older_seals_leave_no_trace(sqlite_store, db_path):
    """A key that leaked opens nothing in the files any more."""
    async with sqlite_store(OLD_KEY) as store:
        await store.save(a_case())
    async with sqlite_store(NEW_KEY, OLD_KEY):
        files = b"".join(file.read_bytes() for file in db_path.parent.iterdir())

    assert Keyring([OLD_KEY]).newest_id not in files


async def test_person_is_found_after_rotation(sqlite_store):
    """`forget` erases what was kept before the keys changed."""
    async with sqlite_store(OLD_KEY) as store:
        await store.set_preferences(preferences())
    async with sqlite_store(NEW_KEY, OLD_KEY) as store:
        assert 1 == await store.forget(ANN)


async def test_wrong_key_is_refused_at_the_start(sqlite_store, db_path):
    """Not at the first record; the file stays as it is, and the error names key and remedy."""
    async with sqlite_store(OLD_KEY) as store:
        await store.save(a_case())
    before = db_path.read_bytes()
    with pytest.raises(StoreKeyMissing) as caught:
        await sqlite_store(NEW_KEY).open()

    assert Keyring([OLD_KEY]).newest_id.hex() in str(caught.value)
    assert "KOTOWARI_KEYS" in str(caught.value)
    assert str(db_path) in str(caught.value)
    assert before == db_path.read_bytes()
    async with sqlite_store(OLD_KEY) as store:
        assert a_case() == await store.load(a_case().key, NOW)


async def test_record_that_does_not_open_stays_and_stops_nothing(sqlite_store, db_path):
    """One damaged record must not keep the service from starting with a new key."""
    async with sqlite_store(OLD_KEY) as store:
        await store.save(a_case("sound"))
        await store.save(a_case("damaged"))
    db = sqlite3.connect(db_path, isolation_level=None)
    db.execute("UPDATE conversations SET sealed = substr(sealed, 1, 40) WHERE key = ?", (digest("damaged"),))
    db.close()

    async with sqlite_store(NEW_KEY, OLD_KEY) as store:
        assert a_case("sound") == await store.load(digest("sound"), NOW)
        assert 2 == await store.forget(ANN)


async def test_events_are_sealed_anew_with_their_answers(sqlite_store, db_path):
    """What waits when the keys change is answered under the new one."""
    async with sqlite_store(OLD_KEY) as store:
        await store.inbox.receive([an_arrival()])
        await store.inbox.take("line", NOW, LEASE, 1)
        assert await store.inbox.prepare("line", an_arrival().key, b"the answer")
    async with sqlite_store(NEW_KEY, OLD_KEY):
        assert {Keyring([NEW_KEY]).newest_id} == key_ids(db_path)

    async with sqlite_store(NEW_KEY) as store:
        found = await store.inbox.find("line", an_arrival().key)
    assert (an_arrival().payload, b"the answer") == (found.payload, found.answer)


async def test_every_sealed_column_is_renewed(sqlite_store, db_path):
    """Only what is sealed is kept as bytes; a column of bytes that nobody listed would keep its old seals."""
    async with sqlite_store():
        pass
    db = sqlite3.connect(db_path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {
        (table, row[1]) for table in tables for row in db.execute(f"PRAGMA table_info({table})") if row[2] == "BLOB"
    }
    db.close()

    assert found == {*((each.table, each.column) for each in SEALED), ("identity", "sealed")}
