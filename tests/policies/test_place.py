"""A mistake is told with the line and the words by which a person finds it."""

import pytest

from policies.place import describe, line_of

TEXT = '''\
id = "a.b"
asks = [
    "email",
]
when.stage = ["ended"]
note = """
title = "no key, but text"
"""

[title]
ja = "あ"

[[example]]
name = "one"
facts = { platform = "x" }

[[example]]
name = "two"

[[step.part]] # a list in a table
ja = "い"
'''


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("id",), "line 1, id"),
        (("asks", 0), "line 2, asks, entry 1"),
        (("when", "stage"), "line 5, when.stage"),
        (("title",), "line 10, [title]"),
        (("title", "ja"), "line 11, [title] ja"),
        (("title", "en"), "line 10, [title] en"),
        (("example",), "line 13, [[example]]"),
        (("example", 0, "name"), "line 14, [[example]] 1, name"),
        (("example", 0, "facts", "platform", "[key]"), "line 15, [[example]] 1, facts.platform"),
        (("example", 1), "line 17, [[example]] 2"),
        (("example", 1, "name"), "line 18, [[example]] 2, name"),
        (("step", "part", 0, "ja"), "line 21, step.part, entry 1.ja"),
        (("verdict",), "verdict"),
        ((), ""),
    ],
)
def test_place_is_described(steps, expected):
    """Tables by their headers, entries of lists from 1, and the nearest line there is."""
    assert expected == describe(TEXT, steps)


def test_text_in_three_quotes_holds_no_keys():
    """A line inside a long text looks like a key but is none."""
    assert 10 == line_of(TEXT, ("title", "ja")) - 1
    assert line_of("", ("id",)) is None
