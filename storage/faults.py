"""What SQLite and the operating system report, translated into our own errors with a remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import (
    Problem,
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnavailable,
    StoreUnopened,
)

Fault = tuple[type[StoreError], str, str]

BUSY: Fault = (
    StoreUnavailable,
    "another program keeps the database locked",
    "try again; if it stays so, end the other program or the backup that holds it",
)
FULL: Fault = (StoreFull, "the disk is full", "make room on that disk; a running program then goes on by itself")
READ_ONLY: Fault = (
    StoreReadOnly,
    "the database cannot be written",
    "let the program's user write to the file and its folder, and see that the disk is not mounted read-only",
)
UNOPENED: Fault = (
    StoreUnopened,
    "the database cannot be opened or made",
    "see that the path is a file in a folder that exists, and that the program's user may read and write both",
)
DISK: Fault = (StoreUnavailable, "the disk reports an error", "look at the system's log and the state of the disk")
CORRUPT: Fault = (
    StoreCorrupt,
    "the database is damaged",
    "stop the program, keep a copy of the file with its -wal, and restore the last backup",
)
NO_DATABASE: Fault = (
    StoreCorrupt,
    "the file is not a database, or its beginning is damaged",
    "see that the path is right; restore the last backup, or move the file away to begin anew",
)
OTHER: Fault = (StoreUnavailable, "the database refuses the request", "try again; if it stays so, run: kotowari doctor")

BY_CODE: dict[int, Fault] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_AUTH: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: UNOPENED,
    sqlite3.SQLITE_IOERR: DISK,
    sqlite3.SQLITE_NOMEM: DISK,
    sqlite3.SQLITE_CORRUPT: CORRUPT,
    sqlite3.SQLITE_FORMAT: CORRUPT,
    sqlite3.SQLITE_NOTADB: NO_DATABASE,
}
BY_ERRNO: dict[int, Fault] = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: DISK,
}


def fault(error: sqlite3.Error | OSError, path: Path) -> StoreError:
    """Return our error for one of a driver or of the system, which becomes its cause."""
    if isinstance(error, OSError):
        kind, what, remedy = BY_ERRNO.get(error.errno or 0, UNOPENED)
    else:
        code = getattr(error, "sqlite_errorcode", 0)
        kind, what, remedy = BY_CODE.get(code & 0xFF, OTHER)
    ours = kind(Problem(what, str(path), remedy))
    ours.__cause__ = error
    return ours


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Let only our own errors out of the block."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise fault(error, path) from error
