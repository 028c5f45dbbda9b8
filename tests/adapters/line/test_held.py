"""What an event does to cases counts once, however often a crash makes somebody begin with it again."""

from dataclasses import replace

import pytest

from bot.adapters.line.held import HeldCases
from storage.sealing import Keyring
from storage.sqlite import SqliteStore
from tests.storage.samples import ANN, BEN, NOW, OLD_KEY, TOMORROW, a_case


@pytest.fixture
async def store(tmp_path):
    async with SqliteStore(tmp_path / "kotowari.db", Keyring([OLD_KEY])) as opened:
        yield opened


async def test_nothing_is_kept_while_an_event_is_handled(store):
    """The event itself sees what it has done, and a second try begins where the first one began."""
    cases, case = HeldCases(store), a_case()
    await store.save(case)

    for _ in range(2):
        with cases.holding() as left:
            seen = await cases.load(case.key, NOW)
            await cases.save(replace(seen, step=seen.step + 1))

            assert case.step + 1 == (await cases.load(case.key, NOW)).step
            assert {case.key: replace(case, step=case.step + 1)} == left

    assert case == await store.load(case.key, NOW)


async def test_ended_case_is_gone_for_the_event_alone(store):
    cases, case = HeldCases(store), a_case()
    await store.save(case)

    with cases.holding() as left:
        await cases.end(case.key)

        assert await cases.load(case.key, NOW) is None
        assert {case.key: None} == left

    assert case == await store.load(case.key, NOW)


async def test_outside_an_event_it_is_the_store(store):
    cases, case = HeldCases(store), a_case()

    await cases.save(case)
    assert case == await store.load(case.key, NOW)

    await cases.end(case.key)
    assert await store.load(case.key, NOW) is None


async def test_forgetting_drops_what_is_held(store):
    """Of that person, at once; of others nothing."""
    cases, mine, other = HeldCases(store), a_case(), a_case("other", BEN)

    with cases.holding() as left:
        await cases.save(mine)
        await cases.save(other)
        await cases.forget(ANN)

        assert {other.key: other} == left


async def test_case_whose_time_is_over_is_not_found(store):
    cases, case = HeldCases(store), a_case()

    with cases.holding():
        await cases.save(case)

        assert await cases.load(case.key, TOMORROW) is None
