"""What leaves for LINE: nothing is lost on the wire, and every way to fail is told apart."""

import asyncio
import os
import uuid

import pytest

from bot.adapters.line.sender import Outcome, Sender
from bot.adapters.line.tally import Tally
from tests.fakes.line import faults

HELLO = [{"type": "text", "text": "こんにちは 😀"}]


@pytest.fixture
async def sender(line):
    """A sender to the loopback LINE that waits no longer than half a second."""
    async with Sender(line.access_token, line.url, Tally(), timeout_s=0.5) as sender:
        yield sender


@pytest.fixture
async def token(line):
    """The token of an event that LINE has sent."""
    event = line.events.text(line.user(), "x")
    line.tokens.sent(event["replyToken"], redelivered=False)
    return event["replyToken"]


def everything():
    """Messages with whatever may stand in them, fields that no model of today knows included."""
    action = {"type": "clipboard", "label": "コピー", "clipboardText": "文案"}
    return [
        {
            "type": "flex",
            "altText": "断る",
            "contents": {
                "type": "bubble",
                "size": "giga",
                "styles": {"body": {"backgroundColor": "#FFFFFF"}},
                "body": {
                    "type": "box",
                    "layout": "vertical",
                    "spacing": "md",
                    "paddingAll": "20px",
                    "contents": [
                        {"type": "text", "text": "断る", "weight": "bold", "wrap": True, "scaling": True},
                        {"type": "separator", "margin": "md"},
                        {"type": "text", "contents": [{"type": "span", "text": "a", "decoration": "underline"}]},
                        {"type": "button", "style": "secondary", "height": "sm", "action": action},
                    ],
                },
            },
        },
        {
            "type": "text",
            "text": "文案",
            "quickReply": {
                "items": [
                    {
                        "type": "action",
                        "action": {
                            "type": "postback",
                            "label": "はい",
                            "data": "1;choice;1;a=b",
                            "displayText": "はい",
                            "inputOption": "openKeyboard",
                            "fillInText": "はい",
                        },
                    }
                ]
            },
        },
    ]


async def test_messages_arrive_as_they_were_made(line, sender, token):
    """Byte for byte what was given, and nothing besides."""
    result = await sender.reply(token, everything())
    (call,) = line.calls("reply")

    assert {"replyToken": token, "messages": everything()} == call.body
    assert Outcome.SENT is result.outcome
    assert line.records.sent[0].ids == result.message_ids
    assert 2 == len(result.message_ids)


async def test_unknown_fields_are_not_dropped(line, sender, token):
    """What LINE adds tomorrow can be used without waiting for a model of it; LINE itself says what it does not know."""
    message = {"type": "text", "text": "x", "brandNew": {"deeply": ["nested"]}}
    await sender.reply(token, [message])

    assert [message] == line.calls("reply")[0].body["messages"]
    line.forgive()


async def test_reply_carries_no_retry_key(line, sender, token):
    """LINE refuses a reply that has one."""
    await sender.reply(token, HELLO)

    assert "x-line-retry-key" not in line.calls("reply")[0].headers


async def test_used_token_is_told(line, sender, token):
    """And nothing is sent twice."""
    assert Outcome.SENT is (await sender.reply(token, HELLO)).outcome
    assert Outcome.TOKEN_GONE is (await sender.reply(token, HELLO)).outcome
    assert 1 == len(line.records.sent)


@pytest.mark.parametrize(("seconds", "outcome"), [(59, Outcome.SENT), (61, Outcome.TOKEN_GONE)])
async def test_expired_token_is_told(line, sender, token, seconds, outcome):
    """After its minute."""
    line.clock.advance(seconds)

    assert outcome is (await sender.reply(token, HELLO)).outcome


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (faults.RATE_LIMIT, Outcome.NOT_SENT),
        (faults.BROKEN, Outcome.UNCERTAIN),
        (faults.BROKEN_AFTERWARDS, Outcome.UNCERTAIN),
        (faults.GARBLED, Outcome.UNCERTAIN),
        (faults.RESET, Outcome.UNCERTAIN),
        (faults.RESET_AFTERWARDS, Outcome.UNCERTAIN),
        (faults.hang(30), Outcome.UNCERTAIN),
        (faults.NOTHING_TOLD, Outcome.SENT),
    ],
)
async def test_faults_are_told_apart(line, sender, token, fault, outcome):
    """What was surely not sent may be sent again without care; a 200 that tells no ids is a 200."""
    line.fail("reply", fault)

    async with asyncio.timeout(5):
        assert outcome is (await sender.reply(token, HELLO)).outcome


