"""Three simpler readers, measured beside Kotowari in the same run.

They find kinds of asks only, by the words of `yardsticks.toml`. Their verdict is what the project's own rules say of
those kinds and of the facts told beside the text; they read no facts, tools, manners or signs.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from bot.core.decide import Query, decide
from policies.load import load
from policies.vocabulary import Kind
from tests.accuracy.answer import DAY
from tests.accuracy.tally import Answer, Found

WORDS_PATH = Path(__file__).with_name("yardsticks.toml")

REQUESTS = re.compile(
    r"ください|下さい|いただけ|頂け|いただき|もらえ|ほしい|欲しい|お願い|教えて|送って|ませんか|求め|聞かれ|言われ|しまい|ますか|ですか|でしょうか|[?？]"
    r"|\b(?:please|pls|kindly|can you|could you|would you|send|share|give|tell|need|require|want|provide|asks?|asked)\b",
    re.IGNORECASE,
)
"""What makes a sentence a request for the reader by regular expressions."""

SENTENCES = re.compile(r"[^。！？!?.\n]+[。！？!?.\n]*")

Finder = Callable[[str], Iterable[tuple[Kind, str]]]


class PresidioMissingError(Exception):
    """Presidio's analyzer is not installed."""


@cache
def _words() -> dict[Kind, list[str]]:
    return {Kind(kind): words for kind, words in tomllib.loads(WORDS_PATH.read_text(encoding="utf-8")).items()}


@cache
def _patterns() -> dict[Kind, re.Pattern[str]]:
    return {kind: re.compile(_alternatives(words), re.IGNORECASE) for kind, words in _words().items()}


def _alternatives(words: list[str]) -> str:
    return "|".join(rf"(?<![a-z]){re.escape(word)}(?![a-z])" for word in words)


def by_keywords(text: str) -> Iterable[tuple[Kind, str]]:
    """Find every kind one of whose words stands anywhere in the text."""
    folded = text.casefold()
    for kind, words in _words().items():
        word = next((word for word in words if word.casefold() in folded), None)
        if word:
            yield kind, word


def by_expressions(text: str) -> Iterable[tuple[Kind, str]]:
    """Find the kinds whose words stand in a sentence that holds a word of request."""
    for sentence in SENTENCES.findall(text):
        if REQUESTS.search(sentence):
            for kind, pattern in _patterns().items():
                found = pattern.search(sentence)
                if found:
                    yield kind, found[0]


def by_presidio() -> Finder:
    """Return a finder of Presidio's pattern recognisers, one for each kind, with words of request as context."""
    try:
        from presidio_analyzer import Pattern, PatternRecognizer
    except ImportError as error:
        raise PresidioMissingError from error
    recognisers = {
        kind: PatternRecognizer(
            supported_entity=kind.value.upper(),
            patterns=[Pattern(kind.value, _alternatives(words), 0.5)],
            global_regex_flags=re.IGNORECASE,
        )
        for kind, words in _words().items()
    }

    def find(text: str) -> Iterable[tuple[Kind, str]]:
        for kind, recogniser in recognisers.items():
            for result in recogniser.analyze(text, recogniser.supported_entities, nlp_artifacts=None):
                around = text[max(0, result.start - 60) : result.end + 60]
                if REQUESTS.search(around):
                    yield kind, text[result.start : result.end]
                    break

    return find


def answer(case: dict, find: Finder) -> Answer:
    """Answer a case with a finder of kinds."""
    found = dict(reversed(list(find(case["text"]))))
    kinds = frozenset(found)
    queries = [Query(kind, kinds=kinds) for kind in Kind if kind in kinds]
    verdict = decide(queries, case["facts"], _rules(), dt.date.fromisoformat(DAY)).verdict
    return Answer(tuple(Found(kind.value, words) for kind, words in found.items()), verdict and verdict.value)


@cache
def _rules():
    return load()
