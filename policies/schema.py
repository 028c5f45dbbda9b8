"""The shape of the policy files. Unknown keys are refused, and nothing changes after loading."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from policies.vocabulary import Alternative, Fact, Kind, LetterReason, Manner, Purpose, Verdict

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
Override = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+|\.\*)$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$")]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Model(BaseModel):
    """A frozen model without room for unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Both(Model):
    """The same text in both languages."""

    ja: Words
    en: Words


# --- sources -------------------------------------------------------------------------------------


class Source(Model):
    """A page that was read.

    `kind`: `official` is the platform's or an authority's own page; `official_via_third_party` is such a
    page as quoted by somebody else; `community` is users, bloggers or journalists.
    `read_on` is the day on which somebody of this project read it; `dated` is the date that the page bears.
    """

    id: Identifier
    title: Both
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
    publisher: Words
    language: Literal["ja", "en", "zh", "ko", "th", "de", "fr", "es", "pt"]
    kind: Literal["official", "official_via_third_party", "community"]
    read_on: dt.date
    dated: Words | None = None


class SourceFile(Model):
    """`policies/sources/<area>.toml`: every id in it starts with `<area>.`."""

    source: tuple[Source, ...]


# --- rules ---------------------------------------------------------------------------------------


class InForce(Model):
    """From which day to which day the rule holds (both inclusive), and when it was last checked."""

    since: dt.date | None = None
    until: dt.date | None = None
    reviewed: dt.date


class Citation(Model):
    """What a source says that carries the rule, in our own words."""

    page: Identifier
    says: Words


class LetterKeys(Model):
    """What a letter about this ask says."""

    purpose: Purpose
    reason: LetterReason | None = None
    alternative: Alternative | None = None


class RuleExample(Model):
    """A situation on one side of the rule's boundary.

    The ask, its manner, the signs and the other kinds asked for in the same message are given here, so that the
    example tests the rule alone; where `message` is given it is read as well and must yield that ask.
    `applies`: whether the rule holds; `verdict`: the advice on the ask; `wants`: the fact that is asked for.
    """

    name: Words
    message: str | None = None
    speaker: Literal["client", "freelancer"] = "client"
    ask: Kind | None = None
    tool: Slug | None = None
    manner: tuple[Manner, ...] = ()
    signs: tuple[Slug, ...] = ()
    also_asked: tuple[Kind, ...] = ()
    facts: dict[Fact, str] = Field(default_factory=dict)
    on: dt.date | None = None
    applies: bool | None = None
    verdict: Verdict | None = None
    wants: Fact | None = None


class Rule(Model):
    """One rule: to which asks it applies, when, what it advises and on whose authority.

    Every line of `when` must hold. `tools`, `manner`, `signs_any`, `signs_all`, `with_any`, `with_all` narrow the
    asks: the tool meant, the manner of asking, signs found in the message, other kinds asked for in the same message.
    A rule that holds displaces those that it `overrides` (an id, or `area.*` for a whole area). `no_letter`: answering
    would help a criminal, so no letter is offered. `call`: the offices to turn to, from `aftercare/contacts/`.
    """

    id: Identifier
    title: Both
    asks: Annotated[tuple[Kind, ...], Field(min_length=1)]
    tools: tuple[Slug, ...] = ()
    not_tools: tuple[Slug, ...] = ()
    manner: tuple[Manner, ...] = ()
    not_manner: tuple[Manner, ...] = ()
    signs_any: tuple[Slug, ...] = ()
    signs_all: tuple[Slug, ...] = ()
    with_any: tuple[Kind, ...] = ()
    with_all: tuple[Kind, ...] = ()
    when: dict[Fact, tuple[str, ...]] = Field(default_factory=dict)
    verdict: Verdict
    overrides: tuple[Override, ...] = ()
    in_force: InForce
    source: Annotated[tuple[Citation, ...], Field(min_length=1)]
    reason: Both
    step: tuple[Both, ...] = ()
    letter: LetterKeys
    no_letter: bool = False
    call: tuple[Slug, ...] = ()
    example: tuple[RuleExample, ...] = ()


# --- signs ---------------------------------------------------------------------------------------


class Phrases(Model):
    """Patterns in one language (the pattern language stands in `policies/README.md`)."""

    words: tuple[Words, ...] = ()
    near_misses: tuple[Words, ...] = ()


class SignExample(Model):
    """A sentence and whether the sign stands in it."""

    text: Words
    applies: bool


class Sign(Model):
    """`policies/signs/<id>.toml`: something in a message, besides the asks, that changes the advice.

    `near_misses` are longer phrases that contain one of the `words` but are no sign.
    """

    id: Slug
    title: Both
    ja: Phrases
    en: Phrases
    example: Annotated[tuple[SignExample, ...], Field(min_length=2)]


# --- platforms -----------------------------------------------------------------------------------


class Approval(Model):
    """The platform's procedure for contact outside it."""

    name: Both
    who: Both
    where: Both
    how_long: Both | None = None
    how_often: Both | None = None
    what_to_write: Both
    source: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Topic(Model):
    """One thing that is known of the platform, for `policy show`."""

    topic: Literal[
        "contact",
        "before_contract",
        "after_contract",
        "after_end",
        "resume",
        "calls",
        "direct_deals",
        "penalty",
        "forms",
        "signups",
        "money",
        "name_and_address",
        "identity_check",
        "shipping",
        "invoices",
        "tax",
        "nda",
        "reporting",
        "support",
    ]
    text: Both
    source: Annotated[tuple[Citation, ...], Field(min_length=1)]


class Report(Model):
    """How to report on the platform."""

    where: Both
    source: Annotated[tuple[Citation, ...], Field(min_length=1)]


class PlatformNames(Model):
    """How people call the platform. `certain` names state the fact; `hints` are words used there, which do not."""

    certain: Annotated[tuple[Words, ...], Field(min_length=1)]
    not_names: tuple[Words, ...] = ()


class Platform(Model):
    """`policies/platforms/<id>.toml`: names, procedures and what is known of a platform.

    `rules_known = false`: nothing that it says about disclosure was found, and the bot says so.
    """

    id: Slug
    title: Both
    home: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    language: Literal["ja", "en", "other"]
    rules_known: bool
    ja: PlatformNames
    en: PlatformNames
    call_tool: Both | None = None
    approval: Approval | None = None
    report: Report | None = None
    topic: tuple[Topic, ...] = ()
    note: Both | None = None


# --- whom to call, and what to do after sharing --------------------------------------------------


class Contact(Model):
    """An office that helps. `country` is an ISO code or `world`."""

    id: Slug
    name: Both
    how: Both
    when: Both
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2}|world)$")]
    page: Identifier


class ContactFile(Model):
    """`policies/aftercare/contacts/<name>.toml`."""

    contact: tuple[Contact, ...]


class AftercareStep(Model):
    """One thing to do after something was shared. `signs` limits it to messages with one of these signs."""

    ja: Words
    en: Words
    signs: tuple[Slug, ...] = ()
    call: tuple[Slug, ...] = ()
    source: tuple[Identifier, ...] = ()


class Aftercare(Model):
    """`policies/aftercare/kinds/<kind>.toml`: what to do once it has been shared, most urgent first."""

    kind: Kind
    step: Annotated[tuple[AftercareStep, ...], Field(min_length=1)]
