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
    ],
)
def test_facts_told_in_prose(text: str, speaker: Speaker, fact: str, value: str | None, words: Words) -> None:
    assert read(text, words, speaker).facts.get(fact) == value


def test_a_quoted_example_states_nothing(words: Words) -> None:
    assert "approval" not in read("例文は「承認されました」です。", words, CLIENT).facts
