"""Reading what LINE sends."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.line.events import KINDS, Event, EventError, parse

USER = {"type": "user", "userId": "U" + "1" * 32}
GROUP = {"type": "group", "groupId": "C" + "2" * 32, "userId": "U" + "1" * 32}


def raw(kind="message", **parts):
    """An event as LINE describes it."""
    return {
        "type": kind,
        "webhookEventId": "01FZ74A0TDDPYRVKNK77XKC3ZR",
        "mode": "active",
        "timestamp": 1_764_000_000_000,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA",
        "source": USER,
        **parts,
    }


def text(words="こんにちは", **parts):
    return raw(message={"id": "444573844083572737", "type": "text", "text": words, "quoteToken": "q", **parts})


def test_text_message():
    """Every field has its place."""
    event = parse(text(quotedMessageId="9", markAsReadToken="m"))

    assert ("message", "01FZ74A0TDDPYRVKNK77XKC3ZR", "active") == (event.type, event.webhook_event_id, event.mode)
    assert (1_764_000_000_000, False) == (event.timestamp, event.is_redelivery)
    assert ("nHuyWiB7yP5Zw52FIkcQobQuGDXCTA", USER["userId"]) == (event.reply_token, event.user_id)
    assert ("こんにちは", "q", "9", "m") == (
        event.text,
        event.message.quote_token,
        event.message.quoted_message_id,
        event.message.mark_as_read_token,
    )
    assert event.in_private
    assert event.is_active


def test_fields_can_be_given_by_their_own_names():
    """As other code of ours and its tests make events."""
    assert Event(type="join", webhook_event_id="e", is_redelivery=True).is_redelivery


def test_redelivery_is_seen():
    assert parse(text() | {"deliveryContext": {"isRedelivery": True}}).is_redelivery


def test_text_without_a_quote_token_counts():
    """The SDK loses such a message."""
    without = text()
    del without["message"]["quoteToken"]

    assert "こんにちは" == parse(without).text


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("messageEdited", {"message": {"id": "1", "type": "text", "text": "a"}}),
        ("unsend", {"unsend": {"messageId": "325708"}}),
        ("follow", {"follow": {"isUnblocked": True}}),
        ("unfollow", {}),
        ("join", {"source": GROUP}),
        ("leave", {"source": GROUP}),
        ("memberLeft", {"source": GROUP, "left": {"members": [USER]}}),
        ("postback", {"postback": {"data": "1;why;3;", "params": {"date": "2026-11-24"}}}),
        ("message", {"message": {"id": "1", "type": "sticker", "packageId": "1", "stickerId": "2"}}),
        ("message", {"message": {"id": "1", "type": "hologram"}}),
    ],
)
def test_every_kind_that_we_know(kind, parts):
    """Each with the part that it is about."""
    assert kind in KINDS

    event = parse(raw(kind, **parts))

    assert kind == event.type
    assert event.text == parts.get("message", {}).get("text")


def test_parts_of_events():
    """Where the part is what matters."""
    assert "325708" == parse(raw("unsend", unsend={"messageId": "325708"})).unsend.message_id
    assert parse(raw("follow", follow={"isUnblocked": True})).follow.is_unblocked
    assert "1;why;3;" == parse(raw("postback", postback={"data": "1;why;3;"})).postback.data
    assert (USER["userId"],) == parse(raw("memberLeft", source=GROUP, left={"members": [USER, 5, {}]})).left
    assert GROUP["groupId"] == parse(raw("join", source=GROUP)).place_id


@pytest.mark.parametrize(
    "kind", ["memberJoined", "accountLink", "membership", "beacon", "videoPlayComplete", "hologram"]
)
def test_other_kinds_mean_nothing(kind):
    """Known to LINE or not yet, and whatever else is in them."""
    assert parse({"type": kind}) is None
    assert parse(raw(kind, source={"type": 5})) is None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"webhookEventId": None}, "webhookEventId"),
        ({"webhookEventId": "with space"}, "webhookEventId"),
        ({"webhookEventId": "x" * 257}, "webhookEventId"),
        ({"mode": 5}, "mode"),
        ({"source": None}, "where it comes from"),
        ({"source": {"type": "moon"}}, "where it comes from"),
        ({"source": {"type": "user"}}, "whom it comes from"),
        ({"source": {"type": "group", "userId": "U1"}}, "in which group"),
        ({"message": None}, "message"),
        ({"message": {"type": "text", "text": "secret words"}}, "message"),
        ({"message": {"id": "1", "type": "text"}}, "text"),
        ({"message": {"id": "1", "type": "text", "text": ["secret words"]}}, "text"),
    ],
)
def test_unusable_event(change, fault):
    """The error names the fault, and quotes nothing."""
    with pytest.raises(EventError, match=fault) as caught:
        parse({**text("secret words"), **change})

    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.parametrize("odd", [None, 5, "message", [], [text()], {}, {"type": None}, {"type": ["message"]}])
def test_what_is_no_event(odd):
    """Anything JSON may hold."""
    with pytest.raises(EventError):
        parse(odd)


@pytest.mark.parametrize("mode", ["standby", "observing"])
def test_every_mode_but_active_is_silent(mode):
    """Also one that LINE makes up tomorrow, for it costs no event."""
    assert not parse(text() | {"mode": mode}).is_active


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"timestamp": "soon"}, "timestamp", 0),
        ({"timestamp": -1}, "timestamp", 0),
        ({"timestamp": 10**40}, "timestamp", 0),
        ({"deliveryContext": "x"}, "is_redelivery", False),
        ({"deliveryContext": {"isRedelivery": "perhaps"}}, "is_redelivery", False),
        ({"replyToken": {"a": 1}}, "reply_token", None),
    ],
)
def test_broken_part_that_can_be_missed(change, field, value):
    """Costs that part alone."""
    assert value == getattr(parse({**text(), **change}), field)


def test_broken_mentions_cost_only_themselves():
    """The good one among them counts."""
    mention = {
        "mentionees": [{"index": 0, "length": 3, "type": "user", "isSelf": True}, {"index": -1}, 5, {"length": 1}]
    }

    event = parse(text("@bot", mention=mention))

    assert [(0, 3, True)] == [(one.index, one.length, one.is_self) for one in event.message.mention.mentionees]
    assert parse(text(mention="x")).message.mention is None


def test_halves_of_letters_are_mended():
    """JSON may hold either half of a pair; together they are a letter, alone they cannot be kept in UTF-8."""
    event = parse(text(json.loads(r'"\ud83d\ude00 a\ud83d b"')))

    assert "😀 a\ufffd b" == event.text
    assert event.text.encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ("webhookEventId", "mode", "timestamp", "source", "message", "unsend", "postback", "replyToken")
)


@given(
    st.sampled_from(sorted(KINDS)), st.dictionaries(FIELDS, JSON, max_size=4), st.dictionaries(FIELDS, JSON, max_size=2)
)
def test_nothing_but_event_errors(kind, parts, inner):
    """Whatever stands in an event, and wherever in it."""
    message = {"id": "1", "type": "text", "text": "a", **inner}
    try:
        event = parse({**raw(kind, message=message), **parts})
    except EventError:
        return
    assert event.webhook_event_id
    assert event.user_id or event.place_id
