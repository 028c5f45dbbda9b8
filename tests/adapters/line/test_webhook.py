"""What comes in by the webhook: refused without work, or stored before it is acknowledged."""

import asyncio
import json
import sqlite3

import aiohttp
import pytest

from bot.adapters.line import webhook
from bot.adapters.line.webhook import BODY_LIMIT
from tests.fakes.line.events import changed, without


async def stored(rig):
    """Everything in the inbox, as it was sent."""
    found = await rig.store.inbox.take("line", rig.clock.now(), rig.clock.now() - rig.clock.now(), 999)
    return [_event(json.loads(taken.payload)) for taken in found]


def _event(body):
    (event,) = body["events"]
    return {**event, "destination": body["destination"]}


async def test_event_is_stored_whole_before_the_200(line, rig):
    """With everything that LINE said of it, and whose bot it was for."""
    event = line.events.text(line.user(), "教えて 😀")
    delivery = await line.deliver(event)

    assert 200 == delivery.status
    assert [{**event, "destination": line.bot_id}] == await stored(rig)


async def test_verification_without_events_is_acknowledged(line, rig):
    """As the console sends it."""
    assert 200 == (await line.webhooks.verify()).status
    assert [] == await stored(rig)


@pytest.mark.parametrize(("signature", "status"), [(None, 401), ("", 401), ("c2ln", 400), ("だれか", 400)])
async def test_what_is_not_signed_is_refused_without_work(line, rig, signature, status):
    """Missing and wrong."""
    body = line.webhooks.body_of([line.events.text(line.user(), "x")])
    if signature and not signature.isascii():
        signature = signature.encode().decode("latin-1")
    delivery = await line.webhooks.deliver_raw(body, signature=signature)

    assert status == delivery.status
    assert 0 == await rig.depth()


async def test_body_that_was_changed_on_its_way_is_refused(line, rig):
    """The signature counts every byte."""
    from tests.fakes.line.delivery import sign

    body = line.webhooks.body_of([line.events.text(line.user(), "x")])
    delivery = await line.webhooks.deliver_raw(body.replace(b'"x"', b'"y"'), signature=sign(body, line.secret))

    assert 400 == delivery.status
    assert 0 == await rig.depth()


@pytest.mark.parametrize("header", ["x-line-signature", "X-LINE-SIGNATURE", "X-Line-Signature"])
async def test_name_of_the_header_counts_in_any_case(line, rig, header):
    """LINE may change it without notice."""
    line.webhooks.header = header

    assert 200 == (await line.webhooks.deliver_raw(b'{"events":[]}')).status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"events"',
        b"{}",
        b'{"events":null}',
        b'{"events":{}}',
        b'{"events":[]',
        b"\xff\xfe",
        b'{"events":[],"n":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
async def test_signed_nonsense_is_a_bad_request(line, rig, body):
    """Not a crash, however deep or long."""
    assert 400 == (await line.webhooks.deliver_raw(body)).status
    assert 200 == (await line.webhooks.verify()).status


@pytest.mark.parametrize(("size", "status"), [(BODY_LIMIT, 200), (BODY_LIMIT + 1, 413), (2 * BODY_LIMIT, 413)])
async def test_body_has_a_limit(line, rig, size, status):
    """Up to and including it. The next request is served as ever."""
    empty = b'{"events":[],"x":""}'
    body = empty.replace(b'""', b'"' + b"a" * (size - len(empty)) + b'"')
    assert size == len(body)

    assert status == (await line.webhooks.deliver_raw(body)).status
    assert 200 == (await line.webhooks.verify()).status


async def test_body_of_unknown_length_has_the_same_limit(line, rig):
    """Whoever does not tell how much will come is stopped on the way."""

    async def endless():
        for _ in range(64):
            yield b"a" * 65536

    headers = {"x-line-signature": "c2ln"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(line.webhook_url, data=endless(), headers=headers) as response,
    ):
        assert 413 == response.status


