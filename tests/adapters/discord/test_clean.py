"""Texts as Discord shows them letter by letter."""

import pytest

from bot.adapters.discord.clean import clean, code_block, link, one_line, plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**太字**", "\\*\\*太字\\*\\*"),
        ("a_b ~~c~~ `d` ||e||", "a\\_b \\~\\~c\\~\\~ \\`d\\` \\|\\|e\\|\\|"),
        ("<@123456789012345678>", "\\<@123456789012345678\\>"),
        ("[ここ](https://evil.example)", "\\[ここ\\](https://evil.example)"),
        ("# 見出し\n- 項目\n-# 小さく", "\\# 見出し\n\\- 項目\n\\-# 小さく"),
        ("1. 番号", "1\\. 番号"),
        ("#9110に電話", "#9110に電話"),
        ("https://a.example/b_c_d を見る", "https://a.example/b_c_d を見る"),
        ("\u202eabc\u0000", "abc"),
    ],
)
def test_markup_is_shown_as_it_is(text, shown):
    """Only addresses stay what they are."""
    assert shown == plain(text)


def test_one_line():
    """Line ends are spaces."""
    assert "一 二" == one_line("一\n\n二")


def test_code_block_cannot_be_left():
    """Backticks inside would end it."""
    assert "```\na '''b''' `c`\n```" == code_block("\na ```b``` `c`\n")


def test_links():
    """Brackets in the address would end it, and an address in the words would undo it."""
    assert "[題（名\\]）](https://a.example/b%28c%29?d=e%20f)" == link("題（名]）", "https://a.example/b(c)?d=e f")
    assert "[a.example/b](https://c.example)" == link("https://a.example/b", "https://c.example")


def test_piles_of_marks_are_cut():
    """They would run across the screen."""
    assert 5 == len(clean("a" + "\u0301" * 5000))
    assert "\ufffd" == clean("\ud800")
