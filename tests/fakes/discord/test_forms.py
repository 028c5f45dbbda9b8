"""Both sides of each limit of forms and autocomplete answers."""

import pytest

from tests.fakes.discord.forms import autocomplete_problems, modal_problems


def field(number=0, **more):
    """A text input."""
    return {"type": 4, "custom_id": f"t{number}", "style": 2, **more}


def label(inside, **more):
    """A label around it."""
    return {"type": 18, "label": "x", "component": inside, **more}


def modal(*items, **more):
    """A form."""
    return {"custom_id": "m", "title": "t", "components": list(items) or [label(field())], **more}


def choosing(options, **more):
    """A list in a form."""
    entries = [{"label": str(one), "value": str(one)} for one in range(options)]
    return {"type": 3, "custom_id": "s", "options": entries, **more}


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        (modal(), []),
        (modal(title="x" * 45), []),
        (modal(title="x" * 46), ["title"]),
        (modal(title=""), ["title"]),
        (modal(custom_id="x" * 101), ["custom_id"]),
        (modal(*[label(field(one)) for one in range(5)]), []),
        (modal(*[label(field(one)) for one in range(6)]), ["components"]),
        (modal(components=[]), ["components"]),
        (modal(label(field()), label(field())), ["components"]),
        (modal(label(field(), label="x" * 45, description="x" * 100)), []),
        (modal(label(field(), label="x" * 46)), ["components.0.label"]),
        (modal(label(field(), description="x" * 101)), ["components.0.description"]),
        (modal(label(field(max_length=4000, value="x" * 4000, placeholder="x" * 100))), []),
        (modal(label(field(max_length=4001))), ["components.0.component.max_length"]),
        (modal(label(field(max_length=0))), ["components.0.component.max_length"]),
        (modal(label(field(value="x" * 4001))), ["components.0.component.value"]),
        (modal(label(field(placeholder="x" * 101))), ["components.0.component.placeholder"]),
        (modal(label(field(max_length=3, value="four"))), ["components.0.component.value"]),
        (modal(label(field(min_length=3, max_length=2))), ["components.0.component.min_length"]),
        (modal(label(field(style=3))), ["components.0.component.style"]),
        (modal(label(choosing(25))), []),
        (modal(label(choosing(26))), ["components.0.component.options"]),
        (modal(label(choosing(2, min_values=0, required=False))), []),
        (modal(label(choosing(2, min_values=0))), ["components.0.component.min_values"]),
        (modal(label({"type": 21, "custom_id": "r", "options": choosing(2)["options"]})), []),
        (
            modal(label({"type": 21, "custom_id": "r", "options": choosing(1)["options"]})),
            ["components.0.component.options"],
        ),
        (modal(label({"type": 22, "custom_id": "r", "options": choosing(10)["options"]})), []),
        (
            modal(label({"type": 22, "custom_id": "r", "options": choosing(11)["options"]})),
            ["components.0.component.options"],
        ),
        (modal(label({"type": 23, "custom_id": "c"})), []),
        (modal(label({"type": 19, "custom_id": "u", "max_values": 10})), []),
        (modal(label({"type": 19, "custom_id": "u", "max_values": 11})), ["components.0.component.max_values"]),
        (modal(label({"type": 2, "style": 1, "label": "x", "custom_id": "b"})), ["components.0.component.type"]),
        (modal(field()), ["components.0.type"]),
        (modal({"type": 10, "content": "x"}), []),
        (modal({"type": 1, "components": [field(label="x")]}), []),
        (modal({"type": 1, "components": [field()]}), ["components.0.components.0.label"]),
        (modal(label(field(), lable="x")), ["components.0.lable"]),
    ],
)
def test_forms(form, wrong):
    """Each part of one."""
    assert wrong == [one.place for one in modal_problems(form)]


@pytest.mark.parametrize(
    ("choices", "wrong"),
    [
        ([], []),
        ([{"name": "x" * 100, "value": "x" * 100}] * 25, []),
        ([{"name": "x", "value": "x"}] * 26, ["choices"]),
        ([{"name": "x" * 101, "value": "x"}], ["choices.0.name"]),
        ([{"name": "", "value": "x"}], ["choices.0.name"]),
        ([{"name": "x", "value": "x" * 101}], ["choices.0.value"]),
        ([{"name": "x", "value": 1}], []),
    ],
)
def test_autocomplete(choices, wrong):
    """25 choices of 100 characters."""
    assert wrong == [one.place for one in autocomplete_problems({"choices": choices})]
