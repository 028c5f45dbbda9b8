"""What LINE limits, whether or not its API description says so. Checked everywhere, with or without the descriptions.

Lengths come from the reference of the Messaging API (August 2026). Each function yields what is wrong; `path` is the
place in the body, written as LINE writes it. Where the reference leaves room, the stricter reading is taken: a bot that
passes here passes there.
"""

import re

from tests.fakes.line import flex, templates
from tests.fakes.line.actions import action_problems
from tests.fakes.line.counting import graphemes, utf16_length
from tests.fakes.line.refusals import Problem

MESSAGES = 5
TEXT = 5000
ALT_TEXT = 1500
URL = 2000
QUICK_REPLIES = 13
EMOJIS = 20
MENTIONS = 20
SUBSTITUTIONS = 100
SENDER_NAME = 20
PLACE_TEXT = 100

CHAT_BAR_TEXT = 14
MENU_NAME = 300
MENU_AREAS = 20
MENU_WIDTH = (800, 2500)
MENU_HEIGHT = 250
MENU_RATIO = 1.45

LOADING_SECONDS = range(5, 61, 5)


def message_problems(messages, path="messages"):
    """Of the list of messages of a reply or push."""
    if not isinstance(messages, list) or not 1 <= len(messages) <= MESSAGES:
        yield Problem(path, f"Size must be between 1 and {MESSAGES}")
        return
    for index, message in enumerate(messages):
        here = f"{path}[{index}]"
        check = _KINDS.get(message.get("type")) if isinstance(message, dict) else None
        if check is None:
            yield Problem(f"{here}.type", f"Must be one of the following values: [{', '.join(_KINDS)}]")
            continue
        yield from check(message, here)
        yield from _sender_problems(message, here)
        if "quickReply" in message:
            yield from _quick_reply_problems(message["quickReply"], f"{here}.quickReply")


def rich_menu_problems(menu):
    """Of a rich menu that is to be created."""
    for key, kind in (("size", dict), ("selected", bool), ("name", str), ("chatBarText", str), ("areas", list)):
        if not isinstance(menu.get(key), kind):
            yield Problem(key, "must be specified")
            return
    yield from length_problems(menu, "chatBarText", 1, CHAT_BAR_TEXT, graphemes)
    yield from length_problems(menu, "name", 1, MENU_NAME, graphemes)
    width, height = menu["size"].get("width", 0), menu["size"].get("height", 0)
    if not MENU_WIDTH[0] <= width <= MENU_WIDTH[1]:
        yield Problem("size.width", f"must be between {MENU_WIDTH[0]} and {MENU_WIDTH[1]}")
    if height < MENU_HEIGHT:
        yield Problem("size.height", f"must be at least {MENU_HEIGHT}")
    elif width / height < MENU_RATIO:
        yield Problem("size", f"width / height must be at least {MENU_RATIO}")
    if len(menu["areas"]) > MENU_AREAS:
        yield Problem("areas", f"Size must be between 0 and {MENU_AREAS}")
    for index, area in enumerate(menu["areas"]):
        yield from _area_problems(area, f"areas[{index}]", width, height)


def loading_problems(body):
    """Of a request to show the loading animation, apart from whom it is for."""
    seconds = body.get("loadingSeconds", 20)
    if seconds not in LOADING_SECONDS:
        if not LOADING_SECONDS.start <= seconds < LOADING_SECONDS.stop:
            yield Problem("loadingSeconds", "Must be between 5 and 60")
        if seconds % LOADING_SECONDS.step:
            yield Problem("loadingSeconds", "must be a multiple of five")


def length_problems(thing, key, least, most, count, path=""):
    """Of one text: required if `least` is above zero."""
    here = f"{path}.{key}" if path else key
    text = thing.get(key)
    if text is None:
        if least:
            yield Problem(here, "must be specified")
    elif not isinstance(text, str):
        yield Problem(here, "must be a text")
    elif not text and least:
        yield Problem(here, "May not be empty")
    elif count(text) > most:
        yield Problem(here, f"Length must be between 0 and {most}")


def url_problems(thing, key, path, *, required=True, most=URL):
    """Of an address that LINE's servers or clients fetch: https, percent-encoded, not too long."""
    yield from length_problems(thing, key, int(required), most, utf16_length, path)
    url = thing.get(key)
    if isinstance(url, str) and url and not re.fullmatch(r"https://[!-~]+", url):
        yield Problem(f"{path}.{key}", "invalid uri")


