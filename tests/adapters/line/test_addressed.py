"""What in a group is meant for us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.line.addressed import Addressing
from bot.adapters.line.events import Event

PREFIXES = ("教えていい", "ことわり", "kotowari")
GROUP = {"type": "group", "group_id": "C1", "user_id": "U1"}
OWN = "77"


def said(text, source=GROUP, kind="message", **content):
    """A text message in a group."""
    message = {"id": "5", "type": "text", "text": text, **content}
    return Event(type=kind, webhook_event_id="e", source=source, message=message)


def mentioning(text, name, *, is_self=True, before=None):
    """A text message in which somebody is called by name; places count UTF-16 units, as LINE does."""
    start = text.index(name) if before is None else before
    index = len(text[:start].encode("utf-16-le")) // 2
    length = len(name.encode("utf-16-le")) // 2
    return said(text, mention={"mentionees": [{"index": index, "length": length, "type": "user", "is_self": is_self}]})


@pytest.fixture
def addressing():
    return Addressing(PREFIXES, lambda message_id: message_id == OWN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("教えていい？LINEのIDを聞かれました", "LINEのIDを聞かれました"),
        ("教えていい?\nLINEのIDを教えて", "LINEのIDを教えて"),
        ("ことわり 理由は？", "理由は？"),
        ("ことわり、理由は？", "理由は？"),
        ("kotowari why?", "why?"),
        ("KOTOWARI: why?", "why?"),
        ("ＫｏＴｏＷａＲｉ　why?", "why?"),
        ("@kotowari why?", "why?"),
        ("  ＠ことわり：1", "1"),
        ("ｺﾄﾜﾘ 1", None),
        ("教えていい", ""),
        ("ことわり。", ""),
    ],
)
def test_prefix(addressing, text, words):
    """Whatever its width and case, with or without what people put behind a name."""
    assert words == addressing.words(said(text))


@pytest.mark.parametrize(
    "text",
    [
        "ことわりました",
        "ことわりの返事、どう書こう",
        "教えていいのかな",
        "それは教えていい？",
        "kotowaring",
        "LINEのIDを教えてください",
        "",
        " ",
        "@",
    ],
)
def test_what_members_say_to_each_other(addressing, text):
    """A word that only begins like a prefix, or a prefix that does not begin the message."""
    event = said(text)

    assert addressing.words(event) is None
    assert not addressing.is_for_us(event)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@断り LINEのIDを教えてと言われた", "LINEのIDを教えてと言われた"),
        ("これ教えていい？ @断り", "これ教えていい？"),
        ("😀👩‍💻 @断り 電話番号は？", "😀👩‍💻  電話番号は？"),
        ("@断り", ""),
        ("@断り 教えていい？住所", "住所"),
    ],
)
def test_mention(addressing, text, words):
    """The name is cut out, even behind letters that count twice."""
    assert words == addressing.words(mentioning(text, "@断り"))


def test_mention_of_somebody_else(addressing):
    assert addressing.words(mentioning("@花子 電話番号は？", "@花子", is_self=False)) is None


def test_two_mentions_of_us(addressing):
    """Both are cut out, in whatever order they come."""
    places = [{"index": 4, "length": 3, "is_self": True}, {"index": 0, "length": 3, "is_self": True}]

    assert "x" == addressing.words(said("@断り @断り x", mention={"mentionees": places}))


@given(st.text(max_size=12), st.integers(0, 40), st.integers(0, 10**12))
def test_wrong_places_do_no_harm(text, index, length):
    """LINE's unit for them is not documented; a wrong one must not lose the message."""
    event = said(text, mention={"mentionees": [{"index": index, "length": length, "is_self": True}]})

    words = Addressing(PREFIXES).words(event)

    assert isinstance(words, str)
    assert words == words.encode().decode()


def test_reply_to_a_message_of_ours(addressing):
    """And to none of anybody else."""
    assert "なぜ？" == addressing.words(said("なぜ？", quoted_message_id=OWN))
    assert addressing.words(said("なぜ？", quoted_message_id="78")) is None


def test_quoting_others(addressing):
    """What they wrote cannot be read."""
    assert addressing.quotes_others(said("教えていい？", quoted_message_id="78"))
    assert not addressing.quotes_others(said("教えていい？", quoted_message_id=OWN))
    assert not addressing.quotes_others(said("教えていい？"))


def test_a_chat_of_two_is_always_for_us(addressing):
    """With its words as they are, and also what is no text."""
    private = {"type": "user", "user_id": "U1"}

    assert "ことわり 1" == addressing.words(said("ことわり 1", private))
    sticker = Event(type="message", webhook_event_id="e", source=private, message={"id": "5", "type": "sticker"})
    assert addressing.is_for_us(sticker)
    assert addressing.words(sticker) is None


def test_pictures_in_groups_are_not_for_us(addressing):
    picture = Event(type="message", webhook_event_id="e", source=GROUP, message={"id": "5", "type": "image"})

    assert not addressing.is_for_us(picture)


@pytest.mark.parametrize("kind", ["join", "leave", "memberLeft", "unsend", "postback"])
def test_events_that_are_no_messages_are_for_us(addressing, kind):
    """They are about the bot itself, or about what it may have kept."""
    assert addressing.is_for_us(Event(type=kind, webhook_event_id="e", source=GROUP))


def test_edited_message(addressing):
    """It becomes ours, or stays others', by its newer words."""
    assert addressing.is_for_us(said("ことわり 住所は？", kind="messageEdited"))
    assert not addressing.is_for_us(said("住所は？", kind="messageEdited"))


def test_rooms_are_like_groups(addressing):
    room = {"type": "room", "room_id": "R1"}

    assert "1" == addressing.words(said("ことわり 1", room))
    assert addressing.words(said("1", room)) is None


def test_without_prefixes():
    """Only mentions and replies are left, and nothing begins with nothing."""
    assert Addressing(()).words(said("1")) is None
    assert Addressing(("", "  ")).words(said("1")) is None
