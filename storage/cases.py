"""Cases at rest: sealed, found by their key, and kept either by themselves or together with the answer to an event."""

from bot.core.conversation import Conversation
from bot.core.ports import Cases
from storage import records
from storage.sealing import Keyring, context
from storage.transaction import Row, Statement

TABLE = "conversations"

_ON_CONFLICT = """
ON CONFLICT (key) DO UPDATE SET person = excluded.person, expires_at = excluded.expires_at, sealed = excluded.sealed
"""
_IS_OURS = "EXISTS (SELECT 1 FROM inbox WHERE source = ? AND key = ? AND lease = ? AND lease <> '')"

SAVE = f"INSERT INTO conversations (key, person, expires_at, sealed) VALUES (?, ?, ?, ?) {_ON_CONFLICT}"  # noqa: S608
END = "DELETE FROM conversations WHERE key = ?"
SAVE_IF_OURS = f"""
INSERT INTO conversations (key, person, expires_at, sealed) SELECT ?, ?, ?, ? WHERE {_IS_OURS} {_ON_CONFLICT}
"""
END_IF_OURS = f"{END} AND {_IS_OURS}"


def row(case: Conversation, keys: Keyring) -> Row:
    """Return a case as it stands in its table."""
    found_by = (case.key, case.person, records.microseconds(case.expires_at))
    return (*found_by, keys.seal(records.to_bytes(records.from_conversation(case)), context(TABLE, *found_by)))


def left_by(cases: Cases, keys: Keyring, event: tuple[str, str, str]) -> list[Statement]:
    """Return what brings cases to the state in which an event leaves them, as long as the event is leased like that.

    `event`: its source, its key, and the name of the lease.
    """
    return [
        (END_IF_OURS, (key, *event)) if case is None else (SAVE_IF_OURS, (*row(case, keys), *event))
        for key, case in cases.items()
    ]
