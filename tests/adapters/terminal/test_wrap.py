"""Lines of a given width, in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.adapters.terminal.wrap import flow, wrap

LETTERS = "あいうえおカンジ漢字、。「」（）ー…ABC abc123 ゃッ！？ｶﾞ〜👍🏽é"


def test_japanese_breaks_between_letters():
    """Two cells a letter."""
    assert ["あいうえお", "かきくけこ", "さ"] == wrap("あいうえおかきくけこさ", 10)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("あいうえお。かきくけこ", ["あいうえ", "お。かきく", "けこ"]),
        ("あいうえ「かきくけこ」", ["あいうえ", "「かきくけ", "こ」"]),
        ("あいうえおっかきくけこ", ["あいうえ", "おっかきく", "けこ"]),
        ("あいうえお）、かきくけ", ["あいうえ", "お）、かき", "くけ"]),
    ],
)
def test_marks_stand_where_they_may(text, lines):
    """No closing mark or small kana first, no opening one last."""
    assert lines == wrap(text, 10)


def test_words_stay_whole():
    """Latin ones, and short ones in katakana."""
    assert ["ask the client", "first"] == wrap("ask the client first", 15)
    assert ["これはこの", "メッセージ", "です"] == wrap("これはこのメッセージです", 11)


def test_address_is_never_broken():
    """However long it is."""
    url = "https://example.com/" + "a" * 100

    assert ["出典", url] == wrap(f"出典 {url}", 20)


def test_word_wider_than_a_line_is_cut():
    """So that nothing else runs out of the screen."""
    assert ["a" * 20, "a" * 20, "a" * 5] == wrap("a" * 45, 20)


def test_lines_hang_below_their_mark():
    """Behind a number or a dot."""
    assert ["  1. あいう", "     えおか", "     き"] == wrap("あいうえおかき", 11, "  1. ")


def test_paragraphs_stay_apart():
    """A line end is kept, an empty line too."""
    assert ["あ", "", "い"] == wrap("あ\n\nい", 10)


def test_no_letter_is_left_over():
    """One letter alone on the last line looks like a mistake."""
    text = "あ" * 40 + "ます。"

    assert cell_len(wrap(text, 80)[-1]) > 4


@given(st.text(alphabet=LETTERS, max_size=200), st.integers(min_value=10, max_value=80))
def test_no_line_is_too_wide_and_no_letter_lost(text, width):
    """Whatever the text."""
    lines = wrap(text, width)

    assert all(cell_len(line) <= width for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


@given(st.lists(st.sampled_from("あいう漢字、。」）ーゃ"), min_size=1, max_size=200).map("".join))
def test_no_line_begins_with_a_closing_mark(text):
    """Unless so many stand in a row that they fill a line."""
    lines = wrap(f"あ{text}", 60)

    assert not any(line[0] in "、。」）ーゃ" for line in lines[1:] if not all(mark in "、。」）ーゃ" for mark in line))


def test_short_items_flow():
    """As many on a line as there is room for."""
    assert ["1 はい   2 いいえ", "0 わからない"] == flow(["1 はい", "2 いいえ", "0 わからない"], 22)
