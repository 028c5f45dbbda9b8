"""Text that comes from outside: from the command line, from a pipe, one case a line."""

import codecs
import re
import sys
from collections.abc import Iterator

from bot.commands.arguments import Misused
from bot.core.advise import TOO_LONG
from bot.core.read import MAX_CHARS
from bot.errors import MisuseError, Problem

MOST_BYTES = 4 * MAX_CHARS + len(codecs.BOM_UTF8)
"""What is longer than this in UTF-8 has more letters than we read."""
MOST_LINE_BYTES = 1024 * 1024
"""A line of JSON is no longer than this, escapes included."""

STDIN = "standard input"
_HALVES = re.compile("[\ud800-\udfff]")


def from_argument(words: list[str]) -> str:
    """Return the text given on the command line. Raise `Misused` if it was no UTF-8."""
    text = " ".join(words)
    if _HALVES.search(text):
        raise Misused(
            Problem("not UTF-8", "TEXT", "set the terminal to UTF-8, or give the text in a file: ask - < FILE")
        )
    return text


def from_stdin() -> str:
    """Return what stands in standard input, never reading much more than can be used."""
    data = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise MisuseError(TOO_LONG)
    return decoded(data, STDIN)


def decoded(data: bytes, where: str) -> str:
    """Decode UTF-8, with or without a mark at its beginning. Raise `Misused` if it is something else."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"not UTF-8 (byte {error.start + 1})"
        raise Misused(Problem(what, where, "save it as UTF-8, or convert it with iconv")) from None


def lines_of_stdin() -> Iterator[tuple[int, bytes | None]]:
    """Yield each line with its number; None for one that is too long to be kept."""
    read = sys.stdin.buffer.readline
    number = 0
    while line := read(MOST_LINE_BYTES):
        number += 1
        whole = line.endswith(b"\n") or len(line) < MOST_LINE_BYTES
        while not whole:
            rest = read(MOST_LINE_BYTES)
            whole = rest.endswith(b"\n") or len(rest) < MOST_LINE_BYTES
            line = b""
        if line.strip():
            yield number, line
        elif not line:
            yield number, None


def mended(text: str) -> str:
    """Return the text with half letters, as a cut emoji leaves behind, replaced one for one."""
    return _HALVES.sub("\ufffd", text)
