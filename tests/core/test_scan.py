"""The pattern language, as the scanner finds it in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.scan import Scanner, tabulate
from policies.patterns import PatternError, parse_all


def found(pattern: str, text: str, breaks: tuple[int, ...] = ()) -> list[str]:
    scanner = Scanner(tabulate([(made, 0) for made in parse_all(pattern)]), ["it"])
    return [text[hit.start : hit.end] for hit in scanner.find(text, breaks)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("電話番号", "お電話番号を", ["電話番号"]),
        ("line", "line id", ["line"]),
        ("line", "online", []),
        ("line", "lines", []),
        ("line*", "lines", ["lines"]),
        ("line", "ラインはline。", ["line"]),
        ("skype", "3skype名", ["skype"]),
        ("(a|b)c", "ac bc", ["ac", "bc"]),
        ("友だち(を|)追加", "友だち追加、友だちを追加", ["友だち追加", "友だちを追加"]),
        ("差額…返", "差額を私に返す", ["差額を私に返"]),
        ("差額…返", "差額", []),
        ("返…差額", "差額を返す", []),
        ("a\\(b\\)", "a(b)", ["a(b)"]),
        ("rent* (your|my) account", "renting out your account", ["renting out your account"]),
    ],
)
def test_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_gap_is_forty_letters_at_most() -> None:
    assert found("頭…尾", "頭" + "あ" * 40 + "尾")
    assert not found("頭…尾", "頭" + "あ" * 41 + "尾")


def test_gap_does_not_reach_over_a_break() -> None:
    text = "差額です。返して"
    assert found("差額…返", text)
    assert not found("差額…返", text, (text.index("返"),))


def test_many_alternatives_are_chained_and_still_follow_at_once() -> None:
    many = "|".join(f"あ{number}" for number in range(10, 30))
    pattern = f"({many})({many})({many})"
    assert found(pattern, "あ11あ22あ13") == ["あ11あ22あ13"]
    assert not found(pattern, "あ11のあ22あ13")


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("差額…返", "差額、差額を返す", ["差額を返", "差額、差額を返"]),
        ("差額…(返|戻)", "差額を返し戻す", ["差額を返", "差額を返し戻"]),
        ("(住所|電話)…教えて", "住所と電話を教えて", ["住所と電話を教えて", "電話を教えて"]),
        ("(の|)線…id", "線のid", ["線のid"]),
        ("your …id", "your id", ["your id"]),
        ("your …id", "your idea", []),
        ("your …id", "yours id", []),
        ("(send|mail)* …pic", "emailing a pic", []),
        ("(send|mail)* …pic", "mailing a pic", ["mailing a pic"]),
        ("a1…z", "a12 z", []),
    ],
)
def test_finds_what_stands_around_the_rarest_piece(pattern: str, text: str, expected: list[str]) -> None:
    assert sorted(found(pattern, text)) == sorted(expected)


def test_every_piece_may_be_the_one_that_is_looked_for() -> None:
    for sample in ("頭", "胴", "尾"):
        scanner = Scanner(tabulate([(made, 0) for made in parse_all("頭…胴…尾")], sample), ["it"])
        assert [(hit.start, hit.end) for hit in scanner.find("一頭二胴三尾四")] == [(1, 6)]


_PIECES = st.sampled_from(["あ", "い", "(あ|い)う", "あい", "(う|)え", "(あ|いう|え)"])
_TEXTS = st.text("あいうえ、", max_size=60)


@given(st.lists(_PIECES, min_size=2, max_size=3), _TEXTS)
def test_finds_a_pattern_where_a_plain_expression_finds_it(pieces: list[str], text: str) -> None:
    expression = ".{0,40}".join(pieces)

    assert bool(found("…".join(pieces), text)) is bool(re.search(expression, text))


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(a|b", "does not close"),
        ("a)b", "did not open"),
        ("…b", "empty piece"),
        ("a…", "empty piece"),
        ("(a|)", "empty piece"),
        ("a*b", "inside a word"),
    ],
)
def test_malformed_patterns_say_what_to_mend(pattern: str, says: str) -> None:
    with pytest.raises(PatternError, match=says):
        parse_all(pattern)
