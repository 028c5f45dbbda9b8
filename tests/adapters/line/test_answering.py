"""From an event in the inbox to its one answer, whatever fails or dies on the way."""

import asyncio
import datetime as dt
import json
import uuid
from dataclasses import replace

import pytest

from bot.adapters.line import answering
from bot.core.ports import Stage
from tests.adapters.line.rig import Rig, texts
from tests.fakes.line import faults

LEASE = dt.timedelta(seconds=10)


@pytest.fixture
async def pushing(line, tmp_path):
    """The adapter that may push."""
    async with Rig(line, tmp_path / "pushing.db", may_push=True) as rig:
        yield rig


@pytest.fixture
async def holding(line, tmp_path, monkeypatch):
    """The adapter that asks people to fetch what takes longer than a moment."""
    monkeypatch.setattr(answering, "GRACE_S", 0.1)
    async with Rig(line, tmp_path / "holding.db", hold_after_s=0.0) as rig:
        yield rig


async def received(rig, event):
    """Deliver an event, and take it from the inbox as a worker would."""
    assert 200 == (await rig.line.deliver(event)).status
    return await taken(rig)


async def taken(rig, after=0):
    """Take the oldest event, as if so many seconds had passed."""
    now = rig.clock.now() + dt.timedelta(seconds=after)
    (one,) = await rig.store.inbox.take("line", now, LEASE, 1)
    return one


async def test_text_is_answered_and_finished(line, rig):
    """Once, and nothing is left of it."""
    event = line.events.text(line.user(), "hello")
    await rig.answering.answer(await received(rig, event))

    assert ["echo hello"] == texts(line.answers(event)[0].messages)
    assert 0 == await rig.depth()
    assert {"answered": 1} == rig.outcomes()
    assert 1 == rig.tally.answer_seconds.count


async def test_loading_shows_before_the_answer_and_reading_after_it(line, rig):
    """The animation begins before the message that ends it, even if LINE takes a while to begin."""
    line.fail("loading", faults.hang(0.2, carried_out=True))
    event = line.events.text(line.user(), "hello")
    await rig.answering.answer(await received(rig, event))

    assert ["loading", "reply", "mark as read"] == [call.endpoint for call in line.records.calls]


async def test_slow_animation_does_not_keep_the_answer(line, rig, monkeypatch):
    """It is only decoration."""
    monkeypatch.setattr(answering, "LOADING_WAIT_S", 0.05)
    line.fail("loading", faults.hang(30))
    event = line.events.text(line.user(), "hello")
    async with asyncio.timeout(5):
        await rig.answering.answer(await received(rig, event))

    assert ["echo hello"] == texts(line.answers(event)[0].messages)


async def test_no_animation_in_groups(line, rig):
    """LINE refuses it there."""
    ann = line.user()
    event = line.events.text(ann, "hello", line.group(ann))
    await rig.answering.answer(await received(rig, event))

    assert ["reply"] == [call.endpoint for call in line.records.calls]


async def test_own_messages_in_groups_are_remembered(line, rig):
    """Whoever answers one of them speaks to us; in a chat of two everybody does."""
    ann = line.user()
    in_group, alone = line.events.text(ann, "a", line.group(ann)), line.events.text(ann, "b")
    for event in (in_group, alone):
        await rig.answering.answer(await received(rig, event))

    assert rig.own.is_own(line.answers(in_group)[0].ids[0])
    assert not rig.own.is_own(line.answers(alone)[0].ids[0])


async def test_event_without_answer_is_finished_in_silence(line, rig):
    """A sticker, or an event that has no reply token at all."""
    for event in (line.events.sticker(line.user()), line.events.unfollow(line.user())):
        await rig.answering.answer(await received(rig, event))

    assert {"silent": 2} == rig.outcomes()
    assert [] == line.calls("reply")
    assert 0 == await rig.depth()


async def test_event_that_nobody_can_read_is_finished(line, rig):
    """Such as one that another version has stored."""
    await received(rig, line.events.text(line.user(), "x"))
    one = await taken(rig, after=10)
    await rig.answering.answer(replace(one, payload=b"{"))

    assert {"unusable": 1} == rig.outcomes()
    assert 0 == await rig.depth()


