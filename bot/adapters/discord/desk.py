"""How answers to interactions get to Discord: acknowledged first, worked out after, and what goes wrong told.

Nothing that is raised here reaches the client, so that no message can end it.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.answer import notice
from bot.adapters.discord.crowd import Crowd
from bot.adapters.discord.languages import language_of
from bot.adapters.discord.refusals import ACKNOWLEDGED, FAILED, UNREACHED, Refusal, code_of
from bot.adapters.discord.tally import Tally, age_s
from bot.adapters.discord.trouble import NO_STORE, Trouble
from bot.adapters.discord.under_way import UnderWay
from bot.adapters.discord.wording import Wording
from policies.vocabulary import Language

Views = Sequence[ui.LayoutView]
Work = Callable[[], Awaitable[Views]]
AnyInteraction = discord.Interaction[Any]
WithFile = tuple[ui.LayoutView, discord.File | None]

ATTEMPTS = 2
"""So often is tried what may be done twice, where a call did not get through to Discord and back."""

_KINDS = {
    discord.InteractionType.application_command: "command",
    discord.InteractionType.component: "press",
    discord.InteractionType.modal_submit: "form",
}


async def persistently(call: Callable[[], Awaitable[Any]]) -> None:
    """Do something that may be done twice once more if it did not get through. Raise one of `FAILED`."""
    try:
        await call()
    except UNREACHED:
        await call()


class Desk:
    """Answers interactions."""

    def __init__(self, wording: Wording, under_way: UnderWay, default_language: Language, tally: Tally) -> None:
        """`default_language`: for people of whom Discord tells no language that we speak."""
        self._wording = wording
        self.under_way = under_way
        self.default_language = default_language
        self.tally = tally
        self.trouble = Trouble(wording, tally)
        self._crowd = Crowd()

    def language(self, interaction: AnyInteraction) -> Language:
        """Return in which language we speak to somebody of whom nothing else is known."""
        return language_of(interaction.locale) or self.default_language

    def notice(self, key: str, language: Language, **values: str) -> ui.LayoutView:
        """Return a text of ours."""
        return notice(key, language, self._wording, **values)

    # --- whole answers -----------------------------------------------------------------------------

    async def answer(self, interaction: AnyInteraction, work: Work, *, no_store: str = NO_STORE) -> None:
        """Acknowledge a command, do the work, and show what it gives to its person alone.

        `no_store` names the text for a store that cannot be read or written.
        """
        with self.under_way.one_more():
            if await self.acknowledge(interaction, thinking=True):
                try:
                    views = await work()
                except Exception as error:  # noqa: BLE001 (nothing that one person asks may end the client)
                    views = [self.trouble.told(error, self.language(interaction), no_store)]
                await self.attempt(interaction, lambda: self._show(interaction, views))

    async def give(self, interaction: AnyInteraction, work: Callable[[], Awaitable[WithFile]]) -> None:
        """Acknowledge a command, do the work, and show one message that may have a file with it."""

        async def send() -> None:
            view, file = await work()
            await interaction.edit_original_response(view=view, attachments=[file] if file is not None else [])

        with self.under_way.one_more():
            if await self.acknowledge(interaction, thinking=True):
                await self.attempt(interaction, send)

    async def open(self, interaction: AnyInteraction, form: ui.Modal) -> None:
        """Answer a command with a form. Nothing may come before it, so nothing may have been looked up."""

        async def send() -> None:
            await interaction.response.send_modal(form)
            self._acknowledged(interaction)
            # The library would keep the form until it is sent; many never are, and it is answered by its id alone.
            form.stop()

        with self.under_way.one_more():
            await self.attempt(interaction, send)

    async def attempt(
        self, interaction: AnyInteraction, work: Callable[[], Awaitable[None]], *, no_store: str = NO_STORE
    ) -> None:
        """Do something that sends by itself, and tell what goes wrong."""
        try:
            await work()
        except FAILED as error:
            await self._refused(interaction, error)
        except Exception as error:  # noqa: BLE001 (nothing that one person presses may end the client)
            await self.tell(interaction, self.trouble.told(error, self.language(interaction), no_store))
        self.tally.answer_seconds.observe(age_s(interaction.created_at))

    # --- single steps ------------------------------------------------------------------------------

    async def acknowledge(self, interaction: AnyInteraction, *, thinking: bool) -> bool:
        """Take the interaction within its 3 seconds. Return whether it can still be answered.

        `thinking`: a new answer is to come, for its person alone; otherwise the message that the button is on stays.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self._crowd.arriving():
                    await interaction.response.defer(ephemeral=thinking, thinking=thinking)
            except discord.InteractionResponded:
                break
            except FAILED as error:
                if code_of(error) == ACKNOWLEDGED:
                    break
                self.trouble.refused(error, "acknowledgement")
                if attempt == ATTEMPTS or not isinstance(error, UNREACHED):
                    return False
            else:
                self._acknowledged(interaction)
                break
        await self._crowd.let_through()
        return True

    async def replace(self, interaction: AnyInteraction, view: ui.LayoutView) -> None:
        """Show a message as the answer, or in place of the one that the button is on. Raise one of `FAILED`."""
        await persistently(lambda: interaction.edit_original_response(view=view))

    async def follow(self, interaction: AnyInteraction, views: Views, *, ephemeral: bool = True) -> None:
        """Send more messages. Raise one of `FAILED`."""
        for view in views:
            await interaction.followup.send(view=view, ephemeral=ephemeral)

    async def tell(self, interaction: AnyInteraction, view: ui.LayoutView) -> None:
        """Send one message to the person alone, as far as that is possible."""
        try:
            if not interaction.response.is_done():
                try:
                    await interaction.response.send_message(view=view, ephemeral=True)
                    return
                except discord.HTTPException as error:
                    if error.code != ACKNOWLEDGED:
                        raise
            await interaction.followup.send(view=view, ephemeral=True)
        except FAILED as error:
            self.trouble.refused(error)

    async def _show(self, interaction: AnyInteraction, views: Views) -> None:
        first, *others = views
        await self.replace(interaction, first)
        await self.follow(interaction, others)

    async def _refused(self, interaction: AnyInteraction, error: Exception) -> None:
        """Tell that Discord did not take the answer: in its place, or beside the message that the button is on."""
        why = self.trouble.refused(error)
        if why is Refusal.GONE:
            return
        view = self.notice(f"doors.refused.{why}", self.language(interaction))
        if interaction.type is discord.InteractionType.component:
            await self.tell(interaction, view)
            return
        try:
            await self.replace(interaction, view)
        except FAILED:
            await self.tell(interaction, view)

    def _acknowledged(self, interaction: AnyInteraction) -> None:
        self.tally.arrivals.add(_KINDS.get(interaction.type, "other"))
        self.tally.ack_seconds.observe(age_s(interaction.created_at))
