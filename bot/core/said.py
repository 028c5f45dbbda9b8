"""What a sentence can do with a thing that it names; the terms in which both languages are read."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What a sentence does with a thing."""

    ASKED = "asked"
    EXCLUDED = "excluded"
    MENTIONED = "mentioned"
    DONE = "done"
    OPEN = "open"
    """No predicate decides; a list item waits for its heading."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing in a sentence.

    `also_by`: acts that ask for this kind beside the usual ones. `client_side`: it is the client's own thing that is
    meant ("弊社のフォーム"), so that being the client's does not excuse it. `paper`: it is asked for though a part
    of it may be hidden.
    """

    start: int
    end: int
    also_by: frozenset[str]
    client_side: bool = False
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence does with a thing, and the act that decides it, with its place."""

    status: "Status"
    act: str = ""
    place: int = 0


ASKING = frozenset(("give", "request", "report"))
"""Acts that want something of the person addressed."""

DECISIVE = {"negate": Status.EXCLUDED, "work": Status.MENTIONED, "done": Status.DONE, "self": Status.MENTIONED}
"""What the other acts do with a thing."""
