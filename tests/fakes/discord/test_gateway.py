"""Connecting, staying connected and coming back, with the real client."""

import asyncio

import discord
import pytest

from tests.fakes.discord.reading import words
from tests.fakes.discord.trial import echo, make_client, patient, running


@pytest.fixture
def place(loopback):
    """Hanako in a server."""
    return loopback.user(), loopback.channel(loopback.guild())


async def test_ready(loopback, client):
    """The client knows itself, its servers and their channels."""
    guild = loopback.guild("広場", locale="ja")
    await loopback.until(lambda: client.get_guild(int(guild.id)))

    [session] = loopback.gateway.connected()
    assert int(loopback.bot.id) == client.user.id == client.application_id
    assert ["READY", "GUILD_CREATE"] == [one["t"] for one in session.sent]
    assert (0, 1) == session.shard
    assert ("広場", discord.Locale.japanese) == (
        client.get_guild(int(guild.id)).name,
        client.get_guild(int(guild.id)).preferred_locale,
    )
    assert (
        client.get_channel(int(loopback.channel(guild).id))
        .permissions_for(client.get_guild(int(guild.id)).me)
        .read_messages
    )


async def test_token_that_is_wrong(loopback):
    """401 at the login."""
    loopback.token = "another"
    client = make_client()
    async with client:
        with pytest.raises(discord.LoginFailure):
            await client.start("bot-token")


async def test_token_that_goes_wrong(loopback):
    """4004 at the gateway: the client gives up."""
    client = make_client()
    async with client:
        await client.login(loopback.token)
        loopback.token = "another"
        with pytest.raises(discord.ConnectionClosed) as caught:
            await client.connect()
    assert 4004 == caught.value.code


@pytest.mark.parametrize("intent", ["message_content", "members", "presences"])
async def test_intents_that_need_leave(loopback, intent):
    """4014 unless they are switched on for the app."""
    intents = discord.Intents(guilds=True, **{intent: True})
    client = make_client(intents=intents)
    async with client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(loopback.token)

    loopback.gateway.allowed_intents = intents.value
    async with running(loopback, make_client(intents=intents)):
        assert [intents.value] == [one.intents for one in loopback.gateway.connected()]


BREAKS = {
    "4000": lambda gateway: gateway.drop(),
    "4009": lambda gateway: gateway.drop(4009),
    "1001": lambda gateway: gateway.drop(1001),
    "cut": lambda gateway: gateway.break_off(),
    "op 7": lambda gateway: gateway.ask_to_reconnect(),
    "op 9, resumable": lambda gateway: gateway.invalidate(resumable=True),
}


@pytest.mark.parametrize("way", BREAKS)
async def test_resume(loopback, client, place, way):
    """Whatever happened between two connections is told in the second."""
    echo(client)
    [session] = loopback.gateway.connected()

    BREAKS[way](loopback.gateway)
    await loopback.until(lambda: session.connection is None)
    asked = [loopback.slash(place[0], "ask", place[1], text=text) for text in "一二三"]

    assert list("一二三") == [words(await loopback.answered(one)) for one in asked]
    assert 1 == session.resumed
    assert [session] == loopback.gateway.connected()


async def test_interrupted_answer(loopback, client, place):
    """What was begun before the connection broke is finished over the API."""
    broken, back = asyncio.Event(), asyncio.Event()

    @client.tree.command(description="聞く")
    async def ask(interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        broken.set()
        await back.wait()
        await interaction.edit_original_response(content="断れます")

    asked = loopback.slash(place[0], "ask", place[1])
    await broken.wait()
    [session] = loopback.gateway.connected()
    loopback.gateway.break_off()
    await loopback.until(lambda: session.resumed)
    back.set()

    assert "断れます" == words(await loopback.answered(asked))


async def test_session_that_is_over(loopback, place):
    """Op 9: the client begins anew, and is told its servers anew."""
    async with running(loopback, echo(make_client(patient()))):
        [before] = loopback.gateway.connected()
        loopback.gateway.invalidate()
        await loopback.until(lambda: [one for one in loopback.gateway.connected() if one is not before])

        [after] = loopback.gateway.connected()
        assert ["READY", "GUILD_CREATE"] == [one["t"] for one in after.sent]
        asked = loopback.slash(*place[:1], "ask", place[1], text="また")
        assert "また" == words(await loopback.answered(asked))


async def test_session_that_was_forgotten(loopback, place):
    """A resume that comes too late is answered with op 9. What was missed is lost."""
    async with running(loopback, echo(make_client(patient()))):
        loopback.gateway.open = False
        loopback.gateway.drop()
        await loopback.until(lambda: not loopback.gateway.connected())
        lost = loopback.slash(place[0], "ask", place[1], text="失われた")
        loopback.gateway.forget()
        loopback.gateway.open = True
        await loopback.ready()
        assert "届いた" == words(await loopback.answered(loopback.slash(place[0], "ask", place[1], text="届いた")))
        assert [lost] == loopback.unacknowledged()


async def test_heartbeats(loopback):
    """Answered; and where they are not, the client notices and comes back."""
    loopback.gateway.heartbeat = 0.1
    async with running(loopback) as client:
        await loopback.until(lambda: loopback.gateway.heartbeats > 3)
        assert client.latency < 1
        before = loopback.gateway.heartbeats
        loopback.gateway.heartbeat = 41.25
        loopback.gateway.ask_for_heartbeat()
        await loopback.until(lambda: loopback.gateway.heartbeats > before)


async def test_heartbeats_that_are_not_answered(loopback):
    """The client takes the connection for dead and resumes."""
    loopback.gateway.heartbeat = 0.1
    async with running(loopback, make_client(heartbeat_timeout=0.3)):
        [session] = loopback.gateway.connected()
        loopback.gateway.acknowledges = False
        await loopback.until(lambda: session.resumed)


async def test_servers_come_and_go(loopback, client):
    """Joined, out of reach, back, thrown out."""
    seen = []
    client.event(_named("on_guild_join", lambda guild: seen.append("join")))
    client.event(_named("on_guild_remove", lambda guild: seen.append("remove")))
    client.event(_named("on_guild_unavailable", lambda guild: seen.append("unavailable")))
    client.event(_named("on_guild_available", lambda guild: seen.append("available")))
    guild = loopback.guild()
    loopback.events.unavailable(guild)
    loopback.events.available(guild)
    guild.locale = "en-US"
    loopback.events.changed(guild)
    channel = loopback.channel(guild, "second")
    loopback.events.channel_removed(channel)
    loopback.events.unknown()
    loopback.events.removed(guild)
    await loopback.until(lambda: len(seen) == 4)

    assert ["join", "unavailable", "available", "remove"] == seen
    assert [] == list(client.guilds)
    assert [] == client.errors


def _named(name, act):
    async def listener(*arguments):
        act(*arguments)

    listener.__name__ = name
    return listener
