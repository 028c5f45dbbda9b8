"""The limits of LINE's messages, each in the unit that LINE counts in, and how to keep within them.

Text is counted in UTF-16 units, labels and what a tap shows in grapheme clusters, the JSON of a bubble in bytes.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

JsonMessage = dict[str, Any]
"""A message or a part of one, exactly as it goes over the wire."""

MESSAGES = 5
"""Messages in one call."""
TEXT_UNITS = 5000
ALT_UNITS = 1500
CLIPBOARD_UNITS = 1000
URI_UNITS = 1000
DATA_UNITS = 300
QUICK_REPLIES = 13
QUICK_LABEL = 20
BUTTON_LABEL = 40
DISPLAY_TEXT = 300
CAROUSEL_BUBBLES = 12
BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
MENU_LABEL = 20
MENU_BAR_TEXT = 14
MENU_NAME = 300
MENU_PICTURE_BYTES = 1_000_000

ELLIPSIS = "…"
_BREAKS = ("\n\n", "\n", "。", ". ", "、", ", ", " ")
"""Where a text is parted, the best place first."""
_ZWJ = "\u200d"
_SKIN = range(0x1F3FB, 0x1F400)
_FLAG = range(0x1F1E6, 0x1F200)


def utf16_length(text: str) -> int:
    """Return how long LINE finds a text: letters beyond the first plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Return how long LINE finds a label. Never less than that; more for a few scripts that we do not write."""
    return sum(1 for _ in _clusters(text))


def json_bytes(part: object) -> int:
    """Return the size of a part as JSON at its longest, with every letter beyond ASCII written out."""
    return len(json.dumps(part))


def cut_label(text: str, most: int) -> str:
    """Return the label within `most` graphemes, with an ellipsis where something had to go."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    clusters = list(_clusters(words))
    if len(clusters) <= most:
        return words
    return "".join(clusters[: most - 1]).rstrip(" 、，,（(「“") + ELLIPSIS


def cut_text(text: str, most: int) -> str:
    """Return the text within `most` UTF-16 units, with an ellipsis where something had to go."""
    if utf16_length(text) <= most:
        return text
    return text[: _fitting(text, most - 1)].rstrip() + ELLIPSIS


def split_text(text: str, most: int = TEXT_UNITS) -> list[str]:
    """Part a text into pieces of at most `most` UTF-16 units, at ends of paragraphs where there are any."""
    pieces: list[str] = []
    rest = text.strip("\n")
    while utf16_length(rest) > most:
        end = _break(rest, _fitting(rest, most))
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip("\n ")
    return [piece for piece in (*pieces, rest) if piece.strip()]


def _break(text: str, room: int) -> int:
    """Return where to part a text of which `room` letters fit: not in the first half, unless there is no other way."""
    for mark in _BREAKS:
        place = text.rfind(mark, room // 2, room)
        if place >= 0:
            return place + len(mark)
    return room


def _fitting(text: str, most: int) -> int:
    """Return how many letters of the text fit into `most` units without tearing a cluster apart."""
    used = letters = 0
    for cluster in _clusters(text):
        size = utf16_length(cluster)
        if used + size > most:
            return letters or most
        used, letters = used + size, letters + len(cluster)
    return letters


def _clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for one letter each: marks, skin tones, joined pictures and flags stay together."""
    cluster = ""
    for letter in text:
        if cluster and not _belongs(cluster, letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _belongs(cluster: str, letter: str) -> bool:
    if letter == _ZWJ or unicodedata.category(letter) in ("Mn", "Me"):
        return cluster not in ("\n", "\r")
    code = ord(letter)
    if code in _SKIN:
        return _is_picture(cluster[0])
    if code in _FLAG:
        return len(cluster) == 1 and ord(cluster) in _FLAG
    return cluster[-1] == _ZWJ and _is_picture(cluster[0]) and _is_picture(letter)


def _is_picture(letter: str) -> bool:
    return letter >= "\U0001f000" or unicodedata.category(letter) == "So"


def is_uri(text: str) -> bool:
    """Tell whether LINE opens the address: http, https or tel, in ASCII, and not too long."""
    return len(text) <= URI_UNITS and re.fullmatch(r"(https?://|tel:)[!-~]+", text) is not None
