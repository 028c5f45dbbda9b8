"""Messages to draw the answers to: one of every verdict, in both languages."""

import datetime as dt

from policies.vocabulary import Language, Verdict

DAY = dt.date(2026, 11, 24)

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
