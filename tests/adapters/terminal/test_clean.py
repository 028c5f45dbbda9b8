"""Nothing steers the terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.terminal.clean import clean, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\x07b\x00c\x7fd\x9be", "abcde"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a    b"),
        ("\ud83d", "\ufffd"),
        ("a\u2028b", "a\nb"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("普通の文です。", "普通の文です。"),
    ],
)
def test_signs_that_steer_are_dropped(text, shown):
    """Escapes, controls, marks of direction, invisible signs."""
    assert shown == clean(text)


@given(st.text())
def test_cleaned_text_is_printable(text):
    """Whatever it was."""
    assert all(
        letter.isprintable() or letter in "\n\u200d\u3000\xa0" or letter.isspace() or not letter.isascii()
        for letter in clean(text)
    )
    assert "\x1b" not in clean(text)


def test_one_line_is_one_line():
    """Names and titles stand in the middle of others."""
    assert "a b c" == one_line(" a\n b\t\tc ")
