"""One spelling for every way of writing, with a map back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.normalise import MASK, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＬＩＮＥ", "line"),
        ("ﾗｲﾝ", "ライン"),
        ("ﾃﾞｨｽｺｰﾄﾞ", "ディスコード"),
        ("ら い ん って", "らいんって"),
        ("お  な  ま  え", "おなまえ"),
        ("S k y p e?", "skype?"),
        ("L-I-N-E, please", "line, please"),
        ("L.I.N.Eのほうが", "lineのほうが"),
        ("テレグ◯ム", f"テレグ{MASK}ム"),
        ("すぐにマ-イ-ナ-ン-バ-ーを", "すぐにマイナンバーを"),
        ("妊-娠-の-予-定を", "妊娠の予定を"),
        ("東京・大阪と月-水・金", "東京・大阪と月-水・金"),
        ("a d3p0s1t on disc0rd", "a deposit on discord"),
        ("te1egram, S!gnal, pa$$word", "telegram, signal, password"),
        ("w-9, mp3, b2b, i18n, 4k, hi!there 100% 2026", "w-9, mp3, b2b, i18n, 4k, hi!there 100% 2026"),
        ("W***sApp", f"w{MASK * 3}sapp"),
        ("don’t", "don't"),
        ("li\u200bne", "line"),
        ("\u202eline\u202c", "line"),
        ("e\u0301mail", "émail"),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert normalise(text).folded == folded


@pytest.mark.parametrize("text", ["I am a b", "plan B", "3 5 7 9", "U2 is on"])
def test_leaves_ordinary_words_apart(text: str) -> None:
    assert normalise(text).folded.count(" ") == text.count(" ")


def test_spaces_between_japanese_words_go() -> None:
    assert normalise("あなたの ペイパル の メール").folded == "あなたのペイパルのメール"


@pytest.mark.parametrize(
    "text", ["ﾗｲﾝの ID を", "㈱ﾃｽﾄの電話番号", "ら い ん のID", "a\u0301\u0301\u0301\u0301b", "🙋ＬＩＮＥ"]
)
def test_spans_lead_back_to_the_original(text: str) -> None:
    made = normalise(text)
    start, end = made.span(0, len(made.folded))
    assert 0 <= start < end <= len(text)
    assert start == 0


def test_span_of_a_word_set_apart() -> None:
    text = "えっと、ら い ん やってます？"
    made = normalise(text)
    start = made.folded.index("らいん")
    begin, end = made.span(start, start + 3)
    assert text[begin:end] == "ら い ん"


@given(st.text(max_size=300))
def test_any_text_folds_with_places_in_order(text: str) -> None:
    made = normalise(text)
    places = range(len(made.folded)) if made.places is None else made.places
    assert len(places) == len(made.folded)
    assert all(0 <= place < len(text) for place in places)
    assert list(places) == sorted(places)


def test_a_run_of_combining_marks_shrinks_to_its_letter() -> None:
    assert normalise("e" + "\u0301" * 20_000 + "x").folded in ("éx", "ex")
