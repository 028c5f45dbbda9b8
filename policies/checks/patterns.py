"""Every pattern by which messages are read is well formed, and every reading file has its place."""

from collections.abc import Iterable, Iterator

from policies.checks.book import Book
from policies.lexicon import AskFile, FactFile, IntentFile, SpeechFile, ToolFile
from policies.patterns import PatternError, parse_all
from policies.place import Steps
from policies.problems import Problem

_Listed = tuple[str, Steps, Iterable[str]]
"""A file, the place in it and the patterns listed there."""


def patterns_are_well_formed(book: Book) -> Iterator[Problem]:
    """Complain of patterns that the pattern language does not know, and of patterns listed twice in one place."""
    for name, steps, sources in _lists(book):
        seen: set[str] = set()
        for index, source in enumerate(sources):
            place = (*steps, index)
            if source in seen:
                yield book.problem(name, place, f"“{source}” stands twice in this list", "remove one of the two")
            seen.add(source)
            try:
                parse_all(source)
            except PatternError as error:
                wrong, _, remedy = str(error).partition("; ")
                yield book.problem(name, place, wrong, remedy or "see the pattern language in policies/README.md")


def signs_show_both_sides(book: Book) -> Iterator[Problem]:
    """Complain of signs without words, and of signs without an example on each side."""
    for name, sign in book.signs.items():
        if not sign.ja.words or not sign.en.words:
            language = "ja" if not sign.ja.words else "en"
            yield book.problem(name, (language,), "the sign has no words in this language", "add words")
        for applies in (True, False):
            if not any(example.applies is applies for example in sign.example):
                wrong = f"no example has applies = {str(applies).lower()}"
                yield book.problem(name, ("example",), wrong, "add one")


def _lists(book: Book) -> Iterator[_Listed]:
    yield from _sign_lists(book)
    yield from _platform_lists(book)
    yield from _ask_lists(book)
    yield from _tool_lists(book)
    yield from _speech_lists(book)
    yield from _fact_lists(book)
    for name, said in book.contents.below("intents", IntentFile).items():
        for intent, sources in said.intent.items():
            yield name, ("intent", intent), sources


def _sign_lists(book: Book) -> Iterator[_Listed]:
    for name, sign in book.signs.items():
        for language, phrases in (("ja", sign.ja), ("en", sign.en)):
            yield name, (language, "words"), phrases.words
            yield name, (language, "near_misses"), phrases.near_misses


def _platform_lists(book: Book) -> Iterator[_Listed]:
    for name, platform in book.platforms.items():
        for language, names in (("ja", platform.ja), ("en", platform.en)):
            yield name, (language, "certain"), names.certain
            yield name, (language, "not_names"), names.not_names


def _ask_lists(book: Book) -> Iterator[_Listed]:
    for name, file in book.contents.below("asks", AskFile).items():
        for language, words in (("ja", file.ja), ("en", file.en)):
            for key in ("things", "calls", "own", "near_misses"):
                yield name, (language, key), getattr(words, key)
            for manner, sources in words.manner.items():
                yield name, (language, "manner", manner), sources


def _tool_lists(book: Book) -> Iterator[_Listed]:
    for name, tool in book.contents.below("tools", ToolFile).items():
        for key in ("names", "paraphrases", "links", "near_misses"):
            yield name, (key,), getattr(tool, key)


def _fact_lists(book: Book) -> Iterator[_Listed]:
    for name, file in book.contents.below("facts", FactFile).items():
        yield name, ("near_misses",), file.near_misses
        for value, sources in file.value.items():
            yield name, ("value", value), sources


def _speech_lists(book: Book) -> Iterator[_Listed]:
    for name, speech in book.contents.below("speech", SpeechFile).items():
        for key, value in speech:
            if isinstance(value, dict):
                for inner, sources in value.items():
                    yield name, (key, str(inner)), sources
            elif isinstance(value, tuple):
                yield name, (key,), value


CHECKS = (patterns_are_well_formed, signs_show_both_sides)