@pytest.mark.parametrize("status", [400, 404, 413, 415])
async def test_what_line_will_never_take_is_told(line, sender, token, status):
    """Trying again would be in vain."""
    line.fail("reply", faults.Fault("status", status=status))

    assert Outcome.REFUSED is (await sender.reply(token, HELLO)).outcome


async def test_refused_messages_are_no_used_token(line, sender, token):
    """Both are 400. The token is still good."""
    assert Outcome.REFUSED is (await sender.reply(token, [{"type": "text", "text": "長" * 5001}])).outcome
    assert Outcome.SENT is (await sender.reply(token, HELLO)).outcome
    line.forgive()


async def test_wrong_access_token_may_be_put_right(line, token):
    """So it is worth another try later."""
    async with Sender("wrong", line.url, Tally()) as sender:
        assert Outcome.NOT_SENT is (await sender.reply(token, HELLO)).outcome


async def test_nobody_there_means_not_sent(token):
    """No connection, no message."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with Sender("t", f"http://127.0.0.1:{port}", Tally()) as sender:
        assert Outcome.NOT_SENT is (await sender.reply(token, HELLO)).outcome


async def test_push_is_sent_once_for_a_key(line, sender):
    """The second time LINE says that it has been, which is as good."""
    user, key = line.user(), str(uuid.uuid4())
    first, second = await sender.push(user.id, HELLO, key), await sender.push(user.id, HELLO, key)

    assert (Outcome.SENT, Outcome.SENT) == (first.outcome, second.outcome)
    assert first.message_ids == second.message_ids
    assert 1 == len(line.sent_to(user)) == line.messaging.quota.used


async def test_end_of_the_quota_is_no_rate_limit(line, sender):
    """It lasts until the month ends."""
    line.messaging.quota.limit = 0
    over = await sender.push(line.user().id, HELLO, str(uuid.uuid4()))
    line.messaging.quota.limit = None
    line.fail("push", faults.RATE_LIMIT)
    often = await sender.push(line.user().id, HELLO, str(uuid.uuid4()))

    assert (Outcome.OVER_QUOTA, Outcome.NOT_SENT) == (over.outcome, often.outcome)


async def test_loading_and_read_marks_reach_line(line, sender):
    """With a number of seconds that LINE takes."""
    user = line.user()
    event = line.events.text(user, "x")
    await sender.loading(user.id)
    await sender.mark_as_read(event["message"]["markAsReadToken"])

    assert {"chatId": user.id, "loadingSeconds": 20} == line.calls("loading")[0].body
    assert [202, 200] == [line.calls(name)[0].status for name in ("loading", "mark as read")]


@pytest.mark.parametrize("fault", [faults.RATE_LIMIT, faults.GARBLED, faults.RESET])
async def test_decoration_fails_in_silence(line, sender, fault):
    """It is counted, and that is all."""
    line.fail("loading", fault)
    await sender.loading(line.user().id)

    assert 1 == sum(sender._tally.requests.counts.values())
    assert "loading_sent" not in sender._tally.requests.counts


async def test_many_at_once_share_the_connections(line, sender):
    """Each gets its own answer."""
    events = [line.events.text(line.user(), str(n)) for n in range(50)]
    for event in events:
        line.tokens.sent(event["replyToken"], redelivered=False)
    results = await asyncio.gather(
        *(sender.reply(event["replyToken"], [{"type": "text", "text": event["message"]["text"]}]) for event in events)
    )

    assert {Outcome.SENT} == {result.outcome for result in results}
    assert 50 == len({result.message_ids for result in results})
    for event in events:
        assert event["message"]["text"] == line.answers(event)[0].messages[0]["text"]


async def test_proxies_of_the_environment_do_not_count_on_this_machine(line, token, monkeypatch):
    """Elsewhere they do."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with Sender(line.access_token, line.url, Tally()) as sender:
        assert Outcome.SENT is (await sender.reply(token, HELLO)).outcome
    async with Sender("t", "https://api.line.me", Tally()) as sender:
        assert sender._client.rest_client.pool_manager.trust_env
    assert os.environ["HTTP_PROXY"]
