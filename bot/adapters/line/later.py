"""An answer that is fetched: the button under "still at it", and what it carries.

A reply token lives for a minute. Before an answer would miss it, the token is spent on a short text with a button; the
tap on it brings a fresh token, for free.
"""

import re

from bot.adapters.line.events import POSTBACK, Event

_FETCH = re.compile(r"1;result;0;([!-~]{1,200})")
"""In the form of all our buttons, so that whoever does not know it takes it for one of another version."""


def fetching(key: str) -> str:
    """Return what the button carries: the name of the event, a keyed hash."""
    return f"1;result;0;{key}"


def wanted_key(data: str) -> str | None:
    """Return the name of the event whose answer is to be fetched, or None if the button is another one."""
    found = _FETCH.fullmatch(data)
    return found[1] if found else None


def fetched_by(event: Event) -> str | None:
    """Return which event's answer a tap is to fetch, or None if the event is nothing of the kind."""
    if event.type != POSTBACK or event.postback is None:
        return None
    return wanted_key(event.postback.data)
