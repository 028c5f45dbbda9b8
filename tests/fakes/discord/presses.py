"""What people do with commands, buttons, lists and forms: it becomes an interaction, as Discord would send it."""

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.interactions import (
    AUTOCOMPLETE,
    BOT_DM,
    COMMAND,
    COMPONENT,
    GUILD,
    GUILD_INSTALL,
    PRIVATE,
    SUBMIT,
    Interaction,
)
from tests.fakes.discord.offers import installed_by, offered
from tests.fakes.discord.options import described, resolved
from tests.fakes.discord.reading import find_button, find_select, picked
from tests.fakes.discord.registrations import MESSAGE_MENU, SLASH
from tests.fakes.discord.submissions import filled_in
from tests.fakes.discord.writing import UPLOAD


class Presses:
    """Each gives the interaction that it sent. What Discord would not let people do fails as an assertion.

    `more` of each: `owners` (who installed the app, by kind) and `locale`, if they should differ from what follows from
    the person and the place.
    """

    def __init__(self, server):
        self._server = server

    def slash(self, user, name, channel, options=None, *, owners=None, locale=None, **named):
        """A slash command; subcommands after a space. Options by name; people, channels, files as they are here."""
        self._at_home(user, channel)
        command = offered(self._server, user, name, SLASH, channel)
        values = {**(options or {}), **named}
        data = {"id": command["id"], "name": command["name"], "type": SLASH}
        data |= described(command, name, values)
        data |= resolved(channel, values.values())
        owners = owners or installed_by(self._server, user, command, channel)
        return self._send(COMMAND, user, channel, data, owners, locale, name=name)

    def complete(self, user, name, channel, focused, text="", *, owners=None, locale=None, **named):
        """Somebody types into an option with autocomplete."""
        self._at_home(user, channel)
        command = offered(self._server, user, name, SLASH, channel)
        data = {"id": command["id"], "name": command["name"], "type": SLASH}
        data |= described(command, name, {**named, focused: text}, focused=focused)
        owners = owners or installed_by(self._server, user, command, channel)
        return self._send(AUTOCOMPLETE, user, channel, data, owners, locale, name=name)

    def menu(self, user, name, message, *, owners=None, locale=None):
        """An entry of the menu of a message. The interaction has the whole message."""
        self._at_home(user, message.channel)
        assert not message.deleted, "the message is gone"
        assert message.seen_by is None, "such messages have no menu"
        command = offered(self._server, user, name, MESSAGE_MENU, message.channel)
        data = {"id": command["id"], "name": command["name"], "type": MESSAGE_MENU, "target_id": message.id}
        data["resolved"] = {"messages": {message.id: payloads.message(message)}}
        owners = owners or installed_by(self._server, user, command, message.channel)
        return self._send(COMMAND, user, message.channel, data, owners, locale, name=name, menu=True)

    def press(self, user, message, button, *, locale=None):
        """A button of a message, by its `custom_id` or its label."""
        found = find_button(message, button)
        assert "custom_id" in found, f"{button} only leads to another place"
        data = {"custom_id": found["custom_id"], "component_type": 2, "id": found["id"]}
        return self._pressed(user, message, found, data, locale)

    def choose(self, user, message, *values, of=None, locale=None):
        """Entries of a list of a message, by value or label. `of` is its `custom_id` where there are several."""
        found = find_select(message, of)
        data = {"custom_id": found["custom_id"], "component_type": found["type"], "id": found["id"]}
        data |= {"values": picked(found, values), **resolved(message.channel, values)}
        return self._pressed(user, message, found, data, locale)

    def submit(self, opened_by, values=None, *, locale=None, **named):
        """The form that an interaction was answered with, filled in. Values by `custom_id` or by label."""
        assert opened_by.modal is not None, "no form was opened"
        data = filled_in(opened_by.modal, {**(values or {}), **named})
        return self._send(
            SUBMIT,
            opened_by.user,
            opened_by.channel,
            data,
            opened_by.owners,
            locale,
            message=opened_by.message,
            opened_by=opened_by,
        )

    def _pressed(self, user, message, component, data, locale):
        assert not component.get("disabled"), f"{component} is switched off"
        assert not message.deleted, "the message is gone"
        assert not message.loading, "the bot is thinking: there is nothing to press on"
        assert message.seen_by in (None, user), "only one person sees this message"
        self._at_home(user, message.channel)
        guild = message.channel.guild
        owners = {GUILD_INSTALL: guild.id if guild else "0"}
        if message.answers is not None:
            owners = message.answers.owners
        return self._send(COMPONENT, user, message.channel, data, owners, locale, message=message)

    def _at_home(self, user, channel):
        if channel.guild is not None:
            self._server.enter(channel.guild, user)
        else:
            assert user in channel.people, "people can do nothing in conversations of others"

    def _send(self, kind, user, channel, data, owners, locale, **more):
        server = self._server
        assert not more.get("name") or owners, "nobody installed the app here"
        one = Interaction(
            id=server.mint.snowflake(),
            token=server.mint.token(),
            kind=kind,
            application_id=server.application_id,
            user=user,
            channel=channel,
            owners=owners,
            context=_context(server, channel),
            created=server.clock.now(),
            **more,
        )
        one.payload = self._payload(one, data, locale)
        server.interactions.add(one)
        server.gateway.dispatch("INTERACTION_CREATE", one.payload, channel.guild and channel.guild.id)
        return one

    def _payload(self, one, data, locale):
        guild = one.channel.guild
        told = {
            "id": one.id,
            "application_id": one.application_id,
            "type": one.kind,
            "token": one.token,
            "version": 1,
            "data": data,
            "channel_id": one.channel.id,
            "channel": _channel(one),
            "locale": locale or one.user.locale,
            "context": one.context,
            "authorizing_integration_owners": one.owners,
            "app_permissions": str(self._app_permissions(one)),
            "attachment_size_limit": UPLOAD,
            "entitlements": [],
        }
        if guild is None:
            told["user"] = payloads.user(one.user)
        else:
            told["guild_id"] = guild.id
            told["guild"] = {"id": guild.id, "locale": guild.locale, "features": ["COMMUNITY"]}
            told["guild_locale"] = guild.locale
            told["member"] = {**payloads.member(guild, one.user, one.channel), "user": payloads.user(one.user)}
        if one.message is not None:
            told["message"] = payloads.message(one.message)
        return told

    def _app_permissions(self, one):
        guild = one.channel.guild
        if guild is not None and guild.joined:
            return permissions.in_channel(guild, one.channel, self._server.bot)
        return permissions.WITH_THE_BOT if one.context == BOT_DM else permissions.IN_PRIVATE


def _context(server, channel):
    if channel.guild is not None:
        return GUILD
    return BOT_DM if server.bot in channel.people else PRIVATE


def _channel(one):
    told = payloads.channel(one.channel)
    told.pop("permission_overwrites", None)
    if one.channel.guild is not None:
        told["permissions"] = str(permissions.in_channel(one.channel.guild, one.channel, one.user))
    return told
