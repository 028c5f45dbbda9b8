"""The one place where the parts meet.

`load_core` gives all that advice needs and touches no store; `build` adds the assistant and its memory. What only a
store needs is imported by `build`, so that a command that answers once does not pay for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.advise import Core
from bot.core.words import Words
from bot.errors import Problem, SettingsError
from bot.ready_texts import ready_texts
from bot.ready_words import ready_words
from bot.texts import phrasebook
from bot.texts.phrasebook import Phrasebook, PhraseError
from policies.lexicon import Lexicon
from policies.load import POLICIES_PATH, PolicyError, load_all
from policies.patterns import PatternError
from policies.rulebook import Rulebook

if TYPE_CHECKING:
    from bot.adapters.discord.app import Account, Discord
    from bot.adapters.line.app import Line
    from bot.core.assistant import Assistant
    from bot.core.ports import Clock
    from bot.settings import Settings
    from storage.sqlite import SqliteStore

__all__ = [
    "App",
    "Core",
    "SystemClock",
    "build",
    "discord_account",
    "discord_adapter",
    "line_adapter",
    "load_core",
    "load_discord_texts",
    "load_line_texts",
    "load_policies",
    "load_terminal_texts",
    "load_texts",
    "local_conversation",
    "local_person",
    "open_store",
]

TEXTS_PATH = Path(phrasebook.__file__).parent
TERMINAL_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "terminal" / "texts"
DISCORD_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "discord" / "texts"
LINE_TEXTS_PATH = TEXTS_PATH.parent / "adapters" / "line" / "texts"

PURGE_EVERY_S = 3600
"""How often cases that are over are erased while the program runs."""


class SystemClock:
    """The clock of the machine."""

    def now(self) -> dt.datetime:
        """Return the present moment, in UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class App:
    """The program, ready to answer."""

    core: Core
    assistant: Assistant
    store: SqliteStore
    clock: Clock


def load_core(*, sparing: bool = False) -> Core:
    """Load the rules, the words and the texts. Raise `SettingsError` with everything that is wrong with them.

    `sparing`: for the few texts of one person. It is ready sooner and takes a third of the memory, but each text takes
    some hundredths of a second, and mistakes in the words show only when the first one is read.
    """
    rulebook, lexicon = load_policies()

    def words_for(text: str | None) -> Words:
        try:
            return ready_words(lexicon, rulebook.version, text)
        except PatternError as error:
            problem = Problem(str(error), "policies", "see kotowari policy check")
            raise SettingsError(problem) from error

    return Core(words_for if sparing else words_for(None), rulebook, load_texts())


def load_policies() -> tuple[Rulebook, Lexicon]:
    """Load the rules and the words as their files give them."""
    try:
        return load_all(POLICIES_PATH)
    except PolicyError as error:
        raise SettingsError(*map(_problem, error.problems)) from error


def load_texts() -> Phrasebook:
    """Load the texts for people."""
    return _texts(TEXTS_PATH, "texts")


def load_terminal_texts() -> Phrasebook:
    """Load the texts that only the terminal has."""
    return _texts(TERMINAL_TEXTS_PATH, "terminal")


def load_line_texts() -> Phrasebook:
    """Load the texts that only LINE has."""
    return _texts(LINE_TEXTS_PATH, "line")


def load_discord_texts() -> Phrasebook:
    """Load the texts that only Discord has."""
    return _texts(DISCORD_TEXTS_PATH, "discord")


def _texts(root: Path, name: str) -> Phrasebook:
    try:
        return ready_texts(root, name)
    except PhraseError as error:
        raise SettingsError(*error.problems) from error


def _problem(found: object) -> Problem:
    """Return a mistake in a policy file as a problem with the set-up."""
    place = getattr(found, "place", "")
    path = getattr(found, "path", "policies")
    where = f"{path}, {place}" if place else path
    return Problem(getattr(found, "wrong", str(found)), where, getattr(found, "remedy", "see kotowari policy check"))


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[SqliteStore]:
    """Open what is remembered, making key and file at the first start. Raise `SettingsError` or `StoreError`."""
    from storage.sealing import keyring
    from storage.sqlite import SqliteStore

    keys = keyring([key.get_secret_value() for key in settings.keys], _made(settings.key_path))
    async with SqliteStore(settings.database_path, keys) as store:
        yield store


