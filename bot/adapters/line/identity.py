"""Under which names people and conversations of LINE are kept: keyed hashes, so that nobody's id is at rest.

A case belongs to one person in one chat. In a group or room its name begins with that of the group, so that all cases
of a group that the bot has left can be erased without knowing who was in it.
"""

import re
from collections.abc import Callable
from typing import Protocol

_ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
_MOMENT = 10
"""So many letters of a ULID count the milliseconds since 1970; the others are random."""

Pseudonym = Callable[[str], str]
"""Gives the keyed hash of an id on LINE."""


class Origin(Protocol):
    """Where an event comes from; either may be empty."""

    @property
    def user_id(self) -> str:
        """The person's id on LINE."""
        ...

    @property
    def place_id(self) -> str:
        """The id of the group or room."""
        ...


class Identity:
    """Names people, chats and events."""

    def __init__(self, pseudonym: Pseudonym) -> None:
        """Take what turns an id into a keyed hash."""
        self._pseudonym = pseudonym

    def person(self, event: Origin) -> str:
        """Return whose event it is; empty if LINE does not say."""
        return self._pseudonym(event.user_id) if event.user_id else ""

    def speaker(self, event: Origin) -> str:
        """Return under which name the case is kept of whoever speaks, also of those whom LINE does not name."""
        return self.person(event) or self._pseudonym(f"{event.place_id} somebody")

    def conversation(self, event: Origin) -> str:
        """Return which case the event belongs to. Those in a group whom LINE does not name share one.

        Never the name of the person, so that neither is taken for the other.
        """
        if event.place_id:
            return self.member(event.place_id, event.user_id)
        return self._pseudonym(f"chat {event.user_id}")

    def member(self, place_id: str, user_id: str) -> str:
        """Return the name of a person's case in a group or room."""
        return f"{self.place(place_id)}{self._pseudonym(f'{place_id} {user_id}')}"

    def place(self, place_id: str) -> str:
        """Return what the names of all cases of a group or room begin with."""
        return f"{self._pseudonym(place_id)}/"

    def key(self, event_or_message_id: str) -> str:
        """Return the name of an event or a message.

        An event's begins with the moment that its id begins with, so that names made in a row stand in a row on disk.
        """
        made_at = event_or_message_id[:_MOMENT] if _ULID.fullmatch(event_or_message_id) else ""
        return f"{made_at}{self._pseudonym(event_or_message_id)}"
