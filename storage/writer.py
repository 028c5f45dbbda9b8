"""One task that writes, and commits together what has queued up meanwhile: a commit a batch, not a commit a request.

While a batch is being made durable the next one gathers by itself, so nobody waits for a timer. A caller returns when
its own write has been committed, and not before.
"""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import Problem, StoreError, StoreUnavailable
from storage.faults import fault
from storage.transaction import Statement, Step, transact

BATCH_LIMIT = 256
"""Writes in one transaction; more would only make the first of them wait longer."""
QUEUE_LIMIT = 4096
"""Writes that may wait; whoever comes then waits to get in."""
QUIET_S = 0.2
"""Once nothing has been written for so long, what finished writes left behind is removed."""
LONGEST_TRACES_S = 5.0
"""After so long it is removed even if there is no quiet."""

FAULTY_WRITE = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.ProgrammingError, sqlite3.InterfaceError)
"""Errors that lie in one write; all others of the driver concern the database, and so the whole batch."""


@dataclass(eq=False, slots=True)
class Write:
    """What one caller wants done, all or nothing."""

    statements: tuple[Statement, ...]
    erases: bool = False
    counts: bool = False
    """Whether the caller wants to know how many rows were changed. It costs a step of its own in the batch."""
    leaves_traces: bool = False
    """Whether older states of the rows are to be removed from the write-ahead file soon, though not at once."""
    done: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Writer:
    """Owns the only connection that writes. Its connection must begin transactions as `IMMEDIATE`."""

    def __init__(self, connection: aiosqlite.Connection, path: Path, *, has_leftovers: bool = False) -> None:
        """Start the task. `has_leftovers`: the write-ahead file holds older states that could not be removed yet."""
        self._connection = connection
        self._path = path
        self._queue: asyncio.Queue[Write | None] = asyncio.Queue(QUEUE_LIMIT)
        self._has_leftovers = has_leftovers
        self._traces_since: float | None = None
        self._task = asyncio.create_task(self._run(), name="store writer")

    async def write(self, *statements: Statement) -> None:
        """Return when the statements are durable."""
        await self._submit(Write(statements))

    async def change(self, *statements: Statement) -> int:
        """Return how many rows the statements changed, once they are durable."""
        return await self._submit(Write(statements, counts=True))

    async def discard(self, *statements: Statement) -> None:
        """Return when the statements are durable. The write-ahead file loses what they replaced in the next quiet."""
        await self._submit(Write(statements, leaves_traces=True))

    async def erase(self, *statements: Statement) -> int:
        """Return how many rows went, when they are gone from the files beside the database too."""
        return await self._submit(Write(statements, erases=True, counts=True))

    async def close(self) -> None:
        """Finish what has been queued, then stop."""
        if not self._task.done():
            await self._queue.put(None)
            await asyncio.wait({self._task})
        self._refuse_rest()

    async def _submit(self, write: Write) -> int:
        if self._task.done():
            raise closed(self._path)
        await self._queue.put(write)
        if self._task.done():
            self._refuse_rest()
        return await write.done

    async def _run(self) -> None:
        batch: list[Write] = []
        try:
            is_open = True
            while is_open:
                batch, is_open = await self._gather()
                await self._settle(batch)
        finally:
            _fail(batch, closed(self._path))
            self._refuse_rest()

    async def _gather(self) -> tuple[list[Write], bool]:
        """Wait for one write, take what else is there, and tell whether more may come."""
        batch: list[Write] = []
        write = await self._next()
        while write is not None:
            batch.append(write)
            if len(batch) == BATCH_LIMIT or self._queue.empty():
                return batch, True
            write = self._queue.get_nowait()
        return batch, False

    async def _next(self) -> Write | None:
        """Wait for a write. In a quiet moment remove what finished writes have left in the write-ahead file."""
        if self._traces_since is not None:
            try:
                async with asyncio.timeout(QUIET_S):
                    return await self._queue.get()
            except TimeoutError:
                await self._sweep()
        return await self._queue.get()

    async def _sweep(self) -> None:
        """Empty the write-ahead file. If somebody is in the way, the quiet after the next write is the next chance."""
        with suppress(sqlite3.Error):
            if await truncate_log(self._connection):
                self._traces_since, self._has_leftovers = None, False

    async def _settle(self, batch: Sequence[Write]) -> None:
        """Commit a batch and tell its callers. A faulty write does not take the others with it."""
        try:
            counts = await self._commit(batch)
            traces = await self._clean_up(batch, counts)
        except Exception as error:  # noqa: BLE001 - whatever it is, it goes to the callers
            if len(batch) > 1 and _is_faulty_write(error):
                for write in batch:
                    await self._settle([write])
            else:
                _fail(batch, self._translated(error))
            return
        for write, count in zip(batch, counts, strict=True):
            if write.erases and traces is not None:
                _fail([write], traces)
            elif not write.done.done():
                write.done.set_result(count)

    async def _commit(self, batch: Sequence[Write]) -> list[int]:
        """Run a batch in one transaction and return how many rows each write changed that wants to know."""
        connection = self._connection
        # The library has no open way to run more than one statement in its thread at once.
        run: Any = connection._execute  # noqa: SLF001
        counts: list[int] = await run(transact, connection._conn, _steps(batch), len(batch))  # noqa: SLF001
        return counts

    async def _clean_up(self, batch: Sequence[Write], counts: Sequence[int]) -> StoreError | None:
        """Empty the write-ahead file, where older states of erased rows stand. Return what prevented it."""
        now = asyncio.get_running_loop().time()
        if self._traces_since is None and any(write.leaves_traces for write in batch):
            self._traces_since = now
        erased = any(write.erases and count for write, count in zip(batch, counts, strict=True))
        if not erased and not self._has_leftovers:
            if self._traces_since is not None and now - self._traces_since > LONGEST_TRACES_S:
                await self._sweep()
            return None
        self._has_leftovers = True
        try:
            self._has_leftovers = not await truncate_log(self._connection)
        except sqlite3.Error as error:
            return fault(error, self._path)
        if self._has_leftovers:
            return _leftovers(self._path)
        self._traces_since = None
        return None

    def _translated(self, error: Exception) -> Exception:
        return fault(error, self._path) if isinstance(error, sqlite3.Error) else error

    def _refuse_rest(self) -> None:
        """Tell those who came too late."""
        while not self._queue.empty():
            write = self._queue.get_nowait()
            if write is not None:
                _fail([write], closed(self._path))


