"""Channels: messages that are no answers to interactions, typing, direct messages."""

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.limits import message_problems
from tests.fakes.discord.refusals import (
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NO_HISTORY,
    NO_MESSAGES_TO_USER,
    OTHERS_MESSAGE,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
    UNKNOWN_USER,
    Problem,
    invalid,
    refusal,
)
from tests.fakes.discord.routes import Route

_CHANNEL = "/channels/{channel_id}"
_MESSAGES = f"{_CHANNEL}/messages"
_MESSAGE = f"{_MESSAGES}/{{message_id}}"
_MINE = "/users/@me/channels"


class Channels:
    """With the permissions of the bot."""

    def __init__(self, server):
        self._server = server
        # A message that is sent twice with one nonce is the same message.
        self._by_nonce = {}

    def routes(self):
        """All need the token of the bot."""
        return [
            Route("get channel", "GET", _CHANNEL, self._channel),
            Route("send message", "POST", _MESSAGES, self._send, _MESSAGES, self._problems),
            Route("history", "GET", _MESSAGES, self._history),
            Route("get message", "GET", _MESSAGE, self._get),
            Route("edit message", "PATCH", _MESSAGE, self._edit, _MESSAGE, self._edit_problems),
            Route("delete message", "DELETE", _MESSAGE, self._delete),
            Route("typing", "POST", f"{_CHANNEL}/typing", self._typing),
            Route("open dm", "POST", _MINE, self._open, _MINE),
        ]

    def _problems(self, asked):
        return message_problems(asked.json, "channel message")

    def _edit_problems(self, asked):
        return message_problems(asked.json, "edit", self._server.world.messages.get(asked.names["message_id"]))

    async def _channel(self, asked):
        return payloads.channel(self._visible(asked)[0])

    async def _send(self, asked):
        channel, allowed = self._writable(asked)
        if asked.files and not allowed & permissions.ATTACH_FILES:
            raise refusal(MISSING_PERMISSIONS)
        replies_to = self._reference(asked.json.get("message_reference"), channel, allowed)
        body = asked.json if allowed & permissions.EMBED_LINKS else {**asked.json, "embeds": []}
        kind = 19 if replies_to is not None else 0
        nonce = (channel.id, str(body["nonce"])) if body.get("enforce_nonce") and body.get("nonce") else None
        sent = self._by_nonce.get(nonce)
        if sent is None:
            sent = self._server.writer.write(body, asked.files, channel, kind=kind, replies_to=replies_to)
            if nonce is not None:
                self._by_nonce[nonce] = sent
        return payloads.message(sent)

    def _reference(self, reference, channel, allowed):
        if not reference:
            return None
        if not allowed & permissions.READ_MESSAGE_HISTORY:
            raise refusal(NO_HISTORY)
        found = self._server.world.messages.get(str(reference.get("message_id")))
        if found is not None and not found.deleted and found.channel is channel and found.seen_by is None:
            return found
        if reference.get("fail_if_not_exists", True):
            told = Problem(("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
            # People delete messages: no fault of the bot.
            raise invalid([told], ours=False)
        return None

    async def _history(self, asked):
        channel, allowed = self._visible(asked)
        if not allowed & permissions.READ_MESSAGE_HISTORY:
            return []
        found = [one for one in self._server.world.messages.values() if one.channel is channel]
        seen = [one for one in found if not one.deleted and one.seen_by is None]
        return [self._shown(one) for one in reversed(seen)][: int(asked.query.get("limit", 50))]

    async def _get(self, asked):
        return self._shown(self._message(asked))

    async def _edit(self, asked):
        one = self._message(asked)
        if one.author is not self._server.bot:
            raise refusal(OTHERS_MESSAGE)
        return payloads.message(self._server.writer.revise(one, asked.json, asked.files))

    async def _delete(self, asked):
        one = self._message(asked)
        _, allowed = self._visible(asked)
        if one.author is not self._server.bot and not allowed & permissions.MANAGE_MESSAGES:
            raise refusal(MISSING_PERMISSIONS)
        self._server.writer.delete(one)

    async def _typing(self, asked):
        channel, _ = self._writable(asked)
        self._server.records.typing.append(channel)

    async def _open(self, asked):
        user = self._server.world.users.get(str(asked.json.get("recipient_id")))
        if user is None or user is self._server.bot:
            raise refusal(UNKNOWN_USER)
        return payloads.channel(self._server.dm(user))

    def _shown(self, one):
        """Messages have no content here either, unless the bot may read it."""
        bot = self._server.bot
        everything = bool(self._server.gateway.allowed_intents & (1 << 15))
        return payloads.message(one, content=everything or payloads.readable(one, bot))

    def _message(self, asked):
        channel, _ = self._visible(asked)
        found = self._server.world.messages.get(asked.names["message_id"])
        # What only one person sees cannot be reached by the channel, not even by its author.
        if found is None or found.deleted or found.channel is not channel or found.seen_by is not None:
            raise refusal(UNKNOWN_MESSAGE)
        return found

    def _visible(self, asked):
        channel = self._server.world.channels.get(asked.names["channel_id"])
        bot = self._server.bot
        if channel is None:
            raise refusal(UNKNOWN_CHANNEL)
        if channel.guild is None:
            if bot not in channel.people:
                raise refusal(MISSING_ACCESS)
            return channel, permissions.EVERYBODY
        allowed = permissions.in_channel(channel.guild, channel, bot) if channel.guild.joined else 0
        if not allowed & permissions.VIEW_CHANNEL:
            raise refusal(MISSING_ACCESS)
        return channel, allowed

    def _writable(self, asked):
        channel, allowed = self._visible(asked)
        if not allowed & permissions.SEND_MESSAGES:
            raise refusal(MISSING_PERMISSIONS)
        if channel.guild is None and not all(one.takes_dms for one in channel.people):
            raise refusal(NO_MESSAGES_TO_USER)
        return channel, allowed
