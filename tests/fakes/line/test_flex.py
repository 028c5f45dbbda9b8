"""Both sides of what Flex messages may hold."""

import json

import pytest

from tests.fakes.line.flex import size_in_bytes
from tests.fakes.line.limits import message_problems
from tests.fakes.line.test_limits import FAMILY

URL = "https://example.com/a.png"
TEXT = {"type": "text", "text": "断る"}
BODY = "contents.body"
FIRST = "contents.body.contents[0]"


def flex(contents, alt="断る"):
    """A message around a container."""
    return {"type": "flex", "altText": alt, "contents": contents}


def bubble(*parts, layout="vertical", **fields):
    """A bubble with these in its body."""
    return {"type": "bubble", "body": {"type": "box", "layout": layout, "contents": list(parts)}, **fields}


def card(*parts, layout="vertical", **fields):
    """A message with one bubble."""
    return flex(bubble(*parts, layout=layout, **fields))


def body(**fields):
    """A message whose body has these properties."""
    made = bubble(TEXT)
    made["body"].update(fields)
    return flex(made)


def of_size(size, container):
    """The container, filled up to exactly so many bytes."""
    piece = {"type": "text", "text": "x"}
    target = container["contents"][-1] if container["type"] == "carousel" else container
    target["body"]["contents"].append(piece)
    piece["text"] += "x" * (size - size_in_bytes(container))
    assert size == size_in_bytes(container)
    return container


def carousel(number, **fields):
    """Bubbles side by side."""
    return {"type": "carousel", "contents": [{**bubble(TEXT), **fields} for _ in range(number)]}


def button(**fields):
    """A button that sends a text."""
    return {"type": "button", "action": {"type": "message", "label": "はい", "text": "はい", **fields}}


def tappable(**action):
    """A text that can be tapped."""
    return {**TEXT, "action": {"type": "message", "text": "はい", **action}}


BIG = [{**bubble(TEXT, {"type": "text", "text": "x" * 12_000}), "size": "kilo"} for _ in range(3)]
LARGE = {"type": "carousel", "contents": [*BIG, {**bubble(TEXT), "size": "kilo"}]}

