"""What a person sees and can tap in messages of the bot."""

_SHOWN = ("text", "title", "label")


def actions(messages):
    """Every action in the messages, in order: of cards, templates and the quick replies that a phone shows."""
    return [action for message in messages for action in _actions(_without_quick_reply(message))] + quick_replies(
        messages
    )


def quick_replies(messages):
    """Those of the last message: the others are not shown."""
    items = messages[-1].get("quickReply", {}).get("items", []) if messages else []
    return [item["action"] for item in items]


def action(messages, label):
    """The one action with that label."""
    [found] = [one for one in actions(messages) if one.get("label") == label]
    return found


def words(messages):
    """All text that is shown, without what buttons send, copy or carry."""
    return "\n".join(piece for message in messages for piece in _words(_without_quick_reply(message)))


def _without_quick_reply(message):
    return {key: value for key, value in message.items() if key != "quickReply"}


def _actions(thing):
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("action", "defaultAction"):
                yield value
            elif key == "actions":
                yield from value
            else:
                yield from _actions(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from _actions(one)


def _words(thing):
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key in ("action", "actions", "defaultAction"):
                yield from (one["label"] for one in _actions({key: value}) if "label" in one)
            elif key in _SHOWN and isinstance(value, str):
                yield value
            else:
                yield from _words(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from _words(one)
