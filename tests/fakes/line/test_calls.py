"""The smaller endpoints, through the official client."""

import pytest
from linebot.v3.messaging import (
    ApiException,
    MarkMessagesAsReadByTokenRequest,
    ShowLoadingAnimationRequest,
    TextMessage,
    ValidateMessageRequest,
)

from tests.fakes.line.test_limits import text


@pytest.mark.parametrize("seconds", [5, 20, 60])
async def test_animation_for_a_person(line, sdk, seconds):
    """202, and nothing more."""
    request = ShowLoadingAnimationRequest(chatId=line.user().id, loadingSeconds=seconds)

    told = await sdk.show_loading_animation_with_http_info(request)

    assert 202 == told.status_code


@pytest.mark.parametrize("seconds", [4, 7, 61, 65])
async def test_animation_of_another_length(line, api, seconds):
    """Five to sixty, in fives."""
    async with api.post(
        "/v2/bot/chat/loading/start", json={"chatId": line.user().id, "loadingSeconds": seconds}
    ) as told:
        assert 400 == told.status

    assert "loadingSeconds" in {one.property for one in line.forgive()}


@pytest.mark.parametrize("kind", ["group", "room"])
async def test_animation_for_a_group(line, sdk, kind):
    """There is none."""
    with pytest.raises(ApiException) as caught:
        await sdk.show_loading_animation(ShowLoadingAnimationRequest(chatId=line.group(line.user(), kind=kind).id))

    assert 400 == caught.value.status
    assert ["chatId"] == [one.property for one in line.forgive()]


async def test_animations_have_a_rate(line, api):
    """A hundred a second; then as many as come back with time."""
    line.clock.stop()
    body = {"chatId": line.user().id}

    async def ask():
        async with api.post("/v2/bot/chat/loading/start", json=body) as told:
            return told.status, (await told.json()).get("message")

    assert [(202, None)] * 100 == [await ask() for _ in range(100)]
    assert (429, "The API rate limit has been exceeded. Try again later.") == await ask()
    line.clock.advance(0.015)
    assert 202 == (await ask())[0]


async def test_read_marks_need_a_token_from_a_message(line, sdk):
    """Used as often as one likes; an invented one is refused."""
    token = line.events.text(line.user(), "x")["message"]["markAsReadToken"]
    await sdk.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken=token))
    await sdk.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken=token))

    with pytest.raises(ApiException) as caught:
        await sdk.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(markAsReadToken="x"))

    assert 400 == caught.value.status
    assert ["mark as read"] == [one.endpoint for one in line.forgive()]


@pytest.mark.parametrize("kind", ["reply", "push"])
async def test_messages_are_checked_without_sending(line, sdk, api, kind):
    """The sound and the broken."""
    await getattr(sdk, f"validate_{kind}")(ValidateMessageRequest(messages=[TextMessage(text="x")]))

    async with api.post(f"/v2/bot/message/validate/{kind}", json={"messages": [text()] * 6}) as told:
        assert 400 == told.status
        assert {"message": "Size must be between 1 and 5", "property": "messages"} in (await told.json())["details"]

    assert line.forgive()
    assert [] == line.records.sent


async def test_profiles(line, sdk):
    """Friends and writers have one; strangers, blockers and the invented have none."""
    hanako, taro, blocker = line.user(language="en"), line.user("太郎", language=None, friend=False), line.user()
    line.events.unfollow(blocker)

    assert "en" == (await sdk.get_profile(hanako.id)).language
    for user_id in (taro.id, blocker.id, "U" + "0" * 32):
        with pytest.raises(ApiException) as caught:
            await sdk.get_profile(user_id)
        assert 404 == caught.value.status
    line.events.text(taro, "x")
    assert ("太郎", None) == ((await sdk.get_profile(taro.id)).display_name, (await sdk.get_profile(taro.id)).language)
    line.events.follow(blocker, unblocked=True)
    assert blocker.id == (await sdk.get_profile(blocker.id)).user_id


@pytest.mark.parametrize("kind", ["group", "room"])
async def test_members(line, sdk, kind):
    """Members have a profile even if they are no friends, while the bot is there."""
    taro, other = line.user("太郎", friend=False), line.user()
    chat = line.group(taro, kind=kind)
    ask = sdk.get_group_member_profile if kind == "group" else sdk.get_room_member_profile

    assert "太郎" == (await ask(chat.id, taro.id)).display_name
    with pytest.raises(ApiException) as caught:
        await ask(chat.id, other.id)
    assert 404 == caught.value.status
    line.events.member_joined(chat, other)
    assert other.id == (await ask(chat.id, other.id)).user_id
    line.events.leave(chat)
    with pytest.raises(ApiException):
        await ask(chat.id, taro.id)


async def test_group_as_a_whole(line, sdk):
    """Its size and name, until the bot leaves."""
    group = line.group(line.user(), line.user())

    assert 2 == (await sdk.get_group_member_count(group.id)).count
    assert group.name == (await sdk.get_group_summary(group.id)).group_name
    await sdk.leave_group(group.id)
    with pytest.raises(ApiException):
        await sdk.get_group_summary(group.id)


async def test_bot_itself(line, sdk):
    """Its id is the `destination` of webhooks."""
    assert line.bot_id == (await sdk.get_bot_info()).user_id


async def test_webhook_address(line, sdk):
    """Unset, set, and asked for."""
    from linebot.v3.messaging import SetWebhookEndpointRequest

    with pytest.raises(ApiException) as caught:
        await sdk.get_webhook_endpoint()
    assert 404 == caught.value.status
    await sdk.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="https://bot.example.com/line/webhook"))
    assert "https://bot.example.com/line/webhook" == (await sdk.get_webhook_endpoint()).endpoint
    with pytest.raises(ApiException):
        await sdk.set_webhook_endpoint(SetWebhookEndpointRequest(endpoint="http://bot.example.com/"))
    assert ["set webhook"] == [one.endpoint for one in line.forgive()]


async def test_webhook_test(line, sdk, hook):
    """An empty list of events, and what became of it."""
    good = await sdk.test_webhook_endpoint()
    hook.statuses = [503]
    bad = await sdk.test_webhook_endpoint()
    line.webhook_url = "http://127.0.0.1:9/"
    away = await sdk.test_webhook_endpoint()
    line.webhook_url = None
    with pytest.raises(ApiException) as caught:
        await sdk.test_webhook_endpoint()

    assert (True, "OK", "200") == (good.success, good.reason, good.detail)
    assert (False, "ERROR_STATUS_CODE", 503) == (bad.success, bad.reason, bad.status_code)
    assert (False, "COULD_NOT_CONNECT", 0) == (away.success, away.reason, away.status_code)
    assert 404 == caught.value.status


async def test_webhook_tests_have_a_rate(line, sdk, hook):
    """Sixty an hour."""
    for _ in range(60):
        await sdk.test_webhook_endpoint()
    with pytest.raises(ApiException) as caught:
        await sdk.test_webhook_endpoint()
    line.clock.advance(60)

    await sdk.test_webhook_endpoint()

    assert 429 == caught.value.status
