"""The words of a message on Discord."""

from types import SimpleNamespace

import aiohttp
import pytest

from bot.adapters.discord.incoming import has_pictures, text_of, words_of
from bot.errors import MisuseError

SJIS = "text/plain; charset=shift_jis"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<@123456789012345678> LINEのIDを教えて", "LINEのIDを教えて"),
        ("<@!123456789012345678><@&123456789012345678> <#123456789012345678>電話", "電話"),
        ("</ask:123456789012345678> 電話", "電話"),
        ("電話<:smile:123456789012345678>番号 <t:1764000000:R>", "電話 番号"),
        ("||電話番号||を教えて", "電話番号を教えて"),
        ("<@123>は数ではない", "<@123>は数ではない"),
        ("", ""),
    ],
)
def test_signs_of_discord_are_no_words(content, words):
    """They stand for people, channels, pictures and times."""
    assert words == words_of(content)


class File:
    """A file with a message."""

    def __init__(self, content, kind="text/plain", size=None):
        self.content_type, self.size, self._content = kind, size or len(content), content

    async def read(self):
        if isinstance(self._content, Exception):
            raise self._content
        return self._content


def message(content="", attachments=(), snapshots=()):
    """As much of a message as is looked at."""
    return SimpleNamespace(
        content=content, attachments=list(attachments), message_snapshots=list(snapshots), stickers=[]
    )


async def test_files_and_forwarded_messages_are_read():
    """In their own encoding; what is too long or no text is not fetched."""
    forwarded = SimpleNamespace(content="転送された文", attachments=[File("添付".encode("shift_jis"), SJIS)])
    ignored = [File(b"x", "image/png"), File(b"x", "text/plain", 10**9), File(b"x", None)]

    text = await text_of(message("本文", ignored, [forwarded]))

    assert "本文\n転送された文\n添付" == text
    assert has_pictures(message("本文", ignored))
    assert not has_pictures(message("本文"))


async def test_unknown_encoding_is_read_as_usual():
    """Whatever Discord says."""
    assert "文" == await text_of(message("", [File("文".encode(), "text/plain; charset=odd-1")]))


async def test_file_that_is_gone():
    """The person can put that right."""
    with pytest.raises(MisuseError) as caught:
        await text_of(message("", [File(aiohttp.ClientError(), size=3)]))

    assert "doors.failed.file" == caught.value.key
