"""What each kind of event means, over the real core and a real store."""

import dataclasses
import json
import tomllib
from functools import partial

import pytest

from bot.adapters.line.addressed import Addressing
from bot.adapters.line.buttons import Action, decode, encode, step_of
from bot.adapters.line.doors import Doors
from bot.adapters.line.events import parse
from bot.adapters.line.greetings import Greetings
from bot.adapters.line.identity import Identity
from bot.adapters.line.limits import DISPLAY_TEXT, MESSAGES, QUICK_LABEL, TEXT_UNITS, graphemes, utf16_length
from bot.adapters.line.tapped import Tapped
from bot.adapters.line.taps import Taps
from bot.adapters.line.turn import Turn
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core
from bot.core import second
from bot.core.assistant import Assistant
from bot.core.conversation import Preferences
from bot.core.ports import Arrival
from bot.core.read import MAX_CHARS
from bot.core.review import review
from bot.errors import Problem, StoreUnavailable
from bot.texts import phrasebook
from policies.vocabulary import FACT_VALUES, Fact, Language
from storage.sealing import Keyring, new_key, pseudonym
from storage.sqlite import SqliteStore
from tests.core.memory import Clock
from tests.house.tree import ROOT

TEXTS = ROOT / "bot" / "adapters" / "line" / "texts"
PREFIXES = ("教えていい", "ことわり", "kotowari")
ASKED = "クラウドワークスで応募中です。クライアントからLINEのIDを聞かれました。"
ASKED_EN = "A client on CrowdWorks asked for my LINE ID. We have no contract yet."
OWN = "777"


@pytest.fixture(scope="module")
def core():
    return load_core(sparing=True)


@pytest.fixture(scope="module")
def wording(core):
    return Wording(core.phrasebook, phrasebook.load(TEXTS), core.rulebook)


@pytest.fixture
async def line(core, wording, tmp_path):
    """LINE's side of the doors."""
    async with SqliteStore(tmp_path / "kotowari.db", Keyring([new_key()])) as store:
        yield Line(core, wording, store)


class Line:
    """Sends events as LINE words them, and looks at what is answered."""

    def __init__(self, core, wording, store):
        self.core, self.wording, self.store, self.clock = core, wording, store, Clock()
        self.identity = Identity(lambda raw: pseudonym(store.identity_key, "line", raw))
        greetings = Greetings(wording, 24, PREFIXES)
        turn = Turn(Assistant(core, store, self.clock), store, self.clock, wording, self.identity, Language.JA)
        addressing = Addressing(PREFIXES, lambda message_id: message_id == OWN)
        tapped = Tapped(turn, Taps(wording), greetings)
        self.doors = Doors(turn, tapped, greetings, addressing, self.identity, store, store.inbox)
        self.count = 100

    def event(self, kind, *, user="U1", group=None, **parts):
        self.count += 1
        self.clock.pass_by(seconds=1)
        source = {"type": "group", "groupId": group} if group else {"type": "user"}
        return parse(
            {
                "type": kind,
                "webhookEventId": f"E{self.count}",
                "mode": "active",
                "timestamp": self.count,
                "replyToken": "t",
                "source": {**source, **({"userId": user} if user else {})},
                **parts,
            }
        )

    async def __call__(self, kind, **parts):
        """Send an event, and return the answer, which must be sendable."""
        messages = list(await self.doors.handle(self.event(kind, **parts)))
        for message in messages:
            check(message)
        assert len(messages) <= MESSAGES
        return messages

    async def say(self, text, kind="message", message_id=None, content=(), **where):
        message = {"id": message_id or f"M{self.count}", "type": "text", "text": text, **dict(content)}
        return await self(kind, message=message, **where)

    async def tap(self, data, **where):
        return await self("postback", postback={"data": data}, **where)

    async def case(self, user="U1", group=None):
        key = self.identity.conversation(self.event("join" if group else "follow", user=user, group=group))
        return await self.store.load(key, self.clock.now())

    async def wait(self, event_parts):
        """Put an event into the inbox, as if it had not been handled yet."""
        kind, parts = event_parts
        self.count += 1
        raw = {"type": kind, "webhookEventId": f"E{self.count}", "timestamp": self.count, **parts}
        event = parse(raw)
        names = self.identity.key(raw["webhookEventId"]), self.identity.person(event), self.identity.conversation(event)
        await self.store.inbox.receive([Arrival("line", *names, json.dumps(raw).encode(), self.clock.now())])

    def text(self, key, language="ja", **values):
        return self.wording.in_language(Language(language)).text(key, **values)


