"""Events are worked off: some at a time, in order, whatever fails beside them."""

import asyncio
import datetime as dt
import sqlite3
from itertools import pairwise

import pytest

from bot.adapters.line import worker as module
from bot.adapters.line.worker import ATTEMPTS, LEASE_S, LONGEST_RETRY_S, Worker, retry_s
from tests.adapters.line.rig import Rig, texts
from tests.fakes.line import faults
from tests.storage.samples import an_arrival


async def test_what_comes_in_is_answered(line, rig):
    """Without anybody looking: the webhook wakes the worker."""
    rig.worker.start()

    assert ["echo hello"] == texts(await line.ask(line.user(), "hello"))
    await rig.finished()


async def test_what_an_earlier_process_has_left_is_answered_at_the_start(line, rig):
    """First of all."""
    event = line.events.text(line.user(), "hello")
    await line.deliver(event)
    rig.worker.start()

    assert ["echo hello"] == texts(await line.answered(event))


async def test_everybody_is_answered_once(line, rig):
    """Many at once, twice delivered, in disorder."""
    from tests.fakes.line.delivery import shuffled

    rig.worker.start()
    events = [line.events.text(line.user(), str(number)) for number in range(100)]
    await line.webhooks.deliver_all(shuffled(events, seed=1, duplicates=0.5))
    await rig.finished(20)

    assert ({}, {}) == line.ledger(events)


async def test_conversation_is_answered_in_its_order(line, rig):
    """However long the first takes; others go ahead meanwhile."""
    gate, ann = asyncio.Event(), line.user()
    order = []

    async def handle(event):
        if event.text == "first":
            await gate.wait()
        order.append(event.text)
        return [{"type": "text", "text": event.text}]

    rig.handle = handle
    rig.worker.start()
    first, second = line.events.text(ann, "first"), line.events.text(ann, "second")
    await line.deliver(first, second)
    await line.ask(line.user(), "other")
    gate.set()
    await line.answered(second)

    assert ["other", "first", "second"] == order


async def test_no_more_than_the_slots_are_worked_on_at_once(line, tmp_path):
    """And all of them are used."""
    gate, under_way, most = asyncio.Event(), set(), []

    async def handle(event):
        under_way.add(event.text)
        most.append(len(under_way))
        await gate.wait()
        under_way.discard(event.text)
        return []

    async with Rig(line, tmp_path / "kotowari.db", slots=3) as rig:
        rig.handle = handle
        rig.worker.start()
        await line.deliver(*(line.events.text(line.user(), str(number)) for number in range(10)))

        async def is_full():
            return len(under_way) == 3

        await rig.until(is_full)
        gate.set()
        await rig.finished()

    assert 3 == max(most)
    assert 10 == len(most)


async def test_event_is_begun_with_as_it_comes_in(line, rig, monkeypatch):
    """Without being looked for, which would cost a write."""
    rig.worker.start()
    await rig.at_rest()
    monkeypatch.setattr(rig.worker, "_take", lambda: asyncio.sleep(0, []))

    assert ["echo hello"] == texts(await line.ask(line.user(), "hello"))
    await rig.finished()


async def test_events_that_come_together_are_taken_together(line, rig, monkeypatch):
    """Only the first is begun with as it comes in; each of the others would cost a write of its own."""
    room, receive, go_on = [], rig.store.inbox.receive, asyncio.Event()

    async def slow(arrivals, lease, most):
        room.append(most)
        await go_on.wait()
        return await receive(arrivals, lease, most)

    rig.worker.start()
    await rig.at_rest()
    monkeypatch.setattr(rig.store.inbox, "receive", slow)
    events = [line.events.text(line.user(), str(number)) for number in range(3)]
    coming = [asyncio.create_task(line.deliver(event)) for event in events]

    async def all_wait():
        return len(room) == len(events)

    await rig.until(all_wait)
    go_on.set()
    await asyncio.gather(*coming)
    await rig.finished()

    assert [1, 0, 0] == room
    assert ["0", "1", "2"] == sorted(event.text for event in rig.handled)
    await rig.at_rest()
    await line.ask(line.user(), "alone again")
    assert 1 == room[-1]


