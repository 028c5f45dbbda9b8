"""What people write, and what happens to servers: told to the gateway."""

from tests.fakes.discord import mentions, payloads
from tests.fakes.discord.sessions import GUILDS
from tests.fakes.discord.world import Message


class Events:
    """Everything but interactions."""

    def __init__(self, server):
        self._server = server

    def say(self, user, text, channel, *, replies_to=None, ping=True, attachments=()):
        """Somebody writes. Names the bot with `server.mention`; a reply to a message of it names it too, with `ping`."""
        server = self._server
        if channel.guild is not None:
            server.enter(channel.guild, user)
        one = Message(server.mint.snowflake(), channel, user, server.clock.iso(), content=text)
        one.mentions = mentions.named(text, server.world.users)
        one.attachments = list(attachments)
        if replies_to is not None:
            one.kind, one.replies_to = 19, replies_to
            # A reply to the answer of an interaction does not call the bot.
            if ping and replies_to.answers is None and replies_to.author not in one.mentions:
                one.mentions.append(replies_to.author)
        server.world.messages[one.id] = one
        channel.last_message_id = one.id
        server.writer.announce("MESSAGE_CREATE", one)
        return one

    def edit(self, message, text):
        """The author changes a message."""
        message.content, message.edited = text, self._server.clock.iso()
        message.mentions = mentions.named(text, self._server.world.users)
        self._server.writer.announce("MESSAGE_UPDATE", message)
        return message

    def delete(self, message):
        """The author, or a moderator, takes a message away."""
        self._server.writer.delete(message)

    def added(self, guild):
        """The bot comes into a server."""
        guild.joined = True
        self._tell("GUILD_CREATE", payloads.guild(guild, self._server.bot), guild)

    def removed(self, guild):
        """The bot is thrown out of a server, or the server is deleted."""
        guild.joined = False
        self._tell("GUILD_DELETE", {"id": guild.id}, guild)

    def unavailable(self, guild):
        """A server cannot be reached for a while. It is not gone."""
        self._tell("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild)

    def available(self, guild):
        """It can be reached again."""
        self._tell("GUILD_CREATE", payloads.guild(guild, self._server.bot, unavailable=False), guild)

    def changed(self, guild):
        """Its name, language, roles or owner changed."""
        self._tell("GUILD_UPDATE", payloads.guild(guild, self._server.bot), guild)

    def channel_added(self, channel):
        """A new channel."""
        self._tell("CHANNEL_CREATE", payloads.channel(channel), channel.guild)

    def channel_changed(self, channel):
        """Its name or permissions changed."""
        self._tell("CHANNEL_UPDATE", payloads.channel(channel), channel.guild)

    def channel_removed(self, channel):
        """A channel is deleted."""
        channel.guild.channels.pop(channel.id, None)
        self._server.world.channels.pop(channel.id, None)
        self._tell("CHANNEL_DELETE", payloads.channel(channel), channel.guild)

    def unknown(self):
        """An event of a kind that Discord has not yet invented."""
        self._server.gateway.dispatch("SOMETHING_NEW", {"id": self._server.mint.snowflake()})

    def _tell(self, event, data, guild):
        self._server.gateway.dispatch(event, data, guild.id, GUILDS)
