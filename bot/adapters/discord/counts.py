"""Monthly counts for moderators: what is asked for, and on which platforms, where enough people asked.

Of fewer people than that nothing is told, not even that there was anything, so that nobody can be guessed.
"""

import datetime as dt
from collections.abc import Sequence

from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.servers import Servers
from bot.core.conversation import Conversation
from bot.core.ports import COUNTS_KEPT_MONTHS, Clock, Counted, CountStore
from bot.errors import StoreError
from bot.logs import EventLog
from policies.vocabulary import Fact

LEAST_PEOPLE = 10

_log = EventLog(__name__)


class Counts:
    """Counts new cases in servers."""

    def __init__(self, store: CountStore, servers: Servers, identity: Identity, clock: Clock) -> None:
        self._store = store
        self._servers = servers
        self._identity = identity
        self._clock = clock

    async def note(self, place: Place, case: Conversation | None) -> None:
        """Count a case that has just begun in a server. An answer does not fail because it could not be counted."""
        if place.guild_id is None or case is None or case.step or not case.asks:
            return
        platform = case.facts.get(Fact.PLATFORM, "")
        about = sorted({(str(ask.kind), platform) for ask in case.asks})
        try:
            await self._servers.remember(place.guild_id)
            await self._store.count(
                self._identity.server(place.guild_id), month_of(self._clock.now()), self._identity.person(place), about
            )
        except StoreError as error:
            _log.warning("case_not_counted", error, platform="discord")

    async def told(self, guild_id: int, month: str) -> Sequence[Counted]:
        """Return what may be told of a month. May raise `StoreError`."""
        found = await self._store.counted(self._identity.server(guild_id), month, LEAST_PEOPLE)
        return [each for each in found if each.people >= LEAST_PEOPLE]

    def months(self) -> list[str]:
        """Return the months of which counts are kept, the present one first."""
        day = self._clock.now().astimezone().date().replace(day=1)
        months = []
        for _ in range(COUNTS_KEPT_MONTHS):
            months.append(f"{day:%Y-%m}")
            day = (day - dt.timedelta(days=1)).replace(day=1)
        return months


def month_of(moment: dt.datetime) -> str:
    """Return the month of a moment, where we are."""
    return f"{moment.astimezone():%Y-%m}"
