"""Pushes: retry keys, the month's limit, who gets them."""

import pytest
from linebot.v3.messaging import ApiException, PushMessageRequest, TextMessage

from tests.fakes.line.test_limits import text

KEY = "123e4567-e89b-12d3-a456-426614174000"


def to(who, words="結果です"):
    """A push to somebody."""
    return PushMessageRequest(to=who.id, messages=[TextMessage(text=words)])


async def test_push_arrives(line, sdk):
    """And counts one."""
    hanako = line.user()

    await sdk.push_message(to(hanako))

    assert ["結果です"] == [message["text"] for message in line.messages_to(hanako)]
    assert 1 == (await sdk.get_message_quota_consumption()).total_usage
    assert 200 == (await sdk.get_message_quota()).value


async def test_repeated_key_sends_nothing(line, sdk):
    """409 with what was sent the first time."""
    hanako = line.user()
    first = await sdk.push_message_with_http_info(to(hanako), x_line_retry_key=KEY)

    with pytest.raises(ApiException) as caught:
        await sdk.push_message(to(hanako), x_line_retry_key=KEY.upper())

    assert 409 == caught.value.status
    assert first.headers["x-line-request-id"] == caught.value.headers["x-line-accepted-request-id"]
    assert f'"id": "{first.data.sent_messages[0].id}"' in caught.value.body
    assert [KEY] == [sent.key for sent in line.sent_to(hanako)]
    assert 1 == line.messaging.quota.used


@pytest.mark.parametrize(("hours", "times"), [(24, 1), (24.01, 2)])
async def test_key_is_kept_a_day(line, sdk, hours, times):
    """After that the same key is a new request."""
    line.clock.stop()
    hanako = line.user()
    await sdk.push_message(to(hanako), x_line_retry_key=KEY)
    line.clock.advance(hours * 3600)

    if times == 1:
        with pytest.raises(ApiException):
            await sdk.push_message(to(hanako), x_line_retry_key=KEY)
    else:
        await sdk.push_message(to(hanako), x_line_retry_key=KEY)

    assert times == len(line.sent_to(hanako))


async def test_key_must_be_a_uuid(line, api):
    """Anything else is a mistake."""
    body = {"to": line.user().id, "messages": [text()]}

    async with api.post("/v2/bot/message/push", json=body, headers={"x-line-retry-key": "again"}) as told:
        assert 400 == told.status

    assert ["rule"] == [one.found_by for one in line.forgive()]


async def test_refused_push_leaves_its_key(line, sdk):
    """Only accepted requests count."""
    hanako = line.user()
    line.messaging.quota.limit = 0
    with pytest.raises(ApiException):
        await sdk.push_message(to(hanako), x_line_retry_key=KEY)
    line.messaging.quota.limit = 1

    await sdk.push_message(to(hanako), x_line_retry_key=KEY)

    assert 1 == len(line.sent_to(hanako))


async def test_month_ends(line, sdk):
    """Its last message goes out, the next is refused in words that differ from the rate limit's."""
    hanako = line.user()
    line.messaging.quota.limit = 1
    await sdk.push_message(to(hanako))

    with pytest.raises(ApiException) as caught:
        await sdk.push_message(to(hanako))

    assert (429, '{"message": "You have reached your monthly limit."}') == (caught.value.status, caught.value.body)
    assert 1 == len(line.sent_to(hanako))


async def test_group_costs_one_for_each_member(line, sdk):
    """A push to three people is three messages."""
    group = line.group(line.user(), line.user(), line.user())
    line.messaging.quota.limit = 5
    await sdk.push_message(to(group))

    with pytest.raises(ApiException) as caught:
        await sdk.push_message(to(group))

    assert 429 == caught.value.status
    assert 3 == line.messaging.quota.used


async def test_plan_without_limit(line, sdk):
    """Some accounts have none."""
    line.messaging.quota.limit = None

    await sdk.push_message(to(line.user()))

    assert "none" == (await sdk.get_message_quota()).type


async def test_nobody_and_nowhere(line, sdk):
    """Invented ids and groups without the bot: a correct bot does not try."""
    strangers = line.group(line.user(), bot=False)
    group = line.group(line.user())
    line.events.leave(group)

    for chat in (strangers, group):
        with pytest.raises(ApiException) as caught:
            await sdk.push_message(to(chat))
        assert (400, '{"message": "Failed to send messages"}') == (caught.value.status, caught.value.body)

    assert 2 == len(line.forgive())


async def test_blocked_bot_gets_200_and_nobody_reads(line, sdk):
    """As at LINE."""
    hanako = line.user()
    line.events.unfollow(hanako)

    await sdk.push_message(to(hanako))

    assert [False] == [sent.read for sent in line.sent_to(hanako)]


@pytest.mark.parametrize(("days", "reads"), [(None, False), (7, True), (7.01, False)])
async def test_strangers_read_for_a_week(line, sdk, days, reads):
    """Who is no friend gets pushes for seven days after writing."""
    line.clock.stop()
    taro = line.user(friend=False)
    if days is not None:
        line.events.text(taro, "x")
        line.clock.advance(days * 24 * 3600)

    await sdk.push_message(to(taro))

    assert [reads] == [sent.read for sent in line.sent_to(taro)]


async def test_many_at_once_is_refused(line, api):
    """The bot answers people; it does not write to lists of them."""
    body = {"to": [line.user().id], "messages": [text()]}

    async with api.post("/v2/bot/message/multicast", json=body) as told:
        assert 403 == told.status

    assert ["multicast"] == [one.endpoint for one in line.forgive()]


async def test_ledger_sees_more_and_less(line, sdk, hook):
    """Two answers to one event, and none to another."""
    twice, never = line.user(), line.user()
    events = [line.events.text(twice, "x"), line.events.text(never, "x")]
    await line.deliver(*events)
    await sdk.push_message(to(twice))
    await sdk.push_message(to(twice))

    assert ({never.id: 1}, {twice.id: 1}) == line.ledger(events)
    assert events == line.unanswered(events)
