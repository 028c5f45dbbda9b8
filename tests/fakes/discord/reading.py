"""What a person sees in a message of the bot."""

from tests.fakes.discord.components import BUTTON, SELECT, SELECTS
from tests.fakes.discord.mentions import walk, words_of


def words(message):
    """All text, also that of embeds, a line for each piece."""
    more = []
    for embed in message.embeds:
        more += [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
        more += [field[key] for field in embed.get("fields") or () for key in ("name", "value")]
    return "\n".join(one for one in (words_of(message.content, message.components), *more) if one)


def buttons(message):
    """Every button, in order."""
    return [one for one in walk(message.components) if one["type"] == BUTTON]


def labels(message):
    """What stands on the buttons."""
    return [one.get("label") or (one.get("emoji") or {}).get("name") for one in buttons(message)]


def links(message):
    """Where buttons lead."""
    return [one["url"] for one in buttons(message) if "url" in one]


def selects(message):
    """Every list to choose from."""
    return [one for one in walk(message.components) if one["type"] in SELECTS]


def find_button(message, which):
    """By `custom_id`, or by its label if only one has it."""
    found = [one for one in buttons(message) if which in (one.get("custom_id"), one.get("label"))]
    assert len(found) == 1, f"{len(found)} buttons are called {which!r}: {labels(message)}"
    return found[0]


def find_select(message, which=None):
    """By `custom_id`, or the only one."""
    found = [one for one in selects(message) if which in (None, one["custom_id"])]
    assert len(found) == 1, f"{len(found)} lists to choose from are called {which!r}"
    return found[0]


def picked(select, values, *, required=True):
    """The values of the entries that somebody picked by value or label; ids where the list is of people or channels."""
    if "options" not in select:
        chosen = [one if isinstance(one, str) else one.id for one in values]
    else:
        chosen = [_value(select, one) for one in values]
    low = select.get("min_values")
    low, high = 1 if low is None and required else low or 0, select.get("max_values") or 1
    if select["type"] in (SELECT, *SELECTS):
        assert low <= len(chosen) <= high, f"between {low} and {high} can be chosen, not {len(chosen)}"
    return chosen


def _value(select, wanted):
    found = [one["value"] for one in select["options"] if wanted in (one["value"], one["label"])]
    assert found, f"{wanted!r} is no entry: {[one['label'] for one in select['options']]}"
    return found[0]
