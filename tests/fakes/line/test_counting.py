"""Code units and grapheme clusters."""

import pytest

from tests.fakes.line.counting import clusters, graphemes, utf16_length


@pytest.mark.parametrize(
    ("text", "units", "seen"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("断り", 2, 2),
        ("🍎", 2, 1),
        ("𠮷野", 3, 2),
        ("葛\U000e0100", 3, 1),
        ("か\u3099", 2, 1),
        ("ﾊﾞ", 2, 1),
        ("👍🏽", 4, 1),
        ("👨\u200d👩\u200d👧", 8, 1),
        ("❤\ufe0f\u200d🔥", 5, 1),
        ("🇯🇵🇺🇸🇯", 10, 3),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 14, 1),
        ("1\ufe0f\u20e3", 3, 1),
        ("한국", 2, 2),
        ("\u1112\u1161\u11ab", 3, 1),
        ("a\u200db", 3, 2),
        ("\r\n", 2, 1),
        ("\n\r", 2, 2),
        ("a\u0301\u0302", 3, 1),
        ("e\u200be", 3, 3),
        ("นำ", 2, 1),
    ],
)
def test_lengths(text, units, seen):
    """As the reference counts them: an apple is two in a text and one in a label."""
    assert (units, seen) == (utf16_length(text), graphemes(text))


def test_clusters_are_the_text():
    """Nothing is lost between them."""
    text = "お断り👨\u200d👩\u200d👧\r\n葛\U000e0100🇯🇵"

    assert text == "".join(clusters(text))
    assert ["お", "断", "り", "👨\u200d👩\u200d👧", "\r\n", "葛\U000e0100", "🇯🇵"] == list(clusters(text))


def test_half_an_emoji_is_one_unit():
    """A surrogate that lost its other half does not stop the count."""
    assert 1 == utf16_length("\ud83c")
