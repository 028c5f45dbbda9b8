"""Events are as LINE writes them."""

import pytest

from tests.fakes.line.events import changed, without
from tests.fakes.line.schema import ABSENT, incoming

ANSWERABLE = {
    **dict.fromkeys(("text", "edited", "image", "video", "audio", "file", "location", "sticker", "postback"), True),
    **dict.fromkeys(("follow", "join", "memberJoined", "accountLink", "membership", "videoPlay", "beacon"), True),
    **dict.fromkeys(("unsend", "unfollow", "leave", "memberLeft", "failedLink"), False),
}


def every(line):
    """One event of each kind."""
    user, events = line.user(), line.events
    group = line.group(user)
    text = events.text(user, "x", group)
    return {
        "text": text,
        "edited": events.edited(text, "y"),
        **{kind: events.media(user, kind) for kind in ("image", "video", "audio", "file")},
        "location": events.location(user),
        "sticker": events.sticker(user, group),
        "postback": events.postback(user, "v=1", params={"date": "2026-11-24"}),
        "follow": events.follow(user),
        "join": events.join(group),
        "memberJoined": events.member_joined(group, line.user()),
        "accountLink": events.account_link(user),
        "membership": events.membership(user),
        "videoPlay": events.video_play_complete(user),
        "beacon": events.beacon(user),
        "unsend": events.unsend(text),
        "unfollow": events.unfollow(user),
        "leave": events.leave(group),
        "memberLeft": events.member_left(group, user),
        "failedLink": events.account_link(user, ok=False),
    }


@pytest.mark.skipif(not incoming().available, reason=ABSENT)
async def test_events_fit_the_description(line):
    """Each kind, alone and all in one webhook, also in standby."""
    events = [*every(line).values(), line.events.text(line.user(), "x", standby=True)]

    assert {} == {
        one["type"]: found
        for one in events
        if (found := incoming().problems("CallbackRequest", {"destination": line.bot_id, "events": [one]}))
    }


@pytest.mark.skipif(not incoming().available, reason=ABSENT)
@pytest.mark.parametrize("path", ["mode", "webhookEventId", "message.quoteToken", "message.id", "source.type"])
async def test_description_finds_what_is_missing(line, path):
    """So the test above can fail."""
    event = without(line.events.text(line.user(), "x"), path)

    assert incoming().problems("CallbackRequest", {"destination": line.bot_id, "events": [event]})


@pytest.mark.parametrize(("kind", "answerable"), ANSWERABLE.items())
async def test_reply_tokens(line, kind, answerable):
    """Which events have one, and none in standby."""
    assert answerable is ("replyToken" in every(line)[kind])
    assert "replyToken" not in line.events.text(line.user(), "x", standby=True)
    assert set(ANSWERABLE) == set(every(line))


async def test_official_parser_knows_them(line):
    """None becomes an unknown event, none stops it."""
    from linebot.v3.webhook import WebhookParser

    from tests.fakes.line.delivery import sign

    body = line.webhooks.body_of(list(every(line).values()))
    parsed = WebhookParser(line.secret).parse(body.decode(), sign(body, line.secret))

    assert [one["type"] for one in every(line).values()] == [one.type for one in parsed]
    assert "UnknownEvent" not in {type(one).__name__ for one in parsed}


async def test_edit_keeps_the_message(line):
    """Another token to answer and to quote, no read mark; only in groups."""
    user = line.user()
    text = line.events.text(user, "x", line.group(user))
    edited = line.events.edited(text, "y")

    assert ("messageEdited", "y") == (edited["type"], edited["message"]["text"])
    assert text["message"]["id"] == edited["message"]["id"]
    assert text["replyToken"] != edited["replyToken"]
    assert text["message"]["quoteToken"] != edited["message"]["quoteToken"]
    assert "markAsReadToken" not in edited["message"]
    for chat in (None, line.group(user, kind="room")):
        with pytest.raises(AssertionError, match="only messages in groups"):
            line.events.edited(line.events.text(user, "x", chat), "y")


async def test_sources(line):
    """A person, a group, a room, and people who did not consent."""
    user = line.user()
    group, room = line.group(user), line.group(user, kind="room")

    sources = [line.events.text(user, "x", chat)["source"] for chat in (None, group, room)]

    assert [
        {"type": "user", "userId": user.id},
        {"type": "group", "groupId": group.id, "userId": user.id},
        {"type": "room", "roomId": room.id, "userId": user.id},
    ] == sources
    assert {"type": "group", "groupId": group.id} == line.events.text(user, "x", group, anonymous=True)["source"]
    assert ("U", "C", "R") == (user.id[0], group.id[0], room.id[0])


async def test_mentions_count_code_units(line):
    """An emoji before it moves a mention by two."""
    words = "🍎 @ことわり 教えていい？"
    mention = line.events.mention(words, "ことわり")
    everybody = line.events.mention_all("🍎@All")

    units = words.encode("utf-16-le")
    found = units[2 * mention["index"] : 2 * (mention["index"] + mention["length"])].decode("utf-16-le")
    assert "@ことわり" == found
    assert (3, line.bot_id, True) == (mention["index"], mention["userId"], mention["isSelf"])
    assert ("all", 2, 4) == (everybody["type"], everybody["index"], everybody["length"])
    other = line.user()
    assert (other.id, False) == tuple(
        line.events.mention("@太郎", "太郎", user=other)[key] for key in ("userId", "isSelf")
    )


async def test_quotes_and_mentions_ride_on_texts(line):
    """Only where they are."""
    user = line.user()
    plain = line.events.text(user, "x")
    text = line.events.text(user, "@a", mentions=[line.events.mention("@a", "a")], quotes=plain["message"]["id"])

    assert plain["message"]["id"] == text["message"]["quotedMessageId"]
    assert 1 == len(text["message"]["mention"]["mentionees"])
    assert not {"mention", "quotedMessageId"} & plain["message"].keys()


async def test_taps(line):
    """Postbacks and messages make events; links and copies do not."""
    user = line.user()
    postback = line.events.tap(user, {"type": "postback", "label": "x", "data": "v=1"})
    message = line.events.tap(user, {"type": "message", "label": "x", "text": "はい"})

    assert ("v=1", "はい") == (postback["postback"]["data"], message["message"]["text"])
    with pytest.raises(AssertionError, match="makes no event"):
        line.events.tap(user, {"type": "uri", "uri": "https://example.com/"})


async def test_unheard_of_and_spoiled(line):
    """For bots that must bear anything; the original stays as it was."""
    event = line.events.text(line.user(), "x")
    unknown = line.events.unknown(line.user())

    assert "somethingNew" == unknown["type"]
    assert "quoteToken" not in without(event, "message.quoteToken")["message"]
    assert "mode" not in without(event, "mode")
    assert "sleeping" == changed(event, "mode", "sleeping")["mode"]
    assert "planet" == changed(event, "source.type", "planet")["source"]["type"]
    assert ("active", "user") == (event["mode"], event["source"]["type"])
    assert "quoteToken" in event["message"]


async def test_ids_differ(line):
    """Of events, messages and people, in LINE's forms."""
    user = line.user()
    events = [line.events.text(user, "x") for _ in range(100)]

    assert 100 == len({one["webhookEventId"] for one in events}) == len({one["message"]["id"] for one in events})
    assert {26} == {len(one["webhookEventId"]) for one in events}
    assert {18} == {len(one["message"]["id"]) for one in events}
    assert events == sorted(events, key=lambda one: one["webhookEventId"][:10])
