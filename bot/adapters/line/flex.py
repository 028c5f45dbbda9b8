"""The few parts of LINE's Flex messages that our cards are made of, each with the settings that all of them need.

Backgrounds are always set together with the colour of what stands on them, so that a dark theme changes neither.
"""

from typing import Any, Literal

from bot.adapters.line.limits import BUTTON_LABEL, JsonMessage, cut_label

Size = Literal["xs", "sm", "md", "lg", "xl", "xxl"]

INK = "#1F2328"
"""Text on paper, 15.8 to 1."""
FAINT = "#57606A"
"""What may step back, 6.4 to 1."""
LINK = "#0B5394"
PAPER = "#FFFFFF"
LINE = "#D8DEE4"
BUTTON = "#1F5C8B"
QUIET_BUTTON = "#E9EEF3"


def text(words: str, size: Size = "sm", color: str = INK, **more: Any) -> JsonMessage:
    """Return a text that breaks into lines and follows the reader's own text size. `words` must not be empty."""
    return {
        "type": "text",
        "text": words,
        "size": size,
        "color": color,
        "wrap": True,
        "scaling": True,
        "lineSpacing": "4px",
        **more,
    }


def link(words: str, uri: str, size: Size = "xs") -> JsonMessage:
    """Return a text that opens an address."""
    return text(words, size, LINK, decoration="underline", action={"type": "uri", "uri": uri})


def box(layout: Literal["vertical", "horizontal", "baseline"], contents: list[JsonMessage], **more: Any) -> JsonMessage:
    """Return parts below or beside each other."""
    return {"type": "box", "layout": layout, "contents": contents, **more}


def marked(mark: str, contents: list[JsonMessage]) -> JsonMessage:
    """Return parts with a bullet or a number before them."""
    column = box("vertical", contents, flex=1, spacing="xs")
    return box("horizontal", [text(mark, "sm", FAINT, flex=0), column], spacing="sm")


def separator() -> JsonMessage:
    """Return a fine line between two parts."""
    return {"type": "separator", "color": LINE, "margin": "xl"}


def button(label: str, action: JsonMessage, *, first: bool = False) -> JsonMessage:
    """Return a button. `first`: the one that most will want."""
    return {
        "type": "button",
        "style": "primary" if first else "secondary",
        "color": BUTTON if first else QUIET_BUTTON,
        "height": "sm",
        "adjustMode": "shrink-to-fit",
        "scaling": True,
        "action": {**action, "label": cut_label(label, BUTTON_LABEL)},
    }


def postback(data: str, shown: str) -> JsonMessage:
    """Return what a tap sends back to us, and what the chat then shows as the person's words."""
    return {"type": "postback", "data": data, "displayText": shown}


def bubble(header: JsonMessage, body: JsonMessage, footer: list[JsonMessage]) -> JsonMessage:
    """Return a card of the widest size."""
    made = {"type": "bubble", "size": "giga", "header": header, "body": body}
    if footer:
        made["footer"] = box("vertical", footer, spacing="sm", paddingAll="16px", backgroundColor=PAPER)
    return made
