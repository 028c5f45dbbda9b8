"""What may reach a terminal: letters and line ends, but nothing that steers it or turns the order of letters."""

import unicodedata

TAB = "    "

_KEPT = {"\n", "\u200d"}
"""Line ends, and what joins the parts of one picture."""
_SHOWN = "\ufffd"
"""Stands for half a letter, as broken text has it."""


class _Table(dict[int, str]):
    """What becomes of every character met so far; a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = cleaned = _clean(chr(code))
        return cleaned


def _clean(character: str) -> str:
    if character == "\t":
        return TAB
    category = unicodedata.category(character)
    if category == "Cs":
        return _SHOWN
    if category in ("Zl", "Zp"):
        return "\n"
    return "" if category in ("Cc", "Cf") and character not in _KEPT else character


_TABLE = _Table()


def clean(text: str) -> str:
    """Return the text without control characters, marks of direction and other invisible signs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def one_line(text: str) -> str:
    """Return the text, cleaned, on one line."""
    return " ".join(clean(text).split())
