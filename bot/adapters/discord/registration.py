"""Registering the commands with Discord, which lists them from then on. Needed once, and after every change of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import discord

from bot.adapters.discord import hosts
from bot.adapters.discord.app import Account, Parts, led, log_in
from bot.adapters.discord.client import Tree, prepare
from bot.adapters.discord.command_parts import CONTEXTS, INSTALLS
from bot.adapters.discord.translator import TextsTranslator
from bot.adapters.discord.wording import Wording
from bot.core.advise import Core

SCOPES = ("bot", "applications.commands")
PERMISSIONS = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, read_message_history=True
)
"""What answering mentions needs, and no more. Commands need none."""


_PRIVILEGED = {
    "Presence": ("gateway_presence", "gateway_presence_limited"),
    "Server Members": ("gateway_guild_members", "gateway_guild_members_limited"),
    "Message Content": ("gateway_message_content", "gateway_message_content_limited"),
}
"""Intents as the Developer Portal calls them, with the flags that an application has where they are switched on."""


@dataclass(frozen=True, slots=True)
class Registered:
    """How the application stands with Discord.

    `missing`, `outdated` and `unknown` are names of commands; the last ones are not ours. `needless` are privileged
    intents that are switched on, `shut` are ways of installing that are not.
    """

    missing: tuple[str, ...]
    outdated: tuple[str, ...]
    unknown: tuple[str, ...]
    needless: tuple[str, ...]
    shut: tuple[str, ...]
    install_url: str

    @property
    def is_current(self) -> bool:
        """Whether Discord lists just what we offer."""
        return not (self.missing or self.outdated or self.unknown)


class Registration:
    """Makes what is to be registered, and registers it. Nothing is stored, since no command runs."""

    def __init__(self, account: Account, core: Core, wording: Wording) -> None:
        """Take who we are, and what the commands are made of."""
        nothing = cast("Any", None)
        parts = Parts(core, nothing, nothing, nothing, nothing, wording, lambda raw_id: raw_id)
        self._account = account
        self._led = led(account, parts)
        self._wording = wording

    async def payload(self) -> list[dict[str, Any]]:
        """Return what Discord is told."""
        async with self._client() as client:
            tree = await self._tree(client)
            translator = TextsTranslator(self._wording)
            return [await command.get_translated_payload(tree, translator) for command in tree.all_commands()]

    async def register(self) -> tuple[list[str], str]:
        """Tell Discord. Return the names under which it lists them, and the address at which the bot is installed.

        Raise `SettingsError` if it does not know the token, and `discord.HTTPException` if it refuses.
        """
        hosts.use(self._account.hosts)
        async with self._client() as client:
            tree = await self._tree(client)
            await log_in(client, self._account.token)
            names = sorted(command.name for command in await tree.sync())
            return names, install_url(client.application_id or 0)

    async def look(self) -> Registered:
        """Return how things stand, and change nothing. Raise as `register` does."""
        hosts.use(self._account.hosts)
        ours = {command["name"]: _shape(command) for command in await self.payload()}
        async with self._client() as client:
            await log_in(client, self._account.token)
            # As Discord tells it: the library's own objects lose some of where a command is offered.
            told = await client.http.get_global_commands(client.application_id or 0)
            theirs = {command["name"]: _shape(cast("Mapping[str, Any]", command)) for command in told}
            return Registered(
                tuple(sorted(ours.keys() - theirs.keys())),
                tuple(sorted(name for name in ours.keys() & theirs.keys() if ours[name] != theirs[name])),
                tuple(sorted(theirs.keys() - ours.keys())),
                *_portal(await client.application_info()),
                install_url(client.application_id or 0),
            )

    async def _tree(self, client: discord.Client) -> Tree:
        tree = Tree(client, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS)  # type: ignore[arg-type]
        await prepare(tree, self._led.behind, self._wording)
        return tree

    @staticmethod
    def _client() -> discord.Client:
        return discord.Client(intents=discord.Intents(guilds=True))


def install_url(application_id: int) -> str:
    """Return the address at which a server or a person installs the bot, with just the permissions that it needs."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=SCOPES)


def _portal(application: discord.AppInfo) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which privileged intents are switched on in the Developer Portal, and which ways of installing are not."""
    flags = application.flags
    needless = [name for name, ours in _PRIVILEGED.items() if any(getattr(flags, flag) for flag in ours)]
    ways = {"User Install": application.user_integration_config, "Guild Install": application.guild_integration_config}
    shut = [name for name, config in ways.items() if config is None]
    # Where neither is told of, nothing is known.
    return tuple(needless), tuple(shut) if len(shut) < len(ways) else ()


def _shape(command: Mapping[str, Any]) -> Any:
    """Return what of a command can be compared: Discord gives its translations only when asked in another way."""
    return (
        command.get("type") or 1,
        command.get("description") or "",
        sorted(command.get("integration_types") or ()),
        sorted(command.get("contexts") or ()),
        [_option(option) for option in command.get("options") or ()],
    )


def _option(option: Mapping[str, Any]) -> Any:
    return (
        int(option["type"]),
        option["name"],
        option["description"],
        bool(option.get("required")),
        [(choice["name"], choice["value"]) for choice in option.get("choices") or ()],
        [_option(inner) for inner in option.get("options") or ()],
    )
