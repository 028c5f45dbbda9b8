"""Texts are in the language they claim to be in, in whole sentences, and calm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from policies.checks.book import Book
from policies.place import Steps
from policies.problems import Problem

_JAPANESE = re.compile("[ぁ-ヺ一-鿿々]")
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|\"[^\"]*\"|\([^)]*\)|（[^）]*）")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f300-\U0001faff]")

_SENTENCES = {
    "rules": ("reason", "step"),
    "platforms": ("text", "note"),
    "aftercare/kinds": ("step",),
}
"""Keys whose texts are whole sentences, by folder."""

_PROPER_NAMES = {"platforms": ("title", "call_tool"), "aftercare/contacts": ("name", "how"), "sources": ("title",)}
"""Keys whose Japanese text may be a name or an address in Latin letters, by folder."""

_END = {"ja": ("。", "。）", "。」"), "en": (".", "?", ".”", "?”", ".)", ":")}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a file: where it stands, the folder, the key of the pair that it belongs to, and its language."""

    name: str
    folder: str
    steps: Steps
    key: str
    language: str
    words: str


def texts_are_in_their_language(book: Book) -> Iterator[Problem]:
    """Complain of Japanese texts without Japanese, and of English ones with Japanese outside quotation marks."""
    for text in _texts(book):
        japanese = bool(_JAPANESE.search(text.words if text.language == "ja" else _QUOTED.sub("", text.words)))
        named = text.key in _PROPER_NAMES.get(text.folder, ())
        if text.language == "ja" and not japanese and not named:
            yield book.problem(text.name, text.steps, f"“{_short(text.words)}” is not Japanese", "write it in Japanese")
        if text.language == "en" and japanese and not named:
            remedy = "translate it, or put names of buttons and pages in quotation marks “…”"
            yield book.problem(text.name, text.steps, f"“{_short(text.words)}” holds Japanese", remedy)


def sentences_end(book: Book) -> Iterator[Problem]:
    """Complain of sentences without a full stop, and of titles with one."""
    for text in _texts(book):
        if text.key in _SENTENCES.get(text.folder, ()) and not text.words.endswith(_END[text.language]):
            stop = "。" if text.language == "ja" else "."
            wrong = f"“…{text.words[-20:]}” does not end as a sentence"
            yield book.problem(text.name, text.steps, wrong, f"end it with “{stop}”")
        if text.key == "title" and text.words.endswith(("。", ".")):
            yield book.problem(text.name, text.steps, "the title ends with a full stop", "remove it")


def citations_are_sentences(book: Book) -> Iterator[Problem]:
    """Complain of `says` without a full stop."""
    for name, rule in book.rules.items():
        for index, citation in enumerate(rule.source):
            if not citation.says.endswith((*_END["ja"], *_END["en"])):
                wrong = f"“…{citation.says[-20:]}” does not end as a sentence"
                yield book.problem(name, ("source", index, "says"), wrong, "end it with a full stop")


def signs_are_plain(book: Book) -> Iterator[Problem]:
    """Complain of full-width spaces, doubled spaces, exclamation marks and emoji."""
    for text in _texts(book):
        for wrong, remedy in _sign_faults(text.words):
            yield book.problem(text.name, text.steps, wrong, remedy)


def _sign_faults(words: str) -> Iterator[tuple[str, str]]:
    if "\u3000" in words:
        yield "the text holds a full-width space", "remove it, or write a plain space"
    if "  " in words:
        yield "the text holds two spaces in a row", "write one"
    if "!" in words or "！" in words:
        yield "the text holds an exclamation mark", "end the sentence with a full stop"
    if _EMOJI.search(words):
        yield "the text holds an emoji", "remove it"


def _texts(book: Book) -> Iterator[Text]:
    folders = ("rules", "sources", "platforms", "signs", "aftercare/kinds", "aftercare/contacts")
    for name, model in book.contents.models.items():
        folder = next((folder for folder in folders if name.startswith(f"{folder}/")), None)
        if folder is not None:
            yield from _pairs(name, folder, model, (), "")


def _pairs(name: str, folder: str, value: object, steps: Steps, key: str) -> Iterator[Text]:
    """Yield the texts of all tables with `ja` and `en`, however deep."""
    if isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from _pairs(name, folder, entry, (*steps, index), key)
    elif isinstance(value, BaseModel):
        for field, inner in value:
            if field in ("ja", "en") and isinstance(inner, str):
                yield Text(name, folder, (*steps, field), key, field, inner)
            else:
                yield from _pairs(name, folder, inner, (*steps, field), field)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"


CHECKS = (texts_are_in_their_language, sentences_end, citations_are_sentences, signs_are_plain)
