"""What an event does to cases is kept back until its answer is there, and then kept together with it.

Otherwise a crash in between would make the event change the case again when it is handled anew: a typed "1" would
answer the next question too.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from bot.core.conversation import Conversation, Preferences
from bot.core.ports import Cases, ContextStore


class CaseStore(ContextStore, Protocol):
    """A store whose cases can be erased by the beginning of their names, as those of a group share one."""

    async def end_all(self, beginning: str) -> int:
        """Erase all cases whose keys begin like that, and return how many there were. May raise `StoreError`."""
        ...


class HeldCases:
    """A `CaseStore` over another one. Where no event is being handled it is that other one.

    To forget a person or to leave a group is done at once and everywhere, also to what other events have kept back.
    """

    def __init__(self, store: CaseStore) -> None:
        self._store = store
        self._current: ContextVar[dict[str, Conversation | None] | None] = ContextVar("held cases", default=None)
        self._all: list[dict[str, Conversation | None]] = []

    @contextmanager
    def holding(self) -> Iterator[Cases]:
        """Keep back what is done to cases meanwhile, in tasks begun meanwhile too. Returns what is kept back so far."""
        held: dict[str, Conversation | None] = {}
        token = self._current.set(held)
        self._all.append(held)
        try:
            yield held
        finally:
            self._current.reset(token)
            self._all = [each for each in self._all if each is not held]

    # --- kept back ---------------------------------------------------------------------------------

    async def load(self, key: str, now: dt.datetime) -> Conversation | None:
        """Return the case as the event has left it so far."""
        held = self._current.get()
        if held is None or key not in held:
            return await self._store.load(key, now)
        case = held[key]
        return case if case is not None and case.expires_at > now else None

    async def save(self, conversation: Conversation) -> None:
        """Keep the case back, or keep it where no event is being handled."""
        held = self._current.get()
        if held is None:
            await self._store.save(conversation)
        else:
            held[conversation.key] = conversation

    async def end(self, key: str) -> None:
        """Keep back that the case has ended, or end it where no event is being handled."""
        self._drop(lambda case: case.key == key)
        held = self._current.get()
        if held is None:
            await self._store.end(key)
        else:
            held[key] = None

    # --- done at once ------------------------------------------------------------------------------

    async def end_all(self, beginning: str) -> int:
        """Erase all cases whose keys begin like that."""
        return self._drop(lambda case: case.key.startswith(beginning)) + await self._store.end_all(beginning)

    async def forget(self, person: str) -> int:
        """Erase everything about the person."""
        return self._drop(lambda case: case.person == person) + await self._store.forget(person)

    async def preferences(self, person: str) -> Preferences:
        """Return what the person has set."""
        return await self._store.preferences(person)

    async def set_preferences(self, preferences: Preferences) -> None:
        """Keep the person's preferences. To set the same twice changes nothing, so they need not be kept back."""
        await self._store.set_preferences(preferences)

    async def export(self, person: str) -> Mapping[str, Any]:
        """Return everything that is kept about the person; what is kept back is not kept yet."""
        return await self._store.export(person)

    async def purge(self, now: dt.datetime) -> int:
        """Erase what has expired."""
        return await self._store.purge(now)

    def _drop(self, unwanted: Callable[[Conversation], bool]) -> int:
        """Drop cases that are kept back, whatever event has left them, and return how many there were."""
        dropped = 0
        for held in self._all:
            for key in [key for key, case in held.items() if case is not None and unwanted(case)]:
                del held[key]
                dropped += 1
        return dropped
