"""Facts that a message states in prose, and which of several values counts."""

import pytest

from bot.core.read import read
from bot.core.reading import Speaker
from bot.core.words import Words

CLIENT, FREELANCER = Speaker.CLIENT, Speaker.FREELANCER


@pytest.mark.parametrize(
    ("text", "speaker", "fact", "value"),
    [
        ("業務は請求書の発行です。では、選考の参考にしますので年齢を教えてください。", CLIENT, "purpose", "screening"),
        ("選考は終わりました。振込の手続きに使うので口座を教えてください。", CLIENT, "purpose", "payment"),
        ("報酬を振り込めないので、通帳の表紙をお送りください。", CLIENT, "purpose", "payment"),
        ("理由をたずねたのにはぐらかされ、生年月日を聞かれています。", FREELANCER, "purpose", "unstated"),
        ("発注いたしました。ただ、仮払いはまだです。", CLIENT, "stage", "contracted"),
        ("仮払いが済み次第、申請する予定です。", CLIENT, "stage", None),
        ("応募しようとしている内職です。", FREELANCER, "stage", "before_contract"),
        ("仮払い前です。", CLIENT, "stage", None),
        ("急に来てくれと言われましたが、申請は一度も出ていません。", FREELANCER, "approval", "none"),
        ("外部での打ち合わせには申請が要ると伺っていますが、まだ出しておりません。", CLIENT, "approval", "none"),
        ("申請が通りましたら教えてください。", CLIENT, "approval", None),
        ("事務局から「許可します」と返事が来ました。", CLIENT, "approval", "approved"),
        ("募集には完全在宅ってあったのに、来てくださいと言われました。", FREELANCER, "in_job_post", "no"),
        ("正式なご契約は、内容をすり合わせてからと考えています。", CLIENT, "stage", "before_contract"),
        ("仮払いはまだ済んでいません。", CLIENT, "stage", "contracted"),
        ("認証マークが見当たらない発注者です。", FREELANCER, "client_verified", "no"),
        ("免許証を撮って送れ、と発注者に言われて先月送りました。", FREELANCER, "already_shared", "yes"),
        ("「SMSの番号を貼って」と言われ、すでに一回送りました。", FREELANCER, "already_shared", "yes"),
        ("LINEを交換してから、夜中に電話が鳴ります。", FREELANCER, "already_shared", "yes"),
        ("うちの住所と電話を教え、もう箱が届いています。", FREELANCER, "already_shared", "yes"),
        ("転職サイトに登録したあとで、規約違反だと気づきました。", FREELANCER, "already_shared", "yes"),
        ("写真を添付して応募したのですが、消してもらえますか。", FREELANCER, "already_shared", "yes"),
        ("AnyDeskで先方に三十分ほど操作してもらいました。", FREELANCER, "already_shared", "yes"),
        ("電話番号を聞かれて、教えたことは確かです。", FREELANCER, "already_shared", "yes"),
        ("免許証を送ったほうがいいですか。", FREELANCER, "already_shared", None),
        ("クライアントが口座番号を送ってきました。", FREELANCER, "already_shared", None),
        ("母はもう電話番号を教えてしまいました。", FREELANCER, "already_shared", None),
        ("履歴書も別に出せと書いてあります。", FREELANCER, "already_shared", None),
        ("サイトに免許証を提出済みなのに、また求められました。", FREELANCER, "already_shared", None),
        ("納品データを送りました。そのあとLINEを聞かれました。", FREELANCER, "already_shared", None),
        ("住所は知られていません。最後に住所を聞かれました。", FREELANCER, "already_shared", None),
        ("USDTで払います。ウォレットアドレスください。", CLIENT, "purpose", "payment"),
        ("口座教えて。今日振り込むから。", CLIENT, "purpose", "payment"),
        ("次はペイペイで直接払うね、IDを教えて、と言われました。", FREELANCER, "purpose", "payment"),
        ("保証金を電子マネーで払ってください。口座も教えてください。", CLIENT, "purpose", None),
        ("口座を教えてください。謝礼はランサーズを通してお支払いします。", CLIENT, "purpose", None),
        ("直接の契約で三本目です。住所を聞かれました。", FREELANCER, "platform", "direct"),
        ("個人の方から直接頼まれました。住所を聞かれています。", FREELANCER, "platform", "direct"),
        ("当時は直接契約で、今回はサイトを通します。", FREELANCER, "platform", None),
        ("次は直接の取引で、と言われました。", FREELANCER, "platform", None),
    ],
)
def test_facts_told_in_prose(text: str, speaker: Speaker, fact: str, value: str | None, words: Words) -> None:
    assert read(text, words, speaker).facts.get(fact) == value


def test_a_quoted_example_states_nothing(words: Words) -> None:
    assert "approval" not in read("例文は「承認されました」です。", words, CLIENT).facts