@pytest.mark.parametrize("why", ["crowded", "not started", "stopped"])
async def test_event_is_left_to_the_inbox(line, rig, why):
    """While a crowd goes first, and by whoever takes nothing."""
    worker = Worker(rig.store.inbox, rig.answering, rig.clock, rig.tally, is_crowded=lambda: why == "crowded")
    if why != "not started":
        worker.start()
    if why == "stopped":
        await worker.stop(0)
    await worker.receive([an_arrival(received_at=rig.clock.now())])

    assert 0 == worker.running
    await worker.stop(0)
    (taken,) = await rig.store.inbox.take("line", rig.clock.now(), dt.timedelta(seconds=1), 1)
    assert 1 == taken.attempt


def held_up(receive, is_kept, go_on):
    """Put events into the inbox as `receive` does, say that they are there, and return only when told to."""

    async def slow(*arguments):
        taken = await receive(*arguments)
        is_kept.set()
        await go_on.wait()
        return taken

    return slow


async def test_event_that_comes_in_while_stopping_is_left_to_the_next_process(line, rig, monkeypatch):
    """Its lease ends by itself."""
    is_kept, go_on = asyncio.Event(), asyncio.Event()
    monkeypatch.setattr(rig.store.inbox, "receive", held_up(rig.store.inbox.receive, is_kept, go_on))
    rig.worker.start()
    await rig.at_rest()
    receiving = asyncio.create_task(rig.worker.receive([an_arrival(received_at=rig.clock.now())]))
    await is_kept.wait()
    await rig.worker.stop(0)
    go_on.set()
    await receiving

    assert 0 == rig.worker.running
    later = rig.clock.now() + dt.timedelta(seconds=LEASE_S)
    assert 1 == len(await rig.store.inbox.take("line", later, dt.timedelta(seconds=1), 1))


async def test_slot_is_promised_once(line, tmp_path, monkeypatch):
    """The one that is kept free for an event that is just being put in is not given to one that waits."""
    async with Rig(line, tmp_path / "kotowari.db", slots=1) as rig:
        receive, is_kept, go_on = rig.store.inbox.receive, asyncio.Event(), asyncio.Event()
        rig.worker.start()
        await rig.at_rest()
        monkeypatch.setattr(rig.store.inbox, "receive", held_up(receive, is_kept, go_on))
        coming = asyncio.create_task(line.deliver(line.events.text(line.user(), "comes in")))
        await is_kept.wait()
        monkeypatch.setattr(rig.store.inbox, "receive", receive)
        await line.deliver(line.events.text(line.user(), "waits"))
        await asyncio.sleep(0.1)
        assert 0 == rig.worker.running
        go_on.set()
        await coming
        await rig.finished()

        assert ["comes in", "waits"] == [event.text for event in rig.handled]


