"""The client: the connection to Discord with as little of it as is needed, and the way from its events to our doors.

It asks for no privileged intent. What a person says to us comes with its words all the same: commands, messages chosen
by the menu, direct messages and mentions. Nothing of servers and members is kept in memory beyond what the library
needs to work.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.buttons import ITEMS, is_foreign
from bot.adapters.discord.command_parts import CONTEXTS, INSTALLS, Behind
from bot.adapters.discord.commands import add_commands
from bot.adapters.discord.departures import Departures
from bot.adapters.discord.desk import AnyInteraction, Desk
from bot.adapters.discord.doors import Doors
from bot.adapters.discord.presses import Presses
from bot.adapters.discord.rule_form import rule_in
from bot.adapters.discord.translator import TextsTranslator
from bot.adapters.discord.wording import Wording
from bot.logs import EventLog

READY_TIMEOUT_S = 2.0
"""For so long after the last server we wait for further ones, as the library does."""

# We never speak, so nobody needs to be told that the packages for it are missing.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False

_log = EventLog(__name__)


@dataclass(frozen=True, slots=True)
class Shards:
    """Which part of the servers this process looks after. All of them, unless both are set."""

    count: int | None = None
    ids: tuple[int, ...] | None = None

    def options(self) -> dict[str, Any]:
        """Return what the library wants to be told of them."""
        told: dict[str, Any] = {}
        if self.count is not None:
            told["shard_count"] = self.count
            if self.ids is not None:
                told["shard_ids"] = list(self.ids)
        return told


@dataclass(frozen=True, slots=True)
class Led:
    """What events lead to."""

    desk: Desk
    doors: Doors
    presses: Presses
    departures: Departures
    behind: Behind
    wording: Wording


class Tree(app_commands.CommandTree["KotowariClient"]):
    """The commands. What goes wrong before one of them begins is told as well."""

    def all_commands(self) -> "list[app_commands.Command[Any, ..., Any] | app_commands.ContextMenu]":
        """Return everything that is registered."""
        menus = self.get_commands(type=discord.AppCommandType.message)
        return [*self.get_commands(type=discord.AppCommandType.chat_input), *menus]  # type: ignore[list-item]

    async def on_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError, /) -> None:
        """Tell that the command is not what it was when Discord listed it."""
        client: KotowariClient = interaction.client
        _log.warning("command_failed", error, platform="discord")
        if interaction.type is discord.InteractionType.autocomplete:
            return
        key = "doors.failed.command" if _is_outdated(error) else "ui.notice.failed"
        desk = client.led.desk
        await desk.tell(interaction, desk.notice(key, desk.language(interaction)))


class KotowariClient(discord.AutoShardedClient):
    """Receives events and leads each to its door."""

    def __init__(self, led: Led, shards: Shards, ready_timeout_s: float = READY_TIMEOUT_S) -> None:
        """Take what events lead to. Connects to nothing yet."""
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=ready_timeout_s,
            **shards.options(),
        )
        self.led = led
        self._is_stopping = False
        self.tree = Tree(self, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS)

    async def setup_hook(self) -> None:
        """Get ready to understand commands and buttons. Commands are registered by `kotowari discord sync` alone."""
        await prepare(self.tree, self.led.behind, self.led.wording)
        self.add_dynamic_items(*ITEMS)

    # --- what comes in -----------------------------------------------------------------------------

    async def pressed(self, interaction: AnyInteraction, custom_id: str, chosen: Sequence[str]) -> None:
        """Lead a press to those who answer it."""
        await self.led.presses.pressed(interaction, custom_id, chosen)

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Lead a form that was sent to its door; commands and buttons that we know find theirs by themselves."""
        data: dict[str, Any] = dict(interaction.data or {})
        if interaction.type is discord.InteractionType.component and is_foreign(data.get("custom_id", "")):
            await self.pressed(interaction, data.get("custom_id", ""), ())
        if interaction.type is discord.InteractionType.modal_submit:
            rule = rule_in(data)
            if rule is not None:
                await self.led.behind.setup.rule_submitted(interaction, rule)
            else:
                await self.led.doors.submitted(interaction)

    async def on_message(self, message: discord.Message) -> None:
        """Lead what a person says to us to its door. What is said to others is not looked at."""
        if message.author.bot or message.webhook_id is not None:
            return
        if message.type not in (discord.MessageType.default, discord.MessageType.reply):
            return
        if message.guild is None:
            await self.led.doors.direct(message)
        elif self.user is not None and any(user.id == self.user.id for user in message.mentions):
            await self.led.doors.mentioned(message)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Erase everything of a server that has sent us away."""
        await self.led.departures.of(guild.id)

    # --- life --------------------------------------------------------------------------------------

    async def on_shard_ready(self, shard_id: int) -> None:
        """Note that a shard is connected, and make up for what was missed before."""
        _log.info("shard_ready", platform="discord", shard=shard_id)
        await self.led.departures.missed(self, shard_id)

    async def on_shard_resumed(self, shard_id: int) -> None:
        """Note that a shard goes on where it was."""
        _log.info("shard_resumed", platform="discord", shard=shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """Note that a shard has lost its connection; the library connects it again, unless we are leaving."""
        tell = _log.debug if self._is_stopping else _log.warning
        tell("shard_disconnected", platform="discord", shard=shard_id)

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Note what no door has caught; without the event, which holds people's words."""
        error = sys.exc_info()[1]
        _log.error("event_failed", error, platform="discord", signal=event_method)

    async def stop(self, grace_s: float) -> None:
        """Take nothing more in, let answers under way end, for so many seconds at most, and leave."""
        self._is_stopping = True
        for shard in list(self.shards.values()):
            await shard.disconnect()
        if not await self.led.desk.under_way.finished(grace_s):
            _log.warning("answers_cut_off", platform="discord", count=self.led.desk.under_way.count)
        await self.close()


async def prepare(tree: "app_commands.CommandTree[Any]", behind: Behind, wording: Wording) -> None:
    """Put all commands into the tree, with what translates them."""
    await tree.set_translator(TextsTranslator(wording))
    add_commands(tree, behind)


def _is_outdated(error: app_commands.AppCommandError) -> bool:
    return isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch)
