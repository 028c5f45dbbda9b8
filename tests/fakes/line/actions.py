"""What LINE demands of actions: it depends on where a button stands."""

import re

from tests.fakes.line.counting import graphemes, utf16_length
from tests.fakes.line.refusals import Problem

# Where it stands → (is a label required, its most graphemes)
LABELS = {
    "flex button": (True, 40),
    "flex": (False, 40),
    "quick reply": (True, 20),
    "template": (True, 20),
    "image carousel": (False, 12),
    "rich menu": (False, 20),
}
DATA = 300
DISPLAY_TEXT = 300
FILL_IN_TEXT = 300
MESSAGE_TEXT = 300
URI = 1000
CLIPBOARD = 1000
ALIAS = 32

# An address with letters outside ASCII or with spaces must be percent-encoded first.
_URI = re.compile(r"(https?|line)://[!-~]+|tel:[0-9+*#-]+")


def action_problems(action, path, where):
    """Of an action object. `where` is a key of `LABELS`."""
    kind = action.get("type") if isinstance(action, dict) else None
    if kind not in _KINDS or (kind in _ONLY and _ONLY[kind] != where):
        allowed = [name for name in _KINDS if _ONLY.get(name, where) == where]
        yield Problem(f"{path}.type", f"Must be one of the following values: [{', '.join(allowed)}]")
        return
    required, most = LABELS[where]
    # In templates and for default actions no label is shown, yet LINE asks for one all the same.
    yield from _length(action, "label", most, graphemes, path, required=required)
    yield from _KINDS[kind](action, path)


def _length(action, key, most, count, path, *, required=True):
    text = action.get(key)
    if text is None and not required:
        return
    if not isinstance(text, str):
        yield Problem(f"{path}.{key}", "must be specified")
    elif not text:
        yield Problem(f"{path}.{key}", "May not be empty")
    elif count(text) > most:
        yield Problem(f"{path}.{key}", f"Length must be between 1 and {most}")


def _message(action, path):
    yield from _length(action, "text", MESSAGE_TEXT, graphemes, path)


def _postback(action, path):
    yield from _length(action, "data", DATA, utf16_length, path)
    yield from _length(action, "displayText", DISPLAY_TEXT, graphemes, path, required=False)
    yield from _length(action, "text", DISPLAY_TEXT, graphemes, path, required=False)
    yield from _length(action, "fillInText", FILL_IN_TEXT, graphemes, path, required=False)
    if "displayText" in action and "text" in action:
        yield Problem(f"{path}.text", "displayText and text can't both be used")
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        yield Problem(f"{path}.fillInText", "is valid only when inputOption is openKeyboard")


def _uri(action, path):
    yield from _address(action, "uri", path)
    if "altUri" in action:
        yield from _address(action["altUri"], "desktop", f"{path}.altUri")


def _address(thing, key, path):
    yield from _length(thing, key, URI, utf16_length, path)
    if isinstance(thing.get(key), str) and not _URI.fullmatch(thing[key]):
        yield Problem(f"{path}.{key}", "invalid uri")


def _clipboard(action, path):
    yield from _length(action, "clipboardText", CLIPBOARD, utf16_length, path)


def _date(action, path):
    yield from _length(action, "data", DATA, utf16_length, path)
    if action.get("mode") not in ("date", "time", "datetime"):
        yield Problem(f"{path}.mode", "Must be one of the following values: [date, time, datetime]")


def _switch(action, path):
    yield from _length(action, "richMenuAliasId", ALIAS, utf16_length, path)
    yield from _length(action, "data", DATA, utf16_length, path)


def _nothing_more(action, path):
    """Camera, camera roll and location have only their label."""
    return ()


_KINDS = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _date,
    "camera": _nothing_more,
    "cameraRoll": _nothing_more,
    "location": _nothing_more,
    "richmenuswitch": _switch,
    "clipboard": _clipboard,
}

_ONLY = {"camera": "quick reply", "cameraRoll": "quick reply", "location": "quick reply", "richmenuswitch": "rich menu"}
