"""The answer, free of any platform's shape: adapters render it within their limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from policies.vocabulary import Kind, Language, Purpose, Tone, Verdict


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A page that carries a rule. `kind` is `official`, `official_via_third_party` or `community`."""

    title: str
    url: str
    kind: str
    read_on: str
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: the rule, its reason in the reader's language, and its sources."""

    rule: str
    text: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class AskAdvice:
    """The advice on one ask. `name` is the thing asked for, in words ("LINEのID")."""

    kind: Kind
    tool: str | None
    name: str
    quote: str
    span: tuple[int, int]
    verdict: Verdict
    possible: tuple[Verdict, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to our question."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """The one question whose answer could change the verdict. The last choice is always "I don't know"."""

    fact: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WouldChange:
    """A change of one fact that leads to a milder verdict, told as advice."""

    fact: str
    value: str
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to send."""

    purpose: Purpose
    tone: Tone
    lang: Language
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person is shown. A reply without a verdict has only `notes` (help, small talk, "no ask found")."""

    lang: Language
    rules_version: str
    verdict: Verdict | None = None
    final: bool = True
    heading: str = ""
    """The verdict in one short sentence."""
    asks: tuple[AskAdvice, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None
    would_change: tuple[WouldChange, ...] = ()
    steps: tuple[str, ...] = ()
    aftercare: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    """Whom to turn to: name and number, one a line."""
    drafts: tuple[Draft, ...] = ()
    notes: tuple[str, ...] = ()
    """Plain sentences: "no rule of this platform is known to us", "we read it as follows"."""