async def test_store_that_fails_costs_no_slot(line, tmp_path):
    """The room that was kept free for the event is free again."""
    async with Rig(line, tmp_path / "kotowari.db", slots=1) as rig:
        rig.worker.start()
        await rig.at_rest()
        other = sqlite3.connect(tmp_path / "kotowari.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert 503 == (await line.deliver(line.events.text(line.user(), "x"))).status
        other.execute("ROLLBACK")
        other.close()

        assert ["echo hello"] == texts(await line.ask(line.user(), "hello"))


async def test_failing_event_stands_in_nobodys_way_and_comes_again(line, rig, monkeypatch):
    """Not even in that of its own conversation."""
    monkeypatch.setattr(module, "FIRST_RETRY_S", 0.05)
    failures, ann = [], line.user()

    async def handle(event):
        if event.text == "bad" and len(failures) < 3:
            failures.append(None)
            raise ValueError(event.text)
        return [{"type": "text", "text": f"echo {event.text}"}]

    rig.handle = handle
    rig.worker.start()
    bad = line.events.text(ann, "bad")
    await line.deliver(bad)
    assert ["echo good"] == texts(await line.ask(ann, "good"))
    assert ["echo bad"] == texts(await line.answered(bad))
    await rig.finished()

    assert 3 == rig.tally.failures.counts["answer"]


async def test_line_that_stumbles_gets_the_answer_later(line, rig, monkeypatch):
    """One answer, after as many tries as it takes."""
    monkeypatch.setattr(module, "FIRST_RETRY_S", 0.02)
    for fault in (faults.RATE_LIMIT, faults.BROKEN, faults.RESET_AFTERWARDS):
        line.fail("reply", fault)
    rig.worker.start()
    event = line.events.text(line.user(), "hello")
    await line.deliver(event)
    await rig.finished()

    assert 1 == len(line.sent_to_place(event))
    assert 3 == rig.tally.failures.counts["send"]
    assert {"answered_before": 1} == rig.outcomes()


async def test_event_that_always_fails_is_counted_and_ends_when_it_is_too_old(line, rig, monkeypatch):
    """It is tried quickly only so often."""
    monkeypatch.setattr(module, "FIRST_RETRY_S", 0.001)

    async def fail(event):
        raise ValueError

    rig.handle = fail
    rig.worker.start()
    await line.deliver(line.events.text(line.user(), "bad"))

    async def is_out():
        return rig.tally.events.counts.get("out_of_attempts") == 1

    await rig.until(is_out)
    assert ATTEMPTS == len(rig.handled) == rig.tally.failures.counts["answer"]
    rig.clock.advance(21 * 60)
    rig.worker.wake()
    await rig.finished()

    assert 1 == rig.outcomes()["given_up"]
    assert ATTEMPTS == len(rig.handled)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_pauses_double_up_to_a_bound(share):
    """Spread over half their length; after the last quick attempt a minute."""
    pauses = [retry_s(attempt, share) for attempt in range(1, ATTEMPTS + 5)]

    assert 0.25 <= pauses[0] <= 0.5
    assert all(later == pytest.approx(2 * sooner) for sooner, later in pairwise(pauses[:7]))
    assert [LONGEST_RETRY_S] * 5 == pauses[ATTEMPTS - 1 :]
    assert sum(pauses[: ATTEMPTS - 1]) < 64


async def test_slow_event_keeps_its_lease(line, tmp_path):
    """Another process does not begin with it as well."""
    gate = asyncio.Event()

    async def handle(event):
        await gate.wait()
        return [{"type": "text", "text": "slow"}]

    path = tmp_path / "kotowari.db"
    async with Rig(line, path, lease_s=0.3) as one, Rig(line, path, lease_s=0.3) as two:
        one.handle = two.handle = handle
        one.worker.start()
        event = line.events.text(line.user(), "hello")
        line.webhook_url = f"http://127.0.0.1:{one.port}/line/webhook"
        await line.deliver(event)

        async def is_under_way():
            return bool(one.handled)

        await one.until(is_under_way)
        two.worker.start()
        for _ in range(12):
            two.worker.wake()
            await asyncio.sleep(0.1)
        gate.set()
        await one.finished()

    assert [] == two.handled
    assert 1 == len(line.sent_to_place(event))


async def test_event_of_a_dead_process_is_taken_over(line, tmp_path):
    """When its lease has ended."""
    path = tmp_path / "kotowari.db"
    async with Rig(line, path) as dead:
        event = line.events.text(line.user(), "hello")
        await line.deliver(event)
        await dead.store.inbox.take("line", dead.clock.now(), dt.timedelta(seconds=0.2), 1)
        async with Rig(line, path) as heir:
            heir.worker.start()
            await asyncio.sleep(0.05)
            assert [] == heir.handled
            await asyncio.sleep(0.2)
            heir.worker.wake()

            assert ["echo hello"] == texts(await line.answered(event))


async def test_worker_outlives_a_store_that_fails(line, rig, tmp_path, monkeypatch):
    """Locked for a while, then everything goes on."""
    monkeypatch.setattr(module, "SWEEP_S", 3600)
    event = line.events.text(line.user(), "hello")
    await line.deliver(event)
    other = sqlite3.connect(tmp_path / "kotowari.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    rig.worker.start()

    async def has_failed():
        return bool(rig.tally.failures.counts.get("take"))

    await rig.until(has_failed)
    assert rig.worker.is_alive
    other.execute("ROLLBACK")
    other.close()

    assert ["echo hello"] == texts(await line.answered(event))


async def test_worker_outlives_what_nobody_foresaw(line, rig, monkeypatch):
    """An error of any kind while taking."""
    take = rig.store.inbox.take
    failures = []

    async def broken(*arguments):
        if not failures:
            failures.append(None)
            raise KeyError
        return await take(*arguments)

    monkeypatch.setattr(rig.store.inbox, "take", broken)
    rig.worker.start()
    await rig.at_rest()

    assert failures
    assert ["echo hello"] == texts(await line.ask(line.user(), "hello"))


async def test_stopping_lets_events_under_way_end(line, rig):
    """And takes no more."""
    gate = asyncio.Event()

    async def handle(event):
        await gate.wait()
        return [{"type": "text", "text": event.text}]

    rig.handle = handle
    rig.worker.start()
    first, second = line.events.text(line.user(), "first"), line.events.text(line.user(), "second")
    await line.deliver(first)
    await line.records.wait_for(lambda: line.calls("loading"), 5)
    stopping = asyncio.ensure_future(rig.worker.stop(5))
    await asyncio.sleep(0.05)
    await line.deliver(second)
    gate.set()
    await stopping

    assert ["first"] == texts(line.answers(first)[0].messages)
    assert [] == line.answers(second)
    assert 1 == await rig.depth()
    assert not rig.worker.is_alive


async def test_stopping_takes_nothing_more_even_from_behind_a_crowd(line, rig):
    """Whoever waits for webhooks to pass does not begin when told to stop."""
    waiting = Worker(rig.store.inbox, rig.answering, rig.clock, rig.tally, is_crowded=lambda: True)
    await line.deliver(line.events.text(line.user(), "hello"))
    waiting.start()
    await asyncio.sleep(0.05)
    await waiting.stop(1)

    assert [] == rig.handled
    assert 1 == await rig.depth()


async def test_stopping_does_not_wait_for_ever(line, rig):
    """What takes too long is broken off, and left to the next process."""

    async def handle(event):
        await asyncio.Event().wait()

    rig.handle = handle
    rig.worker.start()
    await line.deliver(line.events.text(line.user(), "x"))
    await line.records.wait_for(lambda: line.calls("loading"), 5)
    async with asyncio.timeout(5):
        await rig.worker.stop(0.05)

    assert 0 == rig.worker.running
    assert 1 == await rig.depth()


async def test_worker_is_alive_between_start_and_stop(line, rig):
    """As `readyz` wants to know."""
    assert not rig.worker.is_alive
    rig.worker.start()
    assert rig.worker.is_alive
    await rig.worker.stop(0)
    assert not rig.worker.is_alive


@pytest.mark.parametrize("is_crowded", [True, False])
async def test_crowd_of_webhooks_goes_first_but_not_for_ever(line, rig, monkeypatch, is_crowded):
    """They have two seconds, answers a minute. A crowd that never ends is answered all the same."""
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    waiting = Worker(rig.store.inbox, rig.answering, rig.clock, rig.tally, is_crowded=lambda: is_crowded)
    event = line.events.text(line.user(), "hello")
    await line.deliver(event)
    started = asyncio.get_running_loop().time()
    waiting.start()
    try:
        await line.answered(event)
    finally:
        await waiting.stop(1)

    assert is_crowded is (asyncio.get_running_loop().time() - started > 0.28)
