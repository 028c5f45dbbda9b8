"""A copy of the parsed policy files, so that a start need not parse TOML again, which takes most of its time.

The copy can never give wrong rules. It is used only for the very files that it was made from (a digest over their names
and contents says so), only while it is whole (a checksum says so), and only if it belongs to the person who runs the
program and nobody else can write to it. In any doubt the TOML files are read, and nobody notices but for the time.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

Data = dict[str, dict[str, Any]]
"""What the files say, by file name."""

FORMAT = 1
"""Raised whenever the form of the copy changes."""
_DATE = "$date"
_MAX_BYTES = 64 * 1024 * 1024
_BINARY = getattr(os, "O_BINARY", 0)


def user_path(root: Path) -> Path | None:
    """Return where the copy of the files below `root` lies for the person who runs this, or None if nowhere."""
    folder = _user_folder()
    if folder is None:
        return None
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / "kotowari" / f"policies-{name}.json"


def fetch(path: Path, digest: str) -> Data | None:
    """Return the copy made from the files of that digest, or None if there is none that can be trusted."""
    try:
        raw = _read_own(path)
    except OSError:
        return None
    head, _, body = raw.partition(b"\n")
    if head != _head(digest, body):
        return None
    try:
        data: Data = json.loads(body, object_hook=_undated)
    except (TypeError, ValueError):
        return None
    return data


def keep(path: Path, digest: str, data: Data) -> None:
    """Write a copy for the next start. Where that is impossible, nothing happens."""
    with contextlib.suppress(OSError, TypeError, ValueError):
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_dated).encode()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
            with os.fdopen(file, "wb") as out:
                out.write(_head(digest, body) + b"\n" + body)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def _head(digest: str, body: bytes) -> bytes:
    return f"kotowari policies {FORMAT} {digest} {hashlib.sha256(body).hexdigest()}".encode()


def _dated(value: object) -> dict[str, str]:
    if type(value) is dt.date:
        return {_DATE: value.isoformat()}
    raise TypeError


def _undated(value: dict[str, Any]) -> Any:
    return dt.date.fromisoformat(value[_DATE]) if _DATE in value else value


def _read_own(path: Path) -> bytes:
    """Read a regular file that nobody but its owner, who must be ourselves, can have written."""
    file = os.open(path, os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(file, "rb") as opened:
        status = os.fstat(file)
        own = not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
        if not own or not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_BYTES:
            raise PermissionError(path)
        return opened.read()


def _user_folder() -> Path | None:
    chosen = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
