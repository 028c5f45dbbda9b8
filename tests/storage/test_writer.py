"""Group commit: who shares a transaction, who does not, and what each caller is told."""

import asyncio
import sqlite3

import pytest

from bot.errors import StoreFull, StoreUnavailable
from storage.writer import BATCH_LIMIT
from tests.storage.samples import ANN, NOW, a_case, digest


async def test_writes_that_queue_up_share_a_commit(sqlite_store, commits):
    """100 saves at once cost two commits at most: the first, and all that came meanwhile."""
    async with sqlite_store() as store:
        commits.clear()
        await asyncio.gather(*(store.save(a_case(f"case {number}")) for number in range(100)))

        assert len(commits) <= 2
        assert 100 == len((await store.export(ANN))["conversations"])


async def test_writes_one_after_the_other_have_a_commit_each(sqlite_store, commits):
    """Nobody is told "kept" before it is: a lone caller does not wait for company."""
    async with sqlite_store() as store:
        commits.clear()
        for number in range(10):
            await store.save(a_case(f"case {number}"))

        assert 10 == len(commits)


async def test_a_batch_has_a_limit(sqlite_store, commits):
    """However many wait, a transaction stays short."""
    async with sqlite_store() as store:
        commits.clear()
        await asyncio.gather(*(store.save(a_case(f"case {number}")) for number in range(BATCH_LIMIT * 3)))

        assert 3 <= len(commits) <= 4


async def test_a_save_is_in_the_file_when_it_returns(sqlite_store, db_path):
    """Another connection sees it at once."""
    async with sqlite_store() as store:
        await store.save(a_case())
        with sqlite3.connect(db_path) as db:
            found = db.execute("SELECT count(*) FROM conversations WHERE key = ?", (a_case().key,)).fetchone()
        db.close()

    assert (1,) == found


async def test_writes_of_one_key_keep_their_order(sqlite_store):
    """The last one asked for is the one that stays."""
    async with sqlite_store() as store:
        await asyncio.gather(*(store.save(a_case(step=step)) for step in range(100)))

        assert 99 == (await store.load(a_case().key, NOW)).step


async def test_each_eraser_is_told_its_own_count(sqlite_store, commits):
    """Also when several are in one transaction with saves between them."""
    people = [digest(f"person {number}") for number in range(5)]
    async with sqlite_store() as store:
        for number, person in enumerate(people):
            await asyncio.gather(*(store.save(a_case(f"{person} {n}", person)) for n in range(number)))
        commits.clear()
        other, *counts = await asyncio.gather(store.save(a_case()), *(store.forget(person) for person in people))

        assert [0, 1, 2, 3, 4] == counts
        assert other is None
        assert len(commits) <= 2


async def test_a_faulty_write_fails_alone(sqlite_store):
    """The others of its batch are kept."""
    async with sqlite_store() as store:
        saves = [store.save(a_case(f"case {number}", ANN if number != 7 else None)) for number in range(20)]
        results = await asyncio.gather(*saves, return_exceptions=True)

        assert [7] == [number for number, result in enumerate(results) if result is not None]
        assert isinstance(results[7], StoreUnavailable)
        assert isinstance(results[7].__cause__, sqlite3.IntegrityError)
        assert 19 == len((await store.export(ANN))["conversations"])


async def test_a_full_disk_fails_all_that_wait_and_heals_by_itself(sqlite_store):
    """Each is told; when there is room again the next save works without a restart."""
    async with sqlite_store() as store:
        await store._connection.execute("PRAGMA max_page_count = 12")
        results = await asyncio.gather(
            *(store.save(a_case(f"case {number}")) for number in range(200)), return_exceptions=True
        )
        failures = [result for result in results if result is not None]
        assert failures
        assert all(isinstance(failure, StoreFull) for failure in failures)
        assert len({id(failure) for failure in failures}) == len(failures)
        assert "disk is full" in str(failures[0])

        await store._connection.execute("PRAGMA max_page_count = 1000000")
        await store.save(a_case("after"))
        await store.check()
        kept = len((await store.export(ANN))["conversations"])

    assert kept == 1 + results.count(None)


async def test_a_caller_who_gives_up_does_not_disturb_the_others(sqlite_store):
    """A cancelled save may or may not be kept, but the queue goes on."""
    async with sqlite_store() as store:
        saves = [asyncio.ensure_future(store.save(a_case(f"case {number}"))) for number in range(20)]
        await asyncio.sleep(0)
        saves[3].cancel()
        results = await asyncio.gather(*saves, return_exceptions=True)

        assert isinstance(results[3], asyncio.CancelledError)
        assert 19 == results.count(None)
        await store.save(a_case("after"))


async def test_when_the_writer_is_stopped_nobody_waits_for_ever(sqlite_store):
    """Whoever waits or comes later is told that the store is closed."""
    async with sqlite_store() as store:
        saves = [asyncio.ensure_future(store.save(a_case(f"case {number}"))) for number in range(5)]
        await asyncio.sleep(0)
        store._writer._task.cancel()
        results = await asyncio.wait_for(asyncio.gather(*saves, return_exceptions=True), 5)
        with pytest.raises(StoreUnavailable, match="closed"):
            await asyncio.wait_for(store.save(a_case("late")), 5)

    assert all(isinstance(result, StoreUnavailable) for result in results)


async def test_erasing_while_another_program_reads_says_what_is_left(sqlite_store, db_path):
    """The rows are gone, but `forget` does not claim more than is true; later it mends itself."""
    async with sqlite_store(busy_timeout_s=0.1) as store:
        await store.save(a_case())
        other = sqlite3.connect(db_path, isolation_level=None)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM conversations").fetchone()
        with pytest.raises(StoreUnavailable, match="older states remain"):
            await store.forget(ANN)
        await store.save(a_case("of ben", digest("ben")))
        other.close()

        assert [] == (await store.export(ANN))["conversations"]
        assert 0 == await store.purge(NOW)
        assert ANN.encode() not in db_path.with_name(f"{db_path.name}-wal").read_bytes()