async def test_body_that_says_it_is_too_long_is_not_waited_for(line, rig):
    """Not a byte of it is read."""
    reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
    head = (
        f"POST {webhook.PATH} HTTP/1.1\r\nHost: x\r\nX-Line-Signature: c2ln\r\nContent-Length: {BODY_LIMIT + 1}\r\n\r\n"
    )
    writer.write(head.encode())
    async with asyncio.timeout(5):
        answer = await reader.readline()
    writer.close()
    await writer.wait_closed()

    assert b" 413 " in answer


async def test_slow_body_is_not_waited_for(line, rig, monkeypatch):
    """And keeps nobody else waiting meanwhile."""
    monkeypatch.setattr(webhook, "BODY_TIMEOUT_S", 0.2)
    body = line.webhooks.body_of([line.events.text(line.user(), "x")])
    slow = asyncio.ensure_future(line.webhooks.deliver_raw(body, pieces=3, pause=0.4))
    await asyncio.sleep(0.05)

    assert 200 == (await line.webhooks.verify()).status
    assert (await slow).status in (408, None)
    assert 0 == await rig.depth()


async def test_other_methods_are_not_allowed(line, rig):
    """Only POST."""
    async with aiohttp.ClientSession() as session, session.get(line.webhook_url) as response:
        assert 405 == response.status


async def test_one_bad_event_does_not_cost_its_neighbours(line, rig):
    """Of a batch with all that can be wrong, the sound ones are kept."""
    user = line.user()
    first, last = line.events.text(user, "first"), line.events.text(line.user(), "last")
    sound = line.events.text(user, "x")
    bad = [
        None,
        7,
        "event",
        [],
        {},
        {"type": 7},
        without(sound, "webhookEventId"),
        without(sound, "source"),
        without(sound, "message"),
        without(sound, "message.id"),
        changed(sound, "source.type", "planet"),
        changed(sound, "message.text", None),
        line.events.unknown(user),
        line.events.beacon(user),
    ]
    delivery = await line.webhooks.deliver_raw(
        json.dumps({"destination": line.bot_id, "events": [first, *bad, last]}).encode()
    )

    assert 200 == delivery.status
    assert ["first", "last"] == [event["message"]["text"] for event in await stored(rig)]


@pytest.mark.parametrize("mode", ["standby", "somethingNew", "", 7])
async def test_silent_modes_are_not_stored(line, rig, mode):
    """Whoever may not answer needs not know."""
    event = changed(line.events.text(line.user(), "x"), "mode", mode)
    raw = json.dumps({"destination": line.bot_id, "events": [event]}).encode()

    assert 200 == (await line.webhooks.deliver_raw(raw)).status
    assert [] == await stored(rig)


async def test_erasing_counts_in_every_mode(line, rig):
    """A wish to withdraw is no question of who may speak."""
    kept = [
        changed(one, "mode", "standby")
        for one in (line.events.unfollow(line.user()), line.events.unsend(line.events.text(line.user(), "x")))
    ]
    await line.deliver(*kept)

    assert ["unfollow", "unsend"] == [event["type"] for event in await stored(rig)]


async def test_what_is_not_for_us_is_not_stored(line, rig):
    """Of a group only what addresses us."""
    rig.is_for_us = lambda event: event.text != "to others"
    ann = line.user()
    group = line.group(ann)
    await line.deliver(line.events.text(ann, "to others", group), line.events.text(ann, "to us", group))

    assert ["to us"] == [event["message"]["text"] for event in await stored(rig)]
    assert 1 == rig.tally.events.counts["ignored"]


async def test_same_event_is_stored_once(line, rig):
    """Within a body, in two bodies, and sent again by LINE."""
    event = line.events.text(line.user(), "once")
    await line.deliver(event, event)
    await line.deliver(event)
    await line.webhooks.redeliver(event)

    assert 1 == len(await stored(rig))


