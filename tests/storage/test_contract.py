"""What every engine promises. Runs once for each entry of `ENGINES` in conftest.py."""

import asyncio
import datetime as dt
import inspect
import json
from dataclasses import replace

import pytest

from bot.core.conversation import Preferences
from bot.core.ports import ContextStore
from bot.errors import StoreUnavailable
from policies.vocabulary import Language, Tone
from tests.storage.samples import ANN, BEN, NEW_KEY, NOW, OLD_KEY, TOMORROW, a_case, digest, preferences

SECOND = dt.timedelta(seconds=1)
MICROSECOND = dt.timedelta(microseconds=1)


def test_store_has_every_method_of_the_port(make_store):
    """Same names, same arguments in the same order."""
    wanted = {name: method for name, method in vars(ContextStore).items() if inspect.iscoroutinefunction(method)}

    assert len(wanted) >= 8
    for name, method in wanted.items():
        assert list(inspect.signature(method).parameters)[1:] == list(
            inspect.signature(getattr(make_store(), name)).parameters
        )


async def test_case_comes_back_as_it_was_saved(make_store):
    """Every field survives, to the microsecond."""
    async with make_store() as store:
        await store.save(a_case())

        assert a_case() == await store.load(a_case().key, NOW)


async def test_case_survives_a_restart(make_store):
    """What `save` has returned from is found by the next process."""
    async with make_store() as store:
        await store.save(a_case())

    async with make_store() as store:
        assert a_case() == await store.load(a_case().key, NOW)


async def test_unknown_case_is_none(make_store):
    """A key that was never saved is no error."""
    async with make_store() as store:
        assert None is await store.load(digest("never"), NOW)


async def test_saving_again_replaces(make_store):
    """Only the newest state counts, also when the case changes hands."""
    newer = a_case(person=BEN, step=4, facts={}, wanted=None)
    async with make_store() as store:
        await store.save(a_case())
        await store.save(newer)

        assert newer == await store.load(newer.key, NOW)
        assert 0 == await store.forget(ANN)
        assert 1 == await store.forget(BEN)


@pytest.mark.parametrize(
    ("now", "is_there"),
    [
        (TOMORROW - SECOND, True),
        (TOMORROW - MICROSECOND, True),
        (TOMORROW, False),
        (TOMORROW + SECOND, False),
        (NOW - dt.timedelta(days=3650), True),
    ],
)
async def test_expiry_is_honoured_on_load(make_store, now, is_there):
    """A case is over at the very moment of its expiry; a clock that runs back ends nothing early."""
    async with make_store() as store:
        await store.save(a_case())

        assert is_there == (await store.load(a_case().key, now) is not None)


@pytest.mark.parametrize(
    ("now", "purged"), [(TOMORROW - SECOND, 0), (TOMORROW - MICROSECOND, 0), (TOMORROW, 1), (TOMORROW + SECOND, 1)]
)
async def test_purge_agrees_with_load_at_the_boundary(make_store, now, purged):
    """What `load` still gives is not purged, what it no longer gives is."""
    async with make_store() as store:
        await store.save(a_case())

        assert purged == await store.purge(now)
        assert purged == (await store.load(a_case().key, TOMORROW - SECOND) is None)


async def test_purge_takes_only_what_has_expired(make_store):
    """It counts what it took, spares the future, and finds nothing the second time."""
    later = a_case("later", expires_at=TOMORROW + SECOND)
    async with make_store() as store:
        for number in range(5):
            await store.save(a_case(f"old {number}"))
        await store.save(later)
        await store.set_preferences(preferences())

        assert 5 == await store.purge(TOMORROW)
        assert 0 == await store.purge(TOMORROW)
        assert later == await store.load(later.key, NOW)
        assert preferences() == await store.preferences(ANN)


async def test_purge_works_after_the_service_was_off(make_store):
    """What expired meanwhile goes with the first sweep."""
    async with make_store() as store:
        await store.save(a_case())

    async with make_store() as store:
        assert 1 == await store.purge(TOMORROW + dt.timedelta(days=30))


async def test_end_erases_one_case_only(make_store):
    """Ending twice, or a case that never was, is fine."""
    other = a_case("other")
    async with make_store() as store:
        await store.save(a_case())
        await store.save(other)
        await store.end(a_case().key)
        await store.end(a_case().key)

        assert None is await store.load(a_case().key, NOW)
        assert other == await store.load(other.key, NOW)


async def test_nobody_has_empty_preferences(make_store):
    """Unknown people get preferences in which nothing is set."""
    async with make_store() as store:
        assert Preferences(ANN) == await store.preferences(ANN)


async def test_preferences_come_back_and_are_replaced(make_store):
    """The newest settings count as a whole."""
    async with make_store() as store:
        await store.set_preferences(preferences())
        assert preferences() == await store.preferences(ANN)

        await store.set_preferences(Preferences(ANN, tone=Tone.FIRM))
        assert Preferences(ANN, tone=Tone.FIRM) == await store.preferences(ANN)


async def test_preferences_with_nothing_set_leave_no_record(make_store):
    """Taking everything back is as if nothing had been set."""
    async with make_store() as store:
        await store.set_preferences(preferences())
        await store.set_preferences(Preferences(ANN))

        assert Preferences(ANN) == await store.preferences(ANN)
        assert 0 == await store.forget(ANN)


