"""What is taken for set where a person has set nothing: the language of their Discord, the platform of the server.

It holds for one turn and is never kept, so it stands beside the store rather than in it.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any

from bot.core.conversation import Conversation, Preferences
from bot.core.ports import ContextStore
from policies.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Hints:
    """What we suppose of the person."""

    language: Language | None = None
    platform: str | None = None


NONE = Hints()

_current: ContextVar[Hints] = ContextVar("hints", default=NONE)


@contextmanager
def hinted(hints: Hints) -> Iterator[None]:
    """Suppose so much for what is done within."""
    token = _current.set(hints)
    try:
        yield
    finally:
        _current.reset(token)


class HintedStore:
    """A store whose preferences are filled up with the hints; everything else is as in the store behind it."""

    def __init__(self, store: ContextStore) -> None:
        self._store = store

    async def preferences(self, person: str) -> Preferences:
        """Return what the person has set, and for the rest what we suppose."""
        kept, hints = await self._store.preferences(person), _current.get()
        return replace(kept, language=kept.language or hints.language, platform=kept.platform or hints.platform)

    async def load(self, key: str, now: dt.datetime) -> Conversation | None:
        """Return the case of that key unless it has expired."""
        return await self._store.load(key, now)

    async def save(self, conversation: Conversation) -> None:
        """Keep the case."""
        await self._store.save(conversation)

    async def end(self, key: str) -> None:
        """Erase one case."""
        await self._store.end(key)

    async def set_preferences(self, preferences: Preferences) -> None:
        """Keep preferences as they are given."""
        await self._store.set_preferences(preferences)

    async def forget(self, person: str) -> int:
        """Erase everything about the person."""
        return await self._store.forget(person)

    async def export(self, person: str) -> Mapping[str, Any]:
        """Return everything that is kept about the person."""
        return await self._store.export(person)

    async def purge(self, now: dt.datetime) -> int:
        """Erase what has expired."""
        return await self._store.purge(now)
