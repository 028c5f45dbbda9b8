"""What may stand in a message: letters, pictures and line ends, but nothing that turns or piles up letters."""

import re
import unicodedata

MAX_MARKS = 4
"""Marks on one letter. No living script needs more; thousands of them would run across the screen."""

ORDINARY = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u27bf"
    "\u3000-\u3029\u3030-\u3096\u309b-\u9fff\uff01-\uffee]*"
)
"""Texts in which nothing is to be cleaned: nearly all; to look at every letter would take far longer."""
_KEPT = frozenset("\n\u200d")
"""Line ends, and what joins the parts of one picture."""


def clean(text: str) -> str:
    """Return the text without control characters, marks of direction, halves of letters and piles of marks."""
    if ORDINARY.fullmatch(text):
        return text
    kept: list[str] = []
    marks = 0
    for letter in text.replace("\r\n", "\n").replace("\r", "\n"):
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") or letter == "\u200d" else 0
        if marks <= MAX_MARKS:
            kept.append(_shown(letter, category))
    return "".join(kept)


def one_line(text: str) -> str:
    """Return the text, cleaned, on one line."""
    return " ".join(clean(text).split())


def _shown(letter: str, category: str) -> str:
    if category == "Cs":
        return "\ufffd"
    if category in ("Zl", "Zp"):
        return "\n"
    if letter == "\t":
        return " "
    return "" if category in ("Cc", "Cf") and letter not in _KEPT else letter
