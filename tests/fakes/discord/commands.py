"""Commands of the app: registered for everywhere or for a server, and found again when somebody uses one."""

from tests.fakes.discord.refusals import MISSING_ACCESS, UNKNOWN_COMMAND, refusal
from tests.fakes.discord.registrations import SLASH, all_problems, command_problems
from tests.fakes.discord.routes import Route

_ALL = "/applications/{application_id}/commands"
_ONE = f"{_ALL}/{{command_id}}"
_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"
_GUILD_ONE = f"{_GUILD}/{{command_id}}"


class Commands:
    """By place: None is everywhere, otherwise the id of a server."""

    def __init__(self, server):
        self._server = server
        self.registered = {}
        self.puts = 0

    def routes(self):
        """The same for everywhere and for a server."""
        made = []
        for words, path, one in (("", _ALL, _ONE), ("guild ", _GUILD, _GUILD_ONE)):
            made += [
                Route(f"get {words}commands", "GET", path, self._get),
                Route(f"put {words}commands", "PUT", path, self._put, path, _list_problems),
                Route(f"create {words}command", "POST", path, self._create, path, _problems),
                Route(f"get {words}command", "GET", one, self._get_one),
                Route(f"edit {words}command", "PATCH", one, self._edit, one, self._edit_problems),
                Route(f"delete {words}command", "DELETE", one, self._delete),
            ]
        return made

    @property
    def any(self):
        """Has anything been registered?"""
        return any(self.registered.values())

    def find(self, name, kind, guild=None):
        """The command that people would use in a server, or None. Those of the server go before."""
        for place in (guild.id if guild else None, None):
            for one in self.registered.get(place, ()):
                if one["name"] == name and one["type"] == kind:
                    return one
        return None

    async def _get(self, asked):
        return list(self.registered.get(self._place(asked), ()))

    async def _put(self, asked):
        place = self._place(asked)
        before = {(one["type"], one["name"]): one["id"] for one in self.registered.get(place, ())}
        self.registered[place] = [self._made(one, place, before) for one in asked.json]
        self.puts += 1
        return self.registered[place]

    async def _create(self, asked):
        place = self._place(asked)
        here = self.registered.setdefault(place, [])
        made = self._made(asked.json, place, {(one["type"], one["name"]): one["id"] for one in here})
        here[:] = [one for one in here if one["id"] != made["id"]] + [made]
        return made

    async def _get_one(self, asked):
        return self._one(asked)

    async def _edit(self, asked):
        one = self._one(asked)
        one |= asked.json
        return one

    def _edit_problems(self, asked):
        before = next((one for one in self.registered.get(self._place(asked), ()) if _is(one, asked)), {})
        own = {key: value for key, value in before.items() if key not in ("application_id", "version", "guild_id")}
        return command_problems({**own, **asked.json})

    async def _delete(self, asked):
        one = self._one(asked)
        self.registered[self._place(asked)].remove(one)

    def _one(self, asked):
        found = [one for one in self.registered.get(self._place(asked), ()) if _is(one, asked)]
        if not found:
            raise refusal(UNKNOWN_COMMAND)
        return found[0]

    def _place(self, asked):
        if asked.names["application_id"] != self._server.application_id:
            raise refusal(MISSING_ACCESS)
        guild_id = asked.names.get("guild_id")
        guild = self._server.world.guilds.get(guild_id)
        if guild_id is not None and (guild is None or not guild.joined):
            raise refusal(MISSING_ACCESS)
        return guild_id

    def _made(self, one, place, before):
        kind = one.get("type") or SLASH
        mint, permissions = self._server.mint, one.get("default_member_permissions")
        made = {
            "id": before.get((kind, one["name"])) or mint.snowflake(),
            "application_id": self._server.application_id,
            "version": mint.snowflake(),
            "name_localizations": None,
            "description": "",
            "description_localizations": None,
            "nsfw": False,
            "integration_types": [0],
            "contexts": None,
            **{key: value for key, value in one.items() if key != "id" and value is not None},
            "type": kind,
            "default_member_permissions": None if permissions is None else str(permissions),
        }
        return made if place is None else {**made, "guild_id": place}


def _is(one, asked):
    return one["id"] == asked.names["command_id"]


def _list_problems(asked):
    return all_problems(asked.json)


def _problems(asked):
    return command_problems(asked.json)
