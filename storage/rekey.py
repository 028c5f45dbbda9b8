"""What happens to a database when it meets its keys: it gets its identity key, and older seals are renewed.

Pseudonyms are made with the identity key and not with a key of the settings. So the keys of the settings can change
without anybody's preferences becoming unfindable, and `forget` still finds what was kept under an older key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import StoreCorrupt, StoreKeyMissing
from storage.sealing import KEY_ID_BYTES, Keyring, context, new_key

RESEAL_BATCH = 500


@dataclass(frozen=True, slots=True)
class Sealed:
    """A column with sealed records, and the columns of its table that each record is bound to."""

    table: str
    column: str
    bound_to: tuple[str, ...]
    name: str
    """What a record is bound to besides: a name of its own, so that none opens in another column."""


SEALED = (
    Sealed("conversations", "sealed", ("key", "person", "expires_at"), "conversations"),
    Sealed("preferences", "sealed", ("person",), "preferences"),
    Sealed("inbox", "payload", ("source", "key"), "inbox.payload"),
    Sealed("inbox", "answer", ("source", "key"), "inbox.answer"),
)

IDENTITY = context("identity")


async def identity_key(connection: aiosqlite.Connection, keys: Keyring, path: Path) -> bytes:
    """Return the database's own key, making it in a new one. Raise `StoreKeyMissing` if `keys` cannot unwrap it."""
    fresh = keys.seal(new_key(), IDENTITY)
    await connection.execute("INSERT INTO identity (id, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING", (fresh,))
    await connection.commit()
    ((sealed,),) = await connection.execute_fetchall("SELECT sealed FROM identity")
    key = keys.unseal(sealed, IDENTITY, where=str(path))
    if not keys.is_newest(sealed):
        await connection.execute("UPDATE identity SET sealed = ?", (keys.seal(key, IDENTITY),))
        await connection.commit()
    return key


async def reseal(connection: aiosqlite.Connection, keys: Keyring) -> int:
    """Seal with the newest key what an older one sealed, and return how many records that were.

    Afterwards the older key can be taken out of the settings. Records that do not open stay as they are.
    """
    return sum([await _reseal_column(connection, keys, sealed) for sealed in SEALED])


async def _reseal_column(connection: aiosqlite.Connection, keys: Keyring, sealed: Sealed) -> int:
    select, update = _statements(sealed)
    count, last = 0, -1
    while rows := list(await connection.execute_fetchall(select, (last, keys.newest_id))):
        renewed = [update_row for row in rows if (update_row := _renewed(keys, sealed, row)) is not None]
        await connection.executemany(update, renewed)
        await connection.commit()
        count, last = count + len(renewed), rows[-1][0]
    return count


def _statements(sealed: Sealed) -> tuple[str, str]:
    """Return how to find the next records with an older seal, and how to renew one that nobody changed meanwhile."""
    table, column, found_by = sealed.table, sealed.column, ", ".join(sealed.bound_to)
    select = (
        f"SELECT rowid, {found_by}, {column} FROM {table}"  # noqa: S608
        f" WHERE rowid > ? AND substr({column}, 1, {KEY_ID_BYTES}) <> ? ORDER BY rowid LIMIT {RESEAL_BATCH}"
    )
    update = f"UPDATE {table} SET {column} = ? WHERE rowid = ? AND {column} = ?"  # noqa: S608
    return select, update


def _renewed(keys: Keyring, sealed: Sealed, row: Sequence[Any]) -> tuple[bytes, int, bytes] | None:
    number, *found_by, record = row
    bound_to = context(sealed.name, *found_by)
    try:
        return keys.seal(keys.unseal(record, bound_to, where=sealed.table), bound_to), number, record
    except (StoreKeyMissing, StoreCorrupt):
        return None
