"""Replies: tokens, what is refused, what is recorded. Through the official client where it can send such things."""

import pytest
from linebot.v3.messaging import ApiException, ReplyMessageRequest, TextMessage

from tests.fakes.line.test_flex import bubble, carousel, flex, of_size
from tests.fakes.line.test_limits import act, buttons, quick, text, v2


def answer(event, words="お断りします"):
    """A reply to an event."""
    return ReplyMessageRequest(replyToken=event["replyToken"], messages=[TextMessage(text=words)])


async def refused(sdk, event):
    """The status and body of a reply that must fail."""
    with pytest.raises(ApiException) as caught:
        await sdk.reply_message(answer(event))
    return caught.value.status, caught.value.body


@pytest.fixture
async def asked(line, hook):
    """A text that was delivered and waits for its answer. No time passes unless a test says so."""
    line.clock.stop()
    event = line.events.text(line.user(), "電話番号を聞かれました")
    assert (await line.deliver(event)).accepted
    return event


async def test_reply_arrives(line, sdk, asked):
    """With its ids, and in the records."""
    told = await sdk.reply_message_with_http_info(answer(asked))

    [sent] = line.answers(asked)
    assert ("お断りします",) == tuple(message["text"] for message in sent.messages)
    assert sent.ids == (told.data.sent_messages[0].id,)
    assert sent.request_id == told.headers["x-line-request-id"]
    assert [] == line.unanswered([asked])
    assert ({}, {}) == line.ledger([asked])


async def test_token_works_once(line, sdk, asked):
    """The second reply is refused, and nothing is sent."""
    await sdk.reply_message(answer(asked))

    assert (400, '{"message": "Invalid reply token"}') == await refused(sdk, asked)
    assert 1 == len(line.answers(asked))


@pytest.mark.parametrize(("seconds", "works"), [(60, True), (60.01, False)])
async def test_token_lives_a_minute(line, sdk, asked, seconds, works):
    """From the moment the webhook was sent."""
    line.clock.advance(seconds)

    if works:
        await sdk.reply_message(answer(asked))
    else:
        assert 400 == (await refused(sdk, asked))[0]
    assert works is bool(line.answers(asked))
    assert ([] if works else [asked]) == line.unanswered([asked])


async def test_token_counts_from_delivery_not_from_the_event(line, sdk, hook):
    """An event may wait before it is delivered."""
    event = line.events.text(line.user(), "x")
    line.clock.advance(3600)
    await line.deliver(event)

    await sdk.reply_message(answer(event))

    assert line.answers(event)


async def test_token_of_an_event_never_sent(line, sdk):
    """Nobody can know it."""
    assert 400 == (await refused(sdk, line.events.text(line.user(), "x")))[0]


async def test_token_that_was_invented(sdk):
    """Neither can this be known."""
    assert 400 == (await refused(sdk, {"replyToken": "0" * 32}))[0]


@pytest.mark.parametrize(("minutes", "works"), [(20, True), (20.01, False)])
async def test_redelivery_gives_another_minute(line, sdk, asked, minutes, works):
    """But only within twenty minutes of the event."""
    line.clock.advance(minutes * 60)
    assert 400 == (await refused(sdk, asked))[0]
    await line.webhooks.redeliver(asked)

    if works:
        await sdk.reply_message(answer(asked))
    else:
        assert 400 == (await refused(sdk, asked))[0]
    assert works is bool(line.answers(asked))


async def test_redelivery_does_not_revive_a_used_token(line, sdk, asked):
    """Used is used."""
    await sdk.reply_message(answer(asked))
    await line.webhooks.redeliver(asked)

    assert 400 == (await refused(sdk, asked))[0]


async def test_tokens_can_be_made_to_expire(line, sdk, asked):
    """All so far, none of those to come."""
    line.expire_tokens()
    later = line.events.text(line.user(), "x")
    await line.deliver(later)

    assert 400 == (await refused(sdk, asked))[0]
    await sdk.reply_message(answer(later))


async def test_retry_key_is_refused(line, api, asked):
    """It belongs to push. A bot that sends it here has a bug."""
    body = {"replyToken": asked["replyToken"], "messages": [text()]}
    key = {"x-line-retry-key": "123e4567-e89b-12d3-a456-426614174000"}

    async with api.post("/v2/bot/message/reply", json=body, headers=key) as told:
        assert 400 == told.status

    assert ["rule"] == [one.found_by for one in line.forgive()]
    assert [] == line.answers(asked)