SIDES = [
    (flex(bubble(TEXT), alt="x" * 1500), flex(bubble(TEXT), alt="x" * 1501), "altText"),
    (flex(bubble(TEXT), alt="🍎" * 750), flex(bubble(TEXT), alt="🍎" * 751), "altText"),
    (flex(bubble(TEXT), alt="x"), flex(bubble(TEXT), alt=""), "altText"),
    (flex(of_size(30_000, bubble(TEXT))), flex(of_size(30_001, bubble(TEXT))), "contents"),
    (
        flex(of_size(50_000, json.loads(json.dumps(LARGE)))),
        flex(of_size(50_001, json.loads(json.dumps(LARGE)))),
        "contents",
    ),
    (flex(carousel(12)), flex(carousel(13)), "contents.contents"),
    (flex(carousel(1)), flex(carousel(0)), "contents.contents"),
    (
        flex(carousel(2, size="kilo")),
        flex({"type": "carousel", "contents": [bubble(TEXT), bubble(TEXT, size="kilo")]}),
        "contents.contents",
    ),
    (
        flex({"type": "carousel", "contents": [bubble(TEXT), bubble(TEXT, size="mega")]}),
        flex({"type": "carousel", "contents": [bubble(TEXT), bubble(TEXT, size="giga")]}),
        "contents.contents",
    ),
    (card(TEXT), flex({"type": "bubbles"}), "contents.type"),
    (card(), flex({"type": "bubble"}), "contents"),
    (
        card(TEXT, hero={"type": "image", "url": URL}),
        card(TEXT, hero={"type": "text", "text": "x"}),
        "contents.hero.type",
    ),
    (card(TEXT), flex({"type": "bubble", "footer": button()}), "contents.footer.type"),
    # buttons and taps
    (card(button(label="あ" * 40)), card(button(label="あ" * 41)), f"{FIRST}.action.label"),
    (card(button(label=FAMILY * 40)), card(button(label=FAMILY * 41)), f"{FIRST}.action.label"),
    (card(button(label="x")), card(button(label=None)), f"{FIRST}.action.label"),
    (card(tappable()), card(tappable(label="x" * 41)), f"{FIRST}.action.label"),
    (card(button()), card({"type": "button"}), f"{FIRST}.action.type"),
    (
        card({"type": "button", "action": {"type": "clipboard", "label": "x", "clipboardText": "🍎" * 500}}),
        card({"type": "button", "action": {"type": "clipboard", "label": "x", "clipboardText": "🍎" * 501}}),
        f"{FIRST}.action.clipboardText",
    ),
    (card(button()), card({"type": "button", "action": {"type": "camera", "label": "x"}}), f"{FIRST}.action.type"),
    (
        card(TEXT, action={"type": "uri", "uri": "https://example.com/"}),
        card(TEXT, action={"type": "uri", "uri": "example.com"}),
        "contents.action.uri",
    ),
    # what may stand in what
    (card({"type": "separator"}), card({"type": "icon", "url": URL}), f"{FIRST}.type"),
    (card({"type": "icon", "url": URL}, layout="baseline"), card(button(), layout="baseline"), f"{FIRST}.type"),
    (
        card({"type": "text", "contents": [{"type": "span", "text": "x"}]}),
        card({"type": "span", "text": "x"}),
        f"{FIRST}.type",
    ),
    (card(TEXT, layout="horizontal"), card(TEXT, layout="grid"), f"{BODY}.layout"),
    (body(contents=[]), body(contents=None), f"{BODY}.contents"),
    (card(TEXT), card({"type": "text", "text": ""}), f"{FIRST}.text"),
    (card(TEXT), card({"type": "text"}), f"{FIRST}.text"),
    # texts with a form
    (card({**TEXT, "color": "#0a0B0c"}), card({**TEXT, "color": "red"}), f"{FIRST}.color"),
    (body(backgroundColor="#00000080"), body(backgroundColor="#000"), f"{BODY}.backgroundColor"),
    (card({**TEXT, "size": "5xl"}), card({**TEXT, "size": "huge"}), f"{FIRST}.size"),
    (card({**TEXT, "size": "13.5px"}), card({**TEXT, "size": "13"}), f"{FIRST}.size"),
    (card({**TEXT, "margin": "xxl"}), card({**TEXT, "margin": "5%"}), f"{FIRST}.margin"),
    (body(spacing="md"), body(spacing="medium"), f"{BODY}.spacing"),
    (body(paddingAll="5%"), body(paddingAll="5em"), f"{BODY}.paddingAll"),
    (body(cornerRadius="8px"), body(cornerRadius="round"), f"{BODY}.cornerRadius"),
    (body(borderWidth="semi-bold"), body(borderWidth="thin"), f"{BODY}.borderWidth"),
    (body(width="50%"), body(width="xl"), f"{BODY}.width"),
    (body(height="50px"), body(height="tall"), f"{BODY}.height"),
    (body(offsetTop="-4px"), body(offsetTop="4"), f"{BODY}.offsetTop"),
    (card({**TEXT, "flex": 0}), card({**TEXT, "flex": -1}), f"{FIRST}.flex"),
    (card({**TEXT, "maxLines": 2}), card({**TEXT, "maxLines": -1}), f"{FIRST}.maxLines"),
    (card({**TEXT, "lineSpacing": "4px"}), card({**TEXT, "lineSpacing": "wide"}), f"{FIRST}.lineSpacing"),
    (
        card({"type": "image", "url": URL, "size": "full"}),
        card({"type": "image", "url": URL, "size": "wide"}),
        f"{FIRST}.size",
    ),
    (
        card({"type": "image", "url": URL, "aspectRatio": "20:13"}),
        card({"type": "image", "url": URL, "aspectRatio": "1.5"}),
        f"{FIRST}.aspectRatio",
    ),
    (
        card({"type": "image", "url": URL.ljust(2000, "a")}),
        card({"type": "image", "url": URL.ljust(2001, "a")}),
        f"{FIRST}.url",
    ),
    (card({"type": "image", "url": URL}), card({"type": "image", "url": "http://example.com/a.png"}), f"{FIRST}.url"),
    (
        card(TEXT, styles={"footer": {"separator": True, "separatorColor": "#112233"}}),
        card(TEXT, styles={"footer": {"separatorColor": "grey"}}),
        "contents.styles.footer.separatorColor",
    ),
]


@pytest.mark.parametrize(("good", "bad", "place"), SIDES)
def test_both_sides(good, bad, place):
    """What passes, and the next that does not."""
    assert [] == list(message_problems([good]))
    assert [f"messages[0].{place}"] == [one.property for one in message_problems([bad])]


def test_japanese_counts_as_it_is_sent():
    """A sign outside ASCII takes six bytes, because the official client escapes it."""
    assert size_in_bytes({"a": "断"}) == size_in_bytes({"a": "x"}) + 5


def test_boxes_are_looked_into():
    """However deep a mistake lies."""
    inner = {"type": "box", "layout": "horizontal", "contents": [{"type": "text", "text": ""}]}

    [problem] = message_problems([card({"type": "box", "layout": "vertical", "contents": [inner]})])

    assert "messages[0].contents.body.contents[0].contents[0].contents[0].text" == problem.property