@pytest.mark.parametrize(("seconds", "outcome"), [(19 * 60, "too_late"), (21 * 60, "given_up")])
async def test_old_event_is_given_up(line, rig, seconds, outcome):
    """After twenty minutes LINE takes no reply; before, one is tried."""
    event = line.events.text(line.user(), "x")
    one = await received(rig, event)
    line.clock.advance(seconds)
    rig.clock.advance(seconds)
    await rig.answering.answer(one)

    assert {outcome: 1} == rig.outcomes()
    assert (outcome == "too_late") is bool(line.calls("reply"))
    assert 0 == await rig.depth()


# --- after a crash -----------------------------------------------------------------------------------


async def test_crash_before_sending_does_not_judge_twice(line, rig):
    """The prepared answer goes out; the message is not handled again."""
    event = line.events.text(line.user(), "hello")
    one = await received(rig, event)
    await rig.store.inbox.prepare("line", one.key, json.dumps([{"type": "text", "text": "prepared"}]).encode())
    await rig.answering.answer(await taken(rig, after=10))

    assert ["prepared"] == texts(line.answers(event)[0].messages)
    assert [] == rig.handled
    assert {"answered": 1} == rig.outcomes()


async def test_crash_after_sending_does_not_answer_twice(line, rig):
    """LINE says that the token is used; within its minute that proves the answer."""
    event = line.events.text(line.user(), "hello")
    one = await received(rig, event)
    await rig.store.inbox.prepare("line", one.key, json.dumps([{"type": "text", "text": "prepared"}]).encode())
    await rig.sender.reply(event["replyToken"], [{"type": "text", "text": "prepared"}])
    await rig.answering.answer(await taken(rig, after=10))

    assert 1 == len(line.sent_to_place(event))
    assert {"answered_before": 1} == rig.outcomes()
    assert 0 == await rig.depth()


@pytest.mark.parametrize(("seconds", "outcome"), [(59, "answered_before"), (62, "unknown")])
async def test_crash_whose_minute_is_over_leaves_it_open(line, pushing, seconds, outcome):
    """Then nobody can tell whether it was answered, and it is not said again, not even by a push."""
    event = line.events.text(line.user(), "hello")
    one = await received(pushing, event)
    await pushing.store.inbox.prepare("line", one.key, b'[{"type":"text","text":"prepared"}]')
    line.expire_tokens()
    pushing.clock.advance(seconds)
    await pushing.answering.answer(await taken(pushing))

    assert {outcome: 1} == pushing.outcomes()
    assert [] == line.sent_to_place(event)


# --- when LINE does not take it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "stage"),
    [(faults.RATE_LIMIT, Stage.READY), (faults.BROKEN, Stage.SENDING), (faults.RESET_AFTERWARDS, Stage.SENDING)],
)
async def test_failed_try_is_repeated_with_the_same_answer(line, rig, fault, stage):
    """Whether LINE had carried it out or not: one answer."""
    line.fail("reply", fault)
    event = line.events.text(line.user(), "hello")
    one = await received(rig, event)
    with pytest.raises(answering.TryLater) as caught:
        await rig.answering.answer(one)
    await rig.store.inbox.release("line", one.key, rig.clock.now(), sent_for_sure_not=caught.value.certain)
    again = await taken(rig)
    assert stage is again.stage
    await rig.answering.answer(again)

    assert 1 == len(line.sent_to_place(event))
    assert 1 == len(rig.handled)
    assert 0 == await rig.depth()


async def test_certainty_is_lost_once_and_for_all(line, rig):
    """A rate limit after a try whose end nobody knows does not make that one undone."""
    line.fail("reply", faults.BROKEN_AFTERWARDS)
    line.fail("reply", faults.RATE_LIMIT)
    one = await received(rig, line.events.text(line.user(), "hello"))
    for _ in range(2):
        with pytest.raises(answering.TryLater) as caught:
            await rig.answering.answer(one)
        assert not caught.value.certain
        await rig.store.inbox.release("line", one.key, rig.clock.now(), sent_for_sure_not=caught.value.certain)
        one = await taken(rig)
    assert Stage.SENDING is one.stage


async def test_refused_answer_becomes_an_apology(line, rig):
    """The person hears something, and LINE is not asked again and again."""

    async def too_long(event):
        return [{"type": "text", "text": "長" * 6000}]

    rig.handle = too_long
    event = line.events.text(line.user(), "hello")
    await rig.answering.answer(await received(rig, event))

    assert ["failed"] == texts(line.answers(event)[0].messages)
    assert {"refused": 1} == rig.outcomes()
    line.forgive()


