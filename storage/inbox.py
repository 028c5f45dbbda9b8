"""Events from their arrival until they are answered, in the table `inbox`.

An event is finished exactly once: its key outlives it, so that what comes again is known. What it held is sealed while
it waits and erased when it is done; the write-ahead file, where older states stand, is emptied in the next quiet moment
(see `storage.writer`).
"""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from bot.core.ports import NO_CASES, Arrival, Cases, Stage, Taken
from bot.errors import StoreCorrupt, StoreKeyMissing
from bot.logs import EventLog
from storage import cases as kept
from storage import records
from storage.sealing import Keyring, context
from storage.transaction import Insert, Row, Statement
from storage.writer import Writer

KEEP_KEYS_FOR = dt.timedelta(days=1)
"""How long keys are kept that tell duplicates, and after which an event is over, answered or not."""

_DONE = "stage = 'done', person = '', conversation = '', lease = '', leased_until = NULL, payload = NULL, answer = NULL"

RECEIVE = Insert(
    "INSERT INTO inbox (source, key, person, conversation, received_at, payload)",
    columns=6,
    after="ON CONFLICT (source, key) DO NOTHING",
)
# An event waits for an earlier one of its conversation, unless that one was given back to be tried again later.
RECEIVE_LEASED = """
INSERT INTO inbox (source, key, person, conversation, received_at, payload, lease, leased_until, attempts)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, CASE WHEN is_free THEN ?7 ELSE '' END, CASE WHEN is_free THEN ?8 ELSE 0 END, is_free
FROM (
    SELECT NOT EXISTS (
        SELECT 1 FROM inbox AS earlier
        WHERE earlier.source = ?1 AND earlier.stage <> 'done'
            AND earlier.conversation = ?4 AND earlier.conversation <> ''
            AND (earlier.leased_until <= ?5 OR earlier.lease <> '')
    ) AS is_free
) WHERE true
ON CONFLICT (source, key) DO NOTHING
"""
LEASED = "SELECT source, key FROM inbox INDEXED BY inbox_open WHERE stage <> 'done' AND lease = ?"
TAKE = """
UPDATE inbox SET lease = ?, leased_until = ?, attempts = attempts + 1 WHERE number IN (
    SELECT number FROM inbox AS event WHERE source = ? AND stage <> 'done' AND leased_until <= ? AND NOT EXISTS (
        SELECT 1 FROM inbox AS earlier
        WHERE earlier.source = event.source AND earlier.stage <> 'done' AND earlier.number < event.number
            AND earlier.conversation = event.conversation AND earlier.conversation <> ''
            AND (earlier.leased_until <= ? OR earlier.lease <> '')
    ) ORDER BY number LIMIT ?
)
"""
COLUMNS = "source, key, person, conversation, received_at, attempts, stage, payload, answer"
TAKEN = f"SELECT {COLUMNS} FROM inbox WHERE source = ? AND stage <> 'done' AND lease = ? ORDER BY number"  # noqa: S608
FIND = f"SELECT {COLUMNS} FROM inbox WHERE source = ? AND key = ? AND stage <> 'done'"  # noqa: S608
WAITING = f"""
SELECT {COLUMNS} FROM inbox
WHERE source = ? AND stage <> 'done' AND conversation >= ? AND conversation < ? ORDER BY number
"""  # noqa: S608
OF_PERSON = f"SELECT {COLUMNS} FROM inbox INDEXED BY inbox_open WHERE stage <> 'done' AND person = ? ORDER BY number"  # noqa: S608
RENEW = "UPDATE inbox SET leased_until = ? WHERE source = ? AND key = ? AND lease = ? AND leased_until IS NOT NULL"
RELEASE = "UPDATE inbox SET lease = '', leased_until = ?, stage = {stage} WHERE source = ? AND key = ? AND lease = ?"
PREPARE = "UPDATE inbox SET stage = 'sending', answer = ? WHERE source = ? AND key = ? AND lease = ? AND lease <> ''"
HOLD = """
UPDATE inbox SET stage = 'holding', answer = NULL WHERE source = ? AND key = ? AND lease = ? AND lease <> ''
"""
HELD = """
UPDATE inbox SET stage = 'held', answer = ?, lease = '', leased_until = NULL
WHERE source = ? AND key = ? AND lease = ? AND lease <> ''
"""
FINISH = f"UPDATE inbox SET {_DONE} WHERE source = ? AND key = ?"  # noqa: S608
DEPTH = "SELECT count(*) FROM inbox WHERE source = ? AND stage <> 'done' AND leased_until IS NOT NULL"