def _made(path: Path) -> Path:
    """Return the path, once its folder exists for its owner alone."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def local_person(store: SqliteStore) -> str:
    """Return under which name the person at this terminal is kept. The data folder is theirs alone."""
    from storage.sealing import pseudonym

    return pseudonym(store.identity_key, "terminal", "person")


def local_conversation(store: SqliteStore) -> str:
    """Return under which name the conversation at this terminal is kept."""
    from storage.sealing import pseudonym

    return pseudonym(store.identity_key, "terminal", "conversation")


@asynccontextmanager
async def build(settings: Settings, clock: Clock | None = None, *, sparing: bool = False) -> AsyncIterator[App]:
    """Put the program together, erase what is over from time to time, and at the end let go of everything.

    `sparing` as in `load_core`.
    """
    import asyncio

    from bot.core.assistant import Assistant

    present = clock or SystemClock()
    core = load_core(sparing=sparing)
    core.read("")
    async with open_store(settings) as store:
        assistant = Assistant(core, store, present, dt.timedelta(hours=settings.retention_hours))
        purging = asyncio.create_task(_purge(store, present))
        try:
            yield App(core, assistant, store, present)
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await store.purge(present.now())


@asynccontextmanager
async def line_adapter(settings: Settings, app: App) -> AsyncIterator[Line]:
    """Start the LINE adapter, whose secret and token must be set."""
    from bot.adapters.line.app import Channel, Parts, make_line
    from bot.adapters.line.held import HeldCases
    from bot.adapters.line.wording import Wording
    from bot.core.assistant import Assistant
    from storage.sealing import pseudonyms

    secret, token = settings.line_channel_secret, settings.line_channel_token
    if secret is None or token is None:
        raise ValueError("secret and token must be set")
    channel = Channel(
        secret=secret.get_secret_value(),
        token=token.get_secret_value(),
        host=settings.line_api_host,
        may_push=settings.line_push,
        prefixes=settings.line_prefixes,
        language=settings.language,
        hours=settings.retention_hours,
    )
    key, store = app.store.identity_key, HeldCases(app.store)
    parts = Parts(
        assistant=Assistant(app.core, store, app.clock, dt.timedelta(hours=settings.retention_hours)),
        store=store,
        inbox=app.store.inbox,
        clock=app.clock,
        wording=Wording(app.core.phrasebook, load_line_texts(), app.core.rulebook),
        pseudonym=pseudonyms(key, "line"),
    )
    async with make_line(channel, parts) as line:
        yield line


def discord_account(settings: Settings, *, is_rehearsal: bool = False) -> Account:
    """Return what is set for the bot on Discord. Raise `SettingsError` if its token is missing.

    `is_rehearsal`: Discord is not asked anything, so no token is needed.
    """
    from bot.adapters.discord.app import Account
    from bot.adapters.discord.client import Shards
    from bot.adapters.discord.hosts import Hosts

    token = settings.discord_token
    if token is None and not is_rehearsal:
        remedy = "copy it from the page Bot of your application in the Discord Developer Portal"
        raise SettingsError(Problem("not set, and Discord needs it", "KOTOWARI_DISCORD_TOKEN", remedy))
    api, gateway, files = settings.discord_api_url, settings.discord_gateway_url, settings.discord_files_url
    return Account(
        token=token.get_secret_value() if token else "",
        language=settings.language,
        hours=settings.retention_hours,
        shards=Shards(settings.discord_shard_count, settings.discord_shard_ids or None),
        hosts=Hosts(api, gateway, files) if api and gateway and files else None,
    )


@asynccontextmanager
async def discord_adapter(settings: Settings, app: App) -> AsyncIterator[Discord]:
    """Log in to Discord and start its adapter. Raise `SettingsError` if the token is missing or not accepted."""
    from bot.adapters.discord.app import Parts, make_discord
    from bot.adapters.discord.wording import Wording
    from storage.sealing import pseudonyms

    key = app.store.identity_key
    parts = Parts(
        core=app.core,
        store=app.store,
        servers=app.store.servers,
        counts=app.store.counts,
        clock=app.clock,
        wording=Wording(app.core.phrasebook, load_discord_texts(), app.core.rulebook),
        pseudonym=pseudonyms(key, "discord"),
    )
    async with make_discord(discord_account(settings), parts) as discord:
        yield discord


async def _purge(store: SqliteStore, clock: Clock) -> None:
    import asyncio

    from bot.errors import StoreError
    from bot.logs import EventLog

    while True:
        await asyncio.sleep(PURGE_EVERY_S)
        try:
            await store.purge(clock.now())
        except StoreError as error:
            EventLog(__name__).warning("purge_failed", error)
