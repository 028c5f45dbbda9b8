"""A database meets new keys."""

import sqlite3

import pytest

from bot.errors import StoreKeyMissing
from storage.rekey import RESEAL_BATCH, SEALED_TABLES
from storage.sealing import KEY_ID_BYTES, Keyring
from tests.storage.samples import ANN, NEW_KEY, NOW, OLD_KEY, a_case, digest, preferences


def key_ids(db_path) -> set[bytes]:
    """Return the ids of all keys that something in the file is sealed with."""
    db = sqlite3.connect(db_path)
    found = {
        sealed[:KEY_ID_BYTES]
        for table in (*SEALED_TABLES, "identity")
        for (sealed,) in db.execute(f"SELECT sealed FROM {table}")
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


def test_every_sealed_table_is_renewed(sqlite_store, db_path):
    """A table with a sealed column that nobody listed would keep its old seals."""
    from storage.migrate import MIGRATIONS_PATH, read_migrations

    sealed = {
        statement.split()[statement.split().index("TABLE") + 1]
        for migration in read_migrations(MIGRATIONS_PATH / "sqlite")
        for statement in migration.statements
        if "CREATE TABLE" in statement and " sealed " in statement
    }

    assert sealed == {*SEALED_TABLES, "identity"}
