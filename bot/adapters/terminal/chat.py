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
from bot.adapters.terminal.sources import from_keyboard, from_pipe
from bot.adapters.terminal.wrap import wrap
from bot.core.assistant import Assistant
from bot.core.message import Message
from bot.core.read import MAX_CHARS
from bot.errors import StoreError
from policies.vocabulary import Language

MOST_BYTES = 4 * (MAX_CHARS + 1)
"""What is longer than this in UTF-8 has more letters than we read."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Who talks with us, in which language we greet, and for how long what is told is kept."""

    person: str
    conversation: str
    language: Language
    hours: int


async def chat(assistant: Assistant, screen: Screen, talk: Talk, source: TextIO, out: TextIO) -> None:
    """Answer everything that comes in. At a keyboard we greet and say goodbye; in a pipe we only answer."""
    words = screen.texts.of(talk.language)
    if not (source.isatty() and out.isatty() and _has_keys()):
        async for text in from_pipe(source.fileno(), MOST_BYTES):
            await _answer(text, assistant, screen, talk, out)
        return
    _say(wrap(words.text("chat.welcome"), _sized(screen).room), out)
    async with aclosing(_entered(screen, talk, source, out)) as texts:
        async for text in texts:
            await _answer(text, assistant, screen, talk, out)
    _say(wrap(words.fill("chat.goodbye", hours=str(talk.hours)), _sized(screen).room), out)


def _entered(screen: Screen, talk: Talk, source: TextIO, out: TextIO) -> AsyncGenerator[str, None]:
    words = screen.texts.of(talk.language)

    def label(text: str) -> str:
        return words.fill("chat.pasted", lines=str(text.count("\n") + 1), letters=str(len(text)))

    return from_keyboard(source, out, label)


def _has_keys() -> bool:
    """Tell whether this system lets us read single keys."""
    try:
        import termios
    except ImportError:
        return False
    return bool(termios)


async def _answer(text: str, assistant: Assistant, screen: Screen, talk: Talk, out: TextIO) -> None:
    message = Message(text, talk.person, talk.conversation, dt.datetime.now(dt.UTC))
    try:
        reply = await assistant.answer(message)
    except StoreError as error:
        _say(wrap(screen.phrasebook.of(talk.language).text("ui.notice.failed"), _sized(screen).room), out)
        sys.stderr.write("".join(f"{one_line(str(problem))}\n" for problem in error.problems))
        return
    _say(render(reply, _sized(screen)), out)


def _sized(screen: Screen) -> Screen:
    return replace(screen, width=shutil.get_terminal_size().columns)


def _say(lines: Iterable[str], out: TextIO) -> None:
    out.write("\n".join(["", *lines, "", ""]))
    out.flush()
