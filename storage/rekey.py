"""What happens to a database when it meets its keys: it gets its identity key, and older seals are renewed.

Pseudonyms are made with the identity key and not with a key of the settings. So the keys of the settings can change
without anybody's preferences becoming unfindable, and `forget` still finds what was kept under an older key.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiosqlite

from bot.errors import StoreCorrupt, StoreKeyMissing
from storage.sealing import KEY_ID_BYTES, Keyring, context, new_key

RESEAL_BATCH = 500

SEALED_TABLES = {"conversations": ("key", "person", "expires_at"), "preferences": ("person",)}
"""Tables with sealed records, and the columns that each record is bound to, its key first."""

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
    return sum([await _reseal_table(connection, keys, table) for table in SEALED_TABLES])


async def _reseal_table(connection: aiosqlite.Connection, keys: Keyring, table: str) -> int:
    select, update = _statements(table)
    count, last = 0, ""
    while rows := list(await connection.execute_fetchall(select, (last, keys.newest_id))):
        renewed = [update_row for row in rows if (update_row := _renewed(keys, table, row)) is not None]
        await connection.executemany(update, renewed)
        await connection.commit()
        count, last = count + len(renewed), rows[-1][0]
    return count


def _statements(table: str) -> tuple[str, str]:
    """Return how to find the next records with an older seal, and how to renew one that nobody changed meanwhile."""
    columns = SEALED_TABLES[table]
    key, all_columns = columns[0], ", ".join(columns)
    select = (
        f"SELECT {all_columns}, sealed FROM {table} WHERE {key} > ? AND substr(sealed, 1, {KEY_ID_BYTES}) <> ?"  # noqa: S608
        f" ORDER BY {key} LIMIT {RESEAL_BATCH}"
    )
    update = f"UPDATE {table} SET sealed = ? WHERE {key} = ? AND sealed = ?"  # noqa: S608
    return select, update


def _renewed(keys: Keyring, table: str, row: Sequence[Any]) -> tuple[bytes, str, bytes] | None:
    *found_by, sealed = row
    bound_to = context(table, *found_by)
    try:
        return keys.seal(keys.unseal(sealed, bound_to, where=table), bound_to), found_by[0], sealed
    except (StoreKeyMissing, StoreCorrupt):
        return None
