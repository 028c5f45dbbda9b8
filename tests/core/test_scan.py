"""The pattern language, as the scanner finds it in a text."""

import pytest

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
