"""Both sides of every limit on messages."""

import pytest

from tests.fakes.line.limits import loading_problems, message_problems

# Two code units, one code point; and a family: one cluster of five code points.
APPLE = "🍎"
FAMILY = "👨\u200d👩\u200d👧"


def text(**fields):
    """A text message."""
    return {"type": "text", "text": "x", **fields}


def quick(action=None, **fields):
    """A text message with one quick reply."""
    action = action or {"type": "message", "label": "はい", "text": "はい"}
    return text(quickReply={"items": [{"type": "action", "action": action, **fields}]})


def act(kind="message", **fields):
    """A sound action, changed."""
    sound = {
        "message": {"label": "はい", "text": "はい"},
        "postback": {"label": "はい", "data": "v=1"},
        "uri": {"label": "規約", "uri": "https://example.com/"},
        "clipboard": {"label": "写す", "clipboardText": "文案"},
        "datetimepicker": {"label": "日付", "data": "v=1", "mode": "date"},
        "camera": {"label": "撮る"},
        "richmenuswitch": {"label": "次", "richMenuAliasId": "a", "data": "v=1"},
    }[kind]
    made = {"type": kind, **sound, **fields}
    return {key: value for key, value in made.items() if value is not None}


def url(length):
    """An address of that length."""
    return "https://example.com/".ljust(length, "a")


def v2(words, **names):
    """A text with substitutions: m is a mention of all, e an emoji."""
    parts = {
        "m": {"type": "mention", "mentionee": {"type": "all"}},
        "e": {"type": "emoji", "productId": "p", "emojiId": "1"},
    }
    return {"type": "textV2", "text": words, "substitution": {name: parts[kind] for name, kind in names.items()}}


def buttons(**fields):
    """A template with one button."""
    return {
        "type": "template",
        "altText": "x",
        "template": {"type": "buttons", "text": "x", "actions": [act()], **fields},
    }


def template(**fields):
    """Another template."""
    return {"type": "template", "altText": "x", "template": fields}


def column(**fields):
    """Of a carousel."""
    return {"text": "x", "actions": [act()], **fields}


def image_column(**fields):
    """Of an image carousel."""
    return {"imageUrl": url(30), "action": act(**fields)}


IMAGE = {"type": "image", "originalContentUrl": url(2000), "previewImageUrl": url(30)}
PLACE = {"type": "location", "title": "あ" * 100, "address": "x", "latitude": 90, "longitude": -180}
AUDIO = {"type": "audio", "originalContentUrl": url(30), "duration": 1}