async def test_forget_erases_all_of_one_person_and_nothing_of_another(make_store):
    """Cases and preferences go, and are counted."""
    of_ben = a_case("of ben", BEN)
    async with make_store() as store:
        for number in range(4):
            await store.save(a_case(f"of ann {number}"))
        await store.save(of_ben)
        await store.set_preferences(preferences(ANN))
        await store.set_preferences(preferences(BEN))

        assert 5 == await store.forget(ANN)
        assert 0 == await store.forget(ANN)
        nothing = {"preferences": None, "conversations": [], "events": [], "counts": []}
        assert {"person": ANN, **nothing} == await store.export(ANN)
        assert preferences(BEN) == await store.preferences(BEN)
        assert of_ben == await store.load(of_ben.key, NOW)


async def test_writes_before_forget_do_not_grow_back(make_store):
    """What was under way when somebody says "forget me" is erased with the rest."""
    async with make_store() as store:
        saves = [asyncio.ensure_future(store.save(a_case(f"case {number}"))) for number in range(50)]
        await asyncio.sleep(0)
        await store.forget(ANN)
        await asyncio.gather(*saves)

        assert [] == (await store.export(ANN))["conversations"]


async def test_export_is_plain_json_and_complete(make_store):
    """A person sees every value that is kept, in the words of the vocabulary."""
    async with make_store() as store:
        await store.save(a_case())
        await store.set_preferences(preferences())
        exported = await store.export(ANN)

    assert exported == json.loads(json.dumps(exported))
    assert exported == {
        "person": ANN,
        "preferences": {"language": "en", "platform": "lancers", "tone": "soft"},
        "conversations": [
            {
                "key": digest("case"),
                "expires_at": "2026-11-25T09:30:15.123456+00:00",
                "step": 3,
                "asks": [
                    {"kind": "messenger", "tool": "line", "manner": ["evasive", "own_contact"]},
                    {"kind": "phone", "tool": None, "manner": []},
                ],
                "signs": ["hide_it", "urgency"],
                "facts": {"platform": "crowdworks", "stage": "before_contract"},
                "origins": {"platform": "text", "stage": "told"},
                "wanted": "approval",
                "likely": ["phone", "email"],
                "not_asked": ["client_verified"],
                "language": "en",
                "letter_language": "ja",
                "speaker": "freelancer",
                "tone": "firm",
                "purpose": "second_refusal",
            }
        ],
        "events": [],
        "counts": [],
    }


async def test_export_shows_only_that_person(make_store):
    """Nothing of anybody else is in it."""
    async with make_store() as store:
        await store.save(a_case("of ann", ANN))
        await store.save(a_case("of ben", BEN))

        assert digest("of ben") not in json.dumps(await store.export(ANN))


async def test_many_at_once_do_not_mix(make_store):
    """200 people at once, 10 turns each: everybody finds their own case, as they left it."""

    async def talk(store: ContextStore, number: int) -> None:
        mine = a_case(f"case {number}", digest(f"person {number}"), facts={"platform": f"canary-{number}"})
        for step in range(10):
            await store.save(replace(mine, step=step))
            assert replace(mine, step=step) == await store.load(mine.key, NOW)

    async with make_store() as store:
        await asyncio.gather(*(talk(store, number) for number in range(200)))


async def test_two_stores_on_one_database_see_each_other(make_store):
    """Several processes may share it."""
    async with make_store() as one, make_store() as two:
        await asyncio.gather(*(store.save(a_case(f"{store is one} {n}")) for store in (one, two) for n in range(20)))

        assert 40 == len((await one.export(ANN))["conversations"])
        assert one.identity_key == two.identity_key
        assert 40 == await two.forget(ANN)
        assert [] == (await one.export(ANN))["conversations"]


async def test_new_key_reads_what_the_old_one_sealed(make_store):
    """Keys rotate: new in front, restart, old one out, restart; nothing is lost and pseudonyms stay."""
    async with make_store(OLD_KEY) as store:
        identity = store.identity_key
        await store.save(a_case())
        await store.set_preferences(preferences())
    async with make_store(NEW_KEY, OLD_KEY) as store:
        assert a_case() == await store.load(a_case().key, NOW)
    async with make_store(NEW_KEY) as store:
        assert identity == store.identity_key
        assert a_case() == await store.load(a_case().key, NOW)
        assert preferences() == await store.preferences(ANN)


@pytest.mark.parametrize(
    "use",
    [
        lambda store: store.load(digest("case"), NOW),
        lambda store: store.save(a_case()),
        lambda store: store.end(digest("case")),
        lambda store: store.preferences(ANN),
        lambda store: store.set_preferences(preferences()),
        lambda store: store.forget(ANN),
        lambda store: store.export(ANN),
        lambda store: store.purge(NOW),
    ],
)
async def test_closed_store_says_so(make_store, use):
    """Before it is opened and after it is closed."""
    store = make_store()
    with pytest.raises(StoreUnavailable, match="closed"):
        await use(store)

    async with store:
        pass

    with pytest.raises(StoreUnavailable, match="closed"):
        await use(store)


async def test_store_opens_again_after_closing(make_store):
    """The same object may be used again, and closing twice does no harm."""
    store = make_store()
    async with store:
        await store.save(a_case())
    await store.close()

    async with store:
        assert a_case() == await store.load(a_case().key, NOW)


async def test_closing_finishes_what_is_queued(make_store):
    """Saves that were asked for before `close` are kept."""
    async with make_store() as store:
        saves = [asyncio.ensure_future(store.save(a_case(f"case {number}"))) for number in range(30)]
        await asyncio.sleep(0)

    await asyncio.gather(*saves)
    async with make_store() as store:
        assert 30 == len((await store.export(ANN))["conversations"])


async def test_case_without_anything_set_comes_back(make_store):
    """Defaults and nothing at all survive like values."""
    plain = a_case(language=Language.JA, letter_language=None, purpose=None, wanted=None, asks=(), signs=frozenset())
    async with make_store() as store:
        await store.save(plain)

        assert plain == await store.load(plain.key, NOW)
