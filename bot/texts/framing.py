"""Greeting and signature around a letter, with as many of the two names as are known."""

from collections.abc import Sequence

from bot.texts.phrasebook import Phrases

_TITLES = ("様", "さま", "さん", "御中", "殿")


def frame(
    phrases: Phrases,
    paragraphs: Sequence[str],
    *,
    client: str | None = None,
    own: str | None = None,
    warm: bool = False,
) -> str:
    """Put the paragraphs between greeting and signature. `warm`: to a client who has given work before."""
    names = {}
    if client is not None:
        names["client"] = bare(client)
    if own is not None:
        names["own"] = " ".join(own.split())
    form = "both" if len(names) == 2 else next(iter(names), "none")
    body = "\n\n".join(paragraphs)
    return phrases.fill(f"letters.frame.{'warm' if warm else 'usual'}.{form}", body=body, **names)


def bare(name: str) -> str:
    """Return a name in one line and without the title that the letter gives it."""
    words = " ".join(name.split())
    title = next((title for title in _TITLES if words.endswith(title) and words != title), "")
    return words.removesuffix(title).rstrip()
