"""What a person wants of us."""

import pytest

from bot.core.read import read
from bot.core.reading import Intent
from policies.vocabulary import Language, Purpose, Tone

REMARKS = [
    ("忘れて", Intent.FORGET),
    ("全部忘れてください", Intent.FORGET),
    ("データを消してもらえますか", Intent.FORGET),
    ("forget me", Intent.FORGET),
    ("please delete my data", Intent.FORGET),
    ("使い方を教えてください", Intent.HELP),
    ("？", Intent.HELP),
    ("もっと丁寧に", Intent.SOFTER),
    ("もう少し強めに", Intent.FIRMER),
    ("softer, please", Intent.SOFTER),
    ("英語で", Intent.LANGUAGE),
    ("in Japanese please", Intent.LANGUAGE),
    ("根拠は？", Intent.WHY),
    ("why?", Intent.WHY),
    ("承認されたらどうなりますか", Intent.WHAT_IF_APPROVED),
    ("まだしつこく言われます", Intent.INSISTS),
    ("もう教えてしまいました", Intent.ALREADY_SHARED),
    ("わからない", Intent.UNKNOWN_ANSWER),
    ("not sure", Intent.UNKNOWN_ANSWER),
    ("ランサーズの案件でした", Intent.ANSWER),
    ("募集文にはありませんでした", Intent.ANSWER),
    ("理由は聞いていません", Intent.ANSWER),
    ("断りの文面を作って", Intent.LETTER),
    ("ありがとうございました", Intent.SMALL_TALK),
]


BUTTONS = {
    "softer": Intent.SOFTER,
    "firmer": Intent.FIRMER,
    "in_ja": Intent.LANGUAGE,
    "in_en": Intent.LANGUAGE,
    "why": Intent.WHY,
    "insists": Intent.INSISTS,
    "already_shared": Intent.ALREADY_SHARED,
    "forget": Intent.FORGET,
    "help": Intent.HELP,
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("button", BUTTONS)
def test_what_a_button_says_can_be_typed(words, phrasebook, button, language):
    """Not every device shows buttons."""
    assert BUTTONS[button] == read(phrasebook.of(language).text(f"ui.label.{button}"), words).intent


@pytest.mark.parametrize(("text", "intent"), REMARKS)
def test_remark_is_understood(words, text, intent):
    """Short words that ask for nothing a client wants."""
    assert intent == read(text, words).intent


@pytest.mark.parametrize(
    "text",
    [
        "相手にデータを消してもらいたいです",
        "パスワードを忘れてしまいました",
        "忘れてしまっても大丈夫でしょうか",
        "did they delete my file",
        "Please do not forget the deadline next week.",
    ],
)
def test_nothing_is_erased_by_mistake(words, text):
    """What was forgotten, or is to be erased by somebody else, erases nothing here."""
    assert Intent.FORGET != read(text, words).intent


@pytest.mark.parametrize(
    "text",
    [
        "ありがとうございます。つきましては、LINEのIDを教えてください。",
        "使い方を説明しますので、電話番号を教えてください。",
        "理由は後でお伝えします。免許証の写真を送ってください。",
        "Thanks! Please send me your phone number.",
        "以前の問題は解決しました。つきましては住所を教えてください。",
    ],
)
def test_message_that_asks_is_never_a_remark(words, text):
    """Whatever friendly words stand beside it."""
    reading = read(text, words)

    assert Intent.MESSAGE == reading.intent
    assert reading.asks


def test_question_mark_behind_words_asks_for_no_help(words):
    """Only alone it does."""
    assert Intent.HELP != read("これは大丈夫？", words).intent


def test_letter_may_be_wanted_in_a_way(words):
    """Its language, tone and purpose."""
    english = read("断りの文面を英語で作って", words)
    firm = read("きっぱりとした断りの文面を作って", words)
    deletion = read("データの削除をお願いする文面を作ってください", words)

    assert (Intent.LETTER, Language.EN) == (english.intent, english.wanted_language)
    assert (Tone.FIRM, Purpose.DECLINE) == (firm.tone, firm.purpose)
    assert (Intent.LETTER, Purpose.REQUEST_DELETION) == (deletion.intent, deletion.purpose)


def test_freelancer_may_name_what_was_asked_again(words):
    """A remark on the case, with its ask."""
    reading = read("断ったのに、またLINEを教えてと言われました", words)

    assert Intent.INSISTS == reading.intent
    assert ["messenger"] == [ask.kind for ask in reading.asks]
