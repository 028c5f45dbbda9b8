"""Whom a text names, and whom it really notifies."""

import re

_USER = re.compile(r"<@!?([0-9]+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


def named(text, users):
    """The people that a text names, each once, in order."""
    return list(dict.fromkeys(users[one] for one in _USER.findall(text) if one in users))


def pinged(text, allowed, users, replied_to=None):
    """Ids of those notified by a message of the bot, "everyone" among them. `allowed` is its `allowed_mentions`."""
    found = {user.id for user in named(text, users)}
    if allowed is None:
        loud = found | ({"everyone"} if _EVERYONE.search(text) else set())
        return loud | ({replied_to.id} if replied_to else set())
    parse = allowed.get("parse") or []
    loud = found if "users" in parse else found & set(allowed.get("users") or [])
    if "everyone" in parse and _EVERYONE.search(text):
        loud = loud | {"everyone"}
    return loud | ({replied_to.id} if replied_to and allowed.get("replied_user") else set())


def words_of(content, components):
    """All text that a message shows outside embeds."""
    return "\n".join(one for one in (content, *texts(components)) if one)


def texts(components):
    """What text displays say, however deep."""
    for one in walk(components):
        if one.get("type") == 10 and isinstance(one.get("content"), str):
            yield one["content"]


def walk(components):
    """Every component of a message or form, parents before children. Whatever is no component is passed over."""
    for one in components if isinstance(components, list) else ():
        if isinstance(one, dict):
            yield one
            yield from walk(one.get("components"))
            yield from walk([one[key] for key in ("accessory", "component") if key in one])
