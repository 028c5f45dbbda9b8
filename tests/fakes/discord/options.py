"""The options of a command that somebody uses."""

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.registrations import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    GROUP,
    INTEGER,
    NUMBER,
    ROLE,
    STRING,
    SUBCOMMAND,
    USER,
)
from tests.fakes.discord.world import Channel, Role, User

_KINDS = {bool: BOOLEAN, int: INTEGER, float: NUMBER, str: STRING, User: USER, Channel: CHANNEL, Role: ROLE}


def described(command, name, values, *, focused=None):
    """`options` of the data of an interaction. Checked against the command, if it was registered."""
    steps = name.split(" ")[1:]
    level = command.get("options")
    kinds = []
    for step in steps:
        found = None if "version" not in command else _named(level, step)
        assert found is not None or "version" not in command, f"{name!r} has no {step!r}"
        kinds.append(found["type"] if found else (GROUP if len(steps) == 2 and not kinds else SUBCOMMAND))
        level = found.get("options") if found else None
    if "version" in command:
        _check(level or [], values, focused)
    options = [_option(level or [], key, value, key == focused) for key, value in values.items()]
    for step, kind in zip(reversed(steps), reversed(kinds), strict=True):
        options = [{"name": step, "type": kind, "options": options}]
    return {"options": options} if options else {}


def _named(options, name):
    return next((one for one in options or () if one["name"] == name), None)


def _option(known, key, value, focused):
    registered = _named(known, key)
    kind = registered["type"] if registered else _KINDS.get(type(value), ATTACHMENT)
    told = {"name": key, "type": kind, "value": _plain(value)}
    return {**told, "focused": True} if focused else told


def _plain(value):
    if isinstance(value, User | Channel | Role):
        return value.id
    return value["id"] if isinstance(value, dict) else value


def _check(known, values, focused):
    for key, value in values.items():
        one = _named(known, key)
        assert one is not None, f"there is no option {key!r}, only {[one['name'] for one in known]}"
        if key == focused:
            assert one.get("autocomplete"), f"{key!r} has no autocomplete"
            continue
        choices = [found["value"] for found in one.get("choices") or ()]
        assert not choices or value in choices, f"{value!r} is none of the choices {choices}"
        if one["type"] == STRING:
            low, high = one.get("min_length") or 0, one.get("max_length") or 6000
            assert low <= len(value) <= high, f"{key!r} takes {low} to {high} characters"
    if focused is None:
        missing = [one["name"] for one in known if one.get("required") and one["name"] not in values]
        assert not missing, f"these options are required: {missing}"


def resolved(channel, values):
    """`resolved` of the data: people, channels, roles and files in full."""
    told, guild = {}, channel.guild
    for value in values:
        if isinstance(value, User):
            told.setdefault("users", {})[value.id] = payloads.user(value)
            if guild is not None and value.id in guild.members:
                member = payloads.member(guild, value, channel)
                told.setdefault("members", {})[value.id] = {
                    key: found for key, found in member.items() if key not in ("deaf", "mute")
                }
        elif isinstance(value, Channel):
            shown = payloads.channel(value)
            shown["permissions"] = str(permissions.EVERYBODY)
            told.setdefault("channels", {})[value.id] = shown
        elif isinstance(value, Role):
            told.setdefault("roles", {})[value.id] = payloads.role(value)
        elif isinstance(value, dict):
            told.setdefault("attachments", {})[value["id"]] = value
    return {"resolved": told} if told else {}
