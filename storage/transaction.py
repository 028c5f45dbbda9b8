"""Statements of many callers in one transaction, run in the thread of the connection in one go.

Only one thread of Python runs at a time. While the event loop is busy, each row that is put in by itself, and each word
between the loop and this thread, waits for a turn; under load that took as long as the disk. So nothing goes back and
forth within a transaction, and rows that go the same way go together.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any

MOST_ROWS = 64
"""Rows in one statement. Each number of them is a statement of its own, which SQLite keeps prepared."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Insert:
    """A statement that puts rows in, as many at once as there are: what stands before their values, and behind them."""

    before: str
    columns: int
    after: str = ""


Statement = tuple[str | Insert, Row]
Step = tuple[tuple[str | Insert, int | None], Row]
"""A row under its statement and, where somebody wants to know how many rows were changed, the number of that caller."""


def transact(connection: sqlite3.Connection, steps: Iterable[Step], callers: int) -> list[int]:
    """Do all or nothing, durably. Return for each caller how many rows were changed, as far as the steps say whose."""
    counts = [0] * callers
    try:
        for (statement, caller), group in groupby(steps, key=itemgetter(0)):
            changed = _run(connection, statement, (row for _, row in group))
            if caller is not None:
                counts[caller] += changed
        connection.commit()
        return counts
    finally:
        if connection.in_transaction:
            connection.rollback()


def _run(connection: sqlite3.Connection, statement: str | Insert, rows: Iterator[Row]) -> int:
    if isinstance(statement, str):
        return connection.executemany(statement, rows).rowcount
    changed = 0
    while some := tuple(islice(rows, MOST_ROWS)):
        changed += connection.execute(_text(statement, len(some)), tuple(chain.from_iterable(some))).rowcount
    return changed


@lru_cache(maxsize=1024)
def _text(insert: Insert, count: int) -> str:
    row = f"({', '.join('?' * insert.columns)})"
    return f"{insert.before} VALUES {', '.join([row] * count)} {insert.after}"
