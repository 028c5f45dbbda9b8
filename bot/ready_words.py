"""The words by which messages are read, made ready; from a kept copy where there is one.

Parsing all patterns takes longer than everything else that one answer needs. The copy is trusted under the terms of
`policies.cache`, and only if it was made by this very code from these very files.
"""

import hashlib
from pathlib import Path
from typing import Any

from bot.core import normalise, scan, words
from bot.core.scan import Tables
from bot.core.words import Compiled, Words, compile_words, prepare
from policies import cache, patterns
from policies.lexicon import Lexicon
from policies.load import POLICIES_PATH

_CODE = (normalise, scan, words, patterns)
"""What decides how words become tables."""


def ready_words(lexicon: Lexicon, version: str) -> Words:
    """Return the words of the lexicon, which was read from the files of that version. May raise `PatternError`."""
    path = _path()
    digest = _digest(version)
    kept = cache.fetch(path, digest) if path and digest else None
    if kept is not None:
        return prepare(lexicon, _from_plain(kept))
    compiled = compile_words(lexicon)
    if path and digest:
        cache.keep(path, digest, _to_plain(compiled))
    return prepare(lexicon, compiled)


def _path() -> Path | None:
    beside = cache.user_path(POLICIES_PATH)
    return None if beside is None else beside.with_name(beside.name.replace("policies", "words"))


def _digest(version: str) -> str | None:
    """Name the policy files and the code; None if there is no code to look at."""
    digest = hashlib.sha256(version.encode())
    try:
        for module in _CODE:
            digest.update(Path(module.__file__ or "").read_bytes())
    except OSError:
        return None
    return digest.hexdigest()


def _to_plain(compiled: Compiled) -> cache.Data:
    (texts, entries), labels = compiled
    plain: dict[str, Any] = {"texts": texts, "entries": entries, "labels": labels}
    return {"words": plain}


def _from_plain(data: cache.Data) -> Compiled:
    plain = data["words"]
    return Tables(plain["texts"], plain["entries"]), plain["labels"]
