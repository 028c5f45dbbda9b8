"""How answers to messages get to Discord: as replies in their channel, and where that is refused, alone."""

import discord

from bot.adapters.discord.desk import Desk, Views, Work, persistently
from bot.adapters.discord.refusals import FAILED, Refusal, meaning
from bot.adapters.discord.tally import age_s
from policies.vocabulary import Language


class Replies:
    """Answers messages."""

    def __init__(self, desk: Desk) -> None:
        """Take what counts answers under way, and knows what to say of errors."""
        self._desk = desk

    async def reply(
        self, message: discord.Message, work: Work, language: Language, instead: Work | None = None
    ) -> None:
        """Do the work and answer a message in its channel; never raises.

        Where that is refused, send what `instead` gives, if anything, and at last tell the person alone.
        """
        with self._desk.under_way.one_more():
            self._desk.tally.arrivals.add("message")
            await self._send(message, await self._done(work, language), language, instead)
            self._desk.tally.answer_seconds.observe(age_s(message.created_at))

    async def _done(self, work: Work, language: Language) -> Views:
        try:
            return await work()
        except Exception as error:  # noqa: BLE001 (nothing that one person writes may end the client)
            return [self._desk.trouble.told(error, language)]

    async def _send(self, message: discord.Message, views: Views, language: Language, instead: Work | None) -> None:
        try:
            for number, view in enumerate(views):
                await _sent(message, view, number)
        except FAILED as error:
            self._desk.trouble.refused(error)
            if instead is not None and meaning(error) is Refusal.AUTOMOD:
                await self._send(message, await self._done(instead, language), language, None)
            elif message.guild is not None:
                await self._tell_alone(message, language, meaning(error))

    async def _tell_alone(self, message: discord.Message, language: Language, why: Refusal) -> None:
        """Tell somebody in a direct message that there is an answer which the server does not let us show."""
        try:
            await message.author.send(view=self._desk.notice(f"doors.refused.{why}", language))
        except FAILED as error:
            self._desk.trouble.refused(error)


async def _sent(message: discord.Message, view: discord.ui.LayoutView, number: int) -> None:
    """Send one message of an answer, the first as a reply. Raise one of `FAILED`.

    Tried again where the call did not get through: by its nonce Discord knows one that it has already sent.
    """
    nonce = f"{message.id}.{number}"

    async def send() -> None:
        if number:
            await message.channel.send(view=view, nonce=nonce)
        else:
            reference = message.to_reference(fail_if_not_exists=False)
            await message.channel.send(view=view, reference=reference, mention_author=False, nonce=nonce)

    await persistently(send)
