"""Limits of calls, and calls that go wrong, with the real client."""

import time

import aiohttp
import discord
import pytest

from tests.fakes.discord import faults
from tests.fakes.discord.reading import words


@pytest.fixture
async def place(loopback, client):
    """A channel that the client knows, as the loopback and as the client see it."""
    channel = loopback.channel(loopback.guild())
    await loopback.until(lambda: client.get_channel(int(channel.id)))
    return channel, client.get_channel(int(channel.id))


async def test_rate_limited_calls_are_repeated(loopback, client, place):
    """429 with `Via`: the client waits and tries again."""
    loopback.fail("send message", faults.rate_limited(0.05), times=2)
    await place[1].send("届く")

    assert [429, 429, 200] == [one.status for one in loopback.calls("send message")]
    assert ["届く"] == [words(one) for one in loopback.sent_to(place[0])]
    assert 2 == loopback.rates.invalid_calls


async def test_limit_of_a_route(loopback, client, place, api):
    """Told in headers, so that the client waits by itself; who does not is refused. Each channel by itself."""
    loopback.rates.limit("send message", 2, 0.3)
    began = time.monotonic()
    for text in "一二三":
        await place[1].send(text)
    assert time.monotonic() - began >= 0.3
    assert [200] * 3 == [one.status for one in loopback.calls("send message")]

    first, second = (loopback.channel(place[0].guild, name) for name in ("a", "b"))
    loopback.rates.limit("send message", 2, 60)
    send = [
        await api("POST", f"/channels/{one.id}/messages", {"content": "x"}) for one in (first, first, first, second)
    ]
    assert [200, 200, 429, 200] == [status for status, _ in send]
    assert not send[2][1]["global"]
    assert 59 < send[2][1]["retry_after"] <= 60
    loopback.rates.limit("send message", 2, 0.001)
    assert 200 == (await api("POST", f"/channels/{first.id}/messages", {"content": "x"}))[0]


async def test_global_limit(loopback, client, place, api):
    """50 a second, not counting answers to interactions."""
    assert (50, 1.0) == (loopback.rates.global_limit, loopback.rates.global_seconds)
    loopback.rates.global_seconds = 60
    calls = [await api("GET", "/gateway") for _ in range(51 - len(loopback.records.calls))]
    assert {200} == {status for status, _ in calls[:-1]}
    assert (429, True) == (calls[-1][0], calls[-1][1]["global"])

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction):
        await interaction.response.send_message("はい")

    await loopback.answered(loopback.slash(loopback.user(), "ask", place[0]))
    loopback.fail("send message", faults.rate_limited(0.01, everywhere=True))
    loopback.rates.global_seconds = 0.001
    await place[1].send("後で")
    assert ["はい", "後で"] == [words(one) for one in loopback.sent_to(place[0])]


async def test_ban(loopback, client, place, api):
    """After too many calls that were refused, nothing goes through, and the client raises instead of waiting."""
    loopback.rates.invalid_limit = 3
    for _ in range(3):
        await api("GET", "/users/@me", headers={"authorization": "Bot x"})
    with pytest.raises(discord.HTTPException) as caught:
        await place[1].send("x")
    assert 429 == caught.value.status


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (faults.BLOCKED, 200000),
        (faults.NO_ACCESS, 50001),
        (faults.NO_PERMISSION, 50013),
        (faults.BANNED, 0),
        (faults.refused(10003), 10003),
    ],
)
async def test_refusals_by_order(loopback, client, place, fault, error):
    """Once, and without any effect."""
    loopback.fail("send message", fault)
    with pytest.raises(discord.HTTPException) as caught:
        await place[1].send("一")
    assert error == caught.value.code
    await place[1].send("二")

    assert ["二"] == [words(one) for one in loopback.sent_to(place[0])]


async def test_broken_and_slow(loopback, client, place):
    """500 is repeated by the client after a second; slow is only slow."""
    loopback.fail("send message", faults.BROKEN)
    await place[1].send("一")
    loopback.fail("send message", faults.slow(0.2))
    began = time.monotonic()
    await place[1].send("二")

    assert time.monotonic() - began >= 0.2
    assert ["一", "二"] == [words(one) for one in loopback.sent_to(place[0])]