def _text_problems(message, path):
    yield from length_problems(message, "text", 1, TEXT, utf16_length, path)
    emojis = message.get("emojis", [])
    if len(emojis) > EMOJIS:
        yield Problem(f"{path}.emojis", f"Size must be between 0 and {EMOJIS}")
    units = str(message.get("text", "")).encode("utf-16-le", "surrogatepass")
    for index, emoji in enumerate(emojis):
        place = 2 * emoji.get("index", -1)
        if place < 0 or units[place : place + 2] != b"$\0":
            yield Problem(f"{path}.emojis[{index}].index", "must be the position of a $")


def _text_v2_problems(message, path):
    yield from length_problems(message, "text", 1, TEXT, utf16_length, path)
    given = message.get("substitution", {})
    if len(given) > SUBSTITUTIONS:
        yield Problem(f"{path}.substitution", f"Size must be between 0 and {SUBSTITUTIONS}")
    for key in given:
        if not re.fullmatch(r"[0-9A-Za-z_]{1,20}", key):
            yield Problem(f"{path}.substitution", f"invalid key: {key}")
    for kind, most in (("mention", MENTIONS), ("emoji", EMOJIS)):
        if sum(one.get("type") == kind for one in given.values()) > most:
            yield Problem(f"{path}.substitution", f"at most {most} of the type {kind}")
    # Doubled braces stand for themselves; what is left must be {name} with a substitution.
    rest = str(message.get("text", "")).replace("{{", "").replace("}}", "")
    for name in re.findall(r"\{([^{}]*)\}", rest):
        if name not in given:
            yield Problem(f"{path}.text", f"no substitution for {{{name}}}")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", rest)):
        yield Problem(f"{path}.text", "braces must be in pairs")


def _media_problems(message, path):
    yield from url_problems(message, "originalContentUrl", path)
    if message["type"] != "audio":
        yield from url_problems(message, "previewImageUrl", path)
    elif not isinstance(message.get("duration"), int) or message["duration"] < 1:
        yield Problem(f"{path}.duration", "must be specified")


def _sticker_problems(message, path):
    for key in ("packageId", "stickerId"):
        if not isinstance(message.get(key), str) or not message[key]:
            yield Problem(f"{path}.{key}", "must be specified")


def _location_problems(message, path):
    for key in ("title", "address"):
        yield from length_problems(message, key, 1, PLACE_TEXT, utf16_length, path)
    for key, most in (("latitude", 90), ("longitude", 180)):
        if not isinstance(message.get(key), int | float) or abs(message[key]) > most:
            yield Problem(f"{path}.{key}", f"must be between -{most} and {most}")


def _flex_problems(message, path):
    yield from length_problems(message, "altText", 1, ALT_TEXT, utf16_length, path)
    yield from flex.container_problems(message.get("contents"), f"{path}.contents")


def _template_problems(message, path):
    yield from length_problems(message, "altText", 1, ALT_TEXT, utf16_length, path)
    yield from templates.template_problems(message.get("template"), f"{path}.template")


_KINDS = {
    "text": _text_problems,
    "textV2": _text_v2_problems,
    "sticker": _sticker_problems,
    "image": _media_problems,
    "video": _media_problems,
    "audio": _media_problems,
    "location": _location_problems,
    "template": _template_problems,
    "flex": _flex_problems,
}


def _sender_problems(message, path):
    sender = message.get("sender", {})
    yield from length_problems(sender, "name", 0, SENDER_NAME, utf16_length, f"{path}.sender")
    if "LINE" in sender.get("name", ""):
        yield Problem(f"{path}.sender.name", "must not contain LINE")
    yield from url_problems(sender, "iconUrl", f"{path}.sender", required=False)


def _quick_reply_problems(quick_reply, path):
    items = quick_reply.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= QUICK_REPLIES:
        yield Problem(f"{path}.items", f"Size must be between 1 and {QUICK_REPLIES}")
        return
    for index, item in enumerate(items):
        here = f"{path}.items[{index}]"
        if item.get("type") != "action":
            yield Problem(f"{here}.type", "must be action")
        yield from url_problems(item, "imageUrl", here, required=False)
        yield from action_problems(item.get("action"), f"{here}.action", "quick reply")


def _area_problems(area, path, width, height):
    bounds = area.get("bounds", {})
    x, y, wide, high = (bounds.get(key, -1) for key in ("x", "y", "width", "height"))
    if x < 0 or y < 0 or wide < 1 or high < 1 or x + wide > width or y + high > height:
        yield Problem(f"{path}.bounds", "must lie within the size of the menu")
    yield from action_problems(area.get("action"), f"{path}.action", "rich menu")
