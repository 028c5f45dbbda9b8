"""Both sides of each limit of messages."""

import pytest

from tests.fakes.discord.limits import defer_problems, message_problems

V2 = 1 << 15


def places(body, what="answer", had=None):
    """Where the body is wrong."""
    return [one.place for one in message_problems(body, what, had)]


def texts(*lengths):
    """A layout with texts so long."""
    return {"flags": V2, "components": [{"type": 10, "content": "あ" * length} for length in lengths]}


def row(*components):
    """An action row."""
    return {"type": 1, "components": list(components)}


def button(number=0, **more):
    """A sound button."""
    return {"type": 2, "style": 2, "label": "x", "custom_id": f"b{number}", **more}


def select(options=1, **more):
    """A sound list."""
    entries = [{"label": str(one), "value": str(one)} for one in range(options)]
    return {"type": 3, "custom_id": "s", "options": entries, **more}


@pytest.mark.parametrize("what", ["answer", "followup", "channel message", "edit"])
@pytest.mark.parametrize(("length", "wrong"), [(2000, []), (2001, ["content"])])
def test_content(what, length, wrong):
    """2,000 characters wherever it is sent, each sign counted once."""
    assert wrong == places({"content": "🍎" * length}, what)


@pytest.mark.parametrize(
    ("embed", "wrong"),
    [
        ({"title": "x" * 256}, []),
        ({"title": "x" * 257}, ["embeds.0.title"]),
        ({"description": "x" * 4096}, []),
        ({"description": "x" * 4097}, ["embeds.0.description"]),
        ({"footer": {"text": "x" * 2048}}, []),
        ({"footer": {"text": "x" * 2049}}, ["embeds.0.footer.text"]),
        ({"author": {"name": "x" * 256}}, []),
        ({"author": {"name": "x" * 257}}, ["embeds.0.author.name"]),
        ({"fields": [{"name": "x" * 256, "value": "x" * 1024}]}, []),
        ({"fields": [{"name": "x" * 257, "value": "x"}]}, ["embeds.0.fields.0.name"]),
        ({"fields": [{"name": "x", "value": "x" * 1025}]}, ["embeds.0.fields.0.value"]),
        ({"fields": [{"name": "x", "value": ""}]}, ["embeds.0.fields.0.value"]),
        ({"fields": [{"name": "x", "value": "x"}] * 25}, []),
        ({"fields": [{"name": "x", "value": "x"}] * 26}, ["embeds.0.fields"]),
        ({"titel": "x"}, ["embeds.0.titel"]),
    ],
)
def test_embeds(embed, wrong):
    """Each part of one."""
    assert wrong == places({"embeds": [embed]})


def test_embeds_together():
    """Ten, and 6,000 characters over all of them, whatever the parts."""
    parts = {"title": "x" * 200, "description": "x" * 300, "footer": {"text": "x" * 50}, "author": {"name": "x" * 50}}
    most = [parts] * 10
    assert [] == places({"embeds": most})
    assert ["embeds"] == places({"embeds": [*most[:9], {**parts, "title": "x" * 201}]})
    assert [] == places({"embeds": [{"title": "x"}] * 10})
    assert ["embeds"] == places({"embeds": [{"title": "x"}] * 11})


@pytest.mark.parametrize(
    ("flags", "what", "sound"),
    [
        (4 | 64 | 4096, "answer", True),
        (64, "followup", True),
        (64, "channel message", False),
        (4096, "channel message", True),
        (4, "edit", True),
        (64, "edit", False),
        (128, "answer", False),
        ("64", "answer", False),
    ],
)
def test_flags(flags, what, sound):
    """Hidden only as an answer; an edit does not change that."""
    assert ([] if sound else ["flags"]) == places({"content": "x", "flags": flags}, what)


