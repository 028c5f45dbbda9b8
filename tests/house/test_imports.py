"""Imports run one way: cli → bootstrap → adapters, storage → core → policies."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import PACKAGES, ROOT, code

PLATFORM_SDKS = ("discord", "linebot")
DATABASES = ("aiosqlite", "asyncpg", "sqlite3", "psycopg")

# Room → what it must not import. The room with the longest matching name counts.
FORBIDDEN = {
    "policies": ("bot", "storage", "asyncio", "socket", "time", *PLATFORM_SDKS, *DATABASES),
    "bot.core": (
        *("bot.adapters", "bot.bootstrap", "bot.cli", "bot.logs", "bot.settings", "storage", "policies.load"),
        *("aiohttp", "logging", "os", "pathlib", "pydantic_settings", "socket", "structlog", "time"),
        *PLATFORM_SDKS,
        *DATABASES,
    ),
    "bot.texts": ("bot.adapters", "bot.bootstrap", "bot.cli", "bot.core", "storage"),
    "bot.adapters": ("bot.bootstrap", "bot.cli", "storage", "policies.load", *DATABASES),
    "bot.errors": ("bot", "policies", "storage"),
    "bot.policy_commands": ("bot.adapters", "bot.bootstrap", "bot.cli", "storage"),
    "bot.cli": PLATFORM_SDKS,
    "storage": ("bot.adapters", "bot.bootstrap", "bot.cli", "bot.settings", "policies.load", *PLATFORM_SDKS),
}


def _module(name):
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imported(path):
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _lies_in(module, room):
    return module == room or module.startswith(f"{room}.")


@pytest.mark.parametrize("name", sorted(code()))
def test_file_imports_only_what_its_room_may(name):
    """The table above, held against every file."""
    module = _module(name)
    rooms = [room for room in FORBIDDEN if _lies_in(module, room)]
    if not rooms:
        return
    forbidden = FORBIDDEN[max(rooms, key=len)]

    wrong = sorted(one for one in _imported(code()[name]) for room in forbidden if _lies_in(one, room))

    assert [] == wrong


@pytest.mark.parametrize("name", sorted(name for name in code() if name.startswith("bot/adapters/")))
def test_adapters_do_not_know_each_other(name):
    """One platform can be taken out without the others noticing."""
    own = ".".join(_module(name).split(".")[:3])

    others = [
        one
        for one in _imported(code()[name])
        if one.count(".") >= 2 and _lies_in(one, "bot.adapters") and not _lies_in(one, own)
    ]

    assert [] == others


def test_no_import_is_relative():
    """A file can be read without knowing where it lies."""
    relative = [
        name
        for name, path in code().items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert [] == relative


def test_contracts_hold():
    """The contracts in pyproject.toml, which also see what is imported by way of others."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stdout + done.stderr


def test_no_other_package_stands_at_the_top():
    """Code lies in the three rooms, tests beside them."""
    assert {*PACKAGES, "tests"} == {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"tests"}