async def test_refused_message_leaves_the_token(line, api, asked):
    """Nothing was sent, so the token was not used."""
    body = {"replyToken": asked["replyToken"], "messages": [text(text="x" * 5001)]}
    async with api.post("/v2/bot/message/reply", json=body) as told:
        assert 400 == told.status
        assert {
            "message": "The request body has 1 error(s)",
            "details": [{"message": "Length must be between 0 and 5000", "property": "messages[0].text"}],
        } == await told.json()
    assert ["limits"] == [one.found_by for one in line.forgive()]

    async with api.post("/v2/bot/message/reply", json={**body, "messages": [text()]}) as told:
        assert 200 == told.status


# The list of what no description catches.
UNSEEN = {
    "text over 5,000": text(text="x" * 5001),
    "text over 5,000 in code units": text(text="🍎" * 2501),
    "label of a quick reply over 20": quick(act(label="x" * 21)),
    "label of a quick reply missing": quick(act(label=None)),
    "label of a Flex button over 40": flex(bubble({"type": "button", "action": act(label="x" * 41)})),
    "label of a Flex button missing": flex(bubble({"type": "button", "action": act(label=None)})),
    "label in an image carousel over 12": {
        **buttons(),
        "template": {
            "type": "image_carousel",
            "columns": [{"imageUrl": "https://example.com/a.png", "action": act(label="x" * 13)}],
        },
    },
    "text of a message action over 300": quick(act(text="x" * 301)),
    "altText over 1,500": flex(bubble({"type": "text", "text": "x"}), alt="x" * 1501),
    "carousel of 13": flex(carousel(13)),
    "bubble over 30 KB": flex(of_size(30_001, bubble({"type": "text", "text": "x"}))),
    "carousel over 50 KB": flex(
        {"type": "carousel", "contents": [of_size(29_000, bubble({"type": "text", "text": "x"}))] * 2}
    ),
    "placeholder without substitution": v2("{who}"),
    "single brace": v2("{"),
    "clipboard over 1,000 in code units": quick(act("clipboard", clipboardText="🍎" * 501)),
}


@pytest.mark.parametrize("what", UNSEEN)
async def test_what_no_description_catches(line, api, asked, what):
    """Refused, recorded, and not sent."""
    if line.schema_checked:
        assert [] == line.schemas.problems("ReplyMessageRequest", {"replyToken": "t", "messages": [UNSEEN[what]]})

    async with api.post(
        "/v2/bot/message/reply", json={"replyToken": asked["replyToken"], "messages": [UNSEEN[what]]}
    ) as told:
        assert 400 == told.status

    assert {"limits"} == {one.found_by for one in line.forgive()}
    assert [] == line.answers(asked)


async def test_official_client_loses_the_text_of_dicts(line, sdk, asked):
    """It sends a text without text; here that does not pass."""
    request = ReplyMessageRequest(replyToken=asked["replyToken"], messages=[{"type": "text", "text": "hi"}])

    with pytest.raises(ApiException):
        await sdk.reply_message(request)

    assert {"messages[0].text"} <= {one.property for one in line.forgive()}


async def test_quote_tokens_belong_to_their_chat(line, api, hook):
    """Another chat's token, or an invented one, is refused."""
    here, there = line.user(), line.user()
    asked, other = line.events.text(here, "x"), line.events.text(there, "x")
    await line.deliver(asked, other)
    body = {"replyToken": asked["replyToken"], "messages": [text(quoteToken=other["message"]["quoteToken"])]}

    async with api.post("/v2/bot/message/reply", json=body) as told:
        assert 400 == told.status
    assert ["messages[0].quoteToken"] == [one.property for one in line.forgive()]

    body["messages"][0]["quoteToken"] = asked["message"]["quoteToken"]
    async with api.post("/v2/bot/message/reply", json=body) as told:
        quotable = (await told.json())["sentMessages"][0]["quoteToken"]
    again = line.events.text(here, "x")
    await line.deliver(again)
    body = {"replyToken": again["replyToken"], "messages": [text(quoteToken=quotable)]}
    async with api.post("/v2/bot/message/reply", json=body) as told:
        assert 200 == told.status


def mentioning(user):
    """A text that mentions somebody."""
    who = {"type": "mention", "mentionee": {"type": "user", "userId": user.id}}
    return {"type": "textV2", "text": "{who}", "substitution": {"who": who}}


async def test_mentions_need_a_group_and_its_members(line, api, hook):
    """In a talk with the bot, or of strangers, they are refused."""
    member, stranger = line.user(), line.user()
    group = line.group(member)
    alone, first, second = (line.events.text(member, "x", chat) for chat in (None, group, group))
    await line.deliver(alone, first, second)

    found = []
    for event, user in ((alone, member), (first, stranger), (second, member)):
        body = {"replyToken": event["replyToken"], "messages": [mentioning(user)]}
        async with api.post("/v2/bot/message/reply", json=body) as told:
            found.append(told.status)

    assert [400, 400, 200] == found
    assert 2 == len(line.forgive())
