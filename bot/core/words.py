"""The lexicon made ready for reading: one automaton over every word of every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, auto
from itertools import chain
from typing import NamedTuple

from bot.core.masked import MaskedNames
from bot.core.normalise import normalise
from bot.core.scan import Scanner, Tables, tabulate
from policies.lexicon import AskWords, Lexicon, SpeechFile, ToolFile
from policies.patterns import Pattern, parse_all
from policies.vocabulary import Kind, Language
from policies.weights import Weights, load


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
    """The meaning of a pattern: its sort, and up to two values of it (a kind and a manner, a fact and a value)."""

    sort: Sort
    name: str
    value: str = ""


@dataclass(frozen=True, eq=False)
class Words:
    """An automaton over the words of each language, and the files that they come from."""

    scanners: Mapping[Language, Scanner[Label]]
    masked: MaskedNames
    lexicon: Lexicon
    weights: Callable[[Language], Weights]
    """Gives the weights of the second reader."""


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


Compiled = tuple[dict[Language, Tables], list[tuple[str, str, str]]]
"""The words of a lexicon in plain values that JSON can hold: a scanner's tables for each language, and the labels."""

Marked = tuple[Label, Pattern, Language | None]
"""A pattern with its meaning and the language of the messages in which it counts; None: in all of them."""


def compile_words(lexicon: Lexicon) -> Compiled:
    """Parse all patterns of the lexicon. Takes some tenths of a second, so the result is worth keeping."""
    labels: dict[Label, int] = {}
    patterns: dict[Language, list[tuple[Pattern, int]]] = {language: [] for language in Language}
    for label, pattern, spoken in _all(lexicon):
        number = labels.setdefault(label, len(labels))
        for language in Language if spoken is None else (spoken,):
            if language is Language.JA or not _is_japanese(pattern):
                patterns[language].append((pattern, number))
    sample = "\n".join(_examples(lexicon))
    tables = {language: tabulate(there, sample) for language, there in patterns.items()}
    return tables, [(label.sort.name, str(label.name), str(label.value)) for label in labels]


def prepare(lexicon: Lexicon, compiled: Compiled | None = None, weights: Callable[[Language], Weights] = load) -> Words:
    """Make the words ready for reading; `compiled`, if given, must come from the very same lexicon."""
    tables, labels = compiled or compile_words(lexicon)
    made = [Label(Sort[sort], name, value) for sort, name, value in labels]
    names = {folded(name): tool.id for tool in lexicon.tools.values() for name in tool.masked}
    scanners = {language: Scanner(there, made) for language, there in tables.items()}
    return Words(scanners, MaskedNames(names), lexicon, weights)


def _examples(lexicon: Lexicon) -> Iterator[str]:
    """Yield, folded, the sentences that the files give as examples."""
    asked = (example.text for file in lexicon.asks.values() for example in file.example)
    named = (example.text for tool in lexicon.tools.values() for example in tool.example)
    stated = (example.text for facts in lexicon.facts.values() for example in facts.example)
    yield from (normalise(text).folded for text in chain(asked, named, stated))
    for intents in lexicon.intents.values():
        for sentences in intents.example.values():
            yield from (normalise(sentence).folded for sentence in sentences)


def _is_japanese(pattern: Pattern) -> bool:
    """Tell whether some segment can only be met in Japanese."""
    return any(
        all(any(letter >= "\u3041" for letter in literal.text) for literal in segment.literals)
        for segment in pattern.segments
    )


def _all(lexicon: Lexicon) -> Iterator[Marked]:
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
        for language, phrases in ((Language.JA, sign.ja), (Language.EN, sign.en)):
            yield from _labelled(Label(Sort.SIGN, sign.id), phrases.words, language)
            yield from _labelled(Label(Sort.SIGN_NEAR_MISS, sign.id), phrases.near_misses, language)
    for platform in lexicon.platforms.values():
        for language, names in ((Language.JA, platform.ja), (Language.EN, platform.en)):
            yield from _labelled(Label(Sort.PLATFORM, platform.id), names.certain, language)
            yield from _labelled(Label(Sort.PLATFORM_NEAR_MISS, platform.id), names.not_names, language)
    for intents in lexicon.intents.values():
        for intent, sources in intents.intent.items():
            yield from _labelled(Label(Sort.INTENT, intent), sources)


def _ask(kind: Kind, words: AskWords, language: Language) -> Iterator[Marked]:
    yield from _labelled(Label(Sort.THING, kind), words.things, language)
    yield from _labelled(Label(Sort.CALL, kind), words.calls, language)
    yield from _labelled(Label(Sort.OWN, kind), words.own, language)
    yield from _labelled(Label(Sort.NEAR_MISS, kind), words.near_misses, language)
    for manner, sources in words.manner.items():
        yield from _labelled(Label(Sort.KIND_MANNER, kind, manner), sources, language)


def _tool(tool: ToolFile) -> Iterator[Marked]:
    yield from _labelled(Label(Sort.TOOL, tool.id), tool.names)
    yield from _labelled(Label(Sort.PARAPHRASE, tool.id), tool.paraphrases)
    yield from _labelled(Label(Sort.LINK, tool.id), tool.links)
    yield from _labelled(Label(Sort.TOOL_NEAR_MISS, tool.id), tool.near_misses)


def _speech(language: Language, speech: SpeechFile) -> Iterator[Marked]:
    for act, sources in speech.acts.items():
        yield from _labelled(Label(Sort.ACT, act), sources, language)
    for name, sort in _SPEECH_SORTS.items():
        yield from _labelled(Label(sort, ""), getattr(speech, name), _counts_in(sort, language))
    for manner, sources in speech.manner.items():
        yield from _labelled(Label(Sort.MANNER, manner), sources, language)


def _counts_in(sort: Sort, language: Language) -> Language | None:
    """Return where a word of speech counts: what tells the speaker may stand in either language."""
    return None if sort is Sort.FREELANCER else language


def _labelled(label: Label, sources: Iterable[str], language: Language | None = None) -> Iterator[Marked]:
    for source in sources:
        for pattern in parse_all(folded(source)):
            yield label, pattern, language


def folded(source: str) -> str:
    """Fold a pattern as messages are folded, without touching the signs of the pattern language."""
    return "…".join("*".join(normalise(piece).folded for piece in part.split("*")) for part in source.split("…"))
