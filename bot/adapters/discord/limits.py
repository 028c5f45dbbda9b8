"""Discord's limits, and how to keep within them.

The documentation speaks of characters. The service counts code points, some clients count UTF-16 units, of which a
text never has fewer; whatever keeps within the limit in UTF-16 units keeps within it in both.
Sources: discord.com/developers/docs, pages "Component Reference", "Application Commands" and "Message".
"""

VIEW_COMPONENTS = 40
"""Components of one message, those inside others included."""
VIEW_TEXT = 4000
"""Characters of text displayed in all components of one message."""
CUSTOM_ID = 100
BUTTON_LABEL = 80
BUTTONS_IN_ROW = 5
SELECT_OPTIONS = 25
OPTION_LABEL = 100
OPTION_VALUE = 100
PLACEHOLDER = 150
URL = 512
MODAL_TITLE = 45
MODAL_ITEMS = 5
MODAL_TEXT = 4000
INPUT_LABEL = 45
INPUT_DESCRIPTION = 100
COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100
COMMAND_CHARACTERS = 8000
"""Names, descriptions and values of one slash command with all its options and choices."""
CHOICES = 25
"""Choices of an option, and what an autocompletion may offer."""
CHOICE_NAME = 100
FOLLOWUPS = 5
"""Messages after the first answer where the app is installed by its user alone."""

ACK_S = 3.0
"""How long an interaction waits for its first response."""
TOKEN_S = 15 * 60.0
"""How long the answer to an interaction can be edited and followed up."""

ELLIPSIS = "…"
_BREAKS = ("\n\n", "\n", "。", ". ", "、", ", ", " ")
"""Where a text is parted, the best place first."""


def length(text: str) -> int:
    """Return how long a text is at most by any way of counting: letters beyond the first plane count twice."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def cut(text: str, most: int) -> str:
    """Return the text on one line within `most` characters, with an ellipsis where something had to go."""
    line = " ".join(text.split())
    if length(line) <= most:
        return line
    return line[: _fitting(line, most - 1)].rstrip(" 、，,（(「“") + ELLIPSIS


def split(text: str, most: int) -> list[str]:
    """Part a text into pieces of at most `most` characters, at ends of paragraphs where there are any."""
    pieces: list[str] = []
    rest = text.strip("\n")
    while length(rest) > most:
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
    """Return how many letters of the text fit."""
    used = 0
    for place, letter in enumerate(text):
        used += 2 if letter > "\uffff" else 1
        if used > most:
            return place
    return len(text)
