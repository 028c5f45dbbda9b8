"""A bot's side for the tests of the loopback Discord: the real client, and plain calls."""

import asyncio
import warnings

import aiohttp
import pytest

with warnings.catch_warnings():
    # The client imports a module for voice that Python 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401

from tests.fakes.discord.fixtures import loopback_discord, loopback_discord_in_thread  # noqa: F401
from tests.fakes.discord.schema import official
from tests.fakes.discord.trial import running


@pytest.fixture(scope="session", autouse=True)
def _compiled():
    """Compile the larger parts of the description once, so that no test waits for it with an interaction in hand."""
    official().problems("POST", "/interactions/{interaction_id}/{interaction_token}/callback", {"type": 6})


@pytest.fixture
async def client(loopback):
    """The official client, connected, with the intents that Kotowari has."""
    async with running(loopback) as bot:
        yield bot


@pytest.fixture
async def api(loopback):
    """Sends whatever a test likes, well formed or not: method, path, body → status, JSON."""
    headers = {"authorization": f"Bot {loopback.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:

        async def call(method, path, body=None, **more):
            async with session.request(method, loopback.api_url + path, json=body, **more) as told:
                return told.status, await told.json() if told.status != 204 else None

        yield call


@pytest.fixture
def tasks():
    """Run several things at once and have all their results."""

    async def together(*coroutines):
        return await asyncio.gather(*coroutines)

    return together
