"""Webhooks: signed, timed, repeated, disordered, forged."""

import asyncio
import json

from linebot.v3.webhook import SignatureValidator

from tests.fakes.line.delivery import shuffled, sign


def modes(hook):
    """Of each webhook received: the ids of its events, and whether they were marked as redelivered."""
    return [
        [(one["webhookEventId"], one["deliveryContext"]["isRedelivery"]) for one in json.loads(body)["events"]]
        for body in hook.raw
    ]


async def test_webhook_is_signed(line, hook):
    """The official validator agrees, over the bytes that arrived; another body does not pass."""
    await line.deliver(line.events.text(line.user(), "お断り🍎"))

    [body], [headers] = hook.raw, hook.headers
    validator = SignatureValidator(line.secret)
    assert validator.validate(body.decode(), headers["x-line-signature"])
    assert not validator.validate(body.decode() + " ", headers["x-line-signature"])
    assert "お断り🍎".encode() in body
    assert line.bot_id == json.loads(body)["destination"]


async def test_name_of_the_header_may_change(line, hook):
    """Its case is not promised."""
    line.webhooks.header = "X-Line-Signature"

    await line.deliver(line.events.text(line.user(), "x"))

    assert "X-Line-Signature" in hook.headers[0]


async def test_one_webhook_for_several_people(line, hook):
    """And one without events."""
    events = [line.events.text(line.user(), "x") for _ in range(3)]

    await line.deliver(*events)
    told = await line.webhooks.verify()

    assert [3, 0] == [len(ids) for ids in modes(hook)]
    assert tuple(one["webhookEventId"] for one in events) == line.records.deliveries[0].event_ids
    assert told.accepted


async def test_answer_is_timed(line, hook):
    """How long it took is written down."""
    hook.slow = 0.05

    delivery = await line.deliver(line.events.text(line.user(), "x"))

    assert delivery.accepted
    assert 0.05 <= delivery.seconds


async def test_two_seconds_by_default(line):
    """As LINE waits."""
    assert 2.0 == line.webhooks.answer_within
    assert not line.webhooks.redelivery.on


async def test_slow_bot_is_not_waited_for(line, hook):
    """No status, and the reason that LINE would show."""
    hook.slow, line.webhooks.answer_within = 5, 0.1

    delivery = await line.deliver(line.events.text(line.user(), "x"))

    assert (None, "REQUEST_TIMEOUT") == (delivery.status, delivery.why)
    assert not delivery.accepted


async def test_away(line):
    """Nobody listens."""
    line.webhook_url = "http://127.0.0.1:9/"

    assert "COULD_NOT_CONNECT" == (await line.deliver(line.events.text(line.user(), "x"))).why


async def test_without_redelivery_a_failure_is_the_end(line, hook):
    """The default."""
    hook.statuses = [503]

    delivery = await line.deliver(line.events.text(line.user(), "x"))
    await line.webhooks.settled()

    assert 503 == delivery.status
    assert 1 == len(hook.raw)


async def test_redelivery_until_it_is_taken(line, hook):
    """The same event and token, marked; then no more."""
    line.webhooks.redelivery.on, line.webhooks.redelivery.every = True, 0.01
    hook.statuses = [503, 400, 201]
    event = line.events.text(line.user(), "x")

    await line.deliver(event)
    await line.webhooks.settled()

    event_id = event["webhookEventId"]
    assert [[(event_id, False)], [(event_id, True)], [(event_id, True)]] == modes(hook)
    assert {event["replyToken"]} == {json.loads(body)["events"][0]["replyToken"] for body in hook.raw}
    assert [503, 400, 201] == [one.status for one in line.records.deliveries]


async def test_redelivery_after_slowness(line, hook):
    """The bot may have taken it all the same: a duplicate."""
    line.webhooks.redelivery.on, line.webhooks.redelivery.every = True, 0.01
    hook.slow, line.webhooks.answer_within = 0.3, 0.1

    await line.deliver(line.events.text(line.user(), "x"))
    hook.slow = 0
    await line.webhooks.settled()

    assert [[False], [True]] == [[again for _, again in ids] for ids in modes(hook)]


async def test_redelivery_gives_up(line, hook):
    """After the number of times that was set."""
    line.webhooks.redelivery.on, line.webhooks.redelivery.every, line.webhooks.redelivery.at_most = True, 0.01, 2
    hook.statuses = [500] * 9

    await line.deliver(line.events.text(line.user(), "x"))
    await line.webhooks.settled()

    assert 3 == len(hook.raw)


