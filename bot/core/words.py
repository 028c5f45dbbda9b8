"""The lexicon made ready for reading: one automaton over every word of every file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from typing import NamedTuple

from bot.core.normalise import MASK, normalise
from bot.core.scan import Scanner
from policies.lexicon import AskWords, Lexicon, SpeechFile, ToolFile
from policies.patterns import Literal, Pattern, Segment, parse
from policies.vocabulary import Kind, Language


class Sort(IntEnum):
    """What a pattern is a sign of."""

    THING = auto()
    CALL = auto()
    OWN = auto()
    NEAR_MISS = auto()
    KIND_MANNER = auto()
    TOOL = auto()
    PARAPHRASE = auto()
    LINK = auto()
    TOOL_NEAR_MISS = auto()
    ACT = auto()
    HEAD = auto()
    WORK_HEAD = auto()
    TAIL = auto()
    OTHERS = auto()
    OURS = auto()
    YOURS = auto()
    LIST_HEAD = auto()
    JOB = auto()
    WORKSPACE = auto()
    MEETING = auto()
    CONTACT = auto()
    FREELANCER = auto()
    RETRACT = auto()
    MANNER = auto()
    FACT = auto()
    FACT_NEAR_MISS = auto()
    SIGN = auto()
    SIGN_NEAR_MISS = auto()
    PLATFORM = auto()
    PLATFORM_NEAR_MISS = auto()
    INTENT = auto()


class Label(NamedTuple):
    """The meaning of a pattern: its sort, and up to two values of that sort (a kind and a manner, a fact and a value)."""

    sort: Sort
    name: str
    value: str = ""


@dataclass(frozen=True, eq=False)
class Words:
    """The automaton over all words, and the files that they come from."""

    scanner: Scanner[Label]
    lexicon: Lexicon


_SPEECH_SORTS = {
    "heads": Sort.HEAD,
    "work_heads": Sort.WORK_HEAD,
    "tails": Sort.TAIL,
    "others": Sort.OTHERS,
    "ours": Sort.OURS,
    "yours": Sort.YOURS,
    "list_heads": Sort.LIST_HEAD,
    "jobs": Sort.JOB,
    "workspace": Sort.WORKSPACE,
    "meeting": Sort.MEETING,
    "contact": Sort.CONTACT,
    "freelancer": Sort.FREELANCER,
    "retracts": Sort.RETRACT,
}


def prepare(lexicon: Lexicon) -> Words:
    """Compile all words of the lexicon. Takes some tens of milliseconds; done once at start."""
    return Words(Scanner((pattern, label) for label, pattern in _all(lexicon)), lexicon)


def _all(lexicon: Lexicon) -> Iterator[tuple[Label, Pattern]]:
    for kind, file in lexicon.asks.items():
        yield from _ask(kind, file.ja, Language.JA)
        yield from _ask(kind, file.en, Language.EN)
    for tool in lexicon.tools.values():
        yield from _tool(tool)
    for language, speech in lexicon.speech.items():
        yield from _speech(language, speech)
    for fact, facts in lexicon.facts.items():
        yield from _labelled(Label(Sort.FACT_NEAR_MISS, fact), facts.near_misses)
        for value, sources in facts.value.items():
            yield from _labelled(Label(Sort.FACT, fact, value), sources)
    for sign in lexicon.signs.values():
        yield from _labelled(Label(Sort.SIGN, sign.id), (*sign.ja.words, *sign.en.words))
        yield from _labelled(Label(Sort.SIGN_NEAR_MISS, sign.id), (*sign.ja.near_misses, *sign.en.near_misses))
    for platform in lexicon.platforms.values():
        for names in (platform.ja, platform.en):
            yield from _labelled(Label(Sort.PLATFORM, platform.id), names.certain)
            yield from _labelled(Label(Sort.PLATFORM_NEAR_MISS, platform.id), names.not_names)
    for intents in lexicon.intents.values():
        for intent, sources in intents.intent.items():
            yield from _labelled(Label(Sort.INTENT, intent), sources)


def _ask(kind: Kind, words: AskWords, language: Language) -> Iterator[tuple[Label, Pattern]]:
    yield from _labelled(Label(Sort.THING, kind, language), words.things)
    yield from _labelled(Label(Sort.CALL, kind, language), words.calls)
    yield from _labelled(Label(Sort.OWN, kind, language), words.own)
    yield from _labelled(Label(Sort.NEAR_MISS, kind), words.near_misses)
    for manner, sources in words.manner.items():
        yield from _labelled(Label(Sort.KIND_MANNER, kind, manner), sources)


def _tool(tool: ToolFile) -> Iterator[tuple[Label, Pattern]]:
    yield from _labelled(Label(Sort.TOOL, tool.id), tool.names)
    yield from _labelled(Label(Sort.PARAPHRASE, tool.id), tool.paraphrases)
    yield from _labelled(Label(Sort.LINK, tool.id), tool.links)
    yield from _labelled(Label(Sort.TOOL_NEAR_MISS, tool.id), tool.near_misses)
    for name in tool.masked:
        for masked in masked_spellings(folded(name)):
            yield Label(Sort.TOOL, tool.id, "masked"), Pattern((Segment((Literal(masked),)),))


def _speech(language: Language, speech: SpeechFile) -> Iterator[tuple[Label, Pattern]]:
    for act, sources in speech.acts.items():
        yield from _labelled(Label(Sort.ACT, act, language), sources)
    for name, sort in _SPEECH_SORTS.items():
        yield from _labelled(Label(sort, "", language), getattr(speech, name))
    for manner, sources in speech.manner.items():
        yield from _labelled(Label(Sort.MANNER, manner), sources)


def _labelled(label: Label, sources: Iterable[str]) -> Iterator[tuple[Label, Pattern]]:
    for source in sources:
        yield label, parse(folded(source))


def folded(source: str) -> str:
    """Fold a pattern as messages are folded, without touching the signs of the pattern language."""
    return "…".join(normalise(part).folded for part in source.split("…"))


def masked_spellings(name: str) -> list[str]:
    """Return the name with each of its letters in turn replaced by the mask sign."""
    return [name[:place] + MASK + name[place + 1 :] for place in range(len(name))]
