"""Who answers where: the assistant that everybody has, or one that knows a server's house rules as well."""

import datetime as dt
from collections import OrderedDict

from bot.adapters.discord.hints import HintedStore
from bot.adapters.discord.house import with_house_rules
from bot.adapters.discord.servers import Servers
from bot.adapters.discord.wording import Wording
from bot.core.advise import Core
from bot.core.assistant import Assistant
from bot.core.ports import Clock, ContextStore

MOST_KEPT = 64
"""Rules of so many servers are kept ready."""


class Assistants:
    """Finds the assistant of a place."""

    def __init__(
        self,
        core: Core,
        store: ContextStore,
        clock: Clock,
        wording: Wording,
        servers: Servers,
        lifetime: dt.timedelta,
    ) -> None:
        """`lifetime`: how long a case is kept after the last message about it."""
        self._core = core
        self._store = HintedStore(store)
        self._clock = clock
        self._wording = wording
        self._servers = servers
        self._lifetime = lifetime
        self._common = self._with(core)
        self._special: OrderedDict[tuple[int, tuple[str, ...]], tuple[Core, Assistant]] = OrderedDict()

    async def core(self, guild_id: int | None) -> Core:
        """Return what advice in a server rests on. May raise `StoreError`."""
        return (await self._of(guild_id))[0]

    async def of(self, guild_id: int | None) -> Assistant:
        """Return who answers in a server. May raise `StoreError`."""
        return (await self._of(guild_id))[1]

    async def _of(self, guild_id: int | None) -> tuple[Core, Assistant]:
        server = await self._servers.of(guild_id)
        if guild_id is None or not server.rules:
            return self._core, self._common
        key = (guild_id, server.rules)
        found = self._special.get(key)
        if found is None:
            today = self._clock.now().astimezone().date()
            core = with_house_rules(self._core, server, guild_id, self._wording, today)
            found = self._special[key] = (core, self._with(core))
        self._special.move_to_end(key)
        while len(self._special) > MOST_KEPT:
            self._special.popitem(last=False)
        return found

    def _with(self, core: Core) -> Assistant:
        return Assistant(core, self._store, self._clock, self._lifetime)
