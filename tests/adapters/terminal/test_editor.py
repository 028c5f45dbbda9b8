"""The line that is being written."""

import pytest

from bot.adapters.terminal.editor import Editor
from bot.adapters.terminal.keys import Key, Pasted, Typed


def written(*events):
    """An editor that took the events; text stands for its letters."""
    editor = Editor(lambda text: f"[{text.count(chr(10)) + 1}]")
    for event in events:
        for one in [Typed(letter) for letter in event] if isinstance(event, str) else [event]:
            editor.take(one)
    return editor


@pytest.mark.parametrize(
    ("events", "text"),
    [
        (("abc",), "abc"),
        (("abc", Key.BACKSPACE), "ab"),
        (("あい", Key.LEFT, "う"), "あうい"),
        (("abc", Key.HOME, Key.DELETE), "bc"),
        (("abc", Key.HOME, "x", Key.END, "y"), "xabcy"),
        (("one two", Key.CLEAR_WORD), "one"),
        (("one two", Key.LEFT, Key.CLEAR), "o"),
        (("one two", Key.HOME, Key.RIGHT, Key.CLEAR_REST), "o"),
        ((Key.BACKSPACE, Key.LEFT, Key.RIGHT, Key.DELETE), ""),
    ],
)
def test_keys_change_the_line(events, text):
    """As people expect it."""
    assert text == written(*events).text()


def test_pasted_lines_are_one_block():
    """One key takes them away again."""
    pasted = Pasted("一\n二")

    assert "一\n二" == written(pasted).text()
    assert "" == written(pasted, Key.BACKSPACE).text()


def test_what_is_typed_beside_a_block_has_its_own_line():
    """“It is on CrowdWorks”, and then the message."""
    assert "これです\n一\n二\nどう？" == written("これです", Pasted("一\n二"), "どう？").text()


def test_short_pasted_text_is_like_typed_text():
    """A name, an address."""
    assert "abX" == written(Pasted("abc"), Key.BACKSPACE, "X").text()


def test_pasted_text_is_cleaned():
    """Nothing of it steers the terminal when it is shown."""
    assert "[31mred" == written(Pasted("\x1b[31mred")).text()


def test_line_is_drawn_with_the_cursor_at_its_place():
    """Behind the prompt and the letters before it, in cells."""
    assert "\r\x1b[J> あい\r\x1b[6C" == written("あい").draw(80, 24)
    assert "\r\x1b[J> あい\r\x1b[4C" == written("あい", Key.LEFT).draw(80, 24)


def test_long_line_is_broken_into_rows():
    """And drawn anew from its first row."""
    editor = written("あ" * 10)

    assert "\r\x1b[J> ああああ\r\nあああああ\r\nあ\r\x1b[2C" == editor.draw(12, 24)
    assert editor.draw(12, 24).startswith("\x1b[2A\r\x1b[J")


def test_line_higher_than_the_screen_shows_the_rows_around_the_cursor():
    """It never draws over what it cannot reach."""
    drawn = written("あ" * 100).draw(12, 5)

    assert 3 == drawn.count("\r\n")
