"""`kotowari doctor`: what is in order, what is not, and the remedy. It changes nothing."""

import argparse
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from bot.bootstrap import load_core
from bot.commands.arguments import today
from bot.commands.console import plain, write
from bot.commands.stored import schema_of
from bot.errors import KotowariError, SettingsError
from bot.settings import Settings, read_settings
from policies.rulebook import Rulebook
from policies.stale import find_stale

LEAST_PYTHON = (3, 11)
STALE_DAYS = 180
PACKAGES = ("aiohttp", "linebot", "discord")
"""What only the adapters need; a terminal works without."""

State = Literal["ok", "note", "wrong"]
_SHOWN: dict[State, str] = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    state: State
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        """Write it as one line."""
        return f"{_SHOWN[self.state]}  {plain(self.what)}" + (f"; {plain(self.remedy)}" if self.remedy else "")


def run(_arguments: argparse.Namespace) -> int:
    """Write a line for each thing looked at. Return 2 for unusable settings, 1 if anything else is wrong."""
    try:
        settings = read_settings()
    except SettingsError as error:
        _report([_python(), *_problems(error)])
        return 2
    findings = [_python(), Finding("ok", "settings: usable"), *_looked_at(settings)]
    _report(findings)
    return 1 if any(finding.state == "wrong" for finding in findings) else 0


def _report(findings: list[Finding]) -> None:
    write(map(str, findings))


def _looked_at(settings: Settings) -> Iterator[Finding]:
    yield from _folder(settings.data_dir)
    yield from _key(settings)
    yield from _store(settings)
    yield from _rules()
    yield from _packages()
    yield from _line(settings)


def _problems(error: KotowariError) -> Iterator[Finding]:
    for problem in error.problems:
        yield Finding("wrong", f"{problem.where}: {problem.what}", problem.remedy)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < LEAST_PYTHON:
        return Finding("wrong", f"Python {version}", f"install {'.'.join(map(str, LEAST_PYTHON))} or newer")
    return Finding("ok", f"Python {version}")


def _folder(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("note", f"data folder {path}: not there yet", "it is made at the first start")
    elif not path.is_dir():
        yield Finding("wrong", f"data folder {path}: not a folder", "move the file away, or set KOTOWARI_DATA_DIR")
    elif not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("wrong", f"data folder {path}: cannot be read and written", f"run: chmod u+rwx {path}")
    else:
        yield from _private(path, "data folder", 0o700)


def _private(path: Path, what: str, mode: int) -> Iterator[Finding]:
    """Tell whether others may read or write what only its owner should."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding("wrong", f"{what} {path}: others may enter it", f"run: chmod {mode:o} {path}")
    else:
        yield Finding("ok", f"{what} {path}: yours alone")


def _key(settings: Settings) -> Iterator[Finding]:
    if settings.keys:
        count = len(settings.keys)
        yield Finding("ok", f"keys: {count} from KOTOWARI_KEYS" if count > 1 else "key: from KOTOWARI_KEYS")
    if settings.key_path.exists():
        yield from _private(settings.key_path, "key made by us,", 0o600)
        if not settings.keys:
            remedy = "back it up apart from the database, or set KOTOWARI_KEYS"
            yield Finding("note", "whoever has the key file can read the database", remedy)
    elif not settings.keys:
        yield Finding("note", f"key {settings.key_path}: not there yet", "it is made at the first start")


def _store(settings: Settings) -> Iterator[Finding]:
    from storage.migrate import MIGRATIONS_PATH, read_migrations

    newest = len(read_migrations(MIGRATIONS_PATH / "sqlite"))
    path = settings.database_path
    try:
        schema = schema_of(settings)
    except KotowariError as error:
        yield from _problems(error)
        return
    if schema is None:
        yield Finding("note", f"database {path}: not there yet", "it is made at the first start")
    elif schema > newest:
        yield Finding("wrong", f"database {path}: schema {schema}, newer than ours", "install the newer version again")
    elif schema < newest:
        yield Finding("note", f"database {path}: schema {schema} of {newest}", "run: kotowari db upgrade")
    else:
        yield Finding("ok", f"database {path}: schema {schema}")
        yield from _private(path, "database", 0o600)


def _rules() -> Iterator[Finding]:
    try:
        core = load_core(sparing=True)
        core.read("")
    except SettingsError as error:
        yield from _problems(error)
        return
    yield Finding("ok", f"rules: {len(core.rulebook.rules)}, version {core.rulebook.version}")
    yield from _reviews(core.rulebook)


def _reviews(rulebook: Rulebook) -> Iterator[Finding]:
    stale = find_stale(rulebook, STALE_DAYS, today())
    if stale:
        what = f"reviews: {len(stale)} older than {STALE_DAYS} days"
        yield Finding("note", what, f"see kotowari policy stale --older-than {STALE_DAYS}d")
    else:
        yield Finding("ok", f"reviews: none older than {STALE_DAYS} days")


def _packages() -> Iterator[Finding]:
    missing = [package for package in PACKAGES if find_spec(package) is None]
    for package in missing:
        yield Finding("wrong", f"package {package}: not installed", "install Kotowari anew")
    if not missing:
        yield Finding("ok", f"packages of the adapters: {', '.join(PACKAGES)}")


def _line(settings: Settings) -> Iterator[Finding]:
    """Look at LINE, if it is set up. Without network that is a finding like any other."""
    secret, token = settings.line_channel_secret, settings.line_channel_token
    if not secret and not token:
        yield Finding("note", "LINE: not set up", "only kotowari serve needs it, see .env.example")
    elif not secret or not token:
        missing = "KOTOWARI_LINE_CHANNEL_TOKEN" if secret else "KOTOWARI_LINE_CHANNEL_SECRET"
        yield Finding("wrong", f"LINE: {missing} is not set", "copy it from the LINE Developers Console")
    elif find_spec("aiohttp") is not None:
        from bot.commands.line_check import look

        for state, what, remedy in look(settings):
            yield Finding(state, what, remedy)
