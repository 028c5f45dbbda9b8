"""Where messages come from: a keyboard, or a pipe in which empty lines part them."""

import asyncio
import os
import shutil
import signal
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Any, NoReturn, TextIO

from bot.adapters.terminal.editor import Editor
from bot.adapters.terminal.keys import PASTE_OFF, PASTE_ON, Key, Keys

READ_BYTES = 65536
ENDING = tuple(number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)))
"""Signals by which we are told to end."""


def has_keys() -> bool:
    """Tell whether this system lets us read single keys."""
    return find_spec("termios") is not None


async def from_keyboard(source: TextIO, out: TextIO, label: Callable[[str], str]) -> AsyncGenerator[str, None]:
    """Yield each message that is entered, until the person leaves. `label` tells what pasted text is shown as.

    To be used within `keyboard`.
    """
    editor, keys = Editor(label), Keys()
    with _listening(source.fileno()) as arrived:
        _show(out, editor.draw(*shutil.get_terminal_size()))
        while chunk := await arrived.get():
            for event in keys.feed(chunk):
                if event is Key.LEAVE or (event is Key.LEAVE_IF_EMPTY and editor.is_empty):
                    _show(out, editor.finish(*shutil.get_terminal_size()))
                    return
                if event is not Key.ENTER:
                    editor.take(event if event is not Key.LEAVE_IF_EMPTY else Key.DELETE)
                    continue
                text = editor.text()
                _show(out, editor.finish(*shutil.get_terminal_size()))
                editor.clear()
                if text:
                    yield text
            _show(out, editor.draw(*shutil.get_terminal_size()))


async def from_pipe(descriptor: int, most_bytes: int) -> AsyncGenerator[str, None]:
    """Yield each paragraph, cut where it is longer than `most_bytes`. Raise `UnicodeDecodeError` if it is no UTF-8."""
    paragraph, rest = b"", b""
    async for chunk in _threaded(descriptor):
        *lines, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n")
        for line in lines:
            if line.strip():
                paragraph = (paragraph + line + b"\n")[:most_bytes]
            elif paragraph:
                yield _decoded(paragraph, most_bytes)
                paragraph = b""
        rest = rest[:most_bytes]
    paragraph = (paragraph + rest)[:most_bytes]
    if paragraph.strip():
        yield _decoded(paragraph, most_bytes)


def _decoded(paragraph: bytes, most_bytes: int) -> str:
    whole = len(paragraph) < most_bytes
    return paragraph.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "strict" if whole else "ignore").strip("\n")


def _show(out: TextIO, text: str) -> None:
    out.write(text)
    out.flush()


@contextmanager
def keyboard(source: TextIO, out: TextIO) -> Iterator[None]:
    """Let every key reach us as it is pressed, and have pasted text marked; where there are no keys, do nothing.

    To be entered before anything that takes time, so that nothing typed or pasted meanwhile comes in another form.
    At the end all is as it was before.
    """
    if not (has_keys() and source.isatty() and out.isatty()):
        yield
        return
    import termios

    descriptor = source.fileno()
    before = termios.tcgetattr(descriptor)
    for number in ENDING:
        signal.signal(number, _end)
    try:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, _by_keys(termios.tcgetattr(descriptor)))
        _show(out, PASTE_ON)
        yield
    finally:
        with suppress(OSError, ValueError):
            _show(out, PASTE_OFF)
        with suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _end(_number: int, _frame: object) -> NoReturn:
    """End in an orderly way, so that the terminal is given back."""
    raise SystemExit(0)


def _by_keys(modes: list[Any]) -> list[Any]:
    """Return the terminal's modes without lines, echo and signals of its own."""
    import termios

    modes[0] &= ~(termios.ICRNL | termios.IXON)
    modes[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)
    return modes


@contextmanager
def _listening(descriptor: int) -> Iterator[asyncio.Queue[bytes]]:
    """Give what arrives at a terminal; nothing (`b""`) once it is gone or we are told to end."""
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        try:
            chunk = os.read(descriptor, READ_BYTES)
        except OSError:
            chunk = b""
        arrived.put_nowait(chunk)

    loop.add_reader(descriptor, read)
    for number in ENDING:
        loop.add_signal_handler(number, arrived.put_nowait, b"")
    try:
        yield arrived
    finally:
        loop.remove_reader(descriptor)
        for number in ENDING:
            loop.remove_signal_handler(number)


async def _threaded(descriptor: int) -> AsyncIterator[bytes]:
    """Yield what arrives in a pipe or file. A thread waits for it, since a loop cannot wait for every kind of these."""
    loop = asyncio.get_running_loop()
    arrived: asyncio.Queue[bytes] = asyncio.Queue(maxsize=4)

    def read() -> None:
        chunk = b" "
        while chunk:
            try:
                chunk = os.read(descriptor, READ_BYTES)
            except OSError:
                chunk = b""
            try:
                asyncio.run_coroutine_threadsafe(arrived.put(chunk), loop).result()
            except (RuntimeError, asyncio.CancelledError):
                return

    threading.Thread(target=read, daemon=True).start()
    while chunk := await arrived.get():
        yield chunk
