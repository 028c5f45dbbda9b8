"""Sentences, list items, quotations, brackets and signatures."""

import pytest

from bot.core.segment import inside, lay_out


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in lay_out(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("送ってください。お願いします。", ["送ってください。", "お願いします。"]),
        ("send it. thanks!", ["send it.", " thanks!"]),
        ("see t.me/x now", ["see t.me/x now"]),
        ("text mrs. grace on signal", ["text mrs. grace on signal"]),
        ("q1. name", ["q1. name"]),
        ("一行目\n二行目", ["一行目\n", "二行目"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "line", ["・電話番号", "1) 電話番号", "q3. 電話番号", "- phone", "(a) cv", "one: name", "2電話番号"]
)
def test_items(line: str) -> None:
    assert lay_out(line).sentences[0].item


@pytest.mark.parametrize("line", ["電話番号", "3日までに", "10円のテスト", "phone"])
def test_no_items(line: str) -> None:
    assert not lay_out(line).sentences[0].item


def test_quotations() -> None:
    text = "例は「LINEを教えて」です"
    layout = lay_out(text)
    assert inside(layout.quotes, text.index("LINE"))
    assert not inside(layout.quotes, text.index("です"))


def test_signature_after_a_rule_line() -> None:
    text = "よろしくお願いします。\n----------\n佐伯 tel 03-0000-0000"
    layout = lay_out(text)
    assert inside(layout.signature, text.index("tel"))
    assert not inside(layout.signature, 0)


def test_every_letter_lies_in_one_sentence() -> None:
    text = "a。b！c\nd. e"
    layout = lay_out(text)
    assert "".join(sentences(text)) == text
    for place in range(len(text)):
        sentence = layout.sentences[layout.sentence_at(place)]
        assert sentence.start <= place < sentence.end
