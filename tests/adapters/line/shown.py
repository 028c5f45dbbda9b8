"""What messages hold, found however deep it lies; and whether LINE would take them."""

from tests.fakes.line.limits import message_problems
from tests.fakes.line.schema import outgoing


def problems(messages):
    """Everything for which LINE would refuse the messages, by its own description where that is at hand."""
    told = [problem for each in messages for problem in outgoing().problems("Message", each)]
    return [*message_problems(messages), *told]


def parts(thing):
    """Every part of a message that has a type."""
    if isinstance(thing, dict):
        if "type" in thing:
            yield thing
        for inner in thing.values():
            yield from parts(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from parts(inner)


def texts(card):
    """All texts on a card, in order."""
    return [part["text"] for part in parts(card) if part["type"] == "text"]


def links(card):
    """All addresses that a card opens."""
    return [part["uri"] for part in parts(card) if part["type"] == "uri"]


def labels(messages):
    """The labels of the quick replies under the last message."""
    return [item["action"]["label"] for item in messages[-1].get("quickReply", {}).get("items", [])]