def check(message):
    """The limits that these messages could break."""
    assert message["type"] in ("text", "flex")
    if message["type"] == "text":
        assert 0 < utf16_length(message["text"]) <= TEXT_UNITS
    for item in message.get("quickReply", {}).get("items", ()):
        assert 0 < graphemes(item["action"]["label"]) <= QUICK_LABEL
        assert graphemes(item["action"].get("displayText", "")) <= DISPLAY_TEXT


def taps_under(messages):
    """The buttons below an answer, by their action and value."""
    items = messages[-1].get("quickReply", {}).get("items", ())
    found = [decode(item["action"]["data"]) for item in items]
    return {(button.action, button.value): encode(button.action, button.step, button.value) for button in found}


def words(messages):
    return "\n".join(json.dumps(message, ensure_ascii=False) for message in messages)


# --- words in a chat of two ------------------------------------------------------------------------


async def test_message_gets_card_letter_and_buttons(line):
    """The card first, and buttons that carry the step of the case."""
    messages = await line.say(ASKED)

    assert ["flex", "text"] == [message["type"] for message in messages][:2]
    assert {step_of(await line.case())} == {decode(data).step for data in taps_under(messages).values()}


async def test_english_is_answered_in_english(line):
    """The language of the message decides."""
    (card, letter) = (await line.say(ASKED_EN))[:2]

    assert card["altText"].startswith("Decline")
    assert "Thank you for your message" in letter["text"]
    assert Language.EN is (await line.case()).language


@pytest.mark.parametrize(
    ("text", "notice"),
    [("", "only_text"), ("　\n", "only_text"), ("…", "only_text"), ("x" * (MAX_CHARS + 1), "too_long"), ("？", "help")],
)
async def test_odd_texts_get_a_notice(line, text, notice):
    """From the core, like everywhere."""
    assert line.text(f"ui.notice.{notice}") == (await line.say(text))[0]["text"]


@pytest.mark.parametrize("language", list(Language))
async def test_number_goes_on_in_the_language_of_the_case(line, language):
    """It is in no language itself; without a case it is answered in the language that is set."""
    assert line.text("ui.notice.nothing_to_follow") == (await line.say("1"))[0]["text"]
    await line.say("LINEのIDを教えてください。" if language is Language.JA else "Please send me your WhatsApp number.")

    await line.say("１")

    case = await line.case()
    assert language is case.language
    assert "platform" in case.facts


@pytest.mark.parametrize("text", ["e" + "\u0301" * 5000, "\u202eabc\u0000", "\ufffd", "👩‍💻" * 200])
async def test_odd_letters_are_answered(line, text):
    """Marks, direction, controls and pictures."""
    assert await line.say(text)


@pytest.mark.parametrize("kind", ["image", "video", "audio", "file", "location", "sticker", "hologram"])
async def test_what_is_no_text_is_explained(line, kind):
    """Each in its own words; a kind that LINE invents tomorrow in general ones."""
    (message,) = await line("message", message={"id": "1", "type": kind})

    assert line.text(f"doors.media.{'other' if kind == 'hologram' else kind}") == message["text"]


async def test_an_album_is_explained_once(line):
    """Its pictures come one by one, in any order."""
    answers = [
        await line("message", message={"id": str(n), "type": "image", "imageSet": {"id": "s", "index": n, "total": 3}})
        for n in (3, 1, 2)
    ]

    assert [0, 1, 0] == [len(messages) for messages in answers]


# --- taps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "language"), [(ASKED, Language.JA), (ASKED_EN, Language.EN)], ids=["japanese", "english"]
)
@pytest.mark.parametrize(
    ("action", "value", "seen"),
    [
        (Action.SOFTER, "", lambda case: case.tone == "soft"),
        (Action.FIRMER, "", lambda case: case.tone == "firm"),
        (Action.LANGUAGE, "en", lambda case: case.letter_language == "en"),
        (Action.LANGUAGE, "ja", lambda case: case.letter_language == "ja"),
        (Action.INSISTS, "", lambda case: case.purpose == "second_refusal"),
        (Action.ALREADY_SHARED, "", lambda case: case.facts["already_shared"] == "yes"),
        (Action.WHY, "", lambda case: case.step == 1),
        (Action.CHOICE, "approval=approved", lambda case: case.facts["approval"] == "approved"),
        (Action.CHOICE, "approval=unknown", lambda case: "approval" in case.not_asked),
    ],
)
async def test_tap_does_what_it_promises(line, asked, language, action, value, seen):
    """In both languages, and the language of the answer stays."""
    await line.say(asked)
    before = await line.case()

    messages = await line.tap(encode(action, step_of(before), value))

    case = await line.case()
    assert seen(case)
    assert [ask.kind for ask in before.asks] == [ask.kind for ask in case.asks]
    assert language is case.language
    assert messages


