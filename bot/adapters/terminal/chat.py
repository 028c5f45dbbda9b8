"""A conversation in the terminal, until the person leaves."""

import datetime as dt
import shutil
import sys
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TextIO

from bot.adapters.terminal.clean import one_line
from bot.adapters.terminal.render import Screen, render
from bot.adapters.terminal.sources import from_keyboard, from_pipe, has_keys
from bot.adapters.terminal.wrap import wrap
from bot.core.assistant import Assistant
from bot.core.message import Message
from bot.core.read import MAX_CHARS
from bot.errors import StoreError
from policies.vocabulary import Language

MOST_BYTES = 4 * (MAX_CHARS + 1)
"""What is longer than this in UTF-8 has more letters than we read."""


LEAVE = frozenset(("exit", "quit", "終了"))
"""What people write at a terminal who look for the door."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Who talks with us, in which language we greet, and for how many hours what is told is kept."""

    person: str
    conversation: str
    language: Language
    hours: int


class Chat:
    """Answers everything that comes in. At a terminal it greets and says goodbye; in a pipe it only answers."""

    def __init__(self, assistant: Assistant, screen: Screen, talk: Talk, source: TextIO, out: TextIO) -> None:
        """Take whose messages come from where, and where the answers go."""
        self._assistant = assistant
        self._screen = screen
        self._talk = talk
        self._source = source
        self._out = out
        self._words = screen.texts.of(talk.language)

    async def run(self) -> None:
        """Talk until nothing more comes. Raise `UnicodeDecodeError` if what comes is no UTF-8."""
        at_terminal = self._source.isatty() and self._out.isatty()
        by_keys = at_terminal and has_keys()
        if at_terminal:
            self._tell("chat.welcome" if by_keys else "chat.welcome_lines")
        async with aclosing(self._messages(by_keys=by_keys)) as messages:
            async for text in messages:
                if at_terminal and text.strip().lower() in LEAVE:
                    break
                await self._answer(text)
        if at_terminal:
            self._tell("chat.goodbye", hours=str(self._talk.hours))

    def _messages(self, *, by_keys: bool) -> AsyncGenerator[str, None]:
        if by_keys:
            return from_keyboard(self._source, self._out, self._label)
        return from_pipe(self._source.fileno(), MOST_BYTES)

    def _label(self, text: str) -> str:
        """Return what pasted text is shown as."""
        return self._words.fill("chat.pasted", lines=str(text.count("\n") + 1), letters=str(len(text)))

    async def _answer(self, text: str) -> None:
        message = Message(text, self._talk.person, self._talk.conversation, dt.datetime.now(dt.UTC))
        try:
            reply = await self._assistant.answer(message)
        except StoreError as error:
            failed = self._screen.phrasebook.of(self._talk.language).text("ui.notice.failed")
            self._say(wrap(failed, self._sized().room))
            sys.stderr.write("".join(f"{one_line(str(problem))}\n" for problem in error.problems))
            return
        self._say(render(reply, self._sized()))

    def _tell(self, key: str, **values: str) -> None:
        self._say(wrap(self._words.fill(key, **values), self._sized().room))

    def _sized(self) -> Screen:
        """Return the screen as wide as it is now."""
        return replace(self._screen, width=shutil.get_terminal_size().columns)

    def _say(self, lines: Iterable[str]) -> None:
        above = [""] if self._out.isatty() else []
        self._out.write("".join(f"{line}\n" for line in [*above, *lines, ""]))
        self._out.flush()
