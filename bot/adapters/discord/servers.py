"""What a server's moderators have set for it, and for whom it holds.

Where nothing is set, mentions are answered in every channel, and only the person who asked sees the answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.adapters.discord.identity import Identity
from bot.core.ports import ServerStore
from policies.vocabulary import Language

MOST_CACHED = 5_000


@dataclass(frozen=True, slots=True)
class Server:
    """What is set for a server. Ids are Discord's own; `rules` are texts in the format of the policy files."""

    platform: str | None = None
    language: Language | None = None
    channels: tuple[int, ...] = ()
    """Where mentions are answered; empty: everywhere."""
    is_public: bool = False
    """Whether everybody sees the answer to a mention."""
    report_channel: int | None = None
    rules: tuple[str, ...] = ()

    def answers_in(self, *channel_ids: int | None) -> bool:
        """Tell whether mentions are answered in a channel, or in a thread of one."""
        return not self.channels or any(channel in self.channels for channel in channel_ids)


class Servers:
    """Looks up what is set, and remembers it: a server belongs to one shard, and that to one process."""

    def __init__(self, store: ServerStore, identity: Identity) -> None:
        self._store = store
        self._identity = identity
        self._known: dict[int, Server] = {}
        self._remembered: set[int] = set()

    async def of(self, guild_id: int | None) -> Server:
        """Return what is set for a server; outside of servers nothing is. May raise `StoreError`."""
        if guild_id is None:
            return Server()
        known = self._known.get(guild_id)
        if known is None:
            kept = await self._store.server(self._identity.server(guild_id))
            known = _read(kept) if kept is not None else Server()
            if len(self._known) >= MOST_CACHED:
                self._known.clear()
                self._remembered.clear()
            self._known[guild_id] = known
            if kept is not None:
                self._remembered.add(guild_id)
        return known

    async def set(self, guild_id: int, server: Server) -> None:
        """Keep what is set. May raise `StoreError`."""
        await self._store.set_server(self._identity.server(guild_id), _written(server, guild_id))
        self._known[guild_id] = server
        self._remembered.add(guild_id)

    async def remember(self, guild_id: int) -> None:
        """See that the server is among those kept, so that what is counted in it can be erased with it.

        May raise `StoreError`.
        """
        server = await self.of(guild_id)
        if guild_id not in self._remembered:
            await self.set(guild_id, server)

    async def kept(self) -> list[int]:
        """Return the ids of all servers of which something is kept. May raise `StoreError`."""
        return [guild_id for each in await self._store.servers() if (guild_id := _id_in(each)) is not None]

    async def forget(self, guild_id: int) -> None:
        """Erase everything of a server. May raise `StoreError`."""
        self._known.pop(guild_id, None)
        self._remembered.discard(guild_id)
        await self._store.forget_server(self._identity.server(guild_id))


def _written(server: Server, guild_id: int) -> bytes:
    """Write down what is kept: the id as well, for the name of the row is a hash that nobody can turn back."""
    plain = {"id": guild_id, **{name: getattr(server, name) for name in Server.__slots__}}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _id_in(kept: bytes) -> int | None:
    try:
        return int(json.loads(kept)["id"])
    except (ValueError, TypeError, KeyError):
        return None


def _read(kept: bytes) -> Server:
    """Read what is kept; what another version has written in other words counts as not set."""
    try:
        plain: Mapping[str, Any] = json.loads(kept)
        language = plain.get("language")
        return replace(
            Server(),
            platform=plain.get("platform"),
            language=Language(language) if language else None,
            channels=tuple(map(int, plain.get("channels", ()))),
            is_public=bool(plain.get("is_public")),
            report_channel=plain.get("report_channel"),
            rules=tuple(map(str, plain.get("rules", ()))),
        )
    except (ValueError, TypeError, AttributeError):
        return Server()
