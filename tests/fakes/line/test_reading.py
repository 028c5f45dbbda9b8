"""What people see and tap."""

import pytest

from tests.fakes.line.reading import action, actions, quick_replies, words

MESSAGES = [
    {
        "type": "flex",
        "altText": "断る",
        "quickReply": {"items": [{"type": "action", "action": {"type": "message", "label": "古い", "text": "古い"}}]},
        "contents": {
            "type": "bubble",
            "body": {
                "type": "box",
                "layout": "vertical",
                "contents": [
                    {"type": "text", "text": "お断り"},
                    {"type": "text", "contents": [{"type": "span", "text": "規約"}]},
                    {"type": "button", "action": {"type": "clipboard", "label": "写す", "clipboardText": "文案"}},
                ],
            },
        },
    },
    {
        "type": "text",
        "text": "文案です",
        "quickReply": {"items": [{"type": "action", "action": {"type": "postback", "label": "次", "data": "v=1"}}]},
    },
]


def test_words():
    """Everything that is shown, and nothing that only buttons carry."""
    assert "お断り\n規約\n写す\n文案です" == words(MESSAGES)


def test_actions():
    """Those of the card, and the quick replies of the last message only."""
    assert ["写す", "次"] == [one["label"] for one in actions(MESSAGES)]
    assert ["次"] == [one["label"] for one in quick_replies(MESSAGES)]
    assert [] == quick_replies([])
    assert "v=1" == action(MESSAGES, "次")["data"]
    with pytest.raises(ValueError, match="not enough values"):
        action(MESSAGES, "古い")


def test_templates_have_actions_too():
    """In lists, and for the whole."""
    one, two = {"type": "message", "label": "a", "text": "a"}, {"type": "message", "label": "b", "text": "b"}
    template = {"type": "buttons", "text": "x", "defaultAction": one, "actions": [two]}

    assert [one, two] == actions([{"type": "template", "altText": "x", "template": template}])
