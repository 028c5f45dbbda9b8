"""Who in a server asked about what, in the table `counts`: a row for each person, month, kind and platform.

Rows rather than numbers, because a person counts once, and because theirs must be found when they are to be erased.
What they asked about is sealed like all that is personal; a keyed hash of it lets rows be counted unopened.
"""

import datetime as dt
from collections.abc import Callable, Sequence

from bot.core.ports import COUNTS_KEPT_MONTHS, Counted
from storage.inbox import Read
from storage.records import Plain, from_bytes, to_bytes
from storage.sealing import Keyring, context, pseudonym
from storage.transaction import Row
from storage.writer import Writer

COUNT = "INSERT OR IGNORE INTO counts (server, month, about, person, sealed) VALUES (?, ?, ?, ?, ?)"
# With min() SQLite takes the other columns from the very row that has the least.
COUNTED = """
SELECT server, month, about, min(person), sealed, count(*) AS people FROM counts WHERE server = ? AND month = ?
GROUP BY about HAVING people >= ?
"""
OF_PERSON = "SELECT server, month, about, person, sealed FROM counts WHERE person = ? ORDER BY month, about"
FORGET = "DELETE FROM counts WHERE person = ?"
FORGET_SERVER = "DELETE FROM counts WHERE server = ?"
PURGE = "DELETE FROM counts WHERE month < ?"


class SqliteCounts:
    """A `CountStore` in the file of a `SqliteStore`, which makes it and hands it its connections."""

    def __init__(
        self, keys: Keyring, identity_key: Callable[[], bytes], writing: Callable[[], Writer], read: Read
    ) -> None:
        self._keys = keys
        self._identity_key = identity_key
        self._writing = writing
        self._read = read

    async def count(self, server: str, month: str, person: str, about: Sequence[tuple[str, str]]) -> None:
        """Note that a person asked about these kinds and platforms."""
        rows = [self._row(server, month, person, kind, platform) for kind, platform in about]
        await self._writing().write(*((COUNT, row) for row in rows))

    async def counted(self, server: str, month: str, least: int) -> Sequence[Counted]:
        """Return what at least so many people asked about, the most frequent first."""
        found = [
            Counted(*self._opened(*row[:-1]), people=row[-1]) for row in await self._read(COUNTED, server, month, least)
        ]
        return sorted(found, key=lambda each: (-each.people, each.kind, each.platform))

    async def of_person(self, person: str) -> list[Plain]:
        """Return for what a person was counted, as plain JSON values."""
        found = [(row[1], *self._opened(*row)) for row in await self._read(OF_PERSON, person)]
        return [{"month": month, "kind": kind, "platform": platform} for month, kind, platform in sorted(found)]

    def _row(self, server: str, month: str, person: str, kind: str, platform: str) -> Row:
        found_by = (server, month, pseudonym(self._identity_key(), "counts", f"{kind} {platform}"), person)
        plain = to_bytes({"kind": kind, "platform": platform})
        return (*found_by, self._keys.seal(plain, context("counts", *found_by)))

    def _opened(self, server: str, month: str, about: str, person: str, sealed: bytes) -> tuple[str, str]:
        bound_to = context("counts", server, month, about, person)
        plain = from_bytes(self._keys.unseal(sealed, bound_to, where="table counts"))
        return plain["kind"], plain["platform"]


def oldest_month(now: dt.datetime) -> str:
    """Return the first month of which counts are still kept."""
    here = now.astimezone()
    months = here.year * 12 + here.month - COUNTS_KEPT_MONTHS
    return f"{months // 12:04}-{months % 12 + 1:02}"
