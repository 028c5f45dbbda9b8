"""Greeting and signature appear as far as the names are known, and leave no gap otherwise."""

import pytest

from bot.texts.framing import bare, frame


@pytest.mark.parametrize(
    ("names", "letter"),
    [
        ({}, "お世話になっております。\n一。\n\n二。"),
        ({"client": "田中"}, "田中様\n\nお世話になっております。\n一。\n\n二。"),
        ({"own": "山田"}, "お世話になっております。山田です。\n一。\n\n二。"),
        ({"client": "田中", "own": "山田"}, "田中様\n\nお世話になっております。山田です。\n一。\n\n二。"),
        ({"warm": True}, "いつもお世話になっております。\n一。\n\n二。"),
    ],
)
def test_japanese_frame(book, names, letter):
    """Addressee above, oneself in the greeting."""
    assert letter == frame(book.of("ja"), ["一。", "二。"], **names)


@pytest.mark.parametrize(
    ("names", "letter"),
    [
        ({}, "Hello,\n\nOne."),
        ({"client": "Ann"}, "Hello Ann,\n\nOne."),
        ({"own": "Bea"}, "Hello,\n\nOne.\n\nKind regards,\nBea"),
        (
            {"client": "Ann", "own": "Bea", "warm": True},
            "Hello Ann,\n\nI hope you're well. One.\n\nWith best wishes,\nBea",
        ),
    ],
)
def test_english_frame(book, names, letter):
    """Addressee in the greeting, oneself below."""
    assert letter == frame(book.of("en"), ["One."], **names)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("田中様", "田中"),
        ("田中さん", "田中"),
        ("株式会社青空 御中", "株式会社青空"),
        (" 田中\n 太郎 ", "田中 太郎"),
        ("様", "様"),
    ],
)
def test_title_is_not_doubled(given, kept):
    """The letter gives the title itself; a name stays in one line."""
    assert kept == bare(given)
