"""Servers that have sent us away: everything of them is erased, also where we were not connected when it happened."""

import discord

from bot.adapters.discord.refusals import FAILED, code_of
from bot.adapters.discord.servers import Servers
from bot.errors import StoreError
from bot.logs import EventLog

_log = EventLog(__name__)


class Departures:
    """Erases what is kept of servers in which we are no more."""

    def __init__(self, servers: Servers) -> None:
        """Take where things of servers are kept."""
        self._servers = servers
        self._connected_before: set[int] = set()

    async def of(self, guild_id: int) -> None:
        """Erase everything of a server; never raises."""
        try:
            await self._servers.forget(guild_id)
        except StoreError as error:
            _log.error("server_not_erased", error, platform="discord")
        else:
            _log.info("server_erased", platform="discord")

    async def missed(self, client: discord.AutoShardedClient, shard_id: int) -> None:
        """Erase what is kept of servers that sent us away while a shard had no session; never raises.

        That a server is not among those which Discord names at the beginning is not enough, for it may only be out of
        reach: Discord is asked about each, and only if it says that we are not in there is anything erased. When a
        session begins anew the library still knows the servers of the one before, so all of them are asked about.
        """
        is_new = shard_id not in self._connected_before
        self._connected_before.add(shard_id)
        try:
            kept = await self._servers.kept()
        except StoreError as error:
            _log.error("servers_not_looked_through", error, platform="discord")
            return
        for guild_id in kept:
            is_ours = (guild_id >> 22) % (client.shard_count or 1) == shard_id
            is_named = is_new and client.get_guild(guild_id) is not None
            if is_ours and not is_named and await _is_over(client, guild_id):
                await self.of(guild_id)


async def _is_over(client: discord.AutoShardedClient, guild_id: int) -> bool:
    """Tell whether Discord says that we are not in a server; where it does not say, we are taken to be."""
    try:
        await client.fetch_guild(guild_id, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        return True
    except FAILED as error:
        _log.warning("server_not_looked_up", error, platform="discord", code=code_of(error))
    return False
