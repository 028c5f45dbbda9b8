"""What the bot may ask about itself, its servers, people, and where the gateway is."""

from tests.fakes.discord import payloads
from tests.fakes.discord.refusals import MISSING_ACCESS, UNKNOWN_GUILD, UNKNOWN_USER, refusal
from tests.fakes.discord.routes import Route


class Account:
    """The bot, its app, and what it knows."""

    def __init__(self, server):
        self._server = server

    def routes(self):
        """All to read, except leaving a server."""
        return [
            Route("me", "GET", "/users/@me", self._me),
            Route("application", "GET", "/applications/@me", self._application),
            Route("application", "GET", "/oauth2/applications/@me", self._application),
            Route("gateway", "GET", "/gateway", self._gateway, open=True),
            Route("gateway bot", "GET", "/gateway/bot", self._gateway_bot),
            Route("my guilds", "GET", "/users/@me/guilds", self._guilds),
            Route("leave guild", "DELETE", "/users/@me/guilds/{guild_id}", self._leave),
            Route("get guild", "GET", "/guilds/{guild_id}", self._guild),
            Route("guild channels", "GET", "/guilds/{guild_id}/channels", self._channels),
            Route("get member", "GET", "/guilds/{guild_id}/members/{user_id}", self._member),
            Route("get user", "GET", "/users/{user_id}", self._user),
        ]

    async def _me(self, asked):
        return {**payloads.user(self._server.bot), "verified": True, "mfa_enabled": True, "email": None, "flags": 0}

    async def _application(self, asked):
        server = self._server
        flags = sum(1 << bit for intent, bit in ((1 << 1, 15), (1 << 8, 13), (1 << 15, 19)) if server.intends(intent))
        installable = {"oauth2_install_params": {"scopes": ["applications.commands", "bot"], "permissions": "0"}}
        return {
            "id": server.application_id,
            "name": server.bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "bot": payloads.user(server.bot),
            "verify_key": "0" * 64,
            "owner": payloads.user(server.developer),
            "team": None,
            "summary": "",
            "flags": flags,
            "tags": [],
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "approximate_guild_count": sum(one.joined for one in server.world.guilds.values()),
            "approximate_user_install_count": sum(one.installed for one in server.world.users.values()),
            "integration_types_config": dict.fromkeys(sorted(server.installs), installable),
        }

    async def _gateway(self, asked):
        return {"url": self._server.gateway_url}

    async def _gateway_bot(self, asked):
        gateway = self._server.gateway
        limit = {"total": 1000, "remaining": gateway.starts, "reset_after": 86_400_000}
        limit["max_concurrency"] = gateway.concurrency
        return {"url": self._server.gateway_url, "shards": gateway.shards, "session_start_limit": limit}

    async def _guilds(self, asked):
        joined = [one for one in self._server.world.guilds.values() if one.joined]
        return [{"id": one.id, "name": one.name, "icon": None, "owner": False, "permissions": "0"} for one in joined]

    async def _leave(self, asked):
        self._server.events.removed(self._joined(asked))

    async def _guild(self, asked):
        return payloads.guild(self._joined(asked), self._server.bot)

    async def _channels(self, asked):
        return [payloads.channel(one) for one in self._joined(asked).channels.values()]

    async def _member(self, asked):
        guild = self._joined(asked)
        if asked.names["user_id"] not in guild.members:
            raise refusal(UNKNOWN_USER)
        user = guild.members[asked.names["user_id"]].user
        return {**payloads.member(guild, user), "user": payloads.user(user)}

    async def _user(self, asked):
        found = self._server.world.users.get(asked.names["user_id"])
        if found is None:
            raise refusal(UNKNOWN_USER)
        return payloads.user(found)

    def _joined(self, asked):
        guild = self._server.world.guilds.get(asked.names["guild_id"])
        if guild is None:
            raise refusal(UNKNOWN_GUILD)
        if not guild.joined:
            raise refusal(MISSING_ACCESS)
        return guild
