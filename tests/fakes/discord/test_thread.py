"""The loopback Discord for a bot in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.discord.reading import words
from tests.fakes.discord.redirect import redirected
from tests.fakes.discord.server import LoopbackDiscord

BOT = """
import asyncio, sys, warnings

warnings.simplefilter("ignore")
import discord, yarl

from tests.fakes.discord.trial import make_client

api, gateway, cdn, token = sys.argv[1:]
discord.http.Route.BASE = api
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
client = make_client()


@client.tree.command(description="x")
async def ask(interaction: discord.Interaction, text: str):
    await interaction.response.send_message(text)


asyncio.run(client.start(token))
"""


@pytest.fixture
def process(loopback_in_thread):
    """A bot as somebody starts it."""
    server = loopback_in_thread
    arguments = [server.api_url, server.gateway_url, server.cdn_url, server.token]
    started = subprocess.Popen([sys.executable, "-c", BOT, *arguments], cwd=Path(__file__).parents[3])
    yield started
    started.kill()
    started.wait()


def test_process(loopback_in_thread, process):
    """The same methods, none to await; conditions, parts and settings as well."""
    server = loopback_in_thread
    server.ready(seconds=20)
    hanako, channel = server.user(), server.channel(server.guild())
    asked = server.slash(hanako, "ask", channel, text="はい")

    assert "はい" == words(server.answered(asked))
    assert asked.acknowledged_after == server.acknowledged(asked)
    assert 1 == len(server.gateway.sessions) == len(server.run(lambda one: one.gateway.sessions))
    server.gateway.drop()
    [session] = server.gateway.sessions.values()
    server.until(lambda: session.resumed)
    server.clock.advance(1)
    server.rates.global_limit = 7
    assert 7 == server.rates.global_limit
    assert [] == server.records.violations
    assert "me" in [one.route for one in server.records.calls]

    process.kill()
    server.until(lambda: not session.connection)


def test_failing_wait(loopback_in_thread):
    """Comes out in the thread of the test."""
    with pytest.raises(AssertionError, match="did not happen"):
        loopback_in_thread.ready(seconds=0.05)


async def test_redirect_is_undone():
    """Afterwards the client means the real Discord again, also after an error."""
    import discord

    before = (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY, discord.asset.Asset.BASE)
    async with LoopbackDiscord() as server:
        with redirected(server):
            assert server.api_url == discord.http.Route.BASE
        with pytest.raises(ZeroDivisionError), redirected(server):
            1 / 0  # noqa: B018
    now = (discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY, discord.asset.Asset.BASE)
    assert before == now
