"""Under which names people and cases on Discord are kept: keyed hashes, so that nobody's id is at rest.

A case belongs to one person in one channel. In a server its name begins with that of the server, so that all cases of
a server that the bot has left can be erased without knowing who was in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord

Pseudonym = Callable[[str], str]
"""Gives the keyed hash of an id on Discord."""


@dataclass(frozen=True, slots=True)
class Place:
    """Who speaks where, by Discord's own ids. Never kept."""

    user_id: int
    channel_id: int
    guild_id: int | None = None


def place_of(event: discord.Interaction[Any] | discord.Message) -> Place:
    """Return who speaks where."""
    if isinstance(event, discord.Interaction):
        return Place(event.user.id, event.channel_id or 0, event.guild_id)
    return Place(event.author.id, event.channel.id, event.guild.id if event.guild else None)


class Identity:
    """Names people, cases and servers."""

    def __init__(self, pseudonym: Pseudonym) -> None:
        """Take what turns an id into a keyed hash."""
        self._pseudonym = pseudonym

    def person(self, place: Place) -> str:
        """Return whose words they are."""
        return self._pseudonym(str(place.user_id))

    def conversation(self, place: Place) -> str:
        """Return which case they belong to."""
        own = self._pseudonym(f"{place.channel_id} {place.user_id}")
        return own if place.guild_id is None else f"{self.server(place.guild_id)}/{own}"

    def server(self, guild_id: int) -> str:
        """Return the name of a server, with which the names of all cases in it begin."""
        return self._pseudonym(f"server {guild_id}")
