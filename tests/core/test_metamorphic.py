"""What may be changed in a message without changing what it asks for, and what may not."""

import json
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from bot.core.read import read
from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language
from tests.learning.own import letters

PRACTICE = Path(__file__).parents[1] / "accuracy"

GREETING = {"ja": "お世話になっております。{}", "en": "Hi there, hope your week is going well. {}"}
THANKS = {
    "ja": "{}\nお手数をおかけしますが、どうぞよろしくお願いいたします。",
    "en": "{}\nThanks a lot and best regards",
}
SIGNATURE = {
    "ja": "{}\n\n--\n青空企画株式会社 山田花子\nTEL 03-0000-0000\nMail hanako@example.com",
    "en": "{}\n\n--\nDana Lee | Blue Sky Ltd\nTel +1 555 0100\ndana@example.com",
}
WEATHER = {
    "ja": "こちらは今週ずっと雨で、洗濯物が乾きません。\n{}",
    "en": "It has been raining all week over here.\n{}",
}
ENDS = re.compile(r"[。.!?！？](?=\s|$)|。")

HARMLESS = {
    "greeting": lambda text, language: GREETING[language].format(text),
    "thanks": lambda text, language: THANKS[language].format(text),
    "signature": lambda text, language: SIGNATURE[language].format(text),
    "distractor": lambda text, language: WEATHER[language].format(text),
    "emoji": lambda text, language: f"{text}😊🙏",
    "wide letters": lambda text, language: "".join(
        chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text
    ),
    "spaces at the ends": lambda text, language: "\n".join(f"  {line} " for line in text.split("\n")),
    "carriage returns": lambda text, language: text.replace("\n", "\r\n"),
    "composed": lambda text, language: unicodedata.normalize("NFD", text),
    "empty lines": lambda text, language: text.replace("\n", "\n\n"),
}
"""Changes after which a message asks for the same things."""

NOUNS = {
    "ja": {
        "email": "メールアドレス",
        "phone": "電話番号",
        "address": "ご住所",
        "messenger": "LINEのID",
        "sns": "Instagramのアカウント名",
        "name": "本名",
        "birthdate": "生年月日",
        "photo": "顔写真",
        "id_document": "免許証の写真",
        "national_id": "マイナンバー",
        "family": "ご家族の構成",
        "sensitive": "持病の有無",
        "resume": "履歴書",
        "work_history": "職務経歴書",
        "employer": "現在の勤務先の会社名",
        "certificate": "資格証のコピー",
        "portfolio": "ポートフォリオ",
        "bank_account": "振込先の口座番号",
        "card": "クレジットカードの番号",
        "wallet": "PayPayのID",
        "password": "ログインのパスワード",
        "otp": "SMSに届いた認証コード",
    },
    "en": {
        "email": "email address",
        "phone": "phone number",
        "address": "home address",
        "messenger": "WhatsApp number",
        "sns": "Instagram handle",
        "name": "full legal name",
        "birthdate": "date of birth",
        "photo": "selfie",
        "id_document": "copy of your passport",
        "national_id": "tax number",
        "resume": "résumé",
        "certificate": "copy of your diploma",
        "portfolio": "portfolio",
        "bank_account": "bank account number",
        "card": "credit card number",
        "password": "account password",
        "otp": "verification code from the text message",
    },
}
ASKED = {
    "ja": ("{}をご連絡いただけますか。", "恐れ入りますが、先に{}をお送りいただけますでしょうか。"),
    "en": ("Would you send over your {}?", "I'd need your {} before we start."),
}
REFUSED = {
    "ja": ("{}のご連絡は要りません。", "{}を送る必要はありません。", "{}を聞くことは決してありません。"),
    "en": ("Your {} isn't needed.", "Please don't share your {}.", "We won't ask you for your {}."),
}
"""Not the forms of `tests/learning/plain.toml`, which are learned from."""


def practice(language):
    """What clients wrote, of a length that leaves room."""
    for line in (PRACTICE / f"practice-{language}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        if case["speaker"] == "client" and len(case["text"]) < 2000:
            yield case["text"]


def kinds(text, words):
    return {ask.kind for ask in read(text, words, Speaker.CLIENT).asks}


def of_nouns(language):
    return [(kind, noun) for kind, noun in NOUNS[language].items()]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("change", HARMLESS)
def test_harmless_change_changes_nothing(both_readers, language, change):
    """Or hardly anything: the second reader weighs, and near the border a hair may tip it."""
    changed = [
        (text, kinds(text, both_readers), after)
        for text in practice(language)
        if kinds(text, both_readers) != (after := kinds(HARMLESS[change](text, language), both_readers))
    ]

    assert len(changed) <= 0.02 * len(list(practice(language))), changed


@pytest.mark.parametrize("language", Language)
def test_two_messages_in_one_ask_for_the_things_of_both(both_readers, language):
    """In either order."""
    texts = list(practice(language))
    wrong = []
    for one, other in pairwise(texts):
        wanted = kinds(one, both_readers) | kinds(other, both_readers)
        for joined in (f"{one}\n\n{other}", f"{other}\n\n{one}"):
            found = kinds(joined, both_readers)
            if found != wanted:
                wrong.append((joined, wanted - found, found - wanted))

    assert len(wrong) <= 0.1 * 2 * len(texts), wrong


@pytest.mark.parametrize(("language", "pattern"), [(each, text) for each in Language for text in ASKED[each]])
def test_request_asks(both_readers, language, pattern):
    """For the very thing."""
    missed = [noun for kind, noun in of_nouns(language) if Kind(kind) not in kinds(pattern.format(noun), both_readers)]

    assert [] == missed


@pytest.mark.parametrize(("language", "pattern"), [(each, text) for each in Language for text in REFUSED[each]])
def test_refusal_of_the_same_thing_does_not(both_readers, language, pattern):
    """The words for the thing are the same."""
    asked = [noun for _, noun in of_nouns(language) if kinds(pattern.format(noun), both_readers)]

    assert [] == asked


@pytest.mark.parametrize(("language", "most"), [(Language.JA, 0.02), (Language.EN, 0.06)])
def test_our_own_letters_ask_for_nothing(both_readers, rulebook, language, most):
    """When they are pasted back. Some still do: no more than these."""
    written = letters(language, rulebook)
    asking = [text for text in written if kinds(text, both_readers)]

    assert len(asking) <= most * len(written), asking
