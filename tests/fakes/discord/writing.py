"""Messages of the bot: written, revised, deleted, and told to everybody who may see them."""

import copy

from tests.fakes.discord import mentions, payloads, permissions
from tests.fakes.discord.mentions import walk
from tests.fakes.discord.refusals import AUTOMOD, EMPTY_MESSAGE, TOO_LARGE, Problem, invalid, refusal
from tests.fakes.discord.sessions import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.fakes.discord.world import EPHEMERAL, LOADING, Message

UPLOAD = 10 * 1024 * 1024
_REFERENCE = "attachment://"


class Writer:
    """Makes messages out of bodies that passed the limits."""

    def __init__(self, server):
        self._server = server

    def write(self, body, files, channel, *, kind=0, replies_to=None, answers=None, flags=0, seen_by=None):
        """A new message. `flags` are added to those of the body."""
        server = self._server
        one = Message(
            id=server.mint.snowflake(),
            channel=channel,
            author=server.bot,
            timestamp=server.clock.iso(),
            flags=(body.get("flags") or 0) | flags,
            kind=kind,
            replies_to=replies_to,
            answers=answers,
            seen_by=seen_by,
        )
        self._fill(one, body, files, fresh=True)
        server.world.messages[one.id] = one
        channel.last_message_id = one.id
        self.announce("MESSAGE_CREATE", one)
        return one

    def revise(self, one, body, files):
        """Change what the body names. What it does not name stays."""
        changed = copy.copy(one)
        changed.flags = (one.flags & ~LOADING) | (body.get("flags") or 0)
        self._fill(changed, body, files, fresh=False)
        for name in ("flags", "content", "embeds", "components", "attachments", "mentions", "pings", "poll"):
            setattr(one, name, getattr(changed, name))
        if not body.keys() <= {"flags"}:
            one.edited = self._server.clock.iso()
        self.announce("MESSAGE_UPDATE", one)
        return one

    def delete(self, one):
        """It is gone."""
        one.deleted = True
        if one.seen_by is None:
            guild = one.channel.guild
            told = {"id": one.id, "channel_id": one.channel.id}
            self._tell("MESSAGE_DELETE", {**told, **({"guild_id": guild.id} if guild else {})}, one.channel)

    def loading(self, channel, *, kind, answers, ephemeral, replies_to=None):
        """What stands there while the bot thinks."""
        server = self._server
        flags = LOADING | (EPHEMERAL if ephemeral else 0)
        one = Message(server.mint.snowflake(), channel, server.bot, server.clock.iso(), flags=flags, kind=kind)
        one.answers, one.replies_to = answers, replies_to
        one.seen_by = answers.user if ephemeral else None
        server.world.messages[one.id] = one
        self.announce("MESSAGE_CREATE", one)
        return one

    def announce(self, event, one):
        """Tell the gateway, unless only one person sees the message."""
        if one.seen_by is None:
            bot = self._server.bot
            self._tell(event, lambda content: payloads.message_event(one, bot, everything=content), one.channel)

    def _tell(self, event, data, channel):
        guild, bot = channel.guild, self._server.bot
        if guild is None and bot not in channel.people:
            return
        if guild is not None and not guild.joined:
            return
        if guild is not None and not permissions.in_channel(guild, channel, bot) & permissions.VIEW_CHANNEL:
            return
        intent = DIRECT_MESSAGES if guild is None else GUILD_MESSAGES
        self._server.gateway.dispatch(event, data, guild and guild.id, intent)

    def _fill(self, one, body, files, *, fresh):
        if "content" in body:
            one.content = (body["content"] or "").strip()
        if "embeds" in body:
            one.embeds = [{"type": "rich", **embed} for embed in body["embeds"] or ()]
        if body.get("poll") is not None:
            one.poll = body["poll"]
        self._attach(one, body, files, fresh=fresh)
        if "components" in body:
            one.components = self._settled(body["components"] or [], one.attachments)
        if not (one.content or one.embeds or one.components or one.attachments or one.poll or body.get("sticker_ids")):
            raise refusal(EMPTY_MESSAGE)
        self._moderate(one)
        words = mentions.words_of(one.content, one.components)
        users = self._server.world.users
        one.mentions = mentions.named(words, users)
        if fresh and not one.ephemeral:
            answered = one.replies_to.author if one.replies_to is not None and one.answers is None else None
            one.pings = mentions.pinged(words, body.get("allowed_mentions"), users, answered)

    def _moderate(self, one):
        """AutoMod reads what everybody in a server would see."""
        guild = one.channel.guild
        if guild is None or one.seen_by is not None:
            return
        words = mentions.words_of(one.content, one.components) + str(one.embeds)
        if any(word in words for word in guild.blocked_words):
            raise refusal(AUTOMOD)

    def _attach(self, one, body, files, *, fresh):
        if sum(len(file.data) for file in files) > UPLOAD:
            raise refusal(TOO_LARGE)
        told = {str(found.get("id")): found for found in body.get("attachments") or ()}
        if fresh:
            one.attachments = []
        elif "attachments" in body:
            one.attachments = [found for found in one.attachments if found["id"] in told]
        for file in files:
            more = {key: told.get(file.number, {}).get(key) for key in ("description", "title")}
            named = told.get(file.number, {}).get("filename") or file.name
            found = self._server.cdn.keep(one.channel.id, named, file.data, file.media_type)
            one.attachments = [*one.attachments, {**found, **{key: value for key, value in more.items() if value}}]

    def _settled(self, components, attachments):
        """Components as Discord keeps them: each with an id, files by their address."""
        made = copy.deepcopy(components)
        taken = {one.get("id") for one in walk(made)} - {None, 0}
        free = (number for number in range(1, 10**6) if number not in taken)
        by_name = {one["filename"]: one for one in attachments}
        for one in walk(made):
            one["id"] = one.get("id") or next(free)
            media = [one[key] for key in ("media", "file") if key in one]
            for found in (*media, *(item["media"] for item in one.get("items") or ())):
                if found["url"].startswith(_REFERENCE):
                    found |= _settled_media(found["url"].removeprefix(_REFERENCE), by_name)
        return made


def _settled_media(name, attachments):
    if name not in attachments:
        told = f"The referenced attachment {name} was not found"
        raise invalid([Problem(("components",), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", told)])
    found = attachments[name]
    return {key: found[key] for key in ("url", "proxy_url", "content_type")} | {"attachment_id": found["id"]}
