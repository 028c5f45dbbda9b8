"""The words by which messages are read: asks, tools, speech, stated facts and intents."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from policies.schema import Model, Platform, Sign, Slug, Words
from policies.vocabulary import Fact, Kind, Language, Manner

Act = Literal["give", "request", "plan", "work", "negate", "self", "done", "report", "mask"]
"""What a predicate does to the thing before it (Japanese) or behind it (English).

`give`: asks to hand it over ("教えて", "send me"). `request`: asks for something, not said what ("お願いします").
`plan`: says that it will happen ("行います"). `work`: asks for work on it ("修正して", "translate"). `negate`: says
that it is not wanted. `self`: the speaker does it ("お送りします"). `done`: it has happened. `report`: somebody is
said to have asked for it ("聞かれました"). `mask`: it may be hidden in what is handed over ("番号は黒塗りで").
"""


class AskWords(Model):
    """How one kind is asked for in one language.

    `things`: names of the thing; an ask only where the sentence asks for it. `calls`: phrases that ask by themselves.
    `own`: phrases by which the client gives its own contact and expects an answer there. `near_misses`: longer phrases
    that contain one of the others but ask for nothing. `manner`: words near an ask that tell how it is asked for.
    """

    things: tuple[Words, ...] = ()
    calls: tuple[Words, ...] = ()
    own: tuple[Words, ...] = ()
    near_misses: tuple[Words, ...] = ()
    manner: dict[Manner, tuple[Words, ...]] = Field(default_factory=dict)


class AskExample(Model):
    """A sentence and whether it asks for this kind."""

    text: Words
    applies: bool
    speaker: Literal["client", "freelancer"] = "client"
    tool: Slug | None = None
    manner: tuple[Manner, ...] = ()


class AskFile(Model):
    """`policies/asks/<kind>.toml`.

    `also_by`: acts that make an ask of this kind beside `give`, `request` and `report`; a meeting is also asked for by
    a plan ("打ち合わせはZoomで行います"). `client_side`: what is asked for is the client's own (its form, its
    office), so that "弊社の" and "our" do not excuse it.
    """

    kind: Kind
    also_by: tuple[Act, ...] = ()
    client_side: bool = False
    ja: AskWords
    en: AskWords
    example: tuple[AskExample, ...] = ()


class ToolFile(Model):
    """`policies/tools/<tool>.toml`: a service by its names, spellings and links.

    `kind`: what asking for it means when nothing else is said. `meets`, `shares`: it can hold a call; work is shared
    in it. `masked`: names that people disguise with a sign in place of a letter. `paraphrases`: it is meant, not named.
    """

    id: Slug
    title: Words
    kind: Kind
    meets: bool = False
    shares: bool = False
    names: tuple[Words, ...]
    masked: tuple[Words, ...] = ()
    paraphrases: tuple[Words, ...] = ()
    links: tuple[Words, ...] = ()
    near_misses: tuple[Words, ...] = ()
    example: tuple[AskExample, ...] = ()


class SpeechFile(Model):
    """`policies/speech/<language>.toml`: how people ask, plan, refuse, report; see the comments in the files."""

    language: Language
    acts: dict[Act, tuple[Words, ...]]
    heads: tuple[Words, ...] = ()
    work_heads: tuple[Words, ...] = ()
    tails: tuple[Words, ...] = ()
    others: tuple[Words, ...] = ()
    ours: tuple[Words, ...] = ()
    yours: tuple[Words, ...] = ()
    list_heads: tuple[Words, ...] = ()
    jobs: tuple[Words, ...] = ()
    workspace: tuple[Words, ...] = ()
    meeting: tuple[Words, ...] = ()
    contact: tuple[Words, ...] = ()
    freelancer: tuple[Words, ...] = ()
    retracts: tuple[Words, ...] = ()
    manner: dict[Manner, tuple[Words, ...]] = Field(default_factory=dict)


class FactExample(Model):
    """A sentence and the value that it states; none if it states nothing of this fact."""

    text: Words
    value: str | None = None


class FactFile(Model):
    """`policies/facts/<fact>.toml`: words that state a value of a fact."""

    fact: Fact
    near_misses: tuple[Words, ...] = ()
    value: dict[str, tuple[Words, ...]]
    example: tuple[FactExample, ...] = ()


class IntentFile(Model):
    """`policies/intents/<language>.toml`: what people say to us, rather than what clients say to them."""

    language: Language
    intent: dict[str, tuple[Words, ...]]
    example: dict[str, tuple[Words, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All words, as the files give them."""

    asks: Mapping[Kind, AskFile]
    tools: Mapping[str, ToolFile]
    speech: Mapping[Language, SpeechFile]
    facts: Mapping[Fact, FactFile]
    intents: Mapping[Language, IntentFile]
    signs: Mapping[str, Sign]
    platforms: Mapping[str, Platform]
