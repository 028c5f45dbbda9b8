"""What Japanese says by the order of its words: hidden parts, owners, topics, echoes, and what a freelancer reports."""

import pytest

from bot.core.read import read
from bot.core.reading import Speaker
from bot.core.words import Words
from policies.vocabulary import Kind, Manner


def kinds(text: str, words: Words, speaker: Speaker = Speaker.CLIENT) -> set[str]:
    """Return the kinds asked for."""
    return {str(ask.kind) for ask in read(text, words, speaker).asks}


@pytest.mark.parametrize(
    "text",
    [
        "番号は黒塗りで結構ですので、免許証の表面の画像をご提出ください。",
        "番号を隠して免許証の写真を送ってください。",
        "免許証の画像をお送りください。住所は塗りつぶしていただいて大丈夫です。",
        "電話番号を伏せて、免許証の写しをご提出ください。",
        "免許証は、住所をマスクした画像をお送りください。",
    ],
)
def test_what_may_be_hidden_is_not_asked_for_but_reduces_the_rest(text: str, words: Words) -> None:
    (ask,) = read(text, words, Speaker.CLIENT).asks
    assert ask.kind is Kind.ID_DOCUMENT
    assert Manner.REDUCED in ask.manner


def test_a_hidden_part_does_not_hide_what_is_asked_for_besides(words: Words) -> None:
    assert kinds("免許証は番号を隠して、電話番号も教えてください。", words) == {"id_document", "phone"}


def test_a_reduced_form_that_is_refused_is_none(words: Words) -> None:
    (ask,) = read("屋号ではなく本名をお知らせください。", words, Speaker.CLIENT).asks
    assert Manner.REDUCED not in ask.manner


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("LINEを交換して、そのまま通話で15分ほどお話しできればと思います。", {"messenger", "meeting"}),
        ("連絡はLINE、打ち合わせはZoomでお願いします。", {"messenger", "meeting"}),
        ("LINEで話しませんか。", {"messenger"}),
        ("緑色のアイコンのアプリ、使ってますよね? そっちで続きを話したいな。", {"messenger"}),
        ("免許証は、住所を隠した写真を送ってください。", {"id_document"}),
        ("免許証とお写真を送ってください。", {"id_document", "photo"}),
        ("口座の種別と番号をお知らせください。", {"bank_account"}),
    ],
)
def test_echoes_of_another_ask(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("次に免許証です。両面お願いします。", {"id_document"}),
        ("LINEはお使いですか。IDだけ送ってもらえれば大丈夫です。", {"messenger"}),
        ("免許証です。ありがとうございました。", set()),
        ("免許証の記事です。3本お願いします。", set()),
        ("個人番号を、この欄に。", {"national_id"}),
        ("・お名前\n・ご住所\n以上の2点をお知らせください。", {"name", "address"}),
        ("次の流れで書いてください。\n1. 電話番号を引き継ぐ手順\n2. クレジットカードの登録", set()),
        ("次の質問にご回答ください。1. お名前 2. ご年齢", {"name", "birthdate"}),
    ],
)
def test_what_the_next_words_take_up(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words) == asked


