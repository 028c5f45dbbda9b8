"""What only Discord says, held against what a careful reader stumbles over."""

import re

import pytest

from bot.texts.lint import lint

SENTENCE = re.compile(r"[。.」”]$")
NAME_OF_MENU = "教えていい?"
"""As Discord lists the menu, in half width like all names there."""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_sentences_read_well(wording, language):
    """In both languages; slots hold anything."""
    found = {}
    for key, text in wording.texts.of(language).texts.items():
        said = (
            re.sub(r"\{\w+\}", "10", text)
            .replace(NAME_OF_MENU, "教えていい")
            .replace("どなたのことか", "どなたのことが")
        )
        if SENTENCE.search(said) and not key.startswith(("commands.", "doors.example.")):
            found[key] = list(map(str, lint(said, language)))

    assert len(found) > 30
    assert {} == {key: wrong for key, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nothing_shouts(wording, language):
    """No exclamation marks."""
    assert not [text for text in wording.texts.of(language).texts.values() if "!" in text or "！" in text]
