"""What may stand in a message: letters, pictures and line ends, and no sign that Discord would take for markup."""

import re
import unicodedata
from urllib.parse import quote

MAX_MARKS = 4
"""Marks on one letter. No living script needs more; thousands of them would run across the screen."""

_KEPT = frozenset("\n\u200d")
"""Line ends, and what joins the parts of one picture."""
_ADDRESS = re.compile(r"https?://[^\s（）()、。,<>「」“”]+")
_SCHEME = re.compile(r"https?://")
_MARKUP = re.compile(r"([\\*_~`|<>\[\]])")
_LINE_START = re.compile(r"^(\s*)([#-])(?=#* )", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^(\s*\d+)\.(?= )", re.MULTILINE)
_IN_ADDRESS = ":/?#[]@!$&'*+,;=%~"
"""What stays as it is in the address of a link: all that has a meaning there, but no brackets, which would end it."""


def clean(text: str) -> str:
    """Return the text without control characters, marks of direction, halves of letters and piles of marks."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for letter in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") or letter == "\u200d" else 0
        if marks <= MAX_MARKS:
            kept.append(_shown(letter, category))
    return "".join(kept)


def plain(text: str) -> str:
    """Return the text, cleaned, so that Discord shows it letter by letter. Addresses stay: they are to be followed."""
    pieces: list[str] = []
    end = 0
    cleaned = clean(text)
    for address in _ADDRESS.finditer(cleaned):
        pieces += [_escaped(cleaned[end : address.start()]), address[0]]
        end = address.end()
    return _lines("".join((*pieces, _escaped(cleaned[end:]))))


def one_line(text: str) -> str:
    """Return the text as `plain` does, on one line."""
    return plain(" ".join(text.split()))


def code_block(text: str) -> str:
    """Return the text in a block that can be copied as it is. What would end the block is written with other signs."""
    inside = clean(text).strip("\n").replace("```", "'''")
    return f"```\n{inside}\n```"


def link(words: str, url: str) -> str:
    """Return words that lead to an address, which Discord shows beside them where it does not trust them."""
    # Words that look like an address of their own would not be made a link.
    label = _escaped(" ".join(_SCHEME.sub("", clean(words)).split()))
    return f"[{label}]({quote(url, safe=_IN_ADDRESS)})"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _lines(text: str) -> str:
    """Take headings and lists away that begin lines by chance."""
    return _LIST_NUMBER.sub(r"\1\\.", _LINE_START.sub(r"\1\\\2", text))


def _shown(letter: str, category: str) -> str:
    if category == "Cs":
        return "\ufffd"
    if category in ("Zl", "Zp"):
        return "\n"
    if letter == "\t":
        return " "
    return "" if category in ("Cc", "Cf") and letter not in _KEPT else letter
