"""The core's rim: load the case, answer, save the case. One message of a conversation after the other."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.core.advise import EMPTY, TOO_LONG, Core, check
from bot.core.compose import Notice, compose_notice
from bot.core.conversation import LIFETIME
from bot.core.converse import Moment, converse
from bot.core.message import Message
from bot.core.ports import Clock, ContextStore
from bot.core.reading import Intent, Reading
from bot.core.reply import Reply
from bot.errors import MisuseError
from policies.vocabulary import Language

_UNREADABLE = {EMPTY: Notice.ONLY_TEXT, TOO_LONG: Notice.TOO_LONG}


class Assistant:
    """Answers messages, and remembers of them what the next one may rest on."""

    def __init__(self, core: Core, store: ContextStore, clock: Clock, lifetime: dt.timedelta = LIFETIME) -> None:
        """Keep each case for `lifetime` after the last message about it."""
        self._core = core
        self._store = store
        self._clock = clock
        self._lifetime = lifetime
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, message: Message) -> Reply:
        """Answer a message. Raise `StoreError` if what is known of the case cannot be read or kept."""
        async with self._turn(f"conversation {message.conversation}"), self._turn(f"person {message.person}"):
            return await self._answer(message)

    @asynccontextmanager
    async def _turn(self, key: str) -> AsyncIterator[None]:
        """Wait for those who came before.

        In the conversation, so that no answer rests on an outdated case; of the person, so that nothing is kept that
        was being forgotten. They are always taken in this order, so that nobody waits forever.
        """
        lock = self._turns.get(key)
        if lock is None:
            self._turns[key] = lock = asyncio.Lock()
        async with lock:
            yield

    async def _answer(self, message: Message) -> Reply:
        preferences = await self._store.preferences(message.person)
        try:
            reading = self._read(message)
        except MisuseError as error:
            return self._notice(_UNREADABLE[error.key], message.language or preferences.language or Language.JA)
        if reading.intent is Intent.FORGET:
            return await self._forget(message.person, message.language or preferences.language or reading.language)
        now = self._clock.now()
        case = await self._store.load(message.conversation, now)
        over = case is None and not reading.asks and await self._erased_old(message)
        moment = Moment(self._core, now.astimezone().date(), now + self._lifetime, over=over)
        turn = converse(message, reading, case, preferences, moment)
        if turn.case is not None:
            await self._store.save(turn.case)
        return turn.reply

    def _read(self, message: Message) -> Reading:
        """Read the text. Raise `MisuseError` if it cannot be read; a question mark alone asks for help."""
        if message.text.strip(" \n　?？") or not message.text.strip():
            check(message.text)
        return self._core.read(message.text, message.speaker)

    async def _erased_old(self, message: Message) -> bool:
        """Erase a case that is over but not purged yet. Return whether there was one."""
        kept = await self._store.export(message.person)
        if all(case["key"] != message.conversation for case in kept["conversations"]):
            return False
        await self._store.end(message.conversation)
        return True

    async def _forget(self, person: str, language: Language) -> Reply:
        erased = await self._store.forget(person)
        return self._notice(Notice.FORGOTTEN if erased else Notice.NOTHING_STORED, language)

    def _notice(self, notice: Notice, language: Language) -> Reply:
        return compose_notice(notice, self._core.rulebook, self._core.phrasebook, language)
