"""What tests ask for by name: `loopback` and `loopback_in_thread`. A `conftest.py` imports those that its folder needs.

from tests.fakes.discord.fixtures import loopback_discord, loopback_discord_in_thread  # noqa: F401
"""

import pytest

from tests.fakes.discord.redirect import redirected
from tests.fakes.discord.schema import ABSENT
from tests.fakes.discord.server import LoopbackDiscord
from tests.fakes.discord.thread import DiscordInThread


@pytest.fixture(name="loopback")
async def loopback_discord(record_property):
    """A loopback Discord in the loop of the test, and discord.py pointed at it. Fails if the bot broke a rule."""
    async with LoopbackDiscord() as server:
        _tell(server, record_property)
        with redirected(server):
            yield server
        server.check()


@pytest.fixture(name="loopback_in_thread")
def loopback_discord_in_thread(record_property):
    """The same for a test that starts the bot as a process: that has to be told the addresses by its settings."""
    with DiscordInThread() as server:
        _tell(server, record_property)
        yield server
        server.check()


def _tell(server, record_property):
    """Leave a note in the report where Discord's own description could not be used."""
    if not server.schema_checked:
        record_property("notice", ABSENT)
