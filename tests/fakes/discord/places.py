"""People, servers and conversations, as a test sets them up."""

from tests.fakes.discord.world import DM, PRIVATE_GROUP, TEXT, Channel, Guild, Member, Role, User


class Places:
    """The part of the server that makes them. Connected bots are told what they would be told."""

    @property
    def mention(self):
        """How a text names the bot."""
        return self.bot.mention

    def user(self, name="花子", *, locale="ja", installed=False):
        """A new person. `installed`: has the app in the own account, and so everywhere."""
        return self._person(name, locale=locale, installed=installed)

    def guild(self, name="フリーランス広場", *, locale="ja", joined=True, owner=None, members=()):
        """A new server with a channel, and the bot in it unless told otherwise. Connected bots are told."""
        guild = Guild(self.mint.guild(), name, locale, owner or self._person("owner"))
        self.world.guilds[guild.id] = guild
        role = Role(self.mint.old(), self.bot.name, managed=True)
        guild.roles[role.id] = role
        guild.members[self.bot.id] = Member(self.bot, [role])
        for user in members:
            self.enter(guild, user)
        guild.joined = joined
        self._channel(guild, "general")
        if joined:
            self.events.added(guild)
        return guild

    def channel(self, guild, name=None):
        """The first channel of a server, or a new one of that name."""
        if name is None:
            return next(iter(guild.channels.values()))
        channel = self._channel(guild, name)
        if guild.joined:
            self.events.channel_added(channel)
        return channel

    def dm(self, user):
        """The direct messages between a person and the bot."""
        return self._conversation(DM, (user, self.bot))

    def private(self, *people, group=False):
        """A conversation without the bot: of two, or of a group."""
        return self._conversation(PRIVATE_GROUP if group or len(people) > 2 else DM, people)

    def enter(self, guild, user, permissions=0):
        """Somebody joins a server, or is there already; with permissions beyond everybody's if given."""
        member = guild.members.setdefault(user.id, Member(user))
        if permissions:
            role = Role(self.mint.old(), f"role of {user.name}", permissions)
            guild.roles[role.id] = role
            member.roles.append(role)
        return member

    def permit(self, channel, who, allow=0, deny=0):
        """In a channel somebody (a person, a role, or the server for everybody) may more and less."""
        channel.overwrites[who.id] = (allow, deny)
        if channel.guild.joined:
            self.events.channel_changed(channel)

    def attachment(self, name, data, media_type, channel=None):
        """A file that somebody has uploaded."""
        return self.cdn.keep(channel.id if channel else self.mint.old(), name, data, media_type)

    def _person(self, name, **more):
        user = User(self.mint.old(), name, **more)
        self.world.users[user.id] = user
        return user

    def _channel(self, guild, name):
        channel = Channel(self.mint.old(), name, TEXT, guild)
        self.world.channels[channel.id] = guild.channels[channel.id] = channel
        return channel

    def _conversation(self, kind, people):
        for one in self.world.channels.values():
            if one.guild is None and one.kind == kind and set(one.people) == set(people):
                return one
        channel = Channel(self.mint.old(), None, kind, people=tuple(people))
        self.world.channels[channel.id] = channel
        return channel