async def test_what_if_approved_keeps_nothing(line):
    """It looks ahead, and the buttons before it still count."""
    await line.say(ASKED)
    before = await line.case()

    messages = await line.tap(encode(Action.WHAT_IF_APPROVED, step_of(before)))

    assert before == await line.case()
    assert "範囲を絞れば応じてよい" in messages[0]["altText"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("fact", [fact for fact in Fact if fact is not Fact.PLATFORM])
def test_every_choice_has_its_words(wording, fact, language):
    """The label of the button, and nothing for a value that does not exist."""
    taps = Taps(wording)

    def said(value):
        return taps.words(decode(encode(Action.CHOICE, 1, f"{fact}={value}")), language)

    labels = [said(value) for value in (*FACT_VALUES[fact], "unknown")]
    assert len(set(labels)) == len(labels)
    assert None not in labels
    assert said("perhaps") is None


async def test_every_offered_choice_is_understood(line):
    """A platform's name, even one that looks like two English words in a Japanese case."""
    for platform in line.core.rulebook.platforms:
        messages = await line.say("LINEのIDを教えてください。")
        data = taps_under(messages).get((Action.CHOICE, f"platform={platform}"))
        data = data or encode(Action.CHOICE, step_of(await line.case()), f"platform={platform}")
        await line.tap(data)
        case = await line.case()
        assert platform == case.facts["platform"]
        assert Language.JA is case.language


async def test_tap_settles_what_a_doubtful_message_asks_for(line, monkeypatch):
    """The words in doubt, the likely things under them, and advice on the one that was meant."""
    doubting = partial(dataclasses.replace, kept=1.1, asked=1.1)
    monkeypatch.setattr(second, "review", lambda seen, likely, weights: review(seen, likely, doubting(weights)))

    messages = await line.say("急ぎの修正が入ったときに備えて、日中につながるお電話番号を先に教えてください。")
    taps = taps_under(messages)
    answer = await line.tap(taps[Action.CHOICE, "ask=phone"])

    assert "お電話番号を先に教えてください" in messages[0]["text"]
    assert {"ask=none", "ask=unknown"} <= {value for _, value in taps}
    assert "flex" == answer[0]["type"]
    assert ["phone"] == [ask.kind for ask in (await line.case()).asks]


async def test_old_button_explains_itself(line):
    """And does nothing: not of an earlier step, and not of an earlier case at the same step."""
    old = taps_under(await line.say(ASKED))
    await line.tap(old[Action.CHOICE, "approval=pending"])
    case = await line.case()

    assert [line.text("ui.notice.stale")] == [each["text"] for each in await line.tap(old[Action.FIRMER, ""])]
    assert case == await line.case()

    await line.say("クラウドワークスの契約前の件です。電話番号を教えてください。")
    case = await line.case()
    assert decode(old[Action.FIRMER, ""]).step % 1000 == case.step == 0
    assert line.text("ui.notice.stale") in words(await line.tap(old[Action.CHOICE, "approval=approved"]))
    assert case == await line.case()


async def test_button_of_an_expired_case(line):
    """Says that the case is gone."""
    old = taps_under(await line.say(ASKED))
    line.clock.pass_by(days=2)

    (message,) = await line.tap(old[Action.SOFTER, ""])

    assert line.text("doors.button.over") == message["text"]
    assert await line.case() is None


@pytest.mark.parametrize(
    "data",
    ["", "hello", "9;why;0;", "1;choice;0;weather=fine", "1;choice;0;", "1;example;0;ja9", "1;example;0;", "a" * 300],
)
async def test_unreadable_button(line, data):
    """Of another version, or made up."""
    (message,) = await line.tap(data)

    assert line.text("doors.button.unknown") == message["text"]


async def test_unreadable_choice_in_a_case(line):
    """Of a fact that the rules no longer know."""
    await line.say(ASKED)
    case = await line.case()

    (message,) = await line.tap(encode(Action.CHOICE, step_of(case), "weather=fine"))

    assert line.text("doors.button.unknown") == message["text"]
    assert case == await line.case()


async def test_double_tap_answers_once(line):
    """The second explains itself instead of answering the next question."""
    (data,) = [
        data
        for (action, value), data in taps_under(await line.say("LINEのIDを教えてください。")).items()
        if (action, value) == (Action.CHOICE, "platform=crowdworks")
    ]
    await line.tap(data)
    case = await line.case()

    assert line.text("ui.notice.stale") in words(await line.tap(data))
    assert case == await line.case()


@pytest.mark.parametrize("language", list(Language))
async def test_forgetting_asks_first(line, language):
    """A no keeps all, a yes erases all."""
    await line.say(ASKED)

    asked = taps_under(await line.tap(encode(Action.FORGET, 0, language)))
    assert await line.case()

    kept = await line.tap(asked[Action.FORGET_NO, language])
    assert line.text("doors.forget.kept", language) == kept[0]["text"]
    assert await line.case()

    erased = await line.tap(asked[Action.FORGET_YES, language])
    assert line.text("ui.notice.forgotten", language) == erased[0]["text"]
    assert await line.case() is None

    again = await line.tap(asked[Action.FORGET_YES, language])
    assert line.text("ui.notice.nothing_stored", language) == again[0]["text"]


@pytest.mark.parametrize("language", list(Language))
async def test_buttons_of_the_menu(line, language):
    """They need no case and speak the menu's language."""
    other = Language.EN if language is Language.JA else Language.JA
    await line.say(ASKED if other is Language.JA else ASKED_EN)

    help_text = await line.tap(encode(Action.HELP, 0, language))
    privacy = await line.tap(encode(Action.PRIVACY, 0, language))
    paste = await line.tap(encode(Action.PASTE, 0, language))

    assert line.text("ui.notice.help", language) == help_text[0]["text"]
    assert line.text("doors.privacy.stored", language, hours="24") == privacy[0]["text"]
    assert line.text("doors.welcome.paste", language) == paste[0]["text"]
    assert [(Action.FORGET, language)] == list(taps_under(privacy))
    assert await line.case()


# --- coming and going ------------------------------------------------------------------------------


@pytest.mark.parametrize(("is_unblocked", "greeting"), [(False, "new"), (True, "back")])
async def test_welcome(line, is_unblocked, greeting):
    """Three examples to try, what is stored and for how long, how to forget, and the other language."""
    messages = await line("follow", follow={"isUnblocked": is_unblocked})

    assert messages[0]["text"].startswith(line.text(f"doors.welcome.{greeting}"))
    assert "24時間" in messages[1]["text"]
    assert "「忘れて」" in messages[1]["text"]
    taps = taps_under(messages)
    assert [(Action.EXAMPLE, f"ja{number}") for number in (1, 2, 3)] == list(taps)[:3]

    english = await line.tap(taps[Action.WELCOME, "en"])
    assert line.text("doors.welcome.new", "en") in english[0]["text"]
    assert [(Action.EXAMPLE, f"en{number}") for number in (1, 2, 3)] == list(taps_under(english))[:3]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("number", [1, 2, 3])
async def test_examples_get_advice(line, language, number):
    """Each of them shows what we are for, in its own language."""
    messages = await line.tap(encode(Action.EXAMPLE, 0, f"{language}{number}"))

    assert "flex" == messages[0]["type"]
    assert language is (await line.case()).language


async def test_welcome_in_the_language_that_was_set(line):
    person = line.identity.person(line.event("follow"))
    await line.store.set_preferences(Preferences(person, language=Language.EN))

    assert line.text("doors.welcome.new", "en") in words(await line("follow"))


async def test_unfollow_erases_the_person(line):
    """Also their cases in groups, and nobody else's."""
    await line.say(ASKED)
    await line.say(f"ことわり {ASKED}", group="C1")
    await line.say(ASKED, user="U2")

    assert [] == await line("unfollow")

    assert await line.case() is None
    assert await line.case(group="C1") is None
    assert await line.case(user="U2")
    assert [] == await line("unfollow")


async def test_join_introduces_us(line):
    """How to address us, and who can read what."""
    (message,) = await line("join", user=None, group="C1")

    assert "「教えていい」、「ことわり」、「kotowari」" in message["text"]
    assert "参加者全員に見えます" in message["text"]
    assert [] == await line("memberLeft", user=None, group="C1", left={"members": []})


async def test_leave_erases_the_group(line):
    """Every member's case there, and what still waits; nothing of another group or a chat of two."""
    for user in ("U1", "U2"):
        await line.say(f"ことわり {ASKED}", user=user, group="C1")
    await line.say(f"ことわり {ASKED}", group="C2")
    await line.say(ASKED)
    source = {"type": "group", "groupId": "C1", "userId": "U3"}
    await line.wait(
        ("message", {"source": source, "message": {"id": "9", "type": "text", "text": "ことわり 住所は？"}})
    )
    assert 1 == await line.store.inbox.depth("line")

    assert [] == await line("leave", user=None, group="C1")

    assert [None, None] == [await line.case(user, "C1") for user in ("U1", "U2")]
    assert await line.case(group="C2")
    assert await line.case()
    assert 0 == await line.store.inbox.depth("line")


async def test_member_who_leaves_is_erased_there(line):
    """And nobody else."""
    for user in ("U1", "U2"):
        await line.say(f"ことわり {ASKED}", user=user, group="C1")

    await line("memberLeft", user=None, group="C1", left={"members": [{"type": "user", "userId": "U1"}]})

    assert await line.case("U1", "C1") is None
    assert await line.case("U2", "C1")


# --- groups ----------------------------------------------------------------------------------------


async def test_unaddressed_message_is_nothing_to_us(line):
    """No answer, no case."""
    assert [] == await line.say(ASKED, group="C1")
    assert await line.case(group="C1") is None
    assert [] == await line("message", group="C1", message={"id": "1", "type": "sticker"})


async def test_answer_in_a_group_says_that_all_can_read_it(line):
    """And offers to go on alone."""
    messages = await line.say(f"ことわり {ASKED}", group="C1")

    assert line.text("card.private") in words(messages)
    assert line.text("card.private") not in words(await line.say(ASKED))


async def test_members_have_their_own_cases(line):
    """A tap on somebody else's button explains itself."""
    taps = taps_under(await line.say(f"ことわり {ASKED}", group="C1"))

    (message,) = await line.tap(taps[Action.SOFTER, ""], user="U2", group="C1")

    assert message["text"].startswith("このボタンは、ほかの方の")
    assert await line.tap(taps[Action.SOFTER, ""], group="C1")
    assert "soft" == (await line.case(group="C1")).tone
    assert await line.case() is None


async def test_tap_of_somebody_unnamed(line):
    """LINE may not say who tapped: the answer tells what to write instead."""
    taps = taps_under(await line.say(f"ことわり {ASKED}", group="C1"))

    (message,) = await line.tap(taps[Action.CHOICE, "approval=approved"], user=None, group="C1")

    assert "「教えていい 承認された」" in message["text"]
    assert "approved" == (await line_after(line, "教えていい 承認された", group="C1")).facts["approval"]


async def line_after(line, text, **where):
    await line.say(text, **where)
    return await line.case(**where)


async def test_member_without_a_name_is_answered(line):
    """Who has not consented to be named shares a case with others like that."""
    assert await line.say(f"ことわり {ASKED}", user=None, group="C1")
    assert await line.case(user=None, group="C1")


@pytest.mark.parametrize("text", ["ことわり", "教えていい？"])
async def test_called_without_a_word(line, text):
    """We say how to go on."""
    (message,) = await line.say(text, group="C1")

    assert "「ことわり」" in message["text"]


async def test_quoted_message_cannot_be_read(line):
    """LINE gives no text of it; whoever quotes is asked to paste."""
    quoting = {"quotedMessageId": "88"}

    (alone,) = await line.say("教えていい？", group="C1", content=quoting)
    with_words = await line.say("ことわり これは渡しても大丈夫でしょうか", group="C1", content=quoting)

    assert line.text("doors.group.quoted") == alone["text"]
    assert line.text("doors.group.quoted") == with_words[0]["text"]
    assert line.text("doors.group.quoted") not in words(
        await line.say(f"ことわり {ASKED}", group="C1", content=quoting)
    )


async def test_reply_to_us_goes_on(line):
    """Without any prefix."""
    await line.say(f"ことわり {ASKED}", group="C1")

    assert await line.say("承認されました", group="C1", content={"quotedMessageId": OWN})
    assert "approved" == (await line.case(group="C1")).facts["approval"]


# --- edited and taken back -------------------------------------------------------------------------


async def test_newer_wording_is_judged(line):
    """It may ask for something else."""
    await line.say(f"ことわり {ASKED}", message_id="M", group="C1")
    await line.say("ことわり 住所を教えてください", "messageEdited", message_id="M", group="C1")

    assert ["address"] == [ask.kind for ask in (await line.case(group="C1")).asks]


async def test_older_wording_that_comes_late_is_passed_over(line):
    """The largest timestamp wins, whatever the order."""
    message = {"id": "M", "type": "text", "text": "ことわり 電話番号を教えてください"}
    await line.say("ことわり 住所を教えてください", "messageEdited", message_id="M", group="C1")

    assert [] == await line("messageEdited", group="C1", message=message, timestamp=1)
    assert ["address"] == [ask.kind for ask in (await line.case(group="C1")).asks]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("messageEdited", {"message": {"id": "M", "type": "text", "text": "ことわり 住所を教えて"}, "timestamp": 999}),
        ("unsend", {"unsend": {"messageId": "M"}}),
    ],
)
async def test_message_that_was_edited_or_taken_back_meanwhile(line, kind, parts):
    """What still waits behind it is seen: the older words are answered no more."""
    source = {"type": "group", "groupId": "C1", "userId": "U1"}
    await line.wait((kind, {"source": source, **parts}))

    assert [] == await line.say(f"ことわり {ASKED}", message_id="M", group="C1")
    assert await line.case(group="C1") is None


