"""The words of a message on Discord, without the signs that stand for people, channels and pictures in it."""

import re
from collections.abc import Iterator

import discord

from bot.adapters.discord.refusals import FAILED
from bot.errors import MisuseError

NOT_FETCHED = "doors.failed.file"
"""Key of `MisuseError`."""
TEXT_FILE_BYTES = 40_000
"""A text file that is longer holds more letters than we read. Discord makes files of pasted texts that are long."""

_CHARSET = re.compile(r"charset=([A-Za-z0-9_.:-]+)")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d{15,25}>")
_COMMAND = re.compile(r"</([^:>]{1,80}):\d{15,25}>")
_EMOJI = re.compile(r"<a?:(\w{2,32}):\d{15,25}>")
_MOMENT = re.compile(r"<t:-?\d{1,17}(?::[tTdDfFR])?>")
_SPOILER = re.compile(r"\|\|(.+?)\|\|", re.DOTALL)


def words_of(content: str) -> str:
    """Return what a message says: mentions, emoji and times are signs of Discord and no words."""
    bare = _SPOILER.sub(r"\1", content)
    for sign in (_MENTION, _COMMAND, _EMOJI, _MOMENT):
        bare = sign.sub(" ", bare)
    return bare.strip()


async def text_of(message: discord.Message) -> str:
    """Return the words of a message, of what it forwards, and of text files with it. Empty if it has none.

    Files are fetched at once, since their addresses expire. Raise `MisuseError` if one cannot be fetched.
    """
    files = [await _content(attachment) for attachment in _files(message) if is_text(attachment)]
    parts = [*map(words_of, _contents(message)), *files]
    return "\n".join(part for part in parts if part)


async def _content(attachment: discord.Attachment) -> str:
    try:
        content = await attachment.read()
    except FAILED as error:
        raise MisuseError(NOT_FETCHED) from error
    charset = _CHARSET.search(attachment.content_type or "")
    try:
        return content.decode(charset[1] if charset else "utf-8", "replace")
    except LookupError:
        return content.decode("utf-8", "replace")


def is_text(attachment: discord.Attachment) -> bool:
    """Tell whether the file is a text that we read."""
    kind = (attachment.content_type or "").partition(";")[0]
    return kind == "text/plain" and attachment.size <= TEXT_FILE_BYTES


def has_pictures(message: discord.Message) -> bool:
    """Tell whether there is something with the message that we cannot read."""
    return any(not is_text(attachment) for attachment in _files(message)) or bool(message.stickers)


def _contents(message: discord.Message) -> Iterator[str]:
    yield message.content
    for snapshot in message.message_snapshots:
        yield snapshot.content


def _files(message: discord.Message) -> Iterator[discord.Attachment]:
    yield from message.attachments
    for snapshot in message.message_snapshots:
        yield from snapshot.attachments