@pytest.mark.parametrize(
    ("flags", "what", "sound"), [(64, "defer", True), (V2, "defer", False), (64, "defer update", False)]
)
def test_flags_of_a_defer(flags, what, sound):
    """Only hidden, and only where a new message comes of it."""
    assert sound is not bool(list(defer_problems({"flags": flags}, what)))


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (texts(4000), []),
        (texts(4001), ["components"]),
        (texts(2000, 2000), []),
        (texts(2000, 2001), ["components"]),
        ({**texts(1), "content": ""}, []),
        ({**texts(1), "content": None}, []),
        ({**texts(1), "content": "x"}, ["content"]),
        ({**texts(1), "embeds": [{"title": "x"}]}, ["embeds"]),
        ({**texts(1), "embeds": []}, []),
        ({**texts(1), "poll": {"question": {}}}, ["poll"]),
        ({"flags": V2}, ["components"]),
        ({"flags": V2, "components": []}, ["components"]),
        ({"components": texts(1)["components"]}, ["components.0.type"]),
        ({"components": [{"type": 17, "components": []}]}, ["components.0.type"]),
        (texts(*[1] * 40), []),
        (texts(*[1] * 41), ["components"]),
    ],
)
def test_layouts(body, wrong):
    """Components V2 with its flag, without what it replaces, within its totals."""
    assert wrong == places(body)


