"""What LINE demands of Flex messages beyond the names of their properties."""

import json
import re

from tests.fakes.line.actions import action_problems
from tests.fakes.line.refusals import Problem

BUBBLE_BYTES = 30_000
CAROUSEL_BYTES = 50_000
BUBBLES = 12
URL = 2000

_STEPS = "none|xs|sm|md|lg|xl|xxl"
_FONTS = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_PIXELS = r"\d+(\.\d+)?px"
_PERCENT = r"\d+(\.\d+)?%"
_COLOUR = "#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?"

# The published description calls all of these any text. LINE answers 400 to others than these.
_FORMS = {
    **dict.fromkeys(("margin", "spacing"), f"{_STEPS}|{_PIXELS}"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), f"{_STEPS}|-?{_PIXELS}|-?{_PERCENT}"),
    **dict.fromkeys(
        ("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), f"{_STEPS}|{_PIXELS}|{_PERCENT}"
    ),
    **dict.fromkeys(("width", "maxWidth", "maxHeight"), f"{_PIXELS}|{_PERCENT}"),
    **dict.fromkeys(
        ("color", "backgroundColor", "borderColor", "separatorColor", "startColor", "endColor", "centerColor"), _COLOUR
    ),
    "borderWidth": f"none|light|normal|medium|semi-bold|bold|{_PIXELS}",
    "cornerRadius": f"{_STEPS}|{_PIXELS}",
    "lineSpacing": _PIXELS,
    "aspectRatio": r"[1-9]\d{0,5}:[1-9]\d{0,5}",
}
_SIZES = {"text": f"{_FONTS}|{_PIXELS}", "span": f"{_FONTS}|{_PIXELS}", "icon": f"{_FONTS}|{_PIXELS}"}
_SIZES["image"] = f"{_FONTS}|full|{_PIXELS}|{_PERCENT}"

_PARTS = {
    "horizontal": ("box", "button", "image", "text", "separator", "filler"),
    "vertical": ("box", "button", "image", "text", "separator", "filler"),
    "baseline": ("icon", "text", "filler"),
}


def size_in_bytes(container):
    """Of the JSON as bots send it: signs outside ASCII are escaped, which is the longest reading of the limit."""
    return len(json.dumps(container))


def container_problems(container, path):
    """Of the `contents` of a Flex message."""
    kind = container.get("type") if isinstance(container, dict) else None
    if kind == "bubble":
        yield from _bubble(container, path)
    elif kind == "carousel":
        yield from _carousel(container, path)
    else:
        yield Problem(f"{path}.type", "Must be one of the following values: [bubble, carousel]")


def _carousel(carousel, path):
    bubbles = carousel.get("contents", [])
    if not 1 <= len(bubbles) <= BUBBLES:
        yield Problem(f"{path}.contents", f"Size must be between 1 and {BUBBLES}")
    if size_in_bytes(carousel) > CAROUSEL_BYTES:
        yield Problem(path, f"must not be larger than {CAROUSEL_BYTES} bytes")
    if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
        yield Problem(f"{path}.contents", "all bubbles must have the same size")
    for index, bubble in enumerate(bubbles):
        yield from _bubble(bubble, f"{path}.contents[{index}]")


def _bubble(bubble, path):
    if size_in_bytes(bubble) > BUBBLE_BYTES:
        yield Problem(path, f"must not be larger than {BUBBLE_BYTES} bytes")
    blocks = [block for block in ("header", "hero", "body", "footer") if block in bubble]
    if not blocks:
        yield Problem(path, "At least one block must be specified")
    for block in blocks:
        allowed = ("box", "image", "video") if block == "hero" else ("box",)
        yield from _component(bubble[block], f"{path}.{block}", allowed)
    for block, style in bubble.get("styles", {}).items():
        yield from _forms(style, f"{path}.styles.{block}")
    if "action" in bubble:
        yield from action_problems(bubble["action"], f"{path}.action", "flex")


def _component(component, path, allowed):
    kind = component.get("type") if isinstance(component, dict) else None
    if kind not in allowed:
        yield Problem(f"{path}.type", f"Must be one of the following values: [{', '.join(allowed)}]")
        return
    yield from _forms(component, path)
    if kind == "button":
        yield from action_problems(component.get("action"), f"{path}.action", "flex button")
    elif "action" in component:
        yield from action_problems(component["action"], f"{path}.action", "flex")
    if kind == "box":
        yield from _box(component, path)
    elif kind in ("text", "span"):
        yield from _text(component, path)
    elif kind in ("image", "icon", "video"):
        yield from _picture(component, path)


def _box(box, path):
    if box.get("layout") not in _PARTS:
        yield Problem(f"{path}.layout", f"Must be one of the following values: [{', '.join(_PARTS)}]")
        return
    yield from _forms(box.get("background", {}), f"{path}.background")
    if not isinstance(box.get("contents"), list):
        yield Problem(f"{path}.contents", "must be specified")
        return
    for index, part in enumerate(box["contents"]):
        yield from _component(part, f"{path}.contents[{index}]", _PARTS[box["layout"]])


def _text(text, path):
    spans = text.get("contents")
    if spans:
        for index, span in enumerate(spans):
            yield from _component(span, f"{path}.contents[{index}]", ("span",))
    elif not isinstance(text.get("text"), str) or not text["text"]:
        yield Problem(f"{path}.text", "must be non-empty text")


def _picture(picture, path):
    url = picture.get("url")
    if not isinstance(url, str) or len(url) > URL or not re.fullmatch(r"https://[!-~]+", url):
        yield Problem(f"{path}.url", "invalid uri")


def _forms(thing, path):
    """Sizes, spaces and colours that are written as texts."""
    kind = thing.get("type")
    forms = {**_FORMS, "size": _SIZES[kind]} if kind in _SIZES else _FORMS
    if kind == "box":
        forms = {**forms, "height": f"{_PIXELS}|{_PERCENT}"}
    for key, form in forms.items():
        if key in thing and not (isinstance(thing[key], str) and re.fullmatch(form, thing[key])):
            yield Problem(f"{path}.{key}", "invalid property")
    for key in ("flex", "maxLines"):
        if key in thing and not (isinstance(thing[key], int) and thing[key] >= 0):
            yield Problem(f"{path}.{key}", "must be 0 or more")