async def test_disorder_comes_from_its_seed(line):
    """Every event is there, some twice, in batches; another seed is another order."""
    events = [line.events.text(line.user(), str(number)) for number in range(50)]

    batches = shuffled(events, seed=1, duplicates=0.3, most=4)

    ids = [one["webhookEventId"] for batch in batches for one in batch]
    assert {one["webhookEventId"] for one in events} == set(ids)
    assert 50 < len(ids) <= 100
    assert {1, 2, 3, 4} == {len(batch) for batch in batches}
    assert ids != sorted(ids)
    assert batches == shuffled(events, seed=1, duplicates=0.3, most=4)
    assert batches != shuffled(events, seed=2, duplicates=0.3, most=4)
    assert 50 == sum(len(batch) for batch in shuffled(events, seed=1))


async def test_all_batches_are_delivered(line, hook):
    """Several at a time."""
    events = [line.events.text(line.user(), "x") for _ in range(20)]

    deliveries = await line.webhooks.deliver_all(shuffled(events, seed=1), at_once=4)

    assert all(one.accepted for one in deliveries)
    assert 20 == sum(len(ids) for ids in modes(hook))


async def test_bad_signatures(line, hook):
    """Missing, forged, or right for other bytes."""
    body = line.webhooks.body_of([line.events.text(line.user(), "x")])

    await line.webhooks.deliver_raw(body)
    await line.webhooks.deliver_raw(body, signature=None)
    await line.webhooks.deliver_raw(body, signature=sign(body, "another secret"))
    await line.webhooks.deliver_raw(body + b" ", signature=sign(body, line.secret))

    found = [headers.get("x-line-signature") for headers in hook.headers]
    assert [sign(body, line.secret), None, sign(body, "another secret"), sign(body, line.secret)] == found
    assert hook.raw == [body, body, body, body + b" "]


async def test_any_bytes(line, hook):
    """Truncated JSON, and two megabytes."""
    body = line.webhooks.body_of([line.events.text(line.user(), "x")])

    await line.webhooks.deliver_raw(body[:-10])
    await line.webhooks.deliver_raw(b" " * 2 * 1024 * 1024)

    assert [len(body) - 10, 2 * 1024 * 1024] == [len(one) for one in hook.raw]


async def test_slow_bodies(line, hook):
    """In pieces with pauses; whole in the end. The time to answer begins when all is sent."""
    body = line.webhooks.body_of([line.events.text(line.user(), "x")])
    line.webhooks.answer_within = 0.5

    delivery = await line.webhooks.deliver_raw(body, pieces=7, pause=0.1)

    assert delivery.accepted
    assert 0.6 <= delivery.seconds
    assert [body] == hook.raw


async def test_waiting_says_what_is_known(line, hook):
    """An answer that does not come fails the test with a summary."""
    event = line.events.text(line.user(), "x")

    try:
        await line.answer_to(event, seconds=0.05)
    except AssertionError as error:
        found = str(error)

    assert "an answer to message did not happen within 0.05 s" in found
    assert "Webhooks: [200]" in found


async def test_refused_webhook_is_not_waited_for(line, hook):
    """It says which status came."""
    hook.statuses = [401]

    try:
        await line.ask(line.user(), "x")
    except AssertionError as error:
        found = str(error)

    assert "the webhook was answered with 401" in found


async def test_whole_conversation(line, sdk, hook):
    """A bot that answers later: the question, its answer, a tap, and the answer to that."""
    from linebot.v3.messaging import ReplyMessageRequest

    async def work():
        done = 0
        while True:
            await asyncio.sleep(0.01)
            for body in hook.raw[done:]:
                done += 1
                for event in json.loads(body)["events"]:
                    words = event.get("postback", {}).get("data") or event["message"]["text"]
                    button = {"type": "postback", "label": "次", "data": f"{words}!"}
                    message = {"type": "text", "text": words}
                    message["quickReply"] = {"items": [{"type": "action", "action": button}]}
                    reply = {"replyToken": event["replyToken"], "messages": [message]}
                    await sdk.reply_message(ReplyMessageRequest.from_dict(reply))

    bot = asyncio.create_task(work())
    hanako = line.user()
    [first] = await line.ask(hanako, "電話番号")
    [second] = await line.tap(hanako, first["quickReply"]["items"][0]["action"])
    bot.cancel()

    assert ["電話番号", "電話番号!"] == [first["text"], second["text"]]
    assert [first, second] == line.messages_to(hanako)
