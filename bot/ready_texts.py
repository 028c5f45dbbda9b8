"""The texts for people, loaded; from a kept copy where there is one, since parsing them takes a tenth of a start.

The copy is trusted under the terms of `policies.cache`, and only if this very code made it from these very files.
"""

import sys
from pathlib import Path

from bot.ready_words import digest_of, kept_path
from bot.texts import phrasebook
from bot.texts.phrasebook import Phrasebook, Phrases
from policies import cache


def ready_texts(root: Path, name: str) -> Phrasebook:
    """Return the texts below `root`. `name` parts the copies of different roots. May raise `PhraseError`."""
    path = kept_path(root, name)
    digest = digest_of(
        (phrasebook, sys.modules[__name__]),
        [content for file in sorted(root.glob("*/*.toml")) for content in _content(file)],
    )
    kept = cache.fetch(path, digest) if path and digest else None
    if kept is not None:
        return _from_plain(kept)
    book = phrasebook.load(root)
    if path and digest:
        cache.keep(path, digest, _to_plain(book))
    return book


def _content(file: Path) -> tuple[bytes, bytes]:
    return f"{file.parent.name}/{file.name}".encode(), file.read_bytes()


def _to_plain(book: Phrasebook) -> cache.Data:
    return {
        language: {
            "texts": dict(phrases.texts),
            "slots": {key: sorted(slots) for key, slots in phrases.slots.items() if slots},
        }
        for language, phrases in book.languages.items()
    }


def _from_plain(data: cache.Data) -> Phrasebook:
    none: frozenset[str] = frozenset()
    return Phrasebook(
        {
            language: Phrases(
                language,
                plain["texts"],
                {key: frozenset(plain["slots"].get(key, none)) for key in plain["texts"]},
            )
            for language, plain in data.items()
        }
    )
