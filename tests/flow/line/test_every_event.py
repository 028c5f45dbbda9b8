"""Every kind of event that LINE sends, through the running program."""

import pytest

from tests.fakes.line.reading import actions, quick_replies, words

ASKED = "クラウドワークスの契約前です。LINEのIDを教えてください。"

QUIET = {
    "unfollow": lambda events, user, group: events.unfollow(user),
    "leave": lambda events, user, group: events.leave(group),
    "memberJoined": lambda events, user, group: events.member_joined(group, user),
    "memberLeft": lambda events, user, group: events.member_left(group, user),
    "accountLink": lambda events, user, group: events.account_link(user),
    "accountLink failed": lambda events, user, group: events.account_link(user, ok=False),
    "membership": lambda events, user, group: events.membership(user),
    "videoPlayComplete": lambda events, user, group: events.video_play_complete(user),
    "beacon": lambda events, user, group: events.beacon(user),
    "unknown": lambda events, user, group: events.unknown(user),
    "standby": lambda events, user, group: events.text(user, ASKED, standby=True),
    "said to others": lambda events, user, group: events.text(user, ASKED, group),
    "picture in a group": lambda events, user, group: events.media(user, "image", group),
    "sticker in a group": lambda events, user, group: events.sticker(user, group),
}

ANSWERED = {
    "text": (lambda events, user, group: events.text(user, ASKED), "先に承認を受ける"),
    "image": (lambda events, user, group: events.media(user), "画像の中の文章"),
    "video": (lambda events, user, group: events.media(user, "video"), "動画の内容"),
    "audio": (lambda events, user, group: events.media(user, "audio"), "音声の内容"),
    "file": (lambda events, user, group: events.media(user, "file"), "ファイルの中身"),
    "location": (lambda events, user, group: events.location(user), "位置情報"),
    "sticker": (lambda events, user, group: events.sticker(user), "スタンプ"),
    "follow": (lambda events, user, group: events.follow(user), "友だち追加"),
    "unblocked": (lambda events, user, group: events.follow(user, unblocked=True), "またお越し"),
    "join": (lambda events, user, group: events.join(group), "「ことわり」"),
    "postback": (lambda events, user, group: events.postback(user, "1;help;0;ja"), "一緒に確かめます"),
    "foreign postback": (lambda events, user, group: events.postback(user, "x=1"), "今はもう使えません"),
    "postback with a date": (
        lambda events, user, group: events.postback(user, "x=1", params={"date": "2026-11-24"}),
        "今はもう使えません",
    ),
    "called in a group": (lambda events, user, group: events.text(user, f"ことわり {ASKED}", group), "全員に見えます"),
}


@pytest.mark.parametrize("kind", ANSWERED)
def test_event_is_answered(line, kind):
    """Once, with what belongs to it."""
    make, expected = ANSWERED[kind]
    user = line.user()

    messages = line.answer_to(line.run(lambda inside: make(inside.events, user, inside.group(user))))

    assert expected in words(messages)


@pytest.mark.parametrize("kind", QUIET)
def test_event_is_taken_in_silence(line, kind):
    """Taken with a 200, and followed by a message that is answered as ever."""
    user = line.user()
    group = line.group(user)
    event = line.run(lambda inside: QUIET[kind](inside.events, user, group))

    assert 200 == line.deliver(event).status

    line.events.follow(user)
    assert line.ask(user, ASKED)
    assert [] == line.answers(event)
    assert [] == line.sent_to(group)


def test_rooms_are_like_groups(line):
    """The old chats of several people."""
    user = line.user()
    room = line.group(user, kind="room")

    line.deliver(line.events.text(user, ASKED, room))
    messages = line.ask(user, f"教えていい？{ASKED}", room)

    assert "全員に見えます" in words(messages)
    assert 1 == len(line.sent_to(room))


def test_mention_and_reply_in_a_group(line):
    """The two other ways to speak to us; a reply to somebody else is none."""
    user = line.user()
    group = line.group(user)
    text = f"😀 @ことわり {ASKED}"

    line.ask(user, text, group, mentions=[line.events.mention(text, "ことわり")])
    (sent,) = line.sent_to(group)
    line.deliver(line.events.text(user, "承認されました", group, quotes="1"))
    messages = line.ask(user, "承認されました", group, quotes=sent.ids[0])

    assert "範囲を絞れば" in words(messages)
    assert 2 == len(line.sent_to(group))


def test_edited_message_is_judged_anew(line):
    """The newer wording asks for something else; an older one that comes late is passed over."""
    user = line.user()
    group = line.group(user)
    first = line.events.text(user, f"ことわり {ASKED}", group)
    older = line.events.edited(first, "ことわり 住所を教えてください。")
    newer = line.events.edited(first, "ことわり 銀行口座を教えてください。")
    newer["timestamp"] = older["timestamp"] + 1

    line.answer_to(first)
    messages = line.answer_to(newer)
    line.deliver(older)
    line.ask(user, "ことわり 使い方", group)

    assert "口座" in words(messages)
    assert [] == line.answers(older)


def test_unsend_ends_the_case(line, serve):
    """What was taken back is gone, and the buttons say so."""
    user = line.user()
    event = line.events.text(user, ASKED)
    buttons = quick_replies(line.answer_to(event))

    line.deliver(line.events.unsend(event))
    messages = line.tap(user, buttons[0])

    assert "もう消してあります" in words(messages)
    serve.settle()


def test_welcome_leads_to_advice(line):
    """A new friend taps an example."""
    user = line.user(friend=False)

    messages = line.answer_to(line.events.follow(user))
    advice = line.tap(user, quick_replies(messages)[0])

    assert "24時間" in words(messages)
    assert "flex" == advice[0]["type"]


def test_loading_animation_in_private_only(line):
    """It begins at once in a chat of two; in groups LINE has none."""
    user = line.user()
    group = line.group(user)

    line.ask(user, ASKED)
    line.ask(user, f"ことわり {ASKED}", group)

    assert [user.id] == [
        call.body["chatId"] for call in line.calls("loading") if call.body["chatId"] in (user.id, group.id)
    ]


def test_copying_and_links_are_offered(line):
    """The letter can be copied by one tap, and sources opened."""
    kinds = {action["type"] for action in actions(line.ask(line.user(), ASKED))}

    assert {"clipboard", "uri", "postback"} <= kinds