# What passes, and next to it what does not: at that place of the message.
SIDES = [
    (text(text="x" * 5000), text(text="x" * 5001), "text"),
    (text(text=APPLE * 2500), text(text=APPLE * 2500 + "x"), "text"),
    (text(text=" "), text(text=""), "text"),
    (text(text="x"), {"type": "text"}, "text"),
    (text(emojis=[]), {"type": "poem"}, "type"),
    (text(text="$", emojis=[{"index": 0}]), text(text="x", emojis=[{"index": 0}]), "emojis[0].index"),
    (text(text=APPLE + "$", emojis=[{"index": 2}]), text(text=APPLE + "$", emojis=[{"index": 1}]), "emojis[0].index"),
    (text(text="$", emojis=[{"index": 0}] * 20), text(text="$", emojis=[{"index": 0}] * 21), "emojis"),
    # senders
    (text(sender={"name": APPLE * 10}), text(sender={"name": APPLE * 10 + "x"}), "sender.name"),
    (text(sender={"name": "Line"}), text(sender={"name": "my LINE"}), "sender.name"),
    (text(sender={"iconUrl": url(2000)}), text(sender={"iconUrl": url(2001)}), "sender.iconUrl"),
    (text(sender={"iconUrl": url(30)}), text(sender={"iconUrl": "http://example.com/"}), "sender.iconUrl"),
    # quick replies
    (
        text(quickReply={"items": [{"type": "action", "action": act()}] * 13}),
        text(quickReply={"items": [{"type": "action", "action": act()}] * 14}),
        "quickReply.items",
    ),
    (quick(), text(quickReply={"items": []}), "quickReply.items"),
    (quick(type="action"), quick(type="button"), "quickReply.items[0].type"),
    (quick(imageUrl=url(2000)), quick(imageUrl=url(2001)), "quickReply.items[0].imageUrl"),
    (quick(imageUrl=url(30)), quick(imageUrl="http://example.com/a.png"), "quickReply.items[0].imageUrl"),
    (quick(act(label="あ" * 20)), quick(act(label="あ" * 21)), "quickReply.items[0].action.label"),
    (quick(act(label=FAMILY * 20)), quick(act(label=FAMILY * 21)), "quickReply.items[0].action.label"),
    (quick(act(label="x")), quick(act(label=None)), "quickReply.items[0].action.label"),
    (quick(act(label="x")), quick(act(label="")), "quickReply.items[0].action.label"),
    (quick(act("camera")), quick(act("richmenuswitch")), "quickReply.items[0].action.type"),
    # actions
    (quick(act(text="あ" * 300)), quick(act(text="あ" * 301)), "quickReply.items[0].action.text"),
    (quick(act(text=FAMILY * 300)), quick(act(text="")), "quickReply.items[0].action.text"),
    (quick(act("postback", data="x" * 300)), quick(act("postback", data="x" * 301)), "quickReply.items[0].action.data"),
    (
        quick(act("postback", data=APPLE * 150)),
        quick(act("postback", data=APPLE * 151)),
        "quickReply.items[0].action.data",
    ),
    (quick(act("postback")), quick(act("postback", data=None)), "quickReply.items[0].action.data"),
    (
        quick(act("postback", displayText=FAMILY * 300)),
        quick(act("postback", displayText="x" * 301)),
        "quickReply.items[0].action.displayText",
    ),
    (
        quick(act("postback", text=FAMILY * 300)),
        quick(act("postback", text="x", displayText="x")),
        "quickReply.items[0].action.text",
    ),
    (
        quick(act("postback", inputOption="openKeyboard", fillInText=FAMILY * 300)),
        quick(act("postback", inputOption="openKeyboard", fillInText="x" * 301)),
        "quickReply.items[0].action.fillInText",
    ),
    (
        quick(act("postback", inputOption="openKeyboard", fillInText="x")),
        quick(act("postback", fillInText="x")),
        "quickReply.items[0].action.fillInText",
    ),
    (quick(act("uri", uri=url(1000))), quick(act("uri", uri=url(1001))), "quickReply.items[0].action.uri"),
    (quick(act("uri", uri="tel:0312345678")), quick(act("uri", uri="mailto:a@b.c")), "quickReply.items[0].action.uri"),
    (
        quick(act("uri", uri="line://nv/chat")),
        quick(act("uri", uri="javascript://x")),
        "quickReply.items[0].action.uri",
    ),
    (
        quick(act("uri", uri="http://example.com/%20")),
        quick(act("uri", uri="https://example.com/ x")),
        "quickReply.items[0].action.uri",
    ),
    (
        quick(act("uri", uri="https://example.com/%E3%81%82")),
        quick(act("uri", uri="https://example.com/あ")),
        "quickReply.items[0].action.uri",
    ),
    (
        quick(act("uri", altUri={"desktop": url(1000)})),
        quick(act("uri", altUri={"desktop": url(1001)})),
        "quickReply.items[0].action.altUri.desktop",
    ),
    (
        quick(act("clipboard", clipboardText="x" * 1000)),
        quick(act("clipboard", clipboardText="x" * 1001)),
        "quickReply.items[0].action.clipboardText",
    ),
    (
        quick(act("clipboard", clipboardText=APPLE * 500)),
        quick(act("clipboard", clipboardText=APPLE * 501)),
        "quickReply.items[0].action.clipboardText",
    ),
    (
        quick(act("clipboard")),
        quick(act("clipboard", clipboardText="")),
        "quickReply.items[0].action.clipboardText",
    ),
    (
        quick(act("datetimepicker", mode="datetime")),
        quick(act("datetimepicker", mode="year")),
        "quickReply.items[0].action.mode",
    ),
    (
        quick(act("datetimepicker", data=APPLE * 150)),
        quick(act("datetimepicker", data=APPLE * 151)),
        "quickReply.items[0].action.data",
    ),
    # texts with substitutions
    (v2("x" * 5000), v2("x" * 5001), "text"),
    (v2(APPLE * 2500), v2(APPLE * 2501), "text"),
    (v2("{who}", who="m"), v2("{who}"), "text"),
    (v2("{{who}}"), v2("{who"), "text"),
    (v2("a }} b"), v2("a } b"), "text"),
    (v2("{a}", **{"a": "m", "x" * 20: "m"}), v2("x", **{"x" * 21: "m"}), "substitution"),
    (v2("{A_1}", A_1="e"), v2("x", **{"a-b": "e"}), "substitution"),
    (v2("x", **{f"m{n}": "m" for n in range(20)}), v2("x", **{f"m{n}": "m" for n in range(21)}), "substitution"),
    (v2("x", **{f"e{n}": "e" for n in range(20)}), v2("x", **{f"e{n}": "e" for n in range(21)}), "substitution"),
    # media and places
    (IMAGE, {**IMAGE, "originalContentUrl": url(2001)}, "originalContentUrl"),
    (IMAGE, {**IMAGE, "previewImageUrl": "http://example.com/a.png"}, "previewImageUrl"),
    ({**IMAGE, "type": "video"}, {**IMAGE, "type": "video", "previewImageUrl": None}, "previewImageUrl"),
    (AUDIO, {**AUDIO, "duration": 0}, "duration"),
    ({**PLACE, "title": APPLE * 50}, {**PLACE, "title": APPLE * 51}, "title"),
    (PLACE, {**PLACE, "address": "あ" * 101}, "address"),
    (PLACE, {**PLACE, "latitude": 91}, "latitude"),
    ({"type": "sticker", "packageId": "1", "stickerId": "2"}, {"type": "sticker", "packageId": "1"}, "stickerId"),
    # templates
    ({**buttons(), "altText": "x" * 1500}, {**buttons(), "altText": "x" * 1501}, "altText"),
    ({**buttons(), "altText": APPLE * 750}, {**buttons(), "altText": APPLE * 751}, "altText"),
    (buttons(text=FAMILY * 160), buttons(text="x" * 161), "template.text"),
    (buttons(text=FAMILY * 60, title=FAMILY * 40), buttons(text="x" * 61, title="x"), "template.text"),
    (buttons(title=FAMILY * 40), buttons(title="x" * 41), "template.title"),
    (buttons(actions=[act()] * 4), buttons(actions=[act()] * 5), "template.actions"),
    (buttons(actions=[act()]), buttons(actions=[]), "template.actions"),
    (buttons(actions=[act(label="x" * 20)]), buttons(actions=[act(label="x" * 21)]), "template.actions[0].label"),
    (buttons(actions=[act(label="x")]), buttons(actions=[act(label=None)]), "template.actions[0].label"),
    (buttons(actions=[act("clipboard")]), buttons(actions=[act("camera")]), "template.actions[0].type"),
    (
        template(type="confirm", text=FAMILY * 240, actions=[act()] * 2),
        template(type="confirm", text="x" * 241, actions=[act()] * 2),
        "template.text",
    ),
    (
        template(type="confirm", text="x", actions=[act()] * 2),
        template(type="confirm", text="x", actions=[act()]),
        "template.actions",
    ),
    (
        template(type="carousel", columns=[column()] * 10),
        template(type="carousel", columns=[column()] * 11),
        "template.columns",
    ),
    (
        template(type="carousel", columns=[column(text=FAMILY * 120)]),
        template(type="carousel", columns=[column(text="x" * 121)]),
        "template.columns[0].text",
    ),
    (
        template(type="carousel", columns=[column(actions=[act()] * 3)]),
        template(type="carousel", columns=[column(actions=[act()] * 4)]),
        "template.columns[0].actions",
    ),
    (
        template(type="carousel", columns=[column(), column()]),
        template(type="carousel", columns=[column(), column(actions=[act()] * 2)]),
        "template.columns",
    ),
    (
        template(type="image_carousel", columns=[image_column(label="x" * 12)]),
        template(type="image_carousel", columns=[image_column(label="x" * 13)]),
        "template.columns[0].action.label",
    ),
    (
        template(type="image_carousel", columns=[image_column(label=None)] * 10),
        template(type="image_carousel", columns=[image_column()] * 11),
        "template.columns",
    ),
    (template(type="confirm", text="x", actions=[act()] * 2), template(type="quiz"), "template.type"),
]


