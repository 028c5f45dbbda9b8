"""What is read of an event before it is kept, and how it is read again."""

import json
import sys

import pytest

from bot.adapters.line.envelope import outline, read, written
from bot.adapters.line.events import EventError, parse
from tests.fakes.line.events import changed, without

TEXT = {
    "type": "message",
    "mode": "active",
    "timestamp": 1764000000000,
    "source": {"type": "user", "userId": "U1"},
    "webhookEventId": "01H",
    "deliveryContext": {"isRedelivery": False},
    "replyToken": "r",
    "message": {"id": "7", "type": "text", "text": "教えて"},
}
STICKER = changed(TEXT, "message", {"id": "8", "type": "sticker", "packageId": "1"})
ODD = (None, 7, "", "x" * 257, "あ", [], {}, {"type": "user"}, "message", "user", "active", "text")
PLACES = (
    *("type", "mode", "source", "source.type", "source.userId", "webhookEventId"),
    *("message", "message.id", "message.type", "message.text", "timestamp", "replyToken"),
)
BENT = [
    *(changed(whole, place, odd) for whole in (TEXT, STICKER) for place in PLACES for odd in ODD),
    *(without(TEXT, place) for place in PLACES),
]


@pytest.mark.parametrize("raw", [TEXT, STICKER, without(TEXT, "mode"), without(TEXT, "replyToken")])
def test_message_in_a_chat_of_two_needs_no_more(raw):
    """The names under which it is kept are those of the whole event."""
    found, event = outline(raw), parse(raw)

    assert (event.webhook_event_id, event.user_id, event.place_id) == (
        found.webhook_event_id,
        found.user_id,
        found.place_id,
    )


def test_outline_takes_nothing_that_the_whole_event_would_not_be():
    """However it is bent: what has an outline can be used, may be answered, and has the same names."""
    both = [(outline(raw), raw) for raw in BENT]
    taken = [(found, parse(raw)) for found, raw in both if found is not None]

    assert len(taken) > 10
    for found, event in taken:
        assert event.is_active
        assert event.in_private
        assert ("message", found.webhook_event_id) == (event.type, event.webhook_event_id)
        assert found.user_id == event.user_id


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        "message",
        changed(TEXT, "mode", "standby"),
        changed(TEXT, "type", "messageEdited"),
        changed(TEXT, "source", {"type": "group", "groupId": "C1", "userId": "U1"}),
        changed(TEXT, "source", {"type": "room", "roomId": "R1", "userId": "U1"}),
        changed(without(TEXT, "message"), "type", "follow"),
        changed(changed(without(TEXT, "message"), "type", "postback"), "postback", {"data": "1"}),
    ],
)
def test_everything_else_is_looked_at_as_a_whole(raw):
    """Silent modes, groups, and whatever is no message."""
    assert outline(raw) is None


@pytest.mark.parametrize("text", ["教えて 😀", "half \ud83d of it", ""])
def test_event_is_read_as_it_came(text):
    """Alone in its body, out of a body of several, and as earlier versions kept it."""
    raw = changed(TEXT, "message.text", text)
    alone = json.dumps({"destination": "U0", "events": [raw]}).encode()
    expected = parse({**raw, "destination": "U0"})

    assert expected == read(alone) == read(written(raw, "U0"))
    assert expected == read(json.dumps({**raw, "destination": "U0"}).encode())


@pytest.mark.parametrize("destination", [None, 7, []])
def test_event_does_not_need_to_say_whose_bot_it_is_for(destination):
    """We have only one."""
    assert parse(TEXT) == read(written(TEXT, destination))


def test_event_that_lies_too_deep_is_unusable():
    """And no cause for anything worse, on its way in or out."""
    deep = "[" * sys.getrecursionlimit() * 40 + "]" * sys.getrecursionlimit() * 40
    with pytest.raises(EventError, match="nested"):
        read(json.dumps({"events": [TEXT]}).replace('"r"', deep).encode())

    nested: list[object] = []
    for _ in range(sys.getrecursionlimit() * 40):
        nested = [nested]
    with pytest.raises(EventError, match="nested"):
        written({**TEXT, "replyToken": nested}, "U0")
    while nested:
        nested = nested.pop()  # type: ignore[assignment]
