"""Cards for one message of every verdict, in both languages, as a person sees them."""

import datetime as dt
from dataclasses import replace
from functools import partial

from bot.adapters.line.messages import CardContext, render
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core, load_line_texts
from bot.core.advise import advise
from bot.core.focus import on_letter, on_reasons
from policies.vocabulary import Language, Verdict
from tests.pictures.paint import page

DAY = dt.date(2026, 11, 24)
ON_PHONE = CardContext(step=1)
WIDTH = 750
"""Of a picture: a phone on a light and one on a dark background."""

OWN_SITE = {"platform": "direct", "stage": "before_contract", "client_verified": "yes", "in_job_post": "yes"}
EXAMPLES = {
    Language.JA: {
        Verdict.SHARE: (
            "直接のご応募ありがとうございます。弊社の採用ページから、職務経歴書をご提出ください。",
            OWN_SITE,
        ),
        Verdict.SHARE_MINIMAL: ("これまでの制作実績を見せてください。", {}),
        Verdict.ASK_FIRST: ("資料をお送りしますので、ご自宅の住所を教えてください。", {}),
        Verdict.APPROVAL_FIRST: (
            "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。",
            {},
        ),
        Verdict.DECLINE: ("ココナラで購入前のお客様から、運転免許証の写真を送ってほしいと言われました。", {}),
        Verdict.DECLINE_AND_REPORT: (
            "荷物を受け取って送金するだけの仕事です。口座番号とキャッシュカードを送ってください。",
            {},
        ),
    },
    Language.EN: {
        Verdict.SHARE: ("You applied on our own website. Please send your employment history there.", OWN_SITE),
        Verdict.SHARE_MINIMAL: ("Could you send me a link to your portfolio?", {}),
        Verdict.ASK_FIRST: ("We will send you samples. What is your home address?", {}),
        Verdict.APPROVAL_FIRST: (
            "CrowdWorks client before the contract: please send your LINE ID and your resume.",
            {},
        ),
        Verdict.DECLINE: ("Upwork client here. Before we sign, please send a photo of your passport.", {}),
        Verdict.DECLINE_AND_REPORT: (
            "Receive parcels and forward the money. Please send your bank account and card.",
            {},
        ),
    },
}


def pages():
    """Yield the name and the HTML of every picture. An example whose verdict is another one by now is an error."""
    core = load_core()
    wording = Wording(core.phrasebook, load_line_texts(), core.rulebook)
    for language, examples in EXAMPLES.items():
        for verdict, (text, facts) in examples.items():
            reply = advise(text, core=core, on=DAY, facts=facts, language=language)
            assert verdict is reply.verdict, f"{text}: {reply.verdict}, not {verdict}"
            yield f"{language}-{verdict}", page(text, render(reply, wording, ON_PHONE))
        said = partial(_said, wording, language)
        text, _ = examples[Verdict.APPROVAL_FIRST]
        reply = advise(text, core=core, on=DAY, language=language)
        yield f"{language}-why", page(said("why"), render(on_reasons(reply), wording, ON_PHONE))
        yield f"{language}-letter", page(said("softer"), render(on_letter(reply), wording, ON_PHONE))
        shared = advise(text, core=core, on=DAY, language=language, facts={"already_shared": "yes"})
        group = replace(ON_PHONE, is_group=True)
        yield f"{language}-shared-in-a-group", page(said("already_shared"), render(shared, wording, group))


def _said(wording, language, key):
    """What the chat shows after a tap."""
    return wording.in_language(language).text(f"card.quick.{key}")
