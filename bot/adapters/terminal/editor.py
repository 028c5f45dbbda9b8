"""The line that a person is writing: letters, and pasted text as one block each. Nothing of it is kept anywhere."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len

from bot.adapters.terminal.clean import clean
from bot.adapters.terminal.keys import Event, Key, Pasted, Typed

SMALL_PASTE = 120
"""Pasted text on one line and no longer than this is shown as if it had been typed."""


@dataclass(frozen=True, slots=True)
class Block:
    """Pasted text, shown by its size only, since it is on the person's screen already."""

    text: str
    label: str


Piece = str | Block


class Editor:
    """Takes what is typed and draws it. Rows are broken by us, so that every cell is known."""

    def __init__(self, label: Callable[[str], str], prompt: str = "> ") -> None:
        """Take what pasted text is shown as."""
        self._label = label
        self._prompt = prompt
        self._pieces: list[Piece] = []
        self._place = 0
        self._row = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been written."""
        return not self._pieces

    def text(self) -> str:
        """Return what has been written. Pasted text stands on lines of its own."""
        parts: list[str] = []
        for number, piece in enumerate(self._pieces):
            if isinstance(piece, str):
                after_block = number and isinstance(self._pieces[number - 1], Block)
                parts.append(f"\n{piece}" if after_block else piece)
            else:
                parts.append(f"\n{piece.text}" if number else piece.text)
        return "".join(parts).strip()

    def take(self, event: Event) -> None:
        """Change what has been written."""
        if isinstance(event, Typed):
            self._insert([event.letter])
        elif isinstance(event, Pasted):
            self._insert(self._pasted(clean(event.text).strip("\n")))
        else:
            self._move(event)

    def clear(self) -> None:
        """Begin anew, on a new line."""
        self._pieces, self._place, self._row = [], 0, 0

    def _pasted(self, text: str) -> list[Piece]:
        if "\n" in text or len(text) > SMALL_PASTE:
            return [Block(text, self._label(text))]
        return list(text)

    def _insert(self, pieces: list[Piece]) -> None:
        self._pieces[self._place : self._place] = pieces
        self._place += len(pieces)

    def _move(self, key: Key) -> None:
        size = len(self._pieces)
        if key is Key.LEFT:
            self._place = max(self._place - 1, 0)
        elif key is Key.RIGHT:
            self._place = min(self._place + 1, size)
        elif key is Key.HOME:
            self._place = 0
        elif key is Key.END:
            self._place = size
        else:
            self._erase(*self._erased_by(key))

    def _erased_by(self, key: Key) -> tuple[int, int]:
        place, size = self._place, len(self._pieces)
        spans = {
            Key.BACKSPACE: (max(place - 1, 0), place),
            Key.DELETE: (place, min(place + 1, size)),
            Key.CLEAR: (0, place),
            Key.CLEAR_REST: (place, size),
            Key.CLEAR_WORD: (self._word_start(), place),
        }
        return spans.get(key, (place, place))

    def _word_start(self) -> int:
        place = self._place
        while place and self._pieces[place - 1] == " ":
            place -= 1
        while place and self._pieces[place - 1] != " ":
            place -= 1
        return place

    def _erase(self, start: int, end: int) -> None:
        del self._pieces[start:end]
        self._place = start

    # --- drawing -----------------------------------------------------------------------------------

    def draw(self, width: int, height: int) -> str:
        """Return what shows the line anew, the cursor at its place."""
        rows, row, column = self._rows(max(width - 1, 8))
        first = max(0, min(row, len(rows) - max(height - 1, 1)))
        shown = rows[first : first + max(height - 1, 1)]
        back = len(shown) - 1 - (row - first)
        drawn = self._to_start() + "\r\n".join(shown) + (f"\x1b[{back}A" if back else "") + "\r"
        self._row = row - first
        return drawn + (f"\x1b[{column}C" if column else "")

    def finish(self, width: int, height: int) -> str:
        """Return what shows the whole line and leaves it."""
        self._place = len(self._pieces)
        return self.draw(width, height) + "\r\n"

    def _to_start(self) -> str:
        return (f"\x1b[{self._row}A" if self._row else "") + "\r\x1b[J"

    def _rows(self, room: int) -> tuple[list[str], int, int]:
        """Break what is written into rows. Return them with the row and the column of the cursor."""
        rows, used = [self._prompt], cell_len(self._prompt)
        row, column = 0, used
        for number, piece in enumerate(self._pieces):
            shown = piece if isinstance(piece, str) else piece.label
            if number == self._place:
                row, column = len(rows) - 1, used
            for letter in shown:
                size = cell_len(letter)
                if used + size > room:
                    rows.append("")
                    used = 0
                rows[-1] += letter
                used += size
        if self._place == len(self._pieces):
            row, column = len(rows) - 1, used
        return rows, row, column
