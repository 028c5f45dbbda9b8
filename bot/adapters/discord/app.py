"""Discord, put together: the client, and what its events lead to."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp
import discord

from bot.adapters.discord import hosts
from bot.adapters.discord.assistants import Assistants
from bot.adapters.discord.buttons import Action
from bot.adapters.discord.client import KotowariClient, Led, Shards
from bot.adapters.discord.command_parts import Behind
from bot.adapters.discord.counts import Counts
from bot.adapters.discord.departures import Departures
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.doors import Doors
from bot.adapters.discord.doors import Parts as DoorParts
from bot.adapters.discord.errands import Errands
from bot.adapters.discord.hosts import Hosts
from bot.adapters.discord.identity import Identity, Pseudonym
from bot.adapters.discord.own_data import OwnData
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.reports import Reports
from bot.adapters.discord.servers import Servers
from bot.adapters.discord.setup import Setup
from bot.adapters.discord.spoken import Spoken
from bot.adapters.discord.suggestions import Suggestions
from bot.adapters.discord.tally import Tally
from bot.adapters.discord.translator import Names
from bot.adapters.discord.turn import Turn
from bot.adapters.discord.under_way import UnderWay
from bot.adapters.discord.wording import Wording
from bot.core.advise import Core
from bot.core.ports import Clock, ContextStore, CountStore, ServerStore
from bot.errors import KotowariError, Problem, SettingsError
from bot.logs import EventLog
from policies.vocabulary import Language

ALL_SHARDS = Shards()
TOKEN_SETTING = "KOTOWARI_DISCORD_TOKEN"  # noqa: S105 (the name of the setting)

_log = EventLog(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """What is set for the bot on Discord. `hours`: how long a case is kept."""

    token: str
    language: Language
    hours: int
    shards: Shards = ALL_SHARDS
    hosts: Hosts | None = None
    ready_timeout_s: float = 2.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What the adapter needs of the rest of the program."""

    core: Core
    store: ContextStore
    servers: ServerStore
    counts: CountStore
    clock: Clock
    wording: Wording
    pseudonym: Pseudonym


class Discord:
    """The adapter at work."""

    def __init__(self, client: KotowariClient, connected: "asyncio.Task[None]") -> None:
        self._client = client
        self._connected = connected

    @property
    def is_alive(self) -> bool:
        """Whether all shards are connected and events are being answered."""
        shards = self._client.shards.values()
        return not self._connected.done() and self._client.is_ready() and not any(shard.is_closed() for shard in shards)

    @property
    def tally(self) -> Tally:
        """What is counted."""
        return self._client.led.desk.tally

    async def ready(self) -> None:
        """Wait until the servers are known."""
        await self._client.wait_until_ready()

    async def stop(self, grace_s: float) -> None:
        """Take nothing more in and let answers under way end, for so many seconds at most."""
        await self._client.stop(grace_s)


@asynccontextmanager
async def make_discord(account: Account, parts: Parts) -> AsyncIterator[Discord]:
    """Log in and start the adapter in the running event loop; at the end let go of its connections.

    Raise `SettingsError` if Discord does not know the token.
    """
    hosts.use(account.hosts)
    client = KotowariClient(led(account, parts), account.shards, account.ready_timeout_s)
    async with client:
        await log_in(client, account.token)
        connected = asyncio.create_task(_connected(client))
        try:
            yield Discord(client, connected)
        finally:
            await client.close()
            connected.cancel()
            with suppress(asyncio.CancelledError):
                await connected


async def log_in(client: discord.Client, token: str) -> None:
    """Log in. Raise `SettingsError` if Discord does not know the token, `KotowariError` if it cannot be reached."""
    try:
        await client.login(token)
    except discord.LoginFailure:
        problem = Problem(
            "Discord does not know this token", TOKEN_SETTING, "reset it in the Developer Portal, page Bot"
        )
        raise SettingsError(problem) from None
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
        remedy = "see that this machine may open connections to discord.com; whatever starts us may try again"
        raise KotowariError(Problem("cannot be reached", "Discord", remedy)) from error


async def _connected(client: KotowariClient) -> None:
    """Stay connected. What ends the connection for good is logged; whoever looks after the process finds it dead."""
    try:
        await client.connect()
    except Exception as error:  # noqa: BLE001 (it ends here)
        _log.error("connection_lost", error, platform="discord")


def led(account: Account, parts: Parts) -> Led:
    """Put together what events lead to."""
    identity = Identity(parts.pseudonym)
    servers = Servers(parts.servers, identity)
    desk = Desk(parts.wording, UnderWay(), account.language, Tally())
    lifetime = dt.timedelta(hours=account.hours)
    assistants = Assistants(parts.core, parts.store, parts.clock, parts.wording, servers, lifetime)
    counts = Counts(parts.counts, servers, identity, parts.clock)
    turn = Turn(assistants, parts.store, parts.clock, parts.wording, identity, counts, lifetime)
    suggestions = Suggestions(parts.core, parts.wording)
    own_data = OwnData(parts.wording, parts.store, identity, account.hours)
    doors = Doors(DoorParts(desk, turn, parts.wording, identity, servers, suggestions, own_data))
    presses = Presses(desk, turn, Spoken(parts.wording), identity, own_data)
    reports = Reports(desk, turn, assistants, servers, parts.wording, parts.clock)
    setup = Setup(desk, servers, counts, parts.wording, identity, parts.core, parts.clock)
    presses.handle(
        {
            Action.SHOW_PRIVATE: doors.show_private,
            Action.WRONG: reports.report,
            Action.CHANNELS: setup.channels_chosen,
        }
    )
    errands = Errands(desk, turn, parts.wording, parts.store, identity, servers, suggestions, own_data)
    behind = Behind(doors, errands, setup, suggestions, Names(parts.wording), account.language)
    return Led(desk, doors, presses, Departures(servers), behind, parts.wording)