@pytest.mark.parametrize(("good", "bad", "place"), SIDES)
def test_both_sides(good, bad, place):
    """The longest that passes, and the first that does not."""
    assert [] == list(message_problems([good]))
    assert [f"messages[0].{place}"] == [one.property for one in message_problems([bad])]


def test_substitutions_in_all():
    """A hundred, of whatever kind; more than twenty of each are refused anyway."""
    other = {"type": "sticker"}
    some = {f"s{number}": other for number in range(100)}

    assert [] == list(message_problems([{"type": "textV2", "text": "x", "substitution": some}]))
    assert ["messages[0].substitution"] == [
        one.property
        for one in message_problems([{"type": "textV2", "text": "x", "substitution": {**some, "more": other}}])
    ]


@pytest.mark.parametrize(("number", "expected"), [(0, ["messages"]), (1, []), (5, []), (6, ["messages"])])
def test_number_of_messages(number, expected):
    """One to five."""
    assert expected == [one.property for one in message_problems([text()] * number)]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (5, []),
        (60, []),
        (55, []),
        (0, ["Must be between 5 and 60"]),
        (65, ["Must be between 5 and 60"]),
        (7, ["must be a multiple of five"]),
        (4, ["Must be between 5 and 60", "must be a multiple of five"]),
    ],
)
def test_seconds_of_the_animation(seconds, expected):
    """Five to sixty in steps of five."""
    assert expected == [one.message for one in loading_problems({"chatId": "U", "loadingSeconds": seconds})]
    assert [] == list(loading_problems({"chatId": "U"}))
