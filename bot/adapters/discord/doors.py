"""The doors by which messages come in: the menu on a message, `/ask` and its form, mentions, direct messages.

Each turns what came in into words and what is known beside them, gives both to a turn, and leaves sending to the desk.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ButtonStyle

from bot.adapters.discord.buttons import Action, Press, button, owner_of
from bot.adapters.discord.clean import one_line
from bot.adapters.discord.desk import AnyInteraction, Desk, Views
from bot.adapters.discord.form import Filled, filled_in, form
from bot.adapters.discord.hints import Hints
from bot.adapters.discord.identity import Identity, Place, place_of
from bot.adapters.discord.incoming import has_pictures, text_of, words_of
from bot.adapters.discord.languages import language_of
from bot.adapters.discord.layout import Group, lay_out, row
from bot.adapters.discord.limits import cut
from bot.adapters.discord.own_data import OwnData
from bot.adapters.discord.refusals import FAILED
from bot.adapters.discord.replies import Replies
from bot.adapters.discord.servers import Server, Servers
from bot.adapters.discord.suggestions import Suggestions
from bot.adapters.discord.turn import Asked, Said, Turn
from bot.adapters.discord.wording import Wording
from bot.core.normalise import language_of as spoken_in
from bot.core.normalise import normalise
from bot.core.reading import Speaker
from policies.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Parts:
    """What the doors lead to."""

    desk: Desk
    turn: Turn
    wording: Wording
    identity: Identity
    servers: Servers
    suggestions: Suggestions
    own_data: OwnData


class Doors:
    """Answers what comes in."""

    def __init__(self, parts: Parts) -> None:
        """Take what answers words, and what sends the answers."""
        self._desk = parts.desk
        self._replies = Replies(parts.desk)
        self._turn = parts.turn
        self._wording = parts.wording
        self._identity = parts.identity
        self._servers = parts.servers
        self._suggestions = parts.suggestions
        self._own_data = parts.own_data

    # --- commands ----------------------------------------------------------------------------------

    async def check(self, interaction: AnyInteraction, message: discord.Message) -> None:
        """Answer the menu on a message, which asks whether to do what it asks for."""

        async def work() -> Views:
            if message.author.id == interaction.application_id:
                return [self._desk.notice("doors.check.own", self._desk.language(interaction))]
            is_own = message.author.id == interaction.user.id
            said = await self._say(interaction, await text_of(message), speaker=None if is_own else Speaker.CLIENT)
            return said.views

        await self._desk.answer(interaction, work)

    async def ask(self, interaction: AnyInteraction, filled: Filled) -> None:
        """Answer `/ask`; without a text, open the form. Nothing may come before a form, so nothing is looked up."""
        if filled.text.strip():
            await self._answer(interaction, filled)
            return
        language = filled.language or self._desk.language(interaction)
        opened = form(self._wording.in_language(language), self._suggestions.platforms(language), filled)
        await self._desk.open(interaction, opened)

    async def submitted(self, interaction: AnyInteraction) -> None:
        """Answer a form that was sent."""
        data: Mapping[str, Any] = interaction.data or {}
        filled = filled_in(data, self._wording.rulebook)
        if filled is not None:
            await self._answer(interaction, filled)
        else:
            await self._desk.tell(
                interaction, self._desk.notice("doors.form.unknown", self._desk.language(interaction))
            )

    async def unknown_platform(self, interaction: AnyInteraction, name: str) -> None:
        """Tell that no platform is called like that."""

        async def work() -> Views:
            language = self._desk.language(interaction)
            return [self._desk.notice("doors.unknown_platform.text", language, name=_quoted(name))]

        await self._desk.answer(interaction, work)

    async def _answer(self, interaction: AnyInteraction, filled: Filled) -> None:
        async def work() -> Views:
            place = place_of(interaction)
            if filled.facts:
                language = filled.language or self._desk.language(interaction)
                await self._turn.begin(place, filled.facts, language)
            return (await self._say(interaction, words_of(filled.text), language=filled.language)).views

        await self._desk.answer(interaction, work)

    async def _say(
        self,
        interaction: AnyInteraction,
        words: str,
        *,
        language: Language | None = None,
        speaker: Speaker | None = None,
    ) -> Said:
        server = await self._servers.of(interaction.guild_id)
        hints = Hints(language_of(interaction.locale), server.platform)
        return await self._turn.say(
            place_of(interaction), words, Asked(language, speaker, hints, counted=interaction.is_guild_integration())
        )

    # --- messages ----------------------------------------------------------------------------------

    async def direct(self, message: discord.Message) -> None:
        """Answer a message in a chat with us alone."""

        async def work() -> Views:
            place, text = place_of(message), await text_of(message)
            said = await self._turn.say(place, text, Asked(hints=await self._hints(place, text)))
            language = said.reply.lang
            if said.reply.notes == (self._wording.in_language(language).text("ui.notice.help"),):
                return [self._own_data.help(language)]
            return said.views

        await self._replies.reply(message, work, self._spoken_in(message))

    async def mentioned(self, message: discord.Message) -> None:
        """Answer a message in a server that mentions us, by what its moderators have set."""
        try:
            server = await self._servers.of(message.guild.id if message.guild else None)
        except Exception:  # noqa: BLE001 (what goes wrong is told and logged when the answer is worked out)
            server = Server()
        if not server.answers_in(message.channel.id, getattr(message.channel, "parent_id", None)):
            return
        language = server.language or self._spoken_in(message)

        async def privately() -> Views:
            return [self._offer(place_of(message), language)]

        async def work() -> Views:
            if not words_of(message.content) and not message.attachments:
                return [self._desk.notice(f"doors.mention.{'quoted' if _quotes(message) else 'empty'}", language)]
            return await self._publicly(message, server) if server.is_public else await privately()

        await self._replies.reply(message, work, language, privately)

    async def show_private(self, interaction: AnyInteraction, _press: Press, _chosen: Sequence[str]) -> Views:
        """Answer the message that the button's message replies to, for its writer alone.

        It is read again rather than kept in between. May raise `StoreError`.
        """
        message = await _replied_to(interaction)
        if message is None:
            return [self._desk.notice("doors.mention.gone", self._desk.language(interaction))]
        server = await self._servers.of(interaction.guild_id)
        hints = Hints(server.language or language_of(interaction.locale), server.platform)
        said = await self._turn.say(place_of(interaction), await text_of(message), Asked(hints=hints, counted=True))
        return self._with_quote_note(message, said)

    async def _publicly(self, message: discord.Message, server: Server) -> Views:
        hints = Hints(server.language, server.platform)
        asked = Asked(hints=hints, ephemeral=False, counted=True)
        said = await self._turn.say(place_of(message), await text_of(message), asked)
        return self._with_quote_note(message, said)

    def _with_quote_note(self, message: discord.Message, said: Said) -> Views:
        """Return the answer; where there was nothing to advise on, perhaps because the message meant was elsewhere."""
        if said.reply.verdict is not None or not _quotes(message):
            return said.views
        return [*said.views, self._desk.notice("doors.mention.quoted", said.reply.lang)]

    async def _hints(self, place: Place, text: str) -> Hints:
        """Return in which language to answer a text that has no letters to tell it, such as an emoji."""
        if any(map(str.isalpha, text)):
            return Hints()
        case = await self._turn.case(place)
        return Hints(case.language if case is not None else self._desk.default_language)

    def _offer(self, place: Place, language: Language) -> Any:
        """Return the message with the button by which its person sees the answer alone."""
        speech = self._wording.in_language(language)
        press = Press(Action.SHOW_PRIVATE, owner=owner_of(self._identity.person(place)))
        show = button(speech.text("doors.mention.show"), press, ButtonStyle.primary)
        return lay_out([Group([speech.text("doors.mention.ready")])], inner=[row(show)])[0]

    def _spoken_in(self, message: discord.Message) -> Language:
        """Return the language of a message, or that of its server."""
        words = words_of(message.content)
        if words:
            return spoken_in(normalise(words).folded)
        locale = message.guild.preferred_locale if message.guild else None
        return language_of(locale) or self._desk.default_language


async def _replied_to(interaction: AnyInteraction) -> discord.Message | None:
    """Return the message that the pressed one replies to, or None if it cannot be read any more."""
    reference = interaction.message.reference if interaction.message else None
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        found = reference.resolved
    else:
        channel: Any = interaction.channel
        try:
            found = await channel.fetch_message(reference.message_id)
        except (*FAILED, AttributeError):
            return None
    return found if words_of(found.content) or has_pictures(found) or found.attachments else None


def _quotes(message: discord.Message) -> bool:
    """Tell whether the message replies to one of somebody else, whose words Discord does not give us."""
    reference = message.reference
    if reference is None or reference.type is not discord.MessageReferenceType.reply:
        return False
    resolved = reference.resolved
    return not (isinstance(resolved, discord.Message) and resolved.author.bot)


def _quoted(name: str) -> str:
    """Return what somebody typed as it can be repeated to them."""
    return one_line(cut(name, 40)) or "?"
