"""What was read from a message: intent, asks, facts and signs. Made by `read`, used by `decide` and `compose`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from policies.vocabulary import Kind, Language, Manner, Purpose, Tone


class Speaker(StrEnum):
    """Whose words a message is."""

    CLIENT = "client"
    FREELANCER = "freelancer"


class Intent(StrEnum):
    """What the person wants of us."""

    MESSAGE = "message"
    """Here is what a client wrote, or a situation told in the freelancer's own words."""
    LETTER = "letter"
    """A request for a letter: "write me a refusal"."""
    ANSWER = "answer"
    """An answer to our question, or a further fact of the case under way."""
    UNKNOWN_ANSWER = "unknown_answer"
    """"I don't know" in answer to our question."""
    SOFTER = "softer"
    FIRMER = "firmer"
    LANGUAGE = "language"
    """The same in another language."""
    WHY = "why"
    """The rules and sources behind the advice."""
    WHAT_IF_APPROVED = "what_if_approved"
    INSISTS = "insists"
    """The client asks again after a refusal."""
    ALREADY_SHARED = "already_shared"
    FORGET = "forget"
    HELP = "help"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for. `span` counts code points of the original text; `quote` is that part of it."""

    kind: Kind
    tool: str | None = None
    manner: frozenset[Manner] = frozenset()
    quote: str = ""
    span: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one message says. `facts` holds only what its words state."""

    intent: Intent
    asks: tuple[Ask, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    signs: frozenset[str] = frozenset()
    language: Language = Language.JA
    speaker: Speaker = Speaker.CLIENT
    tone: Tone | None = None
    purpose: Purpose | None = None
    wanted_language: Language | None = None
    unsure: tuple[str, ...] = ()
    """Words that look like an ask which could not be placed."""
    likely: tuple[Kind, ...] = ()
    """What these words may ask for, the likeliest first."""
