"""The adapter at work against the loopback Discord, with a store in memory."""

import hashlib
import warnings
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

with warnings.catch_warnings():
    # The library imports a module for voice that Python 3.13 no longer has.
    warnings.simplefilter("ignore", DeprecationWarning)
    import discord  # noqa: F401

import bot.adapters.discord
from bot.adapters.discord.app import Account, Parts, make_discord
from bot.adapters.discord.hosts import Hosts
from bot.adapters.discord.registration import Registration
from bot.adapters.discord.wording import Wording
from bot.bootstrap import SystemClock, load_core
from bot.core.ports import Counted
from bot.texts import phrasebook
from policies.vocabulary import Language
from tests.core.memory import MemoryStore
from tests.fakes.discord.fixtures import loopback_discord  # noqa: F401

READY_S = 0.05


class Servers:
    """What is set for servers, in a dictionary."""

    def __init__(self):
        self.kept = {}

    async def server(self, name):
        return self.kept.get(name)

    async def set_server(self, name, settings):
        self.kept[name] = settings

    async def servers(self):
        return list(self.kept.values())

    async def forget_server(self, name):
        self.kept.pop(name, None)


class CountBook:
    """Who asked about what, in a dictionary."""

    def __init__(self):
        self.kept = {}

    async def count(self, server, month, person, about):
        for kind, platform in about:
            self.kept.setdefault((server, month, kind, platform), set()).add(person)

    async def counted(self, server, month, least):
        found = [
            Counted(kind, platform, len(people))
            for (where, when, kind, platform), people in self.kept.items()
            if (where, when) == (server, month) and len(people) >= least
        ]
        return sorted(found, key=lambda each: -each.people)


def hashed(raw_id):
    """A keyed hash, as far as the adapter can tell."""
    return hashlib.sha256(b"key " + raw_id.encode()).hexdigest()


@pytest.fixture(scope="session")
def core():
    """All that advice rests on."""
    return load_core()


@pytest.fixture(scope="session")
def wording(core):
    """All words."""
    texts = phrasebook.load(Path(bot.adapters.discord.__file__).parent / "texts")
    return Wording(core.phrasebook, texts, core.rulebook)


@pytest.fixture
def store():
    """What is kept, in memory."""
    return MemoryStore()


@pytest.fixture
def servers():
    """What is set for servers, in memory."""
    return Servers()


@pytest.fixture
def counts():
    """Who asked about what, in memory."""
    return CountBook()


@pytest.fixture
def parts(core, wording, store, servers, counts):
    """What the adapter needs of the rest of the program."""
    return Parts(core, store, servers, counts, SystemClock(), wording, hashed)


@pytest.fixture
def account(loopback):
    """The bot's account on the loopback Discord."""
    hosts = Hosts(loopback.api_url, loopback.gateway_url, loopback.cdn_url)
    return Account(loopback.token, Language.JA, 24, hosts=hosts, ready_timeout_s=READY_S)


@asynccontextmanager
async def at_work(loopback, account, parts):
    """The adapter from its start until it is stopped."""
    async with make_discord(account, parts) as adapter:
        await loopback.ready()
        await adapter.ready()
        yield adapter
        await adapter.stop(5)


@pytest.fixture
async def adapter(loopback, account, parts):
    """The adapter at work, its commands registered."""
    await Registration(account, parts.core, parts.wording).register()
    async with at_work(loopback, account, parts) as running:
        yield running
