"""What a message asks for: the same thing asked for, refused, mentioned, worked on, quoted, listed or given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.read import MAX_CHARS, read
from bot.core.reading import Speaker
from bot.core.words import Words
from policies.vocabulary import Kind, Language, Manner

ASKED = {
    "お電話番号を教えてください。": {"phone"},
    "電話番号必須です": {"phone"},
    "ご住所とお名前をお知らせいただけますか。": {"address", "name"},
    "本日中に履歴書をお送りください。": {"resume"},
    "打ち合わせはZoomで行います。": {"meeting"},
    "以下をご返信ください。\n・お名前\n・メールアドレス": {"name", "email"},
    "・お名前\n・ご住所\n以上の2点をお知らせください。": set(),
    "What is your phone number?": {"phone"},
    "Please send me your CV.": {"resume"},
    "Your passport, please.": {"id_document"},
    "Could you share your home address?": {"address"},
}

QUIET = [
    "電話番号は不要です。",
    "ご住所をお伺いすることはございません。",
    "メールアドレスは書かないでください。",
    "住所録の入力作業です。",
    "LINEスタンプの制作をお願いします。",
    "フォームの電話番号の欄を任意に変えてください。",
    "お客様の電話番号を一覧に転記してください。",
    "例文は「LINEのIDを教えてください」です。",
    "LINEに移りたいと思っていたのですが、規約でだめみたいですね。",
    "検収しました。\n----------\n株式会社みほん 佐伯\nTEL 03-0000-0000\nMail a@example.co.jp",
    "No need to share your phone number.",
    "Please don't send your passport.",
    "Write an article about phone numbers.",
    "Thanks, the files look great.",
    "",
    "。。。",
]


@pytest.mark.parametrize("text", [text for text in ASKED if ASKED[text]])
def test_asked_for(text: str, words: Words) -> None:
    assert {str(ask.kind) for ask in read(text, words, Speaker.CLIENT).asks} == ASKED[text]


@pytest.mark.parametrize("text", QUIET)
def test_nothing_asked_for(text: str, words: Words) -> None:
    assert read(text, words, Speaker.CLIENT).asks == ()


def test_the_same_words_from_the_freelancer_report_an_ask(words: Words) -> None:
    text = "「LINEのIDを教えてください」と言われました。"
    assert not read(text, words, Speaker.CLIENT).asks
    assert [ask.kind for ask in read(text, words, Speaker.FREELANCER).asks] == [Kind.MESSENGER]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("クライアントに電話番号を聞かれました。教えてもいいですか？", Speaker.FREELANCER),
        ("電話番号を教えてください。", Speaker.CLIENT),
        ("A client wants my phone number. Should I give it?", Speaker.FREELANCER),
        ("Please send me your phone number.", Speaker.CLIENT),
    ],
)
def test_who_speaks(text: str, speaker: Speaker, words: Words) -> None:
    assert read(text, words).speaker is speaker


@pytest.mark.parametrize(
    "text", ["L1NE交換お願いします", "ら い ん のIDを教えて", "○INEに移りませんか", "ﾗｲﾝのIDください"]
)
def test_disguised_names(text: str, words: Words) -> None:
    assert [(ask.kind, ask.tool) for ask in read(text, words, Speaker.CLIENT).asks] == [(Kind.MESSENGER, "line")]


def test_quote_and_span_are_of_the_original(words: Words) -> None:
    text = "恐れ入りますが、ﾒｰﾙｱﾄﾞﾚｽをお知らせください。"
    (ask,) = read(text, words, Speaker.CLIENT).asks
    assert ask.quote == "ﾒｰﾙｱﾄﾞﾚｽ"
    assert text[ask.span[0] : ask.span[1]] == ask.quote


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("会社名は伏せていただいて構いませんので、ご経歴を教えてください。", Manner.REDUCED),
        ("ご希望の方のみ、ご住所をお知らせください。", Manner.VOLUNTARY),
        ("緑のアプリで話しませんか。IDを教えてください。", Manner.EVASIVE),
    ],
)
def test_how_it_is_asked_for(text: str, manner: Manner, words: Words) -> None:
    asks = read(text, words, Speaker.CLIENT).asks
    assert any(manner in ask.manner for ask in asks)


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("クラウドワークスでLINEを聞かれました。", "platform", "crowdworks"),
        ("ランサーズの案件です。", "platform", "lancers"),
        ("クラウドワークスとランサーズで電話番号を聞かれました。", "platform", None),
        ("契約前です。", "stage", "before_contract"),
        ("仮払い済みです。", "stage", "funded"),
        ("仮払い前です。", "stage", None),
        ("サービス外連絡申請が承認されました。", "approval", "approved"),
        ("申請はまだ出していません。", "approval", "none"),
        ("承認されたら教えてください。", "approval", None),
        ("募集文には書いていなかったのに聞かれました。", "in_job_post", "no"),
        ("もう教えてしまいました。", "already_shared", "yes"),
        ("The contract has started.", "stage", "contracted"),
    ],
)
def test_facts_are_read_only_where_stated(text: str, fact: str, value: str | None, words: Words) -> None:
    assert read(text, words).facts.get(fact) == value


def test_language_by_its_letters(words: Words) -> None:
    assert read("LINE please", words).language is Language.EN
    assert read("LINEください", words).language is Language.JA


@given(text=st.text(max_size=400))
def test_nothing_raises(text: str, words: Words) -> None:
    reading = read(text, words)
    assert len({ask.kind for ask in reading.asks}) == len(reading.asks)
    for ask in reading.asks:
        assert text[ask.span[0] : ask.span[1]] == ask.quote


@pytest.mark.parametrize(
    "piece", ["電話番号を教えて", "「", "○", "ください", "a ", "e\u0301", "。", "@", "LINE(", "(a)\n"]
)
def test_the_longest_text_of_anything_is_read(piece: str, words: Words) -> None:
    read((piece * MAX_CHARS)[:MAX_CHARS], words)
