"""Name the messages of a language by their contents."""

import hashlib

from policies.vocabulary import Language
from tests.learning import corpus


def digest(language: Language) -> str:
    """Return the same name for the same files with the same contents only."""
    found = hashlib.sha256()
    for path in sorted((corpus.ROOT / language).glob("*.txt")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]
