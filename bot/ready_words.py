"""The words by which messages are read, made ready; from a kept copy where there is one.

Parsing all patterns takes longer than everything else that one answer needs, and next to it building the automaton. So
the parsed form is kept, and for a single text only those words are taken that occur in it: no others could be found.
The copy is trusted under the terms of `policies.cache`, and only if this very code made it from these very files.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.core import chain, normalise, scan, words
from bot.core.chain import Piece
from bot.core.normalise import language_of
from bot.core.normalise import normalise as fold
from bot.core.scan import Chain, Entry, Tables
from bot.core.words import Compiled, Words, compile_words, prepare
from policies import cache, patterns
from policies.lexicon import Lexicon
from policies.load import POLICIES_PATH
from policies.vocabulary import Language

_CODE = (chain, normalise, scan, words, patterns, sys.modules[__name__])
"""What decides how words become tables, and how these are kept."""

_PARTING = "\ue002"
"""Stands in no word, since folding drops it, and in no number."""


def ready_words(lexicon: Lexicon, version: str, only_for: str | None = None) -> Words:
    """Return the words of the lexicon, which was read from the files of that version. May raise `PatternError`.

    `only_for`: the one text that will be read with them.
    """
    folded = None if only_for is None else fold(only_for).folded
    spoken = list(Language) if folded is None else [language_of(folded)]
    paths = {language: kept_path(POLICIES_PATH, f"words-{language}") for language in Language}
    digest = digest_of(_CODE, [version.encode()])
    kept = {language: cache.fetch(path, digest) for language in spoken if digest and (path := paths[language])}
    if not kept or not all(kept.values()):
        kept = dict(_to_plain(compile_words(lexicon)))
        for language, path in paths.items():
            if path and digest:
                cache.keep(path, digest, kept[language] or {})
    return prepare(lexicon, _from_plain(kept, spoken, folded))


def kept_path(root: Path, name: str) -> Path | None:
    """Return where a copy made from the files below `root` lies, or None if nowhere."""
    beside = cache.user_path(root)
    return None if beside is None else beside.with_name(beside.name.replace("policies", name, 1))


def digest_of(code: Sequence[ModuleType], contents: Sequence[bytes]) -> str | None:
    """Name the code and what it was used on; None if there is no code to look at."""
    digest = hashlib.sha256()
    try:
        for module in code:
            contents = [*contents, Path(module.__file__ or "").read_bytes()]
    except OSError:
        return None
    for content in contents:
        digest.update(f"{len(content)} ".encode())
        digest.update(content)
    return digest.hexdigest()


def _to_plain(compiled: Compiled) -> Iterator[tuple[Language, cache.Data]]:
    """Yield the tables by the first letters of the words, as long texts: what is not needed is never parsed."""
    tables, labels = compiled
    for language, (texts, entries, chains) in tables.items():
        parted: dict[str, tuple[list[str], list[str]]] = {}
        for number, (text, entry) in enumerate(zip(texts, entries, strict=True)):
            words_there, entries_there = parted.setdefault(text[0], ([], []))
            words_there.append(text)
            entries_there.append(_to_json([number, *entry]))
        yield (
            language,
            {
                "labels": {"all": labels},
                "tables": {letter: [_PARTING.join(each) for each in lists] for letter, lists in parted.items()},
                "chains": {"all": [_to_json(chain) for chain in chains]},
            },
        )


def _to_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _from_plain(kept: Mapping[Language, cache.Data | None], spoken: Sequence[Language], folded: str | None) -> Compiled:
    """Make the tables of some languages anew; of those words alone that `folded` holds, if given."""
    tables = {language: Tables([], [], []) for language in Language}
    labels: list[tuple[str, str, str]] = []
    for language in spoken:
        data = kept[language] or {}
        tables[language] = _table(data, folded)
        labels = data["labels"]["all"]
    return tables, labels


def _table(data: cache.Data, folded: str | None) -> Tables:
    there = data["tables"]
    texts: list[str] = []
    lines: list[str] = []
    for letter in there if folded is None else sorted(set(folded) & there.keys()):
        words_there, entries_there = (each.split(_PARTING) for each in there[letter])
        for text, line in zip(words_there, entries_there, strict=True):
            if folded is None or text in folded:
                texts.append(text)
                lines.append(line)
    return _renumbered(texts, json.loads(f"[{','.join(lines)}]"), data["chains"]["all"])


def _renumbered(texts: list[str], rows: list[list[Any]], chains: list[str]) -> Tables:
    """Return tables of the literals that are there, and of the chains that they may be noticed by."""
    wanted = sorted({chain for row in rows for chain, _ in row[4]})
    places = {old: new for new, old in enumerate(wanted)}
    entries: list[Entry] = [
        (first, last, whole, [(places[chain], open_end) for chain, open_end in triggers])
        for _, first, last, whole, triggers in rows
    ]
    return Tables(texts, entries, [_chain(*parsed) for parsed in _parsed(chains, wanted)])


def _chain(label: int, before: list[Any], after: list[Any]) -> Chain:
    return label, [Piece(*piece) for piece in before], [Piece(*piece) for piece in after]


def _parsed(chains: list[str], wanted: list[int]) -> list[Any]:
    return json.loads(f"[{','.join(chains[number] for number in wanted)}]") if wanted else []
