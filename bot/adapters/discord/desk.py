"""How answers get to Discord: acknowledged first, worked out after, and whatever goes wrong told where possible.

Nothing that is raised here reaches the client, so that no message can end it.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.answer import notice
from bot.adapters.discord.crowd import Crowd
from bot.adapters.discord.languages import language_of
from bot.adapters.discord.refusals import ACKNOWLEDGED, Refusal, meaning
from bot.adapters.discord.under_way import UnderWay
from bot.adapters.discord.wording import Wording
from bot.errors import MisuseError, StoreError
from bot.logs import EventLog
from policies.vocabulary import Language

Views = Sequence[ui.LayoutView]
Work = Callable[[], Awaitable[Views]]
AnyInteraction = discord.Interaction[Any]
WithFile = tuple[ui.LayoutView, discord.File | None]

_log = EventLog(__name__)


class Desk:
    """Answers interactions and messages."""

    def __init__(self, wording: Wording, under_way: UnderWay, default_language: Language) -> None:
        """`default_language`: for people of whom Discord tells no language that we speak."""
        self._wording = wording
        self.under_way = under_way
        self.default_language = default_language
        self._crowd = Crowd()

    def language(self, interaction: AnyInteraction) -> Language:
        """Return in which language we speak to somebody of whom nothing else is known."""
        return language_of(interaction.locale) or self.default_language

    def notice(self, key: str, language: Language, **values: str) -> ui.LayoutView:
        """Return a text of ours."""
        return notice(key, language, self._wording, **values)

    # --- interactions ------------------------------------------------------------------------------

    async def answer(self, interaction: AnyInteraction, work: Work, *, failed: str = "doors.failed.store") -> None:
        """Acknowledge a command, do the work, and show what it gives to its person alone.

        `failed` names the text for a store that cannot be read or written.
        """
        with self.under_way.one_more():
            if await self.acknowledge(interaction, thinking=True):
                views = await self._done(interaction, work, failed)
                await self.show(interaction, views)

    async def give(self, interaction: AnyInteraction, work: Callable[[], Awaitable[WithFile]]) -> None:
        """Acknowledge a command, do the work, and show one message that may have a file with it."""

        async def send() -> None:
            view, file = await work()
            await interaction.edit_original_response(view=view, attachments=[file] if file is not None else [])

        with self.under_way.one_more():
            if await self.acknowledge(interaction, thinking=True):
                await self.attempt(interaction, send)

    async def acknowledge(self, interaction: AnyInteraction, *, thinking: bool) -> bool:
        """Take the interaction within its 3 seconds. Return whether it can still be answered.

        `thinking`: a new answer is to come, for its person alone; otherwise the message that the button is on stays.
        """
        try:
            with self._crowd.arriving():
                await interaction.response.defer(ephemeral=thinking, thinking=thinking)
        except discord.InteractionResponded:
            return True
        except discord.HTTPException as error:
            if error.code == ACKNOWLEDGED:
                return True
            _log.warning("interaction_lost", error, platform="discord", code=error.code)
            return False
        await self._crowd.let_through()
        return True

    async def show(self, interaction: AnyInteraction, views: Views) -> None:
        """Show the first message as the answer, or in place of the message that the button is on; then the others."""
        try:
            first, *others = views
            await interaction.edit_original_response(view=first)
            await self.follow(interaction, others)
        except discord.HTTPException as error:
            await self._refused(interaction, error)

    async def follow(self, interaction: AnyInteraction, views: Views, *, ephemeral: bool = True) -> None:
        """Send more messages. Raise `discord.HTTPException` if Discord refuses one."""
        for view in views:
            await interaction.followup.send(view=view, ephemeral=ephemeral)

    async def tell(self, interaction: AnyInteraction, view: ui.LayoutView) -> None:
        """Send one message to the person alone, as far as that is possible."""
        try:
            if interaction.response.is_done():
                await interaction.followup.send(view=view, ephemeral=True)
            else:
                await interaction.response.send_message(view=view, ephemeral=True)
        except discord.HTTPException as error:
            _log.warning("answer_not_taken", error, platform="discord", code=error.code)

    async def attempt(
        self,
        interaction: AnyInteraction,
        work: Callable[[], Awaitable[None]],
        *,
        failed: str = "doors.failed.store",
    ) -> None:
        """Do something that sends by itself, once it has been acknowledged, and tell what goes wrong."""
        try:
            await work()
        except discord.HTTPException as error:
            await self._refused(interaction, error)
        except StoreError as error:
            _log.error("store_failed_at_door", error, platform="discord")
            await self.tell(interaction, self.notice(failed, self.language(interaction)))
        except MisuseError as error:
            await self.tell(interaction, self.notice(error.key, self.language(interaction)))
        except Exception as error:  # noqa: BLE001 (nothing that one person presses may end the client)
            _log.error("answer_failed", error, platform="discord")
            await self.tell(interaction, self.notice("ui.notice.failed", self.language(interaction)))

    async def _done(self, interaction: AnyInteraction, work: Work, failed: str) -> Views:
        try:
            return await work()
        except StoreError as error:
            _log.error("store_failed_at_door", error, platform="discord")
            return [self.notice(failed, self.language(interaction))]
        except MisuseError as error:
            return [self.notice(error.key, self.language(interaction))]
        except discord.HTTPException as error:
            _log.warning("discord_refused", error, platform="discord", code=error.code)
            return [self.notice(f"doors.refused.{meaning(error)}", self.language(interaction))]
        except Exception as error:  # noqa: BLE001 (nothing that one person asks may end the client)
            _log.error("answer_failed", error, platform="discord")
            return [self.notice("ui.notice.failed", self.language(interaction))]

    async def _refused(self, interaction: AnyInteraction, error: discord.HTTPException) -> None:
        """Tell that Discord did not take the answer."""
        refusal = meaning(error)
        _log.warning("answer_not_taken", error, platform="discord", code=error.code)
        if refusal is Refusal.GONE:
            return
        view = self.notice(f"doors.refused.{refusal}", self.language(interaction))
        try:
            await interaction.edit_original_response(view=view)
        except discord.HTTPException:
            await self.tell(interaction, view)

    # --- messages ----------------------------------------------------------------------------------

    async def reply(
        self, message: discord.Message, work: Work, language: Language, instead: Work | None = None
    ) -> None:
        """Do the work and answer a message in its channel.

        Where that is refused, send what `instead` gives, if anything, and at last tell the person alone.
        """
        with self.under_way.one_more():
            try:
                views = await work()
            except StoreError as error:
                _log.error("store_failed_at_door", error, platform="discord")
                views = [self.notice("doors.failed.store", language)]
            except MisuseError as error:
                views = [self.notice(error.key, language)]
            except Exception as error:  # noqa: BLE001 (nothing that one person writes may end the client)
                _log.error("answer_failed", error, platform="discord")
                views = [self.notice("ui.notice.failed", language)]
            await self._send(message, views, language, instead)

    async def _send(self, message: discord.Message, views: Views, language: Language, instead: Work | None) -> None:
        reference = message.to_reference(fail_if_not_exists=False)
        try:
            for number, view in enumerate(views):
                if number:
                    await message.channel.send(view=view)
                else:
                    await message.channel.send(view=view, reference=reference, mention_author=False)
        except discord.HTTPException as error:
            _log.warning("answer_not_taken", error, platform="discord", code=error.code)
            if instead is not None and meaning(error) is Refusal.AUTOMOD:
                await self._send(message, await instead(), language, None)
            elif message.guild is not None:
                await self._tell_alone(message, language, meaning(error))

    async def _tell_alone(self, message: discord.Message, language: Language, refusal: Refusal) -> None:
        """Tell somebody in a direct message that there is an answer which the server does not let us show."""
        if refusal is Refusal.GONE:
            return
        try:
            await message.author.send(view=self.notice(f"doors.refused.{refusal}", language))
        except discord.HTTPException as error:
            _log.warning("answer_not_taken", error, platform="discord", code=error.code)