@pytest.mark.parametrize(
    "text",
    [
        "当社の住所と電話番号は下記のとおりです。",
        "登場人物の欄に、年齢、家族構成、持病を書き足してください。",
        "住所と名前の順番を、免許証と同じ並びでお願いします。",
        "PayPayで集客する飲食店のPOPをお願いします。",
        "Q. 顔出しは必要ですか? A. 必要ありません。",
        "応募者の方から電話番号を送られることがありますが、読まずに消しております。",
        "前任の方はSlackに入ってもらっていましたが、今回からはサイト内のみです。",
        "口座情報は採用後にサイト側で登録いただきますので、ここには書かないでください。",
        "検収しました。ありがとうございました。\n\nみほん商会 高木\n東京都見本区2-2-2\nTEL 03-0000-0000\nLINE公式 @mihon",
    ],
)
def test_nothing_is_asked_for(text: str, words: Words) -> None:
    assert kinds(text, words) == set()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("当社の規定で、住所と電話番号を教えてください。", {"address", "phone"}),
        ("お客様の対応がありますので、住所と本名を教えてください。", {"address", "name"}),
        ("Q. 顔出しは必要ですか? A. はい、必要です。", {"photo"}),
        ("免許証が写った写真をお願いします。", {"id_document"}),
        ("税務署から求められており、マイナンバーをご提出ください。", {"national_id"}),
        ("通帳の表紙を写してお送りください。", {"bank_account"}),
    ],
)
def test_the_other_side_of_the_boundary_is_an_ask(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words) >= asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("LINEで言われました、免許証を両面撮って送れと。断ってもいいですよね?", {"id_document"}),
        ("LINEでやりとりしようと言われました。", {"messenger"}),
        ("サンプルを送ると言われて自宅の住所を書きました。", {"address"}),
        ("免許証を送ると違反になりませんか?", {"id_document"}),
    ],
)
def test_what_a_freelancer_reports(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words, Speaker.FREELANCER) == asked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("パスポートのコピーを渡したきり、連絡が途絶えました。", "yes"),
        ("ネット銀行のパスワードも打ち込みました。", "yes"),
        ("応募のときに出した履歴書を返してもらえません。", "yes"),
        ("口座番号を知らせたら、見覚えのない入金がありました。", "yes"),
        ("口座番号を知らせたらどうなりますか。", None),
        ("免許証を送れと言われ、断りの返事をしました。", "no"),
        ("住所を聞かれました。", None),
    ],
)
def test_what_a_freelancer_gave_away(text: str, value: str | None, words: Words) -> None:
    assert read(text, words, Speaker.FREELANCER).facts.get("already_shared") == value


@pytest.mark.parametrize("text", ["ら☆い☆んのIDを教えて", "薇♡信のほうに詳細を置いておきます。"])
def test_letters_parted_by_signs_are_an_evasion(text: str, words: Words) -> None:
    (ask,) = read(text, words, Speaker.CLIENT).asks
    assert ask.kind is Kind.MESSENGER
    assert Manner.EVASIVE in ask.manner


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("ココナラのビデオチャットで30分お話しできますか。", "platform_call"),
        ("ビデオ通話で一度お打ち合わせをお願いします。", "platform_call"),
        ("クラウドワークスの件、ビデオ通話で一度お打ち合わせをお願いします。", None),
        ("ビデオ通話で一度お打ち合わせをお願いします。URLをお送りします。", None),
    ],
)
def test_whose_call_it_is(text: str, tool: str | None, words: Words) -> None:
    assert {ask.tool for ask in read(text, words, Speaker.CLIENT).asks if ask.kind is Kind.MEETING} == {tool}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("名刺の氏名と住所のデータ入力です。件数は百件です。電話番号もお願いします。", set()),
        ("データ入力の件数は百件です。単価は五円です。では、免許証をお願いします。", {"id_document"}),
    ],
)
def test_a_job_told_before_excuses_only_what_it_is_about(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words) == asked


@pytest.mark.parametrize(
    "text",
    [
        "クレジットカードの番号を記入してくださいとお願いすることはありません。",
        "アカウントを貸してもらわなくていいですよ。",
        "直接契約にしてくださいとお願いすることはありません。",
    ],
)
def test_a_phrase_that_asks_is_denied_behind_its_request(text: str, words: Words) -> None:
    assert kinds(text, words) == set()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("アカウントを貸してもらえませんか。", {"account_lending"}),
        ("直接契約にしてください。手数料はかかりません。", {"direct_deal"}),
        ("電話番号ヨロシクです♪", {"phone"}),
        ("飲みに来てほしいです。", {"in_person"}),
        ("手数料を払う決まりになっています。", {"payment"}),
        ("先に5000円を振り込む決まりになっています。", {"payment"}),
        ("手数料を払う必要はありません。", set()),
        ("パスコードをください。", {"password"}),
    ],
)
def test_a_request_in_other_words(text: str, asked: set[str], words: Words) -> None:
    assert kinds(text, words) == asked


def test_a_freelancer_without_past_work_tells_of_no_ask_for_it(words: Words) -> None:
    assert kinds("実績がないので断りづらいです。住所が必要だと言われました。", words, Speaker.FREELANCER) == {"address"}
