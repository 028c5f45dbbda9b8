"""LINE's units, and keeping within them."""

import unicodedata

import pytest

from bot.adapters.line.clean import MAX_MARKS, ORDINARY, clean, one_line
from bot.adapters.line.limits import (
    cut_label,
    cut_text,
    graphemes,
    is_uri,
    json_bytes,
    split_text,
    utf16_length,
)
from tests.fakes.line import counting

FAMILY, THUMB, FLAG, HEART = "👨‍👩‍👧‍👦", "👍🏽", "🇯🇵", "❤️"
TEXTS = [
    "",
    "abc",
    "あいう",
    "🍎🍎",
    "𠮷野家",
    FAMILY,
    THUMB,
    FLAG + FLAG,
    HEART,
    "が",
    "e\u0301",
    "1️⃣",
    "한국어",
    "नमस्ते",
]


@pytest.mark.parametrize("text", TEXTS)
def test_units_are_those_of_line(text):
    """Two for an apple, as LINE has it."""
    assert counting.utf16_length(text) == utf16_length(text)


@pytest.mark.parametrize("text", TEXTS)
def test_labels_are_never_counted_too_short(text):
    """What passes here passes at LINE."""
    assert counting.graphemes(text) <= graphemes(text)


@pytest.mark.parametrize("picture", [FAMILY, THUMB, FLAG, HEART, "が", "か\u3099"])
def test_one_picture_counts_once_in_a_label(picture):
    """However many code points it has."""
    assert 3 == graphemes(f"a{picture}b")


@pytest.mark.parametrize("most", [1, 2, 5, 20])
@pytest.mark.parametrize(
    "text", [FAMILY * 30, "とても長い選択肢のラベルがここに入りますので切られます", "one two " * 9, FLAG * 25]
)
def test_labels_are_cut_between_letters(text, most):
    """With an ellipsis, and never through a picture."""
    label = cut_label(text, most)

    assert counting.graphemes(label) <= most
    assert label.endswith("…")
    assert text.startswith(label[:-1])
    assert not label[:-1].endswith("\u200d")


def test_short_labels_stay_as_they_are():
    """Exactly at the limit, too."""
    assert "あ" * 20 == cut_label("あ" * 20, 20)
    assert f"{'あ' * 19}…" == cut_label("あ" * 21, 20)


def test_texts_are_cut_within_their_units():
    """An apple that would be torn apart goes."""
    assert "🍎…" == cut_text("🍎🍎🍎", 4)
    assert "🍎🍎" == cut_text("🍎🍎", 4)


def test_texts_are_parted_at_paragraphs():
    """Nothing is lost, and no piece is too long."""
    paragraphs = [f"{number}番目の段落です。" + "本文がここに続きます。" * 60 for number in range(30)]

    pieces = split_text("\n\n".join(paragraphs))

    assert len(pieces) > 3
    assert all(utf16_length(piece) <= 5000 for piece in pieces)
    assert "\n\n".join(paragraphs) == "\n\n".join(pieces)


@pytest.mark.parametrize(
    "text", ["🍎" * 6000, "あ" * 12001, "word " * 3000, "一文です。" * 2500, FAMILY * 1200, "\u0301" * 9000]
)
def test_texts_without_paragraphs_are_parted_too(text):
    """At sentences, at spaces, and if there is nothing else anywhere but within a picture."""
    pieces = split_text(text)

    assert text.replace(" ", "") == "".join(pieces).replace(" ", "")
    assert all(0 < utf16_length(piece) <= 5000 for piece in pieces)
    assert not any(piece.startswith("\u200d") or piece.endswith("\u200d") for piece in pieces)


def test_empty_texts_have_no_pieces():
    """LINE takes no empty message."""
    assert [] == split_text("") == split_text("\n \n")


def test_size_is_that_of_the_longest_json():
    """Whoever sends may write letters beyond ASCII as six bytes each."""
    assert len('{"text": "\\u3042"}') == json_bytes({"text": "あ"})


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("https://example.jp/a?b=c#d", True),
        ("tel:0120-532-110", True),
        ("https://example.jp/福岡", False),
        ("javascript:alert(1)", False),
        ("https://example.jp/ a", False),
        (f"https://example.jp/{'a' * 1000}", False),
    ],
)
def test_addresses_that_line_opens(address, fine):
    """Others would have the whole answer refused."""
    assert fine is is_uri(address)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\ud83d half", "\ufffd half"),
        ("a\x00b\x07c\x1b[31md", "abc[31md"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("a\u2066b\u2069\u200fc\u061cd", "abcd"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\tb", "a b"),
        (FAMILY, FAMILY),
        ("か\u3099 e\u0301", "か\u3099 e\u0301"),
    ],
)
def test_nothing_steers_what_is_shown(text, shown):
    """Halves of letters, controls and marks of direction go; pictures stay whole."""
    assert shown == clean(text)


def test_ordinary_letters_need_no_cleaning():
    """The short way round lets nothing through."""
    letters = [chr(code) for code in range(0x110000) if ORDINARY.fullmatch(chr(code)) and chr(code) != "\n"]

    assert len(letters) > 25_000
    assert set() == {unicodedata.category(letter) for letter in letters} & {"Cc", "Cf", "Cs", "Zl", "Zp", "Mn", "Me"}


def test_piles_of_marks_are_cleared():
    """Ten thousand marks on one letter would run over the screen."""
    assert "a" + "\u0301" * MAX_MARKS + "b" == clean("a" + "\u0301" * 10_000 + "b")
    assert "a" + "\u200d" * MAX_MARKS + "b" == clean("a" + "\u200d" * 10_000 + "b")


def test_one_line_is_one_line():
    """For names and labels."""
    assert "a b c" == one_line(" a\nb\r\n\u202ec ")
