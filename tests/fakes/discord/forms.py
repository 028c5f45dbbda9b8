"""What Discord demands of modals and of autocomplete answers."""

from tests.fakes.discord.components import (
    CHECKBOX,
    CHECKBOXES,
    LABEL,
    RADIO,
    ROW,
    SELECTS,
    TEXT,
    TEXT_INPUT,
    UPLOAD,
    option_problems,
    select_problems,
    together,
)
from tests.fakes.discord.keys import unknown_keys
from tests.fakes.discord.measures import choice, many, members, number, text
from tests.fakes.discord.refusals import Problem

ITEMS = 5
CHOICES = 25
CHOICE = 100
_IN_LABEL = {TEXT_INPUT, *SELECTS, UPLOAD, RADIO, CHECKBOXES, CHECKBOX}


def modal_problems(data):
    """Of the data of a modal."""
    yield from unknown_keys("modal", data)
    yield from text(data, "custom_id", 1, 100, required=True)
    yield from text(data, "title", 1, 45, required=True)
    yield from many(data.get("components"), 1, ITEMS, "components")
    for place, one in members(data, "components"):
        yield from _item(one, "components", place)
    yield from together(data.get("components"))


def _item(one, *path):
    kind = one.get("type")
    yield from unknown_keys(kind, one, *path)
    if kind == LABEL:
        yield from text(one, "label", 1, 45, *path, required=True)
        yield from text(one, "description", 1, 100, *path)
        yield from _inside(one.get("component"), _IN_LABEL, *path, "component")
    elif kind == ROW:
        yield from many(one.get("components"), 1, 1, *path, "components")
        for place, child in members(one, "components"):
            yield from _inside(child, {TEXT_INPUT}, *path, "components", place)
            yield from text(child, "label", 1, 45, *path, "components", place, required=True)
    elif kind == TEXT:
        yield from text(one, "content", 1, 4000, *path, required=True)
    else:
        yield from choice(kind, {LABEL, ROW, TEXT}, *path, "type")


def _inside(one, allowed, *path):
    if not isinstance(one, dict) or one.get("type") not in allowed:
        yield Problem((*path, "type"), "UNION_TYPE_CHOICES", f"Must be one of {tuple(sorted(allowed))}.")
        return
    kind = one["type"]
    yield from unknown_keys(kind, one, *path)
    if kind in SELECTS:
        yield from select_problems(one, *path)
        yield from _needs_one(one, *path)
        return
    yield from text(one, "custom_id", 1, 100, *path, required=True)
    if kind == TEXT_INPUT:
        yield from _text_input(one, *path)
    elif kind == UPLOAD:
        yield from number(one, "min_values", 0, 10, *path)
        yield from number(one, "max_values", 1, 10, *path)
        yield from _needs_one(one, *path)
    elif kind in (RADIO, CHECKBOXES):
        yield from many(one.get("options"), 2 if kind == RADIO else 1, 10, *path, "options")
        most = 1 if kind == RADIO else max(sum(1 for _ in members(one, "options")), 1)
        yield from option_problems(one, most, *path)


def _needs_one(one, *path):
    if one.get("required") is not False and one.get("min_values") == 0:
        told = "min_values must be at least 1 where an answer is required"
        yield Problem((*path, "min_values"), "BASE_TYPE_BAD_LENGTH", told)


def _text_input(one, *path):
    yield from choice(one.get("style"), {1, 2}, *path, "style")
    yield from text(one, "value", 0, 4000, *path)
    yield from text(one, "placeholder", 0, 100, *path)
    yield from number(one, "min_length", 0, 4000, *path)
    yield from number(one, "max_length", 1, 4000, *path)
    low, high = one.get("min_length"), one.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        yield Problem((*path, "min_length"), "BASE_TYPE_BAD_LENGTH", f"Must be {high} or fewer.")
    if isinstance(one.get("value"), str) and isinstance(high, int) and len(one["value"]) > high:
        yield Problem((*path, "value"), "BASE_TYPE_BAD_LENGTH", f"Must be {high} or fewer in length.")


def autocomplete_problems(data):
    """Of the data of an autocomplete answer."""
    yield from unknown_keys("autocomplete", data)
    yield from many(data.get("choices"), 0, CHOICES, "choices")
    for place, one in members(data, "choices"):
        yield from unknown_keys("choice", one, "choices", place)
        yield from text(one, "name", 1, CHOICE, "choices", place, required=True)
        if isinstance(one.get("value"), str):
            yield from text(one, "value", 1, CHOICE, "choices", place)
