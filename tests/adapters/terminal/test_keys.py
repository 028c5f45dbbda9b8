"""Bytes from a keyboard."""

import pytest

from bot.adapters.terminal.keys import Key, Keys, Pasted, Typed


def events(*chunks):
    """What the chunks give, in order."""
    keys = Keys()
    return [event for chunk in chunks for event in keys.feed(chunk)]


def test_letters_and_enter():
    """One event each."""
    assert [Typed("a"), Typed("あ"), Key.ENTER] == events("aあ\r".encode())


def test_letter_may_come_in_pieces():
    """As slow lines deliver it."""
    first, second = "あ".encode()[:1], "あ".encode()[1:]

    assert [Typed("あ")] == events(first, second)


def test_pasted_text_is_one_event():
    """With plain line ends, whatever the terminal makes of them."""
    assert [Pasted("一\n二\n三")] == events("\x1b[200~一\r二\r\n三\x1b[201~".encode())


def test_pasted_text_may_come_in_pieces():
    """Its marks as well."""
    data = "\x1b[200~一\r二\x1b[201~x\r".encode()

    assert [Pasted("一\n二"), Typed("x"), Key.ENTER] == events(*[bytes([byte]) for byte in data])


def test_enter_within_pasted_text_sends_nothing():
    """Nor does anything else that looks like a key."""
    assert [Pasted("a\nb\x03c\x1b[D")] == events(b"\x1b[200~a\rb\x03c\x1b[D\x1b[201~")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\x7f", Key.BACKSPACE),
        (b"\x03", Key.LEAVE),
        (b"\x04", Key.LEAVE_IF_EMPTY),
        (b"\x1b[D", Key.LEFT),
        (b"\x1bOC", Key.RIGHT),
        (b"\x1b[3~", Key.DELETE),
        (b"\x15", Key.CLEAR),
    ],
)
def test_keys_are_known(data, key):
    """Whole, and byte by byte."""
    assert [key] == events(data) == events(*[bytes([byte]) for byte in data])


@pytest.mark.parametrize("data", [b"\x1b[1;5C", b"\x1b[A", b"\x1bx", b"\x1b[15~", b"\x00", b"\xc2\x9b"])
def test_other_keys_do_nothing(data):
    """And leave nothing of them in the line."""
    assert [Typed("a")] == events(data + b"a")


def test_broken_utf8_does_not_break_the_line():
    """It shows as what it is."""
    assert [Typed("\ufffd"), Typed("a")] == events(b"\xffa")
