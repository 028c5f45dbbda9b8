"""What LINE demands of template messages."""

from tests.fakes.line.actions import action_problems
from tests.fakes.line.counting import graphemes
from tests.fakes.line.refusals import Problem

TITLE = 40
TEXT_BESIDE_PICTURE = 60
BUTTONS_TEXT = 160
CONFIRM_TEXT = 240
COLUMN_TEXT = 120
BUTTONS = 4
COLUMN_BUTTONS = 3
COLUMNS = 10


def template_problems(template, path):
    """Of the `template` of a template message."""
    kind = template.get("type") if isinstance(template, dict) else None
    if kind not in _KINDS:
        yield Problem(f"{path}.type", f"Must be one of the following values: [{', '.join(_KINDS)}]")
        return
    yield from _KINDS[kind](template, path)


def _buttons(template, path):
    yield from _texts(template, path, BUTTONS_TEXT)
    yield from _actions(template, path, 1, BUTTONS)


def _confirm(template, path):
    yield from _text(template, "text", CONFIRM_TEXT, path)
    yield from _actions(template, path, 2, 2)


def _carousel(template, path):
    columns = template.get("columns", [])
    yield from _size(columns, f"{path}.columns", 1, COLUMNS)
    for index, column in enumerate(columns):
        yield from _texts(column, f"{path}.columns[{index}]", COLUMN_TEXT)
        yield from _actions(column, f"{path}.columns[{index}]", 1, COLUMN_BUTTONS)
    if len({len(column.get("actions", [])) for column in columns}) > 1:
        yield Problem(f"{path}.columns", "all columns must have the same number of actions")


def _image_carousel(template, path):
    columns = template.get("columns", [])
    yield from _size(columns, f"{path}.columns", 1, COLUMNS)
    for index, column in enumerate(columns):
        yield from action_problems(column.get("action"), f"{path}.columns[{index}].action", "image carousel")


_KINDS = {"buttons": _buttons, "confirm": _confirm, "carousel": _carousel, "image_carousel": _image_carousel}


def _texts(thing, path, most):
    """Title and text; a picture or a title leaves less room for the text."""
    if "title" in thing:
        yield from _text(thing, "title", TITLE, path)
    beside = "title" in thing or "thumbnailImageUrl" in thing
    yield from _text(thing, "text", TEXT_BESIDE_PICTURE if beside else most, path)


def _text(thing, key, most, path):
    if not isinstance(thing.get(key), str) or not thing[key]:
        yield Problem(f"{path}.{key}", "May not be empty")
    elif graphemes(thing[key]) > most:
        yield Problem(f"{path}.{key}", f"Length must be between 1 and {most}")


def _actions(thing, path, least, most):
    actions = thing.get("actions", [])
    yield from _size(actions, f"{path}.actions", least, most)
    for index, action in enumerate(actions):
        yield from action_problems(action, f"{path}.actions[{index}]", "template")


def _size(things, path, least, most):
    if not least <= len(things) <= most:
        yield Problem(path, f"Size must be between {least} and {most}")
