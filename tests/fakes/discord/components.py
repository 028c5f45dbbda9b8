"""What Discord demands of the components of messages: what may stand where, and how much of it."""

import re

from tests.fakes.discord.keys import unknown_keys
from tests.fakes.discord.measures import choice, many, members, number, text
from tests.fakes.discord.mentions import texts, walk
from tests.fakes.discord.refusals import Problem

ROW, BUTTON, SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 1, 2, 3, 4, 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, UPLOAD, RADIO, CHECKBOXES, CHECKBOX = 17, 18, 19, 21, 22, 23
SELECTS = {SELECT, 5, 6, 7, 8}
LINK, PREMIUM = 5, 6

TOTAL = 40
TEXT_TOTAL = 4000
ROWS = 5
BUTTONS_IN_ROW = 5

_IN_CONTAINER = {ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}
# What may stand directly in each kind; None is the message itself.
_CHILDREN = {
    None: _IN_CONTAINER | {CONTAINER},
    CONTAINER: _IN_CONTAINER,
    ROW: {BUTTON, *SELECTS},
    SECTION: {TEXT},
}
_ADDRESS = re.compile(r"(https?|discord)://[^\s]+")


def message_component_problems(components, *, layout):
    """Of all components of a message. `layout`: the message has the flag for Components V2."""
    if not isinstance(components, list):
        yield Problem(("components",), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    allowed = _CHILDREN[None] if layout else {ROW}
    if not layout:
        yield from many(components, 0, ROWS, "components")
    for place, one in members({"components": components}, "components"):
        if one.get("type") not in allowed:
            told = f'Value of field "type" must be one of {tuple(sorted(allowed))}.'
            yield Problem(("components", place, "type"), "UNION_TYPE_CHOICES", told)
        else:
            yield from component_problems(one, "components", place)
    yield from together(components)


def together(components):
    """What concerns all of a message or form at once: number, text, and that nothing has the name of another."""
    if sum(1 for _ in walk(components)) > TOTAL:
        told = f"Must be {TOTAL} or fewer components in total."
        yield Problem(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", told)
    if sum(len(one) for one in texts(components)) > TEXT_TOTAL:
        told = f"The total displayable text size of components exceeds the maximum size of {TEXT_TOTAL}"
        yield Problem(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", told)
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "COMPONENT_ID_DUPLICATED")):
        seen = set()
        for one in walk(components):
            if one.get(key) and one[key] in seen:
                yield Problem(("components",), code, f"Component {key} cannot be duplicated")
            seen.add(one.get(key))


def component_problems(one, *path):
    """Of one component and all in it."""
    kind = one["type"]
    yield from unknown_keys(kind, one, *path)
    yield from number(one, "id", 0, 2**31 - 1, *path)
    found = _KINDS.get(kind)
    if found:
        yield from found(one, *path)
    inside = _CHILDREN.get(kind)
    if inside is None:
        return
    for place, child in members(one, "components"):
        if child.get("type") in inside:
            yield from component_problems(child, *path, "components", place)
        else:
            told = f'Value of field "type" must be one of {tuple(sorted(inside))}.'
            yield Problem((*path, "components", place, "type"), "UNION_TYPE_CHOICES", told)


def _row(one, *path):
    children = one.get("components")
    yield from many(children, 1, BUTTONS_IN_ROW, *path, "components")
    kinds = [child.get("type") for _, child in members(one, "components")]
    if SELECTS & set(kinds) and len(kinds) > 1:
        told = "The specified component exceeds the maximum width"
        yield Problem((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", told)


def _button(one, *path):
    style = one.get("style")
    yield from choice(style, {1, 2, 3, 4, LINK, PREMIUM}, *path, "style")
    yield from text(one, "label", 0, 80, *path)
    needed = {LINK: "url", PREMIUM: "sku_id"}.get(style, "custom_id")
    forbidden = {"url", "sku_id", "custom_id"} - {needed} | ({"label", "emoji"} if style == PREMIUM else set())
    yield from _forbidden(one, forbidden, *path)
    if needed == "custom_id":
        yield from text(one, "custom_id", 1, 100, *path, required=True)
    elif not one.get(needed):
        yield Problem((*path, needed), "BASE_TYPE_REQUIRED", "A url is required" if style == LINK else "Required")
    if style != PREMIUM and not one.get("label") and not one.get("emoji"):
        yield Problem(path, "BUTTON_COMPONENT_INVALID", "A label or emoji is required")
    if isinstance(one.get("emoji"), dict):
        yield from unknown_keys("emoji", one["emoji"], *path, "emoji")
    if style == LINK and one.get("url"):
        yield from text(one, "url", 1, 512, *path)
        if isinstance(one["url"], str) and not _ADDRESS.fullmatch(one["url"]):
            told = "Scheme must be one of ('http', 'https', 'discord')."
            yield Problem((*path, "url"), "URL_TYPE_INVALID_SCHEME", told)


def _forbidden(one, keys, *path):
    for key in sorted(keys):
        if one.get(key) is not None:
            told = f"A {key} cannot be used with this button style"
            yield Problem((*path, key), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", told)


def select_problems(one, *path):
    """Of any select, in a message or a form."""
    yield from text(one, "custom_id", 1, 100, *path, required=True)
    yield from text(one, "placeholder", 0, 150, *path)
    yield from number(one, "min_values", 0, 25, *path)
    yield from number(one, "max_values", 1, 25, *path)
    low, high = _int(one, "min_values"), _int(one, "max_values")
    if low > high:
        yield Problem((*path, "min_values"), "BASE_TYPE_BAD_LENGTH", f"Must be {high} or fewer.")
    if one["type"] == SELECT:
        yield from many(one.get("options"), 1, 25, *path, "options")
        yield from option_problems(one, high, *path)


def option_problems(one, high, *path):
    """Of the options of a select or of a group of boxes."""
    seen, chosen = set(), 0
    for place, option in members(one, "options"):
        here = (*path, "options", place)
        yield from unknown_keys("select option", option, *here)
        yield from text(option, "label", 1, 100, *here, required=True)
        yield from text(option, "value", 1, 100, *here, required=True)
        yield from text(option, "description", 0, 100, *here)
        if option.get("value") in seen:
            told = "The specified option value is already used"
            yield Problem((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", told)
        seen.add(option.get("value"))
        chosen += bool(option.get("default"))
    if chosen > high:
        told = f"Must be {high} or fewer default options."
        yield Problem((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", told)
    if high > max(len(seen), 1):
        yield Problem((*path, "max_values"), "BASE_TYPE_BAD_LENGTH", "More can be chosen than there are options.")


def _int(one, key):
    value = one.get(key)
    return value if isinstance(value, int) else 1


def _section(one, *path):
    yield from many(one.get("components"), 1, 3, *path, "components")
    accessory = one.get("accessory")
    if not isinstance(accessory, dict) or accessory.get("type") not in (BUTTON, THUMBNAIL):
        yield Problem((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")
    else:
        yield from component_problems(accessory, *path, "accessory")


def _text(one, *path):
    # Over all texts there are 4,000: what is longer by itself is told there.
    yield from text(one, "content", 1, 10**9, *path, required=True)


def _thumbnail(one, *path):
    yield from text(one, "description", 0, 1024, *path)
    yield from _media(one.get("media"), *path, "media")


def _gallery(one, *path):
    yield from many(one.get("items"), 1, 10, *path, "items")
    for place, item in members(one, "items"):
        yield from unknown_keys("gallery item", item, *path, "items", place)
        yield from text(item, "description", 0, 1024, *path, "items", place)
        yield from _media(item.get("media"), *path, "items", place, "media")


def _file(one, *path):
    yield from _media(one.get("file"), *path, "file")
    url = (one.get("file") or {}).get("url", "")
    if not url.startswith("attachment://"):
        yield Problem((*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).")


def _media(media, *path):
    if not isinstance(media, dict) or not media.get("url"):
        yield Problem(path, "BASE_TYPE_REQUIRED", "This field is required")


def _separator(one, *path):
    if one.get("spacing") is not None:
        yield from choice(one["spacing"], {1, 2}, *path, "spacing")


def _container(one, *path):
    yield from many(one.get("components"), 1, TOTAL, *path, "components")
    yield from number(one, "accent_color", 0, 0xFFFFFF, *path)


_KINDS = {
    ROW: _row,
    BUTTON: _button,
    **dict.fromkeys(SELECTS, select_problems),
    SECTION: _section,
    TEXT: _text,
    THUMBNAIL: _thumbnail,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
}