async def test_ids_are_kept_as_hashes_only(line, rig, tmp_path):
    """Neither people, groups, messages, tokens nor events can be told from the files."""
    ann = line.user()
    group = line.group(ann)
    event = line.events.text(ann, "秘密の言葉", group)
    await line.deliver(event)
    files = b"".join(file.read_bytes() for file in tmp_path.glob("kotowari.db*"))

    for name in (
        ann.id,
        group.id,
        event["message"]["id"],
        event["replyToken"],
        event["webhookEventId"],
        "秘密",
        "message",
    ):
        assert name.encode() not in files
    assert rig.identity.key(event["webhookEventId"]).encode() in files


async def test_half_letters_pass(line, rig):
    """A surrogate that stands alone in JSON is no reason to lose the event."""
    event = line.events.text(line.user(), "half \ud83d of it")
    raw = json.dumps({"destination": line.bot_id, "events": [event]}).encode("ascii")

    assert 200 == (await line.webhooks.deliver_raw(raw)).status
    assert ["half \ud83d of it"] == [one["message"]["text"] for one in await stored(rig)]


async def test_locked_store_is_told_to_line_which_sends_again(line, rig, tmp_path):
    """503, nothing half done; afterwards all goes on."""
    event = line.events.text(line.user(), "x")
    other = sqlite3.connect(tmp_path / "kotowari.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    refused = await line.deliver(event)
    other.execute("ROLLBACK")
    other.close()
    taken = await line.webhooks.redeliver(event)

    assert (503, 200) == (refused.status, taken.status)
    assert 1 == rig.tally.failures.counts["store"]
    assert 1 == len(await stored(rig))


async def test_full_disk_is_told_to_line(line, rig):
    """The same."""
    await rig.store._connection.execute("PRAGMA max_page_count = 20")
    big = line.events.text(line.user(), "長" * 100_000)
    assert 503 == (await line.deliver(big)).status
    await rig.store._connection.execute("PRAGMA max_page_count = 1000000")

    assert 200 == (await line.webhooks.redeliver(big)).status


async def test_events_of_a_body_are_one_write(line, rig, monkeypatch):
    """However many they are."""
    calls = []
    receive = rig.store.inbox.receive

    async def counting(arrivals, *lease):
        calls.append(len(arrivals))
        return await receive(arrivals, *lease)

    monkeypatch.setattr(rig.store.inbox, "receive", counting)
    await line.deliver(*(line.events.text(line.user(), str(n)) for n in range(20)))
    await line.webhooks.verify()

    assert [20] == calls


async def test_requests_are_counted(line, rig):
    """By status; only acknowledgements count as such."""
    await line.webhooks.verify()
    await line.webhooks.deliver_raw(b"{}", signature=None)
    await line.webhooks.deliver_raw(b"{}")

    assert {"200": 1, "401": 1, "400": 1} == rig.tally.webhooks.counts
    assert 1 == rig.tally.ack_seconds.count


@pytest.mark.parametrize(("count", "is_crowded"), [(webhook.CROWD - 1, False), (webhook.CROWD, True)])
async def test_many_requests_at_once_are_a_crowd_for_a_moment(line, rig, monkeypatch, count, is_crowded):
    """From a certain number on, and until a little after they were answered."""
    gate, receive = asyncio.Event(), rig.store.inbox.receive

    async def slow(*arguments):
        await gate.wait()
        return await receive(*arguments)

    monkeypatch.setattr(rig.store.inbox, "receive", slow)
    monkeypatch.setattr(webhook, "CROWD_LASTS_S", 3600)
    rig.webhook._crowded_at = -3600 * 24
    requests = [asyncio.ensure_future(line.deliver(line.events.text(line.user(), str(n)))) for n in range(count)]

    async def all_wait():
        return rig.webhook._storing == count

    await rig.until(all_wait)
    assert is_crowded is rig.webhook.is_crowded
    gate.set()
    await asyncio.gather(*requests)
    assert is_crowded is rig.webhook.is_crowded
    monkeypatch.setattr(webhook, "CROWD_LASTS_S", 0)
    assert not rig.webhook.is_crowded
