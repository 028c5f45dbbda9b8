"""What is remembered of a case between two messages: facts and kinds, never any text."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language, Manner, Purpose, Tone

LIFETIME = dt.timedelta(days=1)
"""A case that nobody touches for this long is over."""


@dataclass(frozen=True, slots=True)
class KnownAsk:
    """An ask without its words."""

    kind: Kind
    tool: str | None = None
    manner: frozenset[Manner] = frozenset()


@dataclass(frozen=True, slots=True)
class Conversation:
    """A case under way. `person` and `key` are keyed hashes; times are aware and in UTC."""

    key: str
    person: str
    expires_at: dt.datetime
    step: int = 0
    asks: tuple[KnownAsk, ...] = ()
    signs: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where each fact comes from: `text`, `told` or `preference`."""
    wanted: str | None = None
    """The fact that we asked for last; or `ASK` of `bot.core.choices`: what is asked for is not known."""
    likely: tuple[Kind, ...] = ()
    """What may be asked for, the likeliest first, if that is what we asked last."""
    not_asked: frozenset[str] = frozenset()
    """Facts answered with "I don't know"."""
    language: Language = Language.JA
    """The language in which we answer."""
    letter_language: Language | None = None
    speaker: Speaker = Speaker.CLIENT
    tone: Tone = Tone.PLAIN
    purpose: Purpose | None = None
    """A letter asked for explicitly (second refusal, deletion …)."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has set for all cases to come."""

    person: str
    language: Language | None = None
    platform: str | None = None
    tone: Tone | None = None
