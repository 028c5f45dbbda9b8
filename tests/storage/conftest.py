"""Stores to test. A further engine is one more entry of `ENGINES`; the contract suite then runs on it too."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.sealing import Keyring
from storage.sqlite import SqliteStore
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
