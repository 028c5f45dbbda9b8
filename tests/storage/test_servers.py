"""What is set and counted for servers: what every engine promises of it."""

import datetime as dt
import inspect
import json
import sqlite3
from contextlib import closing

import pytest

from bot.core.ports import Counted, CountStore, ServerStore
from bot.errors import StoreUnavailable
from storage.counts import oldest_month
from storage.rekey import SEALED
from storage.sealing import KEY_ID_BYTES, Keyring
from tests.storage.samples import ANN, BEN, NEW_KEY, NOW, OLD_KEY, a_case, digest

SQUARE, OTHER = digest("server square"), digest("server other")
PHONE, LINE_ID = ("phone", "crowdworks"), ("messenger", "")


@pytest.mark.parametrize(("port", "part"), [(ServerStore, "servers"), (CountStore, "counts")])
def test_store_has_every_method_of_the_ports(make_store, port, part):
    """Same names, same arguments in the same order."""
    wanted = {name: method for name, method in vars(port).items() if inspect.iscoroutinefunction(method)}

    assert len(wanted) >= 2
    for name, method in wanted.items():
        found = inspect.signature(getattr(getattr(make_store(), part), name)).parameters
        assert list(inspect.signature(method).parameters)[1:] == list(found)


async def test_what_is_set_comes_back_and_is_replaced(make_store):
    """Also after a restart; servers of which nothing is known have nothing set."""
    async with make_store() as store:
        await store.servers.set_server(SQUARE, b"older")
        await store.servers.set_server(SQUARE, "新しい".encode())
        await store.servers.set_server(OTHER, b"other")

    async with make_store() as store:
        assert "新しい".encode() == await store.servers.server(SQUARE)
        assert b"other" == await store.servers.server(OTHER)
        assert None is await store.servers.server(digest("never"))
        assert {"新しい".encode(), b"other"} == set(await store.servers.servers())


async def test_a_person_counts_once(make_store):
    """However often they ask; the most frequent comes first, and what too few asked about is not told."""
    async with make_store() as store:
        for number in range(4):
            await store.counts.count(SQUARE, "2026-11", digest(f"person {number}"), [PHONE])
        for _ in range(5):
            await store.counts.count(SQUARE, "2026-11", ANN, [PHONE, LINE_ID])
        await store.counts.count(SQUARE, "2026-10", ANN, [LINE_ID])
        await store.counts.count(OTHER, "2026-11", BEN, [LINE_ID])

        everything = await store.counts.counted(SQUARE, "2026-11", 1)
        frequent = await store.counts.counted(SQUARE, "2026-11", 5)

    assert [Counted(*PHONE, people=5), Counted(*LINE_ID, people=1)] == everything
    assert [Counted(*PHONE, people=5)] == frequent


async def test_forgetting_a_server_spares_the_others(make_store):
    """What is set, what was counted, and all cases whose names begin with that of the server."""
    elsewhere, direct = a_case("elsewhere", key=f"{OTHER}/{digest('elsewhere')}"), a_case("direct")
    async with make_store() as store:
        for server in (SQUARE, OTHER):
            await store.servers.set_server(server, b"set")
            await store.counts.count(server, "2026-11", ANN, [PHONE])
        for case in (a_case(key=f"{SQUARE}/{digest('case')}"), elsewhere, direct):
            await store.save(case)
        await store.servers.forget_server(SQUARE)
        await store.servers.forget_server(SQUARE)

        assert (None, b"set") == (await store.servers.server(SQUARE), await store.servers.server(OTHER))
        assert [] == await store.counts.counted(SQUARE, "2026-11", 1)
        assert [Counted(*PHONE, people=1)] == await store.counts.counted(OTHER, "2026-11", 1)
        assert 2 == len((await store.export(ANN))["conversations"])


async def test_forgetting_a_person_takes_them_out_of_the_counts(make_store):
    """And out of nobody else's; the export tells what a person was counted for."""
    async with make_store() as store:
        await store.counts.count(SQUARE, "2026-11", ANN, [PHONE, LINE_ID])
        await store.counts.count(SQUARE, "2026-11", BEN, [PHONE])
        exported = (await store.export(ANN))["counts"]

        assert exported == json.loads(json.dumps(exported))
        assert [
            {"month": "2026-11", "kind": "messenger", "platform": ""},
            {"month": "2026-11", "kind": "phone", "platform": "crowdworks"},
        ] == exported
        assert 2 == await store.forget(ANN)
        assert [] == (await store.export(ANN))["counts"]
        assert [Counted(*PHONE, people=1)] == await store.counts.counted(SQUARE, "2026-11", 1)


async def test_months_long_past_are_purged(make_store):
    """The present month and the two before it stay."""
    async with make_store() as store:
        for month in ("2026-07", "2026-08", "2026-09", "2026-11"):
            await store.counts.count(SQUARE, month, ANN, [PHONE])

        assert 2 == await store.purge(NOW)
        assert ["2026-09", "2026-11"] == [each["month"] for each in (await store.export(ANN))["counts"]]


@pytest.mark.parametrize(
    ("day", "month"), [("2026-11-15", "2026-09"), ("2026-01-15", "2025-11"), ("2026-02-15", "2025-12")]
)
def test_oldest_month_of_which_counts_are_kept(day, month):
    """Also over the end of a year."""
    assert month == oldest_month(dt.datetime.fromisoformat(f"{day}T12:00:00+00:00"))


async def test_nothing_of_it_stands_in_clear(sqlite_store, db_path):
    """Neither what is set nor what was asked about, and an older key is not needed after a change."""
    async with sqlite_store(OLD_KEY) as store:
        await store.servers.set_server(SQUARE, b"canary of the server")
        await store.counts.count(SQUARE, "2026-11", ANN, [("canarykind", "canaryplatform")])
        files = b"".join(file.read_bytes() for file in db_path.parent.iterdir())
    assert b"canary" not in files
    assert SQUARE.encode() in files

    async with sqlite_store(NEW_KEY, OLD_KEY):
        pass
    with closing(sqlite3.connect(db_path)) as db:
        named = {
            row[0][:KEY_ID_BYTES]
            for each in SEALED
            if each.table in ("servers", "counts")
            for row in db.execute(f"SELECT {each.column} FROM {each.table}")
        }
    assert {Keyring([NEW_KEY]).newest_id} == named
    async with sqlite_store(NEW_KEY) as store:
        assert b"canary of the server" == await store.servers.server(SQUARE)
        await store.counts.count(SQUARE, "2026-11", ANN, [("canarykind", "canaryplatform")])
        found = await store.counts.counted(SQUARE, "2026-11", 1)
    assert [Counted("canarykind", "canaryplatform", 1)] == found


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.servers.server(SQUARE),
        lambda store: store.servers.servers(),
        lambda store: store.servers.set_server(SQUARE, b""),
        lambda store: store.servers.forget_server(SQUARE),
        lambda store: store.counts.count(SQUARE, "2026-11", ANN, [PHONE]),
        lambda store: store.counts.counted(SQUARE, "2026-11", 1),
    ],
)
async def test_closed_store_says_so(make_store, use):
    """As for everything else."""
    with pytest.raises(StoreUnavailable, match="closed"):
        await use(make_store())
