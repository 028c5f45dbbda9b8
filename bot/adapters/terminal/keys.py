"""What comes from a keyboard: letters, keys and pasted text, told apart in the bytes that a terminal sends."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

PASTE_ON, PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"
"""Ask the terminal to mark what is pasted (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html)."""
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O[@-~]|[^\[O\x1b])")
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|O)?$")


class Key(Enum):
    """A key that is no letter."""

    ENTER = auto()
    BACKSPACE = auto()
    DELETE = auto()
    LEFT = auto()
    RIGHT = auto()
    HOME = auto()
    END = auto()
    CLEAR = auto()
    CLEAR_WORD = auto()
    CLEAR_REST = auto()
    LEAVE = auto()
    LEAVE_IF_EMPTY = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """A letter."""

    letter: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that was pasted in one go, with plain line ends."""

    text: str


Event = Key | Typed | Pasted

_CONTROLS = {
    "\r": Key.ENTER,
    "\n": Key.ENTER,
    "\x7f": Key.BACKSPACE,
    "\x08": Key.BACKSPACE,
    "\x01": Key.HOME,
    "\x05": Key.END,
    "\x02": Key.LEFT,
    "\x06": Key.RIGHT,
    "\x0b": Key.CLEAR_REST,
    "\x15": Key.CLEAR,
    "\x17": Key.CLEAR_WORD,
    "\x03": Key.LEAVE,
    "\x04": Key.LEAVE_IF_EMPTY,
}
_SEQUENCES = {
    "\x1b[D": Key.LEFT,
    "\x1bOD": Key.LEFT,
    "\x1b[C": Key.RIGHT,
    "\x1bOC": Key.RIGHT,
    "\x1b[H": Key.HOME,
    "\x1bOH": Key.HOME,
    "\x1b[1~": Key.HOME,
    "\x1b[F": Key.END,
    "\x1bOF": Key.END,
    "\x1b[4~": Key.END,
    "\x1b[3~": Key.DELETE,
}


class Keys:
    """Turns bytes into events, whatever the pieces in which they arrive."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting = ""
        self._pasted: list[str] | None = None

    def feed(self, data: bytes) -> Iterator[Event]:
        """Yield what the bytes complete."""
        text = self._waiting + self._decoder.decode(data)
        self._waiting = ""
        while text:
            if self._pasted is not None:
                event, text = self._paste(text)
            else:
                event, text = self._key(text)
            if event is not None:
                yield event

    def _paste(self, text: str) -> tuple[Event | None, str]:
        """Gather pasted text until its end, which may itself arrive in pieces."""
        assert self._pasted is not None
        inside, ended, rest = text.partition(_PASTE_ENDS)
        if not ended:
            keep = next((size for size in range(len(_PASTE_ENDS) - 1, 0, -1) if _ends_with_start(text, size)), 0)
            self._pasted.append(text[: len(text) - keep])
            self._waiting = text[len(text) - keep :]
            return None, ""
        pasted = "".join([*self._pasted, inside])
        self._pasted = None
        return Pasted(pasted.replace("\r\n", "\n").replace("\r", "\n")), rest

    def _key(self, text: str) -> tuple[Event | None, str]:
        if not text.startswith("\x1b"):
            letter = text[0]
            control = _CONTROLS.get(letter)
            if control is not None:
                return control, text[1:]
            return (Typed(letter) if letter >= " " and not "\x80" <= letter < "\xa0" else None), text[1:]
        if _UNFINISHED.fullmatch(text):
            self._waiting = text
            return None, ""
        sequence = _SEQUENCE.match(text)
        if sequence is None:
            return None, text[1:]
        if sequence[0] == _PASTE_BEGINS:
            self._pasted = []
            return None, text[sequence.end() :]
        return _SEQUENCES.get(sequence[0]), text[sequence.end() :]


def _ends_with_start(text: str, size: int) -> bool:
    return text.endswith(_PASTE_ENDS[:size])
