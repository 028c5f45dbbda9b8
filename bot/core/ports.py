"""What the core needs of the outside."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

from bot.core.conversation import Conversation, Preferences


class ContextStore(Protocol):
    """Keeps cases and preferences. Every method may raise `bot.errors.StoreError`."""

    async def load(self, key: str, now: dt.datetime) -> Conversation | None:
        """Return the case of that key unless it has expired by `now`."""
        ...

    async def save(self, conversation: Conversation) -> None:
        """Keep the case durably, in place of an older state of it."""
        ...

    async def end(self, key: str) -> None:
        """Erase one case."""
        ...

    async def preferences(self, person: str) -> Preferences:
        """Return what the person has set; an empty `Preferences` if nothing."""
        ...

    async def set_preferences(self, preferences: Preferences) -> None:
        """Keep the person's preferences, in place of older ones."""
        ...

    async def forget(self, person: str) -> int:
        """Erase everything about the person. Return how many records that were."""
        ...

    async def export(self, person: str) -> Mapping[str, Any]:
        """Return everything that is kept about the person, as plain JSON values."""
        ...

    async def purge(self, now: dt.datetime) -> int:
        """Erase what has expired by `now`. Return how many records that were."""
        ...


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """Return the present moment, aware and in UTC."""
        ...