async def truncate_log(connection: aiosqlite.Connection) -> bool:
    """Move everything into the database file and empty the write-ahead file. Return whether nobody was in the way."""
    (row,) = await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
    return int(row[0]) == 0


def closed(path: Path) -> StoreUnavailable:
    """Return the error for a store that is not open."""
    return StoreUnavailable(Problem("the store is closed", str(path), "open it first; while stopping, try again later"))


def _leftovers(path: Path) -> StoreUnavailable:
    what = "erased, but older states remain in the file ending in -wal while another program reads the database"
    return StoreUnavailable(Problem(what, str(path), "end the other program and repeat; the next purge tries too"))


def _steps(batch: Sequence[Write]) -> Iterator[Step]:
    """Return all rows under their statement and, where their write counts them, its place."""
    for index, write in enumerate(batch):
        for sql, row in write.statements:
            yield (sql, index if write.counts else None), row


def _is_faulty_write(error: Exception) -> bool:
    return isinstance(error, FAULTY_WRITE) or not isinstance(error, sqlite3.Error)


def _fail(batch: Sequence[Write], error: Exception) -> None:
    """Tell the callers that are still waiting, each by an exception of its own."""
    for write in batch:
        if not write.done.done():
            own = type(error)(*error.args) if isinstance(error, StoreError) else error
            own.__cause__ = error.__cause__
            write.done.set_exception(own)