async def test_unsend_ends_the_case(line):
    """And erases the message if it still waits."""
    await line.say(ASKED, message_id="M")
    source = {"type": "user", "userId": "U1"}
    for message_id in ("M", "N"):
        await line.wait(("message", {"source": source, "message": {"id": message_id, "type": "text", "text": ASKED}}))

    assert [] == await line("unsend", unsend={"messageId": "M"})

    assert await line.case() is None
    waiting = await line.store.inbox.waiting("line", line.identity.conversation(line.event("follow")))
    assert ["N"] == [json.loads(each.payload)["message"]["id"] for each in waiting]
    assert [] == await line("unsend", unsend={"messageId": "M"})


# --- modes and faults ------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["standby", "observing"])
async def test_silent_while_another_has_the_channel(line, mode):
    """Nothing is said and nothing begun; what is to be erased is erased."""
    await line.say(ASKED)
    case = await line.case()

    assert [] == await line.say("電話番号を教えてください", user="U2", mode=mode)
    assert [] == await line("follow", mode=mode)
    assert [] == await line.tap(encode(Action.SOFTER, step_of(case)), mode=mode)
    assert case == await line.case()
    assert await line.case("U2") is None

    await line("unfollow", mode=mode)
    assert await line.case() is None


class Broken:
    """A store that cannot be used at the moment."""

    def __getattr__(self, name):
        async def fail(*_arguments):
            raise StoreUnavailable(Problem("locked", "test", "wait"))

        return fail