def test_components_are_counted_through_all_levels():
    """A container with a row of five buttons is seven."""
    full = {"type": 17, "components": [row(*[button(one) for one in range(5)])]}
    others = [{"type": 10, "content": "x"}] * 33
    assert [] == places({"flags": V2, "components": [full, *others]})
    assert ["components"] == places({"flags": V2, "components": [full, *others, {"type": 14}]})


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([row(button())], []),
        ([row(*[button(one) for one in range(5)])], []),
        ([row(*[button(one) for one in range(6)])], ["components.0.components"]),
        ([row(button(one)) for one in range(5)], []),
        ([row(button(one)) for one in range(6)], ["components"]),
        ([row()], ["components.0.components"]),
        ([row(select(), button())], ["components.0.components"]),
        ([row(button(), button())], ["components"]),
        ([row(button(id=1)), row(button(1, id=1))], ["components"]),
        ([row({"type": 10, "content": "x"})], ["components.0.components.0.type"]),
        ([button()], ["components.0.type"]),
        ([row(button(label="x" * 80))], []),
        ([row(button(label="x" * 81))], ["components.0.components.0.label"]),
        ([row(button(label=None))], ["components.0.components.0"]),
        ([row(button(label=None, emoji={"name": "✅"}))], []),
        ([row(button(custom_id="x" * 100))], []),
        ([row(button(custom_id="x" * 101))], ["components.0.components.0.custom_id"]),
        ([row(button(custom_id=None))], ["components.0.components.0.custom_id"]),
        ([row(button(url="https://a"))], ["components.0.components.0.url"]),
        ([row(button(style=7))], ["components.0.components.0.style"]),
        ([row(button(lable="x"))], ["components.0.components.0.lable"]),
        ([row({"type": 2, "style": 5, "label": "x", "url": "https://a/" + "x" * 502})], []),
        (
            [row({"type": 2, "style": 5, "label": "x", "url": "https://a/" + "x" * 503})],
            ["components.0.components.0.url"],
        ),
        ([row({"type": 2, "style": 5, "label": "x"})], ["components.0.components.0.url"]),
        ([row({"type": 2, "style": 5, "label": "x", "url": "javascript:x"})], ["components.0.components.0.url"]),
        (
            [row({"type": 2, "style": 5, "label": "x", "url": "https://a", "custom_id": "x"})],
            ["components.0.components.0.custom_id"],
        ),
    ],
)
def test_rows_and_buttons(rows, wrong):
    """What stands in rows, and how many of them."""
    assert wrong == places({"content": "x", "components": rows})


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (select(25), []),
        (select(26), ["options"]),
        (select(0), ["options"]),
        (select(placeholder="x" * 150), []),
        (select(placeholder="x" * 151), ["placeholder"]),
        (select(3, min_values=0, max_values=3), []),
        (select(3, max_values=4), ["max_values"]),
        (select(3, min_values=3, max_values=2), ["min_values"]),
        (select(options=0) | {"options": [{"label": "x" * 100, "value": "x" * 100, "description": "x" * 100}]}, []),
        (select() | {"options": [{"label": "x" * 101, "value": "x"}]}, ["options.0.label"]),
        (select() | {"options": [{"label": "x", "value": "x" * 101}]}, ["options.0.value"]),
        (select() | {"options": [{"label": "x", "value": "x", "description": "x" * 101}]}, ["options.0.description"]),
        (select() | {"options": [{"label": "x", "value": "x"}] * 2}, ["options.1.value"]),
        (select() | {"options": [{"label": str(n), "value": str(n), "default": True} for n in "ab"]}, ["options"]),
    ],
)
def test_lists(one, wrong):
    """Entries, how many may be chosen, and what was chosen before."""
    here = "components.0.components.0"
    assert [f"{here}.{place}" for place in wrong] == places({"content": "x", "components": [row(one)]})


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        ({"type": 9, "components": [{"type": 10, "content": "x"}] * 3, "accessory": button()}, []),
        ({"type": 9, "components": [{"type": 10, "content": "x"}] * 4, "accessory": button()}, ["components"]),
        ({"type": 9, "components": [{"type": 10, "content": "x"}]}, ["accessory"]),
        ({"type": 9, "components": [{"type": 14}], "accessory": button()}, ["components.0.type"]),
        ({"type": 10, "content": ""}, ["content"]),
        ({"type": 17, "components": [{"type": 14}], "accent_color": 0xFFFFFF}, []),
        ({"type": 17, "components": [{"type": 14}], "accent_color": 0x1000000}, ["accent_color"]),
        ({"type": 17, "components": []}, ["components"]),
        ({"type": 17, "components": [{"type": 17, "components": [{"type": 14}]}]}, ["components.0.type"]),
        ({"type": 14, "spacing": 2}, []),
        ({"type": 14, "spacing": 3}, ["spacing"]),
        ({"type": 12, "items": [{"media": {"url": "https://a"}}] * 10}, []),
        ({"type": 12, "items": [{"media": {"url": "https://a"}}] * 11}, ["items"]),
        ({"type": 12, "items": [{"media": {}}]}, ["items.0.media"]),
        ({"type": 13, "file": {"url": "attachment://a"}}, []),
        ({"type": 13, "file": {"url": "https://a"}}, ["file.url"]),
        ({"type": 4, "custom_id": "x", "style": 1}, ["type"]),
        ({"type": 10, "content": "x", "id": 2**31}, ["id"]),
    ],
)
def test_parts_of_layouts(one, wrong):
    """Sections, containers, galleries, files, separators."""
    assert [f"components.0.{place}" for place in wrong] == places({"flags": V2, "components": [one]})


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"allowed_mentions": {"parse": []}}, []),
        ({"allowed_mentions": {"parse": ["users"], "users": ["1"]}}, ["allowed_mentions.users"]),
        ({"allowed_mentions": {"parse": [], "users": ["1"]}}, []),
        ({"allowed_mentions": {"replied_users": False}}, ["allowed_mentions.replied_users"]),
        ({"attachments": [{"id": 0, "description": "x" * 1024}]}, []),
        ({"attachments": [{"id": 0, "description": "x" * 1025}]}, ["attachments.0.description"]),
        ({"attachments": [{"id": n} for n in range(11)]}, ["attachments"]),
        ({"ephemeral": True}, ["ephemeral"]),
    ],
)
def test_the_rest(body, wrong):
    """Mentions, files, and what nobody knows."""
    assert wrong == places({"content": "x", **body})
