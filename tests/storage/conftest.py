"""Stores to test. A further engine is one more entry of `ENGINES`; the contract suite then runs on it too."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage import writer
from storage.sealing import Keyring
from storage.sqlite import SqliteStore
from storage.transaction import transact
from tests.storage.samples import OLD_KEY

StoreFactory = Callable[..., SqliteStore]


def _sqlite(tmp_path: Path) -> StoreFactory:
    def make(*keys: bytes, **options: object) -> SqliteStore:
        return SqliteStore(tmp_path / "kotowari.db", Keyring(keys or [OLD_KEY]), **options)  # type: ignore[arg-type]

    return make


ENGINES = {"sqlite": _sqlite}


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    """Where the SQLite stores of this test keep their file."""
    return tmp_path / "kotowari.db"


@pytest.fixture
def sqlite_store(tmp_path: Path) -> StoreFactory:
    """Make SQLite stores that all use the same file; not opened yet."""
    return _sqlite(tmp_path)


@pytest.fixture(params=sorted(ENGINES))
def make_store(request: pytest.FixtureRequest, tmp_path: Path) -> StoreFactory:
    """Make stores of one engine that all use the same database; not opened yet."""
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every commit of a writer, as the database sees it."""
    counted: list[str] = []

    def traced(connection: sqlite3.Connection, *rest: Any) -> list[int]:
        connection.set_trace_callback(lambda sql: counted.append(sql) if sql == "COMMIT" else None)
        return transact(connection, *rest)

    monkeypatch.setattr(writer, "transact", traced)
    return counted
