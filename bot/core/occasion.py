"""What a letter is about: one point for each ask, and the circumstances in which it is written."""

from dataclasses import dataclass

from bot.texts.naming import Thing
from policies.vocabulary import Alternative, Kind, LetterReason, Purpose, Tone


@dataclass(frozen=True, slots=True)
class Point:
    """What the letter says of one ask."""

    kind: Kind
    tool: str | None
    purpose: Purpose
    reason: LetterReason | None = None
    alternative: Alternative | None = None

    @property
    def thing(self) -> Thing:
        """The thing asked for."""
        return self.kind, self.tool


@dataclass(frozen=True, slots=True)
class PlatformWords:
    """What the platform calls itself, its approval procedure and its call tool, in the letter's language."""

    title: str
    procedure: str | None = None
    call: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that a letter depends on beside its points.

    `client`, `own`: the two names, where they are to appear. `cause`: the stated purpose of what was asked for. `warm`:
    the client has given work before. `pending`: the approval has been applied for. `stop`: the dealings end with this
    letter, so nothing is offered instead.
    """

    tone: Tone = Tone.PLAIN
    platform: PlatformWords | None = None
    client: str | None = None
    own: str | None = None
    cause: str | None = None
    warm: bool = False
    pending: bool = False
    stop: bool = False