FORGET = f"""
UPDATE inbox INDEXED BY inbox_open SET {_DONE}
WHERE person = ?1 AND stage <> 'done' AND lease = '' AND number < coalesce((
    SELECT max(number) FROM inbox INDEXED BY inbox_open WHERE person = ?1 AND stage <> 'done' AND lease <> ''
), 9223372036854775807)
"""  # noqa: S608
"""Events that are being answered stay: one of them may be the very wish to be forgotten. They end by themselves. What
the person has said after that wish stays as well: it wants an answer."""
PURGE = "DELETE FROM inbox WHERE received_at <= ?"

_log = EventLog(__name__)


class Read(Protocol):
    """Runs a query on the connection that reads."""

    async def __call__(self, sql: str, *row: str | int) -> Iterable[Any]:
        """Return the rows."""
        ...


class SqliteInbox:
    """An `EventInbox` in the file of a `SqliteStore`, which makes it and hands it its connections."""

    def __init__(self, keys: Keyring, writing: Callable[[], Writer], read: Read) -> None:
        self._keys = keys
        self._writing = writing
        self._read = read
        self._leases: dict[tuple[str, str], str] = {}
        """Under which name each event was taken by us, as long as we work on it."""

    async def receive(
        self, arrivals: Sequence[Arrival], lease: dt.timedelta = dt.timedelta(0), room: int = 0
    ) -> Sequence[Taken]:
        """Keep events and lease some of them; all of one call are one write."""
        first = arrivals[:room]
        if not first:
            await self._writing().write(*((RECEIVE, self._row(each)) for each in arrivals))
            return ()
        name = secrets.token_hex(8)
        leased = ((RECEIVE_LEASED, self._leased_row(each, name, lease)) for each in first)
        await self._writing().write(*leased, *((RECEIVE, self._row(each)) for each in arrivals[room:]))
        ours = {tuple(row) for row in await self._read(LEASED, name)}
        self._leases |= dict.fromkeys(ours, name)
        once = {(each.source, each.key): each for each in first}  # one body may hold the same event twice
        return [_as_taken(each) for key, each in once.items() if key in ours]

    async def take(self, source: str, now: dt.datetime, lease: dt.timedelta, limit: int) -> Sequence[Taken]:
        """Return the oldest events that are free; what does not open any more is finished and logged."""
        name, moment = secrets.token_hex(8), records.microseconds(now)
        until = records.microseconds(now + lease)
        if not await self._writing().change((TAKE, (name, until, source, moment, moment, limit))):
            return ()
        found, broken = self._opened(await self._read(TAKEN, source, name))
        self._leases |= {(source, each.key): name for each in found}
        if broken:
            _log.error("event_unreadable", count=len(broken))
            await self.finish(source, broken)
        return found

    async def renew(self, source: str, keys: Sequence[str], until: dt.datetime) -> None:
        """Lengthen leases; one that has passed to somebody else stays theirs."""
        moment = records.microseconds(until)
        await self._writing().write(*((RENEW, (moment, *self._ours(source, key))) for key in keys))

    async def release(self, source: str, key: str, until: dt.datetime, *, sent_for_sure_not: bool = False) -> None:
        """Give an event back; nothing happens if it is not ours any more."""
        stage = "CASE stage WHEN 'sending' THEN 'ready' ELSE stage END" if sent_for_sure_not else "stage"
        ours = self._ours(source, key)
        self._leases.pop((source, key), None)
        await self._writing().write((RELEASE.format(stage=stage), (records.microseconds(until), *ours)))

    async def prepare(self, source: str, key: str, answer: bytes, cases: Cases = NO_CASES) -> bool:
        """Keep the answer, sealed, that sending begins, and the cases; all of it or nothing."""
        ours = self._ours(source, key)
        sealed = self._keys.seal(answer, context("inbox.answer", source, key))
        return bool(await self._writing().change(*self._left(cases, ours), (PREPARE, (sealed, *ours))))

    async def hold(self, source: str, key: str, answer: bytes | None, cases: Cases = NO_CASES) -> bool:
        """Keep that the answer is to be fetched, and the cases. With an answer nobody takes the event any more."""
        ours = self._ours(source, key)
        if answer is None:
            return bool(await self._writing().change(*self._left(cases, ours), (HOLD, ours)))
        self._leases.pop((source, key), None)
        sealed = self._keys.seal(answer, context("inbox.answer", source, key))
        return bool(await self._writing().change(*self._left(cases, ours), (HELD, (sealed, *ours))))

    async def find(self, source: str, key: str) -> Taken | None:
        """Return an event that is not finished, whoever has taken it."""
        found, _ = self._opened(await self._read(FIND, source, key))
        return found[0] if found else None

    async def waiting(self, source: str, conversation: str) -> Sequence[Taken]:
        """Return the events not finished of all conversations whose names begin like that, taken or not."""
        # No letter of a name comes after "~".
        found, _ = self._opened(await self._read(WAITING, source, conversation, f"{conversation}~"))
        return found

    async def finish(self, source: str, keys: Sequence[str], cases: Cases = NO_CASES) -> None:
        """Erase all of events but their keys, and keep the cases."""
        left = self._left(cases, self._ours(source, keys[0])) if keys else []
        for key in keys:
            self._leases.pop((source, key), None)
        await self._writing().discard(*left, *((FINISH, (source, key)) for key in keys))

    async def depth(self, source: str) -> int:
        """Return how many events wait for an answer, those being answered included."""
        for row in await self._read(DEPTH, source):
            return int(row[0])
        return 0

    async def of_person(self, person: str) -> list[records.Plain]:
        """Return what waits of a person, as plain JSON values."""
        found, _ = self._opened(await self._read(OF_PERSON, person))
        return [
            {
                "source": each.source,
                "received_at": each.received_at.isoformat(),
                "stage": str(each.stage),
                "event": each.payload.decode("utf-8", "replace"),
                "answer": None if each.answer is None else each.answer.decode("utf-8", "replace"),
            }
            for each in found
        ]

    def let_go(self) -> None:
        """Forget which events are ours: the store is closed. Their leases end by themselves."""
        self._leases.clear()

    def _row(self, each: Arrival) -> Row:
        sealed = self._keys.seal(each.payload, context("inbox.payload", each.source, each.key))
        moment = records.microseconds(each.received_at)
        return (each.source, each.key, each.person, each.conversation, moment, sealed)

    def _leased_row(self, each: Arrival, name: str, lease: dt.timedelta) -> Row:
        return (*self._row(each), name, records.microseconds(each.received_at + lease))

    def _left(self, cases: Cases, ours: tuple[str, str, str]) -> list[Statement]:
        # These come before the statement that may end the lease by which they are ours.
        return kept.left_by(cases, self._keys, ours)

    def _ours(self, source: str, key: str) -> tuple[str, str, str]:
        return source, key, self._leases.get((source, key), "none")

    def _opened(self, rows: Iterable[Any]) -> tuple[list[Taken], list[str]]:
        """Return the events of the rows, and the keys of those that do not open."""
        found, broken = [], []
        for row in rows:
            try:
                found.append(self._taken(*row))
            except (StoreKeyMissing, StoreCorrupt):
                broken.append(row[1])
        return found, broken

    def _taken(
        self,
        source: str,
        key: str,
        person: str,
        conversation: str,
        received_at: int,
        attempt: int,
        stage: str,
        payload: bytes,
        answer: bytes | None,
    ) -> Taken:
        return Taken(
            source=source,
            key=key,
            person=person,
            conversation=conversation,
            payload=self._keys.unseal(payload, context("inbox.payload", source, key), where="table inbox"),
            received_at=records.moment(received_at),
            attempt=attempt,
            stage=Stage(stage),
            answer=None
            if answer is None
            else self._keys.unseal(answer, context("inbox.answer", source, key), where="table inbox"),
        )


def _as_taken(arrival: Arrival) -> Taken:
    """Return an event that was leased as it came in."""
    return Taken(
        source=arrival.source,
        key=arrival.key,
        person=arrival.person,
        conversation=arrival.conversation,
        payload=arrival.payload,
        received_at=arrival.received_at,
        attempt=1,
        stage=Stage.RECEIVED,
    )
