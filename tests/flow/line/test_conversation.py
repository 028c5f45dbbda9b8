"""Whole conversations, as people have them on LINE: by taps and by typing, in Japanese and English."""

import pytest

from tests.fakes.line.reading import action, quick_replies, words

SHEET = {
    "ja": "進行管理のスプレッドシートを共有しますので、Gmailのアドレスを教えてください。",
    "en": "We will share a spreadsheet with you to track progress. Please send me your Gmail address.",
}

TAPPED = {
    "ja": ("クラウドワークス", "契約済み（入金はまだ）", "まだ申請していない", "申請して結果待ち", "承認された"),
    "en": ("CrowdWorks", "Contract, not funded", "Not applied for yet", "Waiting for result", "Approved"),
}

TYPED = {
    "ja": ("クラウドワークスです", "契約しています", "1", "申請を出しました", "承認されました"),
    "en": ("It is on CrowdWorks", "We have a contract", "1", "I have applied for it", "It was approved"),
}

FIRST = {"ja": "先に承認を受ける", "en": "Get approval first"}
THEN = {"ja": "範囲を絞れば応じてよい", "en": "Agree to what is needed"}

FOLLOW_UPS = {
    "ja": (
        ("もっと丁寧に", "もっと丁寧に", "（柔らかめ）"),
        ("もっときっぱり", "もっときっぱり", "（標準）"),
        ("英語で", "英語で", "Thank you"),
        ("理由と出典", "根拠は？", "確認日"),
        ("承認されたら", "承認されたら？", "範囲を絞れば応じてよい"),
        ("また求められた", "しつこく言われる", "再度お断りする文案"),
        ("もう渡してしまった", "もう教えてしまいました", "渡してしまったあとにすること"),
    ),
    "en": (
        ("Softer", "softer", "(soft"),
        ("Firmer", "firmer", "(plain"),
        ("In Japanese", "in Japanese", "ありがとうございます"),
        ("Why, with sources", "why?", "read on"),
        ("If approved", "what if it were approved?", "Agree"),
        ("They asked again", "they keep asking", "declines again"),
        ("I already sent it", "I already gave it to them", "fter"),
    ),
}

OPENINGS = {
    "ja": "クラウドワークスで契約前です。電話番号を教えてください。",
    "en": "We are on CrowdWorks and there is no contract yet. Please tell me your phone number.",
}


def tapped(messages, label):
    """The quick reply with that label; the card may have a button of the same name."""
    [found] = [one for one in quick_replies(messages) if one["label"] == label]
    return found


@pytest.mark.parametrize("language", SHEET)
def test_facts_by_taps(line, language):
    """Gmail for a shared sheet: whatever is asked is answered by a tap, until it is approved."""
    user = line.user(language=language)
    messages = line.ask(user, SHEET[language])
    taken = []
    for choice in TAPPED[language]:
        offered = [one["label"] for one in quick_replies(messages)]
        if choice in offered:
            taken.append(choice)
            messages = line.tap(user, tapped(messages, choice))

    assert TAPPED[language][0] == taken[0]
    assert 2 <= len(taken)
    assert "flex" == messages[0]["type"]


@pytest.mark.parametrize("language", SHEET)
def test_facts_by_typing(line, language):
    """The application not made, made, approved."""
    user = line.user(language=language)
    line.ask(user, SHEET[language])
    *before, approved = TYPED[language]
    for typed in before:
        messages = line.ask(user, typed)
        assert "flex" == messages[0]["type"], (typed, words(messages))
    assert messages[0]["altText"].startswith(FIRST[language])

    assert line.ask(user, approved)[0]["altText"].startswith(THEN[language])


@pytest.mark.parametrize("language", OPENINGS)
def test_approval_by_tap(line, language):
    """It is asked for, tapped, and changes the advice."""
    user = line.user(language=language)
    messages = line.ask(user, OPENINGS[language])
    assert messages[0]["altText"].startswith(FIRST[language])

    messages = line.tap(user, tapped(messages, TAPPED[language][-1]))

    assert messages[0]["altText"].startswith(THEN[language])


@pytest.mark.parametrize("way", ["taps", "typing"])
@pytest.mark.parametrize("language", OPENINGS)
def test_follow_ups(line, language, way):
    """Softer, firmer, another language, why, what if, the client insists, already given."""
    user = line.user(language=language)
    for label, typed, expected in FOLLOW_UPS[language]:
        messages = line.ask(user, OPENINGS[language])
        if label in ("もっときっぱり", "Firmer"):
            messages = line.ask(user, FOLLOW_UPS[language][0][1])
        messages = line.tap(user, tapped(messages, label)) if way == "taps" else line.ask(user, typed)
        assert expected in words(messages), (label, words(messages))


def test_i_do_not_know(line):
    """Is not asked again; something else may be."""
    user = line.user()
    messages = line.ask(user, "LINEのIDを教えてください。")
    asked = words(messages)

    messages = line.tap(user, action(messages, "わからない"))

    assert "どのサービスでのやり取りですか" in asked
    assert "どのサービスでのやり取りですか" not in words(messages)