@pytest.fixture
def broken(line, monkeypatch):
    """The doors before a store that fails."""
    for owner in (line.doors, line.doors._turn, line.doors._turn._assistant):
        monkeypatch.setattr(owner, "_store", Broken())
    return line


async def test_failing_store_is_told(broken):
    """That nothing is lost, and what to do; in the language of the message."""
    assert broken.text("doors.failed.store") == (await broken.say(ASKED))[0]["text"]
    assert broken.text("doors.failed.store", "en") == (await broken.say(ASKED_EN))[0]["text"]
    assert broken.text("doors.failed.store") == (await broken.tap(encode(Action.SOFTER, 1)))[0]["text"]
    assert broken.text("doors.failed.erase") == (await broken.tap(encode(Action.FORGET_YES, 0)))[0]["text"]


async def test_failing_to_erase_is_tried_again(broken):
    """Nobody waits for an answer to these: the worker is to come back."""
    with pytest.raises(StoreUnavailable):
        await broken("unfollow")


async def test_handling_an_event_twice_does_no_harm(line):
    """Erasing, greeting and judging a message give the same again."""
    event = line.event("message", message={"id": "M", "type": "text", "text": ASKED})

    first = await line.doors.handle(event)
    case = await line.case()
    line.clock.pass_by(seconds=1)
    second = await line.doors.handle(event)

    again = await line.case()
    assert (case.asks, case.facts) == (again.asks, again.facts)
    assert [message["type"] for message in first] == [message["type"] for message in second]


# --- texts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_texts_have_no_exclamation_marks(language):
    texts = tomllib.loads((TEXTS / language / "doors.toml").read_text(encoding="utf-8"))

    assert "!" not in json.dumps(texts, ensure_ascii=False)
    assert "！" not in json.dumps(texts, ensure_ascii=False)