@pytest.mark.parametrize("in_group", [False, True])
async def test_answer_that_comes_too_late_is_pushed_where_that_is_allowed(line, pushing, in_group):
    """To the chat it belongs to, under a key made of the event, so that no repetition sends it twice."""
    ann = line.user()
    event = line.events.text(ann, "hello", line.group(ann) if in_group else None)
    one = await received(pushing, event)
    line.expire_tokens()
    line.fail("push", faults.BROKEN_AFTERWARDS)
    with pytest.raises(answering.TryLater) as caught:
        await pushing.answering.answer(one)
    assert caught.value.certain
    await pushing.store.inbox.release("line", one.key, pushing.clock.now(), sent_for_sure_not=True)
    await pushing.answering.answer(await taken(pushing))
    (sent,) = line.sent_to_place(event)

    assert ("push", ["echo hello"]) == (sent.how, texts(sent.messages))
    assert 5 == uuid.UUID(sent.key).version
    assert {"pushed": 1} == pushing.outcomes()
    assert 0 == await pushing.depth()


async def test_answer_that_comes_too_late_is_dropped_where_pushing_is_not_allowed(line, rig):
    """It would cost somebody's money."""
    event = line.events.text(line.user(), "hello")
    one = await received(rig, event)
    line.expire_tokens()
    await rig.answering.answer(one)

    assert {"too_late": 1} == rig.outcomes()
    assert [] == line.calls("push")
    assert 0 == await rig.depth()


async def test_end_of_the_quota_ends_the_event(line, pushing):
    """It would be the same an hour later."""
    line.messaging.quota.limit = 0
    one = await received(pushing, line.events.text(line.user(), "hello"))
    line.expire_tokens()
    await pushing.answering.answer(one)

    assert {"push_refused": 1} == pushing.outcomes()
    assert 0 == await pushing.depth()


async def test_whoever_has_lost_the_lease_sends_nothing(line, rig):
    """Somebody else is at it."""
    event = line.events.text(line.user(), "hello")
    one = await received(rig, event)
    rig.store.inbox.let_go()
    await rig.answering.answer(one)

    assert [] == line.calls("reply")
    assert {"lost_lease": 1} == rig.outcomes()
    assert 1 == await rig.depth()


async def test_error_of_the_handler_goes_through(line, rig):
    """The worker decides what to do about it."""

    async def fail(event):
        raise ValueError("of the handler")

    rig.handle = fail
    one = await received(rig, line.events.text(line.user(), "hello"))
    with pytest.raises(ValueError, match="of the handler"):
        await rig.answering.answer(one)

    assert 1 == await rig.depth()


# --- answers that are fetched ------------------------------------------------------------------------


def slow(rig, gate):
    """Let answers to anything but taps wait for the gate."""

    async def handle(event):
        await gate.wait()
        return [{"type": "text", "text": f"slow {event.text}"}]

    rig.handle = handle


def button_of(messages):
    """The action of the button under the messages."""
    return messages[-1]["quickReply"]["items"][0]["action"]


async def test_late_answer_is_fetched_with_a_tap(line, holding):
    """The token is spent on a button before it is void; the tap brings a new one."""
    gate, ann = asyncio.Event(), line.user()
    slow(holding, gate)
    event = line.events.text(ann, "hello")
    working = asyncio.ensure_future(holding.answering.answer(await received(holding, event)))
    await line.records.wait_for(lambda: line.calls("reply"), 5)
    assert ["later"] == texts(line.answers(event)[0].messages)
    gate.set()
    await working
    assert 0 == await holding.depth()
    line.clock.advance(600)
    tap = line.events.tap(ann, button_of(line.answers(event)[0].messages))
    await holding.answering.answer(await received(holding, tap))
    again = line.events.tap(ann, button_of(line.answers(event)[0].messages))
    await holding.answering.answer(await received(holding, again))

    assert ["slow hello"] == texts(line.answers(tap)[0].messages)
    assert ["gone"] == texts(line.answers(again)[0].messages)
    assert 1 == len(holding.handled)
    assert {"held": 1, "answered": 2} == holding.outcomes()


