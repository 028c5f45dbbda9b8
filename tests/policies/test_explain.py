"""Whatever the parsers complain of, a person is told the place and a remedy."""

import pytest

from policies import explain
from policies.schema import Rule


def test_unknown_complaint_of_the_parser_is_passed_on():
    """A later Python may word its complaints in another way."""
    problem = explain.not_toml("policies/x.toml", "a = 1\nb = 2\n", ValueError("Something new (at line 2, column 1)"))

    expected = "policies/x.toml, line 2: is not TOML (Something new); mend this line; policies/README.md shows how"
    assert expected == str(problem)


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = [", "line 2"), ("", "line 1")])
def test_complaint_about_the_end_names_the_last_line(text, line):
    """The parser says “end of document”; people look for a line."""
    problem = explain.not_toml("x.toml", text, ValueError("Unclosed array (at end of document)"))

    assert line == problem.place
    assert "a list is not closed" == problem.wrong


@pytest.mark.parametrize(
    ("message", "line", "words"),
    [
        ("Duplicate inline table key 'a'", "x = { a = 1, a = 2 }", "a key stands twice between { and }"),
        ("Unclosed inline table", "x = { a = 1", "a { is not closed"),
        ("Unterminated string", 'x = """a', "a text is not closed"),
        ("Expected ']' at the end of a table declaration", "[when", "a table header is not closed"),
        ("Expected ']]' at the end of an array declaration", "[[step]", "a table header is not closed"),
        ("Invalid initial character for a key part", "= 1", "a name was expected here"),
        ("Invalid statement", "?", "this line is no key, table or comment"),
        ("Cannot mutate immutable namespace ('a',)", "[a.b]", "this key or table stands twice"),
        ("Cannot redefine namespace ('a',)", "[[a]]", "this name is a table in one place and a list in another"),
    ],
)
def test_complaints_of_the_parser_have_plain_words(message, line, words):
    """One table of what the parser says and what it means."""
    problem = explain.not_toml("x.toml", line, ValueError(f"{message} (at line 1, column 1)"))

    assert words == problem.wrong


def test_unknown_complaint_about_a_value_is_passed_on():
    """A later pydantic may have new kinds of complaint."""
    fault = {"type": "new_kind", "loc": ("verdict",), "msg": "Input is odd", "input": ["x"]}

    [problem] = explain.not_valid("x.toml", 'verdict = ["x"]', Rule, [fault])

    assert "x.toml, line 1, verdict: this list does not fit (Input is odd); policies/README.md shows how" == str(
        problem
    )


def test_unknown_key_in_an_unknown_table_points_to_the_guide():
    """Where no model says which keys there are, the guide does."""
    fault = {"type": "extra_forbidden", "loc": ("when", "stage", "x"), "msg": "", "input": 1}

    [problem] = explain.not_valid("x.toml", "", Rule, [fault])

    assert ("unknown key “x”", explain.GUIDE) == (problem.wrong, problem.remedy)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        ("a", '"a"'),
        ("a" * 70, '"' + "a" * 57 + '…"'),
        (3, "3"),
        (1.5, "1.5"),
        ([], "this list"),
        ({}, "this table"),
    ],
)
def test_values_are_shown_briefly(value, shown):
    """As in the file, and no longer than a line."""
    assert shown == explain._shown(value)
