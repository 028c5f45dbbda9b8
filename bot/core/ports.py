"""What the core needs of the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
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


class Stage(StrEnum):
    """How far the answer to an event has come."""

    RECEIVED = "received"
    READY = "ready"
    """The answer is prepared, and it is certain that it has not been sent."""
    SENDING = "sending"
    """Sending has begun; whether it came to an end is not known."""
    HOLDING = "holding"
    """The answer takes so long that the person has been told to fetch it; it is still being worked out."""
    HELD = "held"
    """The answer waits to be fetched."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event as it came in.

    `key`, `person` and `conversation` are keyed hashes; the latter two are empty where there is none. `payload` is what
    the platform sent.
    """

    source: str
    key: str
    person: str
    conversation: str
    payload: bytes
    received_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """An event that is not finished. `attempt` counts how often it was taken, from 1."""

    source: str
    key: str
    person: str
    conversation: str
    payload: bytes
    received_at: dt.datetime
    attempt: int
    stage: Stage
    answer: bytes | None = None


Cases = Mapping[str, Conversation | None]
"""In which state an event leaves the cases of those keys; None for those that it ends."""
NO_CASES: Cases = MappingProxyType({})


class EventInbox(Protocol):
    """Keeps events from their arrival until they are answered. Every method may raise `bot.errors.StoreError`.

    An event that was taken belongs to whoever took it until the lease ends. Meanwhile nobody is given another event of
    the same conversation, so that they are answered in their order, whatever the number of processes.

    Where `cases` can be given they are kept together with the rest, all or nothing, and only if the event is still
    ours: so an event changes its cases once, however often a crash makes somebody begin with it again.
    """

    async def receive(
        self, arrivals: Sequence[Arrival], lease: dt.timedelta = dt.timedelta(0), room: int = 0
    ) -> Sequence[Taken]:
        """Keep events; they are on the disk when this returns. Nothing happens to those known, even finished ones.

        Of the first `room` events, those that need not wait for another one of their conversation are taken at once,
        for `lease` from their arrival, and returned.
        """
        ...

    async def take(self, source: str, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[Taken]:
        """Return the oldest events that are free, at most one of each conversation, leased until `now + lease`."""
        ...

    async def renew(self, source: str, keys: Sequence[str], until: dt.datetime) -> None:
        """Lengthen the lease of events that are still being worked on."""
        ...

    async def release(self, source: str, key: str, until: dt.datetime, *, sent_for_sure_not: bool = False) -> None:
        """Give an event back that is not to be taken before `until`; others of its conversation go ahead.

        `sent_for_sure_not`: sending it had begun, but is known to have failed.
        """
        ...

    async def prepare(self, source: str, key: str, answer: bytes, cases: Cases = NO_CASES) -> bool:
        """Keep the answer and that sending it begins now. Return whether the event is still ours."""
        ...

    async def hold(self, source: str, key: str, answer: bytes | None, cases: Cases = NO_CASES) -> bool:
        """Keep that the answer is to be fetched: None as long as there is none yet. Return whether it is still ours."""
        ...

    async def find(self, source: str, key: str) -> Taken | None:
        """Return an event that is not finished."""
        ...

    async def waiting(self, source: str, conversation: str) -> Sequence[Taken]:
        """Return the events not finished of all conversations whose names begin like that."""
        ...

    async def finish(self, source: str, keys: Sequence[str], cases: Cases = NO_CASES) -> None:
        """Erase all of events but their keys, which tell duplicates for a day. `cases` are what the first leaves."""
        ...

    async def depth(self, source: str) -> int:
        """Return how many events wait for an answer."""
        ...


class ServerStore(Protocol):
    """Keeps what is set for servers, sealed. Every method may raise `bot.errors.StoreError`."""

    async def server(self, name: str) -> bytes | None:
        """Return what is kept of the server of that name, which is a keyed hash."""
        ...

    async def set_server(self, name: str, settings: bytes) -> None:
        """Keep it durably, in place of what was kept."""
        ...

    async def servers(self) -> Sequence[bytes]:
        """Return what is kept of every server."""
        ...

    async def forget_server(self, name: str) -> None:
        """Erase everything of the server: what is set, its counts, and all cases whose keys begin with `name/`."""
        ...


COUNTS_KEPT_MONTHS = 3
"""For how many months counts are kept: the present one and those before it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What so many different people asked about in a month. `platform` is empty where it was not known."""

    kind: str
    platform: str
    people: int


class CountStore(Protocol):
    """Keeps who asked about what, by keyed hashes, for a few months. Every method may raise `bot.errors.StoreError`.

    `server` and `person` are keyed hashes, `month` is written as 2026-11. Erasing a person or a server erases its rows.
    """

    async def count(self, server: str, month: str, person: str, about: Sequence[tuple[str, str]]) -> None:
        """Note that a person asked about these kinds, each with its platform; a second time changes nothing."""
        ...

    async def counted(self, server: str, month: str, least: int) -> Sequence[Counted]:
        """Return what at least so many different people asked about, the most frequent first."""
        ...


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """Return the present moment, aware and in UTC."""
        ...