async def test_tap_before_the_answer_is_there_is_told_to_wait(line, holding):
    """It is not kept waiting behind the very answer it asks for."""
    gate, ann = asyncio.Event(), line.user()
    slow(holding, gate)
    event = line.events.text(ann, "hello")
    working = asyncio.ensure_future(holding.answering.answer(await received(holding, event)))
    await line.records.wait_for(lambda: line.calls("reply"), 5)
    tap = line.events.tap(ann, button_of(line.answers(event)[0].messages))
    await holding.answering.answer(await received(holding, tap))
    assert ["later"] == texts(line.answers(tap)[0].messages)
    gate.set()
    await working
    second = line.events.tap(ann, button_of(line.answers(tap)[0].messages))
    await holding.answering.answer(await received(holding, second))

    assert ["slow hello"] == texts(line.answers(second)[0].messages)


async def test_nobody_fetches_what_belongs_to_somebody_else(line, holding):
    """The name of an event opens nothing to others."""
    gate, ann, ben = asyncio.Event(), line.user(), line.user()
    slow(holding, gate)
    event = line.events.text(ann, "hello")
    working = asyncio.ensure_future(holding.answering.answer(await received(holding, event)))
    await line.records.wait_for(lambda: line.calls("reply"), 5)
    gate.set()
    await working
    theft = line.events.tap(ben, button_of(line.answers(event)[0].messages))
    await holding.answering.answer(await received(holding, theft))

    assert ["gone"] == texts(line.answers(theft)[0].messages)
    assert Stage.HELD is (await holding.store.inbox.find("line", holding.identity.key(event["webhookEventId"]))).stage


async def test_fetched_answer_survives_a_crash_of_its_sending(line, holding):
    """Neither lost nor sent twice."""
    gate, ann = asyncio.Event(), line.user()
    slow(holding, gate)
    event = line.events.text(ann, "hello")
    working = asyncio.ensure_future(holding.answering.answer(await received(holding, event)))
    await line.records.wait_for(lambda: line.calls("reply"), 5)
    gate.set()
    await working
    line.fail("reply", faults.RESET_AFTERWARDS)
    tap = line.events.tap(ann, button_of(line.answers(event)[0].messages))
    with pytest.raises(answering.TryLater):
        await holding.answering.answer(await received(holding, tap))
    await holding.answering.answer(await taken(holding, after=10))

    assert ["slow hello"] == texts(line.answers(tap)[0].messages)
    assert 2 == len(line.sent_to_place(event))
    assert None is await holding.store.inbox.find("line", holding.identity.key(event["webhookEventId"]))
    assert 1 == holding.outcomes()["answered_before"]


@pytest.mark.parametrize("was_told", [True, False])
async def test_crash_while_an_answer_is_held_back(line, holding, was_told):
    """Worked out anew: sent if the person was never told to fetch it, kept for the tap if they were."""
    event = line.events.text(line.user(), "hello")
    one = await received(holding, event)
    await holding.store.inbox.hold("line", one.key, None)
    if was_told:
        await holding.sender.reply(event["replyToken"], [{"type": "text", "text": "later"}])
    await holding.answering.answer(await taken(holding, after=10))
    sent = [text for one in line.sent_to_place(event) for text in texts(one.messages)]

    assert sent == (["later"] if was_told else ["echo hello"])
    assert {"held" if was_told else "answered": 1} == holding.outcomes()


async def test_answer_comes_by_itself_if_the_button_could_not_be_sent(line, holding):
    """A button that nobody saw fetches nothing."""
    gate = asyncio.Event()
    slow(holding, gate)
    line.fail("reply", faults.RATE_LIMIT)
    event = line.events.text(line.user(), "hello")
    working = asyncio.ensure_future(holding.answering.answer(await received(holding, event)))
    await line.records.wait_for(lambda: line.calls("reply"), 5)
    gate.set()
    await working

    assert ["slow hello"] == texts(line.answers(event)[0].messages)
    assert {"answered": 1} == holding.outcomes()


async def test_stopping_leaves_a_slow_answer_for_the_next_process(line, rig):
    """Nothing of it goes on in secret."""
    ended = []

    async def forever(event):
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(event)

    rig.handle = forever
    working = asyncio.ensure_future(rig.answering.answer(await received(rig, line.events.text(line.user(), "x"))))
    await line.records.wait_for(lambda: line.calls("loading"), 5)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working

    assert 1 == len(ended)
    assert 1 == await rig.depth()
