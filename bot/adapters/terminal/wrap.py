"""Break text into lines of a given width, in cells of the terminal.

Japanese breaks between any two letters, but no line begins with a closing mark, a small kana or a sound mark, and none
ends with an opening one. Latin words stay whole, and an address is never broken, however long.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len

_URL = r"https?://[!-~]+"
_LATIN = r"[!-~\u00a1-\u024f\u2010-\u2015\u2018-\u201d\u2026]+"
_LETTER = r"\S[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\u200d]*(?:(?<=\u200d)\S[\ufe00-\ufe0f\u200d]*)*"
_KATAKANA = "[ァ-ヺー]{2,8}(?![ァ-ヺー])"
"""A short word in katakana, which stays whole; a long one breaks like the rest."""
_PIECE = re.compile(rf"{_URL}|{_LATIN}|[ \u3000]+|{_KATAKANA}|{_LETTER}")

LEFT_OVER = 4
"""A last line is wider than this, in cells, where that can be had."""

_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝」』】〕〉》〗〙”’％‰℃…‥〜～"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡｣､･ｰｧｨｩｪｫｬｭｮｯﾞﾟ!),.:;?]}%"
)
_NOT_LAST = frozenset("（［｛「『【〔〈《〖〘“‘｢([{￥＄£$")


def wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Return the lines of the text, none wider than `width` unless one address or word is.

    `first` stands before the first line, `rest` before the others; without it, as many spaces as `first` takes.
    """
    behind = " " * cell_len(first) if rest is None else rest
    lines: list[str] = []
    for paragraph in text.split("\n"):
        for line in _evenly(paragraph, max(width - cell_len(first), 2), max(width - cell_len(behind), 2)):
            lines.append((behind if lines else first) + line)
    return [line.rstrip() for line in lines]


def _evenly(text: str, first_width: int, width: int) -> list[str]:
    """Fill the lines; where a letter or two would be left over for the last one, take them along earlier."""
    lines = list(_fill(text, first_width, width))
    if len(lines) > 1 and cell_len(lines[-1].strip()) <= LEFT_OVER < width // 4:
        shorter = list(_fill(text, first_width - LEFT_OVER, width - LEFT_OVER))
        return shorter if len(shorter) == len(lines) else lines
    return lines


def _fill(text: str, first_width: int, width: int) -> Iterator[str]:
    """Put as much on each line as there is room for."""
    line, used, room = "", 0, first_width
    for atom in _atoms(text):
        size = cell_len(atom)
        if used and used + size > room and not atom.isspace():
            yield line
            line, used, room = "", 0, width
        if atom.isspace() and (used + size > room or not used):
            continue
        for piece in _cut(atom, room):
            if used and used + cell_len(piece) > room:
                yield line
                line, used, room = "", 0, width
            line, used = line + piece, used + cell_len(piece)
    yield line


def _atoms(text: str) -> Iterator[str]:
    """Yield what must stay on one line, and the spaces between."""
    atom = ""
    for piece in _PIECE.findall(text):
        together = atom and (piece[0] in _NOT_FIRST or atom[-1] in _NOT_LAST) and not atom.isspace()
        if together and not piece.isspace():
            atom += piece
            continue
        if atom:
            yield atom
        atom = piece
    if atom:
        yield atom


def _cut(atom: str, width: int) -> list[str]:
    """Cut what is wider than a line, except an address."""
    if cell_len(atom) <= width or atom.startswith(("http://", "https://")):
        return [atom]
    pieces, start = [], 0
    for place in range(1, len(atom) + 1):
        if cell_len(atom[start:place]) > width and place - 1 > start:
            pieces.append(atom[start : place - 1])
            start = place - 1
    return [*pieces, atom[start:]]


def flow(items: list[str], width: int, gap: str = "   ") -> list[str]:
    """Set short items side by side, as many on a line as there is room for."""
    lines: list[str] = []
    for item in items:
        if lines and cell_len(lines[-1]) + len(gap) + cell_len(item) <= width:
            lines[-1] += gap + item
        else:
            lines.append(item)
    return lines
