"""A form as somebody sends it back."""

from tests.fakes.discord.components import (
    CHECKBOX,
    CHECKBOXES,
    LABEL,
    RADIO,
    ROW,
    SELECT,
    SELECTS,
    TEXT,
    TEXT_INPUT,
    UPLOAD,
)
from tests.fakes.discord.reading import picked


def filled_in(modal, values):
    """The data of the interaction. What is not in `values` stays as the form had it; what Discord would not send fails."""
    left = dict(values)
    numbers = iter(range(1, 100))
    rows = [_row(one, left, numbers) for one in modal["components"]]
    assert not left, f"the form has no {list(left)}"
    attachments = {found["id"]: found for value in values.values() for found in _files(value)}
    told = {"custom_id": modal["custom_id"], "components": rows}
    return {**told, "resolved": {"attachments": attachments}} if attachments else told


def _files(value):
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _row(one, left, numbers):
    told = {"type": one["type"], "id": next(numbers)}
    if one["type"] == LABEL:
        inside = one["component"]
        value, given = _taken(left, inside["custom_id"], one["label"])
        return {**told, "component": _field(inside, value, given, numbers)}
    if one["type"] == ROW:
        inside = one["components"][0]
        value, given = _taken(left, inside["custom_id"], inside.get("label"))
        return {**told, "components": [_field(inside, value, given, numbers)]}
    assert one["type"] == TEXT
    return told


def _taken(left, *names):
    for name in names:
        if name in left:
            return left.pop(name), True
    return None, False


def _field(one, value, given, numbers):
    told = {"type": one["type"], "id": next(numbers), "custom_id": one["custom_id"]}
    kind, required = one["type"], one.get("required") is not False
    if kind == TEXT_INPUT:
        return {**told, "value": _text(one, value if given else one.get("value") or "", required)}
    if kind == RADIO:
        chosen = picked(one, [value]) if given else _defaults(one)
        assert chosen or not required, f"{one['custom_id']} must be answered"
        return {**told, "value": chosen[0] if chosen else None}
    if kind == CHECKBOX:
        return {**told, "value": bool(value) if given else bool(one.get("default"))}
    many = value if isinstance(value, list | tuple) else [value]
    if kind == UPLOAD:
        return {**told, "values": [found["id"] for found in many] if given else []}
    assert kind in SELECTS or kind == CHECKBOXES
    values = picked(one, many, required=required) if given else _defaults(one)
    assert values or not required, f"{one['custom_id']} must be answered"
    return {**told, "values": values}


def _text(one, value, required):
    low, high = one.get("min_length") or 0, one.get("max_length") or 4000
    assert value or not required, f"{one['custom_id']} must be filled in"
    assert not value or low <= len(value) <= high, f"{one['custom_id']} takes {low} to {high} characters"
    return value


def _defaults(one):
    if one["type"] in (SELECT, RADIO, CHECKBOXES):
        return [option["value"] for option in one["options"] if option.get("default")]
    return [found["id"] for found in one.get("default_values") or ()]
