"""Which commands Discord offers to whom where."""

from tests.fakes.discord import permissions
from tests.fakes.discord.interactions import BOT_DM, GUILD, GUILD_INSTALL, PRIVATE, USER_INSTALL


def offered(server, user, name, kind, channel):
    """The registered command that a person finds under a name, also in their own language.

    Where nothing was registered at all, anything goes: tests of one part need not register.
    """
    guild = channel.guild
    first = name.split(" ")[0] if kind == 1 else name
    if not server.commands.any:
        return {"id": server.mint.old(), "name": first, "type": kind, "integration_types": [0, 1]}
    found = server.commands.find(first, kind, guild) or _in_language(server, user, first, kind, guild)
    assert found, f"no command {first!r} is registered"
    context = GUILD if guild else BOT_DM if server.bot in channel.people else PRIVATE
    assert context in (found["contexts"] or [0, 1, 2]), f"{first!r} is not offered in context {context}"
    if guild is not None and found["default_member_permissions"] is not None:
        needed = int(found["default_member_permissions"]) or permissions.ADMINISTRATOR
        has = permissions.in_channel(guild, channel, user)
        assert has & needed == needed, f"{first!r} is only offered to those with the permissions {needed}"
    return found


def _in_language(server, user, name, kind, guild):
    for place in (guild.id if guild else None, None):
        for one in server.commands.registered.get(place, ()):
            if one["type"] == kind and (one["name_localizations"] or {}).get(user.locale) == name:
                return one
    return None


def installed_by(server, user, command, channel):
    """By which kinds of installation a person has a command in a place: kind → id of the server or the person."""
    types, guild = command["integration_types"], channel.guild
    owners = {}
    if 0 in types and guild is not None and guild.joined:
        owners[GUILD_INSTALL] = guild.id
    if 0 in types and guild is None and server.bot in channel.people:
        owners[GUILD_INSTALL] = "0"
    if 1 in types and user.installed:
        owners[USER_INSTALL] = user.id
    assert owners, f"nobody installed the app where {user.name} wants to use {command['name']!r}"
    return owners
