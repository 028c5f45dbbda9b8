"""People, servers, channels and messages as they look on the wire."""

from tests.fakes.discord import permissions
from tests.fakes.discord.world import COMPONENTS_V2, DM, PRIVATE_GROUP

JOINED = "2024-01-02T03:04:05.000000+00:00"
# What Discord keeps from apps without the intent for message content. The flags stay.
_CONTENT = {"content": "", "embeds": [], "attachments": [], "components": []}


def user(one):
    """A user object."""
    told = {"id": one.id, "username": one.name, "discriminator": "0", "global_name": one.name}
    return {**told, "avatar": None, "bot": one.bot, "public_flags": 0}


def member(guild, one, channel=None):
    """A member object without its user; with the permissions in a channel, as in interactions."""
    found = guild.members[one.id]
    told = {
        "roles": [role.id for role in found.roles],
        "joined_at": JOINED,
        "premium_since": None,
        "nick": found.nick,
        "avatar": None,
        "pending": False,
        "flags": 0,
        "deaf": False,
        "mute": False,
        "communication_disabled_until": None,
    }
    return told if channel is None else {**told, "permissions": str(permissions.in_channel(guild, channel, one))}


def channel(one):
    """A channel object, also of direct messages and private groups."""
    told = {"id": one.id, "type": one.kind, "flags": 0, "last_message_id": one.last_message_id}
    if one.kind == DM:
        return {**told, "recipients": [user(person) for person in one.people if not person.bot]}
    if one.kind == PRIVATE_GROUP:
        people = [user(person) for person in one.people]
        return {**told, "recipients": people, "name": one.name, "icon": None, "owner_id": one.people[0].id}
    return {
        **told,
        "guild_id": one.guild.id,
        "name": one.name,
        "position": 0,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {"id": key, "type": 0 if key == one.guild.id or key in one.guild.roles else 1, **_bits(*bits)}
            for key, bits in one.overwrites.items()
        ],
    }


def _bits(allow, deny):
    return {"allow": str(allow), "deny": str(deny)}


def role(one):
    """A role object."""
    told = {"id": one.id, "name": one.name, "permissions": str(one.permissions), "managed": one.managed}
    return {**told, "color": 0, "hoist": False, "position": 1 if one.managed else 0, "mentionable": False, "flags": 0}


def guild(one, bot, **more):
    """A server as GUILD_CREATE tells it to an app without the intent for members: of these, only itself.

    Those that were announced as unavailable have `unavailable=False`.
    """
    return {
        "id": one.id,
        "name": one.name,
        "icon": None,
        "splash": None,
        "owner_id": one.owner.id,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role(found) for found in (one.everyone, *one.roles.values())],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "preferred_locale": one.locale,
        "nsfw_level": 0,
        "nsfw": False,
        "premium_progress_bar_enabled": False,
        "joined_at": JOINED,
        "large": False,
        "member_count": len(one.members),
        "members": [{**member(one, bot), "user": user(bot)}],
        "channels": [channel(found) for found in one.channels.values()],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        **more,
    }


def message(one, *, content=True, with_reference=True):
    """A message object. Without `content` it is what apps see that may not read it."""
    told = {
        "id": one.id,
        "channel_id": one.channel.id,
        "type": one.kind,
        "author": user(one.author),
        "content": one.content,
        "embeds": one.embeds,
        "attachments": one.attachments,
        "components": one.components,
        "mentions": [user(person) for person in one.mentions],
        "mention_roles": [],
        "mention_everyone": "everyone" in one.pings,
        "pinned": False,
        "tts": False,
        "timestamp": one.timestamp,
        "edited_timestamp": one.edited,
        "flags": one.flags,
    }
    if one.replies_to is not None:
        there = one.replies_to.channel
        told["message_reference"] = {"type": 0, "message_id": one.replies_to.id, "channel_id": there.id}
        if with_reference:
            shown = None if one.replies_to.deleted else message(one.replies_to, content=content, with_reference=False)
            told["referenced_message"] = shown
    if one.answers is not None:
        told |= _answering(one)
    if one.poll is not None:
        told["poll"] = one.poll
    return told if content else {**told, **_CONTENT}


def _answering(one):
    """What messages have that an interaction led to."""
    asked = one.answers
    told = {
        "application_id": asked.application_id,
        "webhook_id": asked.application_id,
        "interaction_metadata": {
            "id": asked.id,
            "type": asked.kind,
            "user": user(asked.user),
            "authorizing_integration_owners": asked.owners,
        },
    }
    if asked.kind == 2 and one.kind in (20, 23):
        told["interaction"] = {"id": asked.id, "type": 2, "name": asked.name, "user": user(asked.user)}
    return told


def message_event(one, bot, *, everything=False):
    """The same in MESSAGE_CREATE and MESSAGE_UPDATE: with the server and the member, as far as the bot may read it."""
    told = message(one, content=everything or readable(one, bot))
    place = one.channel.guild
    if place is not None:
        told["guild_id"] = place.id
        if one.author.id in place.members:
            told["member"] = member(place, one.author)
        told["mentions"] = [
            {**user(person), **({"member": member(place, person)} if person.id in place.members else {})}
            for person in one.mentions
        ]
    reference = one.replies_to
    if reference is not None and told.get("referenced_message"):
        # Whether an app may read a message is asked for each message, not for the one that quotes it.
        shown = everything or readable(reference, bot)
        told["referenced_message"] = message(reference, content=shown, with_reference=False)
    return told


def readable(one, bot):
    """May the bot read it without the intent for message content? Its own, those to it, and those that call it."""
    return one.channel.kind == DM or one.author is bot or bot in one.mentions


def flags_of(body):
    """The flags of a body, whatever stands there."""
    flags = body.get("flags") if isinstance(body, dict) else None
    return flags if isinstance(flags, int) else 0


def is_layout(flags):
    """Components V2."""
    return bool(flags & COMPONENTS_V2)