def test_another_platform_in_words(line):
    """Corrects what was known."""
    user = line.user()
    line.ask(user, OPENINGS["ja"])

    assert "ランサーズ" in words(line.ask(user, "ランサーズの案件でした"))


def test_another_message_begins_anew(line):
    """And buttons of the case before explain themselves."""
    user = line.user()
    old = quick_replies(line.ask(user, OPENINGS["ja"]))
    messages = line.ask(user, "本人確認のため、運転免許証の写真を送ってください。")

    assert "運転免許証" in words(messages) or "本人確認書類" in words(messages)
    assert "前のご相談" in words(line.tap(user, old[0]))


@pytest.mark.parametrize(("wish", "done"), [("忘れて", "すべて消しました"), ("forget me", "has been erased")])
def test_forgetting_by_typing(line, serve, wish, done):
    """At once, and nothing is left to go on from."""
    user = line.user()
    line.ask(user, OPENINGS["ja"])
    before = len(serve.rows("SELECT key FROM conversations"))

    assert done in words(line.ask(user, wish))

    assert before - 1 == len(serve.rows("SELECT key FROM conversations"))
    assert "まず、届いたメッセージ" in words(line.ask(user, "もっと丁寧に"))


def test_forgetting_by_tap_asks_first(line):
    """A no keeps everything, a yes does not."""
    user = line.user()
    line.ask(user, OPENINGS["ja"])
    privacy = line.answer_to(line.events.postback(user, "1;privacy;0;ja"))

    asked = line.tap(user, quick_replies(privacy)[0])
    kept = line.tap(user, action(asked, "消さない"))
    assert "何も消していません" in words(kept)
    assert "（柔らかめ）" in words(line.ask(user, "もっと丁寧に"))

    assert "すべて消しました" in words(line.tap(user, action(asked, "すべて消す")))
    assert "まず、届いたメッセージ" in words(line.ask(user, "もっと丁寧に"))


def test_members_of_a_group_do_not_meet(line):
    """Each has a case there, and another in private."""
    anna, ben = line.user("Anna"), line.user("Ben")
    group = line.group(anna, ben)
    hers = line.ask(anna, f"ことわり {OPENINGS['ja']}", group)
    line.ask(ben, "ことわり クラウドワークスで契約前です。住所を教えてください。", group)

    assert "ほかの方" in words(line.tap(line.user(), action(hers, "もっと丁寧に"), group))
    assert "電話番号" in words(line.tap(anna, action(hers, "もっと丁寧に"), group))
    assert "住所" in words(line.ask(ben, "ことわり もっと丁寧に", group))
    assert "まず、届いたメッセージ" in words(line.ask(anna, "もっと丁寧に"))


def test_ten_people_at_once(line):
    """In one webhook, in both languages; everybody gets the answer to their own words, and only that."""
    asked = {
        "電話番号": "電話番号を教えてください。",
        "住所": "ご自宅の住所を教えてください。",
        "履歴書": "履歴書を送ってください。",
        "LINEのID": "LINEのIDを教えてください。",
        "生年月日": "生年月日を教えてください。",
        "phone number": "Please tell me your phone number.",
        "home address": "Please tell me your home address.",
        "résumé": "Please send me your résumé.",
        "LINE ID": "Please tell me your LINE ID.",
        "date of birth": "Please tell me your date of birth.",
    }
    people = [line.user() for _ in asked]
    events = [line.events.text(user, text) for user, text in zip(people, asked.values(), strict=True)]

    assert 200 == line.deliver(*events).status
    answers = [line.answered(event) for event in events]

    for user, thing, messages in zip(people, asked, answers, strict=True):
        assert thing in words(messages)
        assert 1 == len(line.sent_to(user))


def test_one_person_says_much_at_once(line):
    """In the order in which it was said, though one webhook brings it all."""
    user = line.user()
    texts = [OPENINGS["ja"], "もっと丁寧に", "もっときっぱり", "もっときっぱり", "英語で"]
    events = [line.events.text(user, text) for text in texts]

    line.deliver(*events)
    answers = [line.answered(event) for event in events]

    tones = [tone for messages in answers for tone in ("柔らかめ", "標準", "きっぱり）") if tone in words(messages[:1])]
    assert ["標準", "柔らかめ", "標準", "きっぱり）", "きっぱり）"] == tones
    assert "Thank you" in words(answers[-1])


def test_duplicates_are_answered_once(line):
    """By the id of the event, whether LINE marks them or not, in one webhook or in several."""
    user = line.user()
    event = line.events.text(user, OPENINGS["ja"])

    line.deliver(event, event)
    line.answered(event)
    line.webhooks.redeliver(event)
    line.deliver(event)
    line.ask(user, "もっと丁寧に")

    assert 2 == len(line.sent_to(user))
