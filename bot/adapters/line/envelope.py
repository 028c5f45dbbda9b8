"""How events are kept until they are answered, and what must be known of them for that.

Most are messages in a chat of two. While LINE waits for its 200, no more of these is read than the names under which
they are kept; whoever answers them reads the whole. Of everything else the whole decides whether it may be kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from bot.adapters.line.events import ACTIVE, ID, MESSAGE, TEXT, USER, Event, EventError, parse

_WRITER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Outline:
    """A message that the channel may answer, in a chat of two."""

    webhook_event_id: str
    user_id: str
    place_id: str = ""


def outline(raw: object) -> Outline | None:
    """Return the outline of a message in a chat of two, or None if the whole event must be looked at.

    Never anything of what `parse` would not take for such a message.
    """
    if not isinstance(raw, dict) or raw.get("type") != MESSAGE or raw.get("mode", ACTIVE) != ACTIVE:
        return None
    source, message = raw.get("source"), raw.get("message")
    if not isinstance(source, dict) or source.get("type") != USER or not isinstance(message, dict):
        return None
    kind = message.get("type")
    if not isinstance(kind, str) or (kind == TEXT and not isinstance(message.get("text"), str)):
        return None
    event_id, user_id = raw.get("webhookEventId"), source.get("userId")
    if _is_id(event_id) and _is_id(user_id) and _is_id(message.get("id")):
        return Outline(event_id, user_id)
    return None


def written(raw: Mapping[str, Any], destination: object) -> bytes:
    """Return an event as it is kept if it did not come alone. A body with a single event is kept as it is."""
    # ASCII, in which halves of letters that stand alone pass, too.
    text: str = _as_deep_as_it_goes(_WRITER.encode, {"destination": destination, "events": [raw]})
    return text.encode("ascii")


def read(payload: bytes) -> Event | None:
    """Read an event that was kept. Raise `ValueError`, of which `EventError` is one, if it cannot be used.

    Earlier versions kept the event without the body around it.
    """
    kept = _as_deep_as_it_goes(json.loads, payload)
    if not isinstance(kept, dict) or "events" not in kept:
        return parse(kept)
    (event,), destination = kept["events"], kept.get("destination")
    return parse({**event, "destination": destination} if isinstance(destination, str) else event)


def _as_deep_as_it_goes(work: Callable[[Any], Any], value: object) -> Any:
    """Do what gives up where parts lie too deep in each other, of which nobody can tell beforehand how deep that is."""
    try:
        return work(value)
    except RecursionError:
        fault = "an event is nested too deeply"
    # Raised outside, as the trace of the other may be a thousand lines long.
    raise EventError(fault)


def _is_id(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and ID.fullmatch(value) is not None