@pytest.mark.parametrize(("fault", "carried_out"), [(faults.RESET, False), (faults.RESET_AFTERWARDS, True)])
async def test_cut_connections(loopback, client, fault, carried_out):
    """Of an answer whose connection broke nobody knows whether it arrived. The client raises no error of its own."""
    failed = []

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction):
        try:
            await interaction.response.send_message("はい")
        except aiohttp.ServerDisconnectedError as error:
            failed.append(error)

    loopback.fail("callback", fault)
    asked = loopback.slash(loopback.user(), "ask", loopback.channel(loopback.guild()))
    await loopback.until(lambda: failed)

    assert carried_out is asked.acknowledged
    assert [None] == [one.status for one in loopback.calls("callback")]


async def test_unknown_routes_fail_a_test(loopback, api):
    """They would not have been checked."""
    assert 404 == (await api("POST", "/channels/1/invites", {}))[0]
    with pytest.raises(AssertionError, match="POST /api/v10/channels/1/invites"):
        loopback.check()
    loopback.records.unknown.clear()


async def test_records_have_no_tokens(loopback, client):
    """Neither of the bot nor of interactions."""

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction):
        await interaction.response.defer()
        await interaction.edit_original_response(content="はい")

    asked = loopback.slash(loopback.user(), "ask", loopback.channel(loopback.guild()))
    await loopback.answered(asked)

    assert {"callback", "edit original"} < {one.route for one in loopback.records.calls}
    for secret in (asked.token, loopback.token):
        assert secret not in str(loopback.records.calls)


@pytest.mark.parametrize("body", [b"{", b"\xff", b"", b"[]", b"null", b'"x"'])
async def test_broken_bodies(loopback, api, body):
    """400 with a code, never an error of the server."""
    channel = loopback.channel(loopback.guild())
    headers = {"content-type": "application/json"}
    status, told = await api("POST", f"/channels/{channel.id}/messages", data=body, headers=headers)

    assert (400, 50109) == (status, told["code"])
    assert loopback.forgive()


async def test_other_media_types(loopback, api):
    """JSON must say that it is."""
    channel = loopback.channel(loopback.guild())
    status, told = await api("POST", f"/channels/{channel.id}/messages", data=b"{}", headers={"content-type": "text/x"})

    assert (400, 50035) == (status, told["code"])
    assert loopback.forgive()


async def test_form_of_errors(loopback, api):
    """Nested by place, as clients unfold it."""
    channel = loopback.channel(loopback.guild())
    components = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x" * 81, "custom_id": "a"}]}]
    _, told = await api("POST", f"/channels/{channel.id}/messages", {"content": "x", "components": components})

    assert ("Invalid Form Body", 50035) == (told["message"], told["code"])
    [error] = told["errors"]["components"]["0"]["components"]["0"]["label"]["_errors"]
    assert ("BASE_TYPE_MAX_LENGTH", "Must be 80 or fewer in length.") == (error["code"], error["message"])
    assert {"limits"} <= {one.found_by for one in loopback.forgive()}


async def test_what_the_bot_may_ask(loopback, client, api):
    """Itself, its app, its servers and people, and where the gateway is."""
    guild, hanako = loopback.guild(), loopback.user()
    loopback.enter(guild, hanako)
    await loopback.until(lambda: client.get_guild(int(guild.id)))

    assert (await client.application_info()).id == client.application_id
    assert hanako.name == (await client.fetch_user(int(hanako.id))).name
    assert hanako.name == (await client.get_guild(int(guild.id)).fetch_member(int(hanako.id))).name
    assert 1000 - 1 == (await api("GET", "/gateway/bot"))[1]["session_start_limit"]["remaining"]
    assert loopback.gateway_url == (await api("GET", "/gateway"))[1]["url"]
    assert [guild.id] == [one["id"] for one in (await api("GET", "/users/@me/guilds"))[1]]
    assert (404, 10013) == ((told := await api("GET", "/users/1"))[0], told[1]["code"])
    assert 401 == (await api("GET", "/users/@me", headers={"authorization": "Bot x"}))[0]
    assert 204 == (await api("DELETE", f"/users/@me/guilds/{guild.id}"))[0]
    assert (403, 50001) == ((told := await api("GET", f"/guilds/{guild.id}"))[0], told[1]["code"])
    await loopback.until(lambda: not client.guilds)


async def test_answers_are_json_and_nothing_else(loopback):
    """The client compares the whole header."""
    async with aiohttp.ClientSession() as session, session.get(f"{loopback.api_url}/gateway") as told:
        assert "application/json" == told.headers["Content-Type"]
