"""The words by which messages are read, made ready; from a kept copy where there is one.

Parsing all patterns takes longer than everything else that one answer needs, and next to it building the automaton. So
the parsed form is kept, and for a single text only those words are taken that occur in it: no others could be found.
The copy is trusted under the terms of `policies.cache`, and only if this very code made it from these very files.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
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
    path = kept_path(POLICIES_PATH, "words")
    digest = digest_of(_CODE, [version.encode()])
    kept = cache.fetch(path, digest) if path and digest else None
    if kept is None:
        compiled = compile_words(lexicon)
        if path and digest:
            cache.keep(path, digest, _to_plain(compiled))
        kept = _to_plain(compiled)
    return prepare(lexicon, _from_plain(kept, only_for))


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


def _to_plain(compiled: Compiled) -> cache.Data:
    """Write the tables by the first letters of the words, as long texts: what is not needed is never parsed."""
    tables, labels = compiled
    plain: cache.Data = {"labels": {"all": labels}}
    for language, (texts, entries, chains) in tables.items():
        parted: dict[str, tuple[list[str], list[str]]] = {}
        for number, (text, entry) in enumerate(zip(texts, entries, strict=True)):
            words_there, entries_there = parted.setdefault(text[0], ([], []))
            words_there.append(text)
            entries_there.append(_to_json([number, *entry]))
        plain[f"tables {language}"] = {
            letter: [_PARTING.join(each) for each in lists] for letter, lists in parted.items()
        }
        plain[f"chains {language}"] = {"all": [_to_json(chain) for chain in chains]}
    return plain


def _to_json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _from_plain(data: cache.Data, only_for: str | None) -> Compiled:
    """Make the tables anew; with `only_for`, of those words alone that the text holds, in its language."""
    folded = None if only_for is None else fold(only_for).folded
    spoken = set(Language) if folded is None else {language_of(folded)}
    tables = {
        language: _table(data, language, folded) if language in spoken else Tables([], [], []) for language in Language
    }
    return tables, data["labels"]["all"]


def _table(data: cache.Data, language: Language, folded: str | None) -> Tables:
    there = data[f"tables {language}"]
    texts: list[str] = []
    lines: list[str] = []
    for letter in there if folded is None else sorted(set(folded) & there.keys()):
        words_there, entries_there = (each.split(_PARTING) for each in there[letter])
        for text, line in zip(words_there, entries_there, strict=True):
            if folded is None or text in folded:
                texts.append(text)
                lines.append(line)
    rows = json.loads(f"[{','.join(lines)}]")
    return _renumbered(texts, rows, data[f"chains {language}"]["all"])


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
