"""LINE's own descriptions, once converted, catch what they let pass before. Skipped where they are not at hand."""

import pytest

from tests.fakes.line.schema import ABSENT, Schemas, outgoing
from tests.fakes.line.server import LoopbackLine

needed = pytest.mark.skipif(not outgoing().available, reason=ABSENT)


def reply(*messages):
    """A body around them."""
    return {"replyToken": "t", "messages": list(messages)}


def card(**more):
    """A Flex message with one text in its body."""
    text = {"type": "text", "text": "断る", **more}
    bubble = {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": [text]}}
    return {"type": "flex", "altText": "断る", "contents": bubble}


def changed_card(change):
    """A card that somebody spoiled."""
    made = card()
    change(made["contents"])
    return made


def with_button(action):
    """A text with one quick reply."""
    return {"type": "text", "text": "x", "quickReply": {"items": [{"type": "action", "action": action}]}}


@needed
@pytest.mark.parametrize(
    "message",
    [
        {"type": "text", "text": "お断りします"},
        {"type": "textV2", "text": "{a}", "substitution": {"a": {"type": "mention", "mentionee": {"type": "all"}}}},
        {"type": "sticker", "packageId": "1", "stickerId": "2"},
        card(wrap=True, weight="bold", color="#FF0000", scaling=True),
        with_button({"type": "clipboard", "label": "写す", "clipboardText": "文案"}),
        with_button({"type": "postback", "label": "次", "data": "v=1", "displayText": "次へ"}),
        with_button({"type": "uri", "label": "規約", "uri": "https://example.com/%E8%A6%8F%E7%B4%84"}),
    ],
    ids=lambda message: message["type"],
)
def test_sound_messages_pass(message):
    """What bots send."""
    assert [] == outgoing().problems("ReplyMessageRequest", reply(message))


@needed
@pytest.mark.parametrize(
    ("message", "place"),
    [
        ({"type": "text"}, "messages[0]"),
        ({"type": "txt", "text": "x"}, "messages[0].type"),
        ({"text": "x"}, "messages[0]"),
        ({"type": "text", "text": "x", "colour": "red"}, "messages[0]"),
        ({"type": "text", "text": 1}, "messages[0].text"),
        ({"type": "flex", "contents": {"type": "bubble"}}, "messages[0]"),
        (card(wrapp=True), "messages[0].contents.body.contents[0]"),
        (card(weight="fat"), "messages[0].contents.body.contents[0].weight"),
        (changed_card(lambda bubble: bubble.update(size="huge")), "messages[0].contents.size"),
        (changed_card(lambda bubble: bubble["body"].update(layout="diagonal")), "messages[0].contents.body.layout"),
        (changed_card(lambda bubble: bubble["body"].update(type="button")), "messages[0].contents.body.type"),
        (changed_card(lambda bubble: bubble["body"].pop("layout")), "messages[0].contents.body"),
        (with_button({"type": "clipboard", "label": "x"}), "messages[0].quickReply.items[0].action"),
        (with_button({"label": "x"}), "messages[0].quickReply.items[0].action"),
        (
            with_button({"type": "clipboard", "label": "x", "clipboardText": "x" * 1001}),
            "messages[0].quickReply.items[0].action.clipboardText",
        ),
        (
            with_button({"type": "uri", "label": "x", "uri": "keine Adresse"}),
            "messages[0].quickReply.items[0].action.uri",
        ),
    ],
)
def test_broken_messages_are_found(message, place):
    """At the very place, without echoes from further out."""
    assert [place] == [one.property for one in outgoing().problems("ReplyMessageRequest", reply(message))]


@needed
def test_too_many_are_found():
    """Six messages, and fourteen quick replies."""
    text = with_button({"type": "message", "label": "x", "text": "x"})
    text["quickReply"]["items"] *= 14

    assert "messages" in [one.property for one in outgoing().problems("ReplyMessageRequest", reply(*[card()] * 6))]
    assert ["messages[0].quickReply.items"] == [
        one.property for one in outgoing().problems("ReplyMessageRequest", reply(text))
    ]


@needed
async def test_broken_bodies_fail_a_test(line, api):
    """Over the wire: 400, and a violation that the schema found although no limit did."""
    token = {"replyToken": "t", "messages": [card(wrapp=True)]}

    async with api.post("/v2/bot/message/reply", json=token) as answer:
        assert 400 == answer.status
        assert "messages[0].contents.body.contents[0]" == (await answer.json())["details"][0]["property"]
    with pytest.raises(AssertionError, match="LINE would refuse"):
        line.check()

    assert ["schema"] == [one.found_by for one in line.forgive()]


async def test_without_descriptions_limits_still_hold(tmp_path, api):
    """And the server says that it checks less."""
    async with LoopbackLine(schemas=Schemas("messaging-api.yml", tmp_path)) as server:
        url, headers = f"{server.url}/v2/bot/message/reply", {"authorization": f"Bearer {server.access_token}"}
        async with api.post(url, json={"messages": [{"type": "text", "text": ""}]}, headers=headers) as answer:
            told = await answer.json()

        assert not server.schema_checked
        assert 400 == answer.status
        assert ["replyToken", "messages[0].text"] == [one["property"] for one in told["details"]]
        assert {"limits"} == {one.found_by for one in server.forgive()}
