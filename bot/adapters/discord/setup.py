"""`/setup`: what those who manage a server decide for it. Everything is shown to them alone."""

import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import discord
from discord import ui

from bot.adapters.discord.buttons import Action, Press, channel_select, owner_of
from bot.adapters.discord.clean import code_block, one_line
from bot.adapters.discord.counts import LEAST_PEOPLE, Counts
from bot.adapters.discord.desk import AnyInteraction, Desk, Views, WithFile
from bot.adapters.discord.house import MOST_RULES, check, rule_id
from bot.adapters.discord.identity import Identity, place_of
from bot.adapters.discord.layout import Group, Row, lay_out, row
from bot.adapters.discord.rule_form import rule_form
from bot.adapters.discord.servers import Server, Servers
from bot.adapters.discord.wording import Speech, Wording, capital
from bot.core.advise import Core
from bot.core.ports import Clock, Counted
from bot.texts.naming import name_of
from policies.vocabulary import Fact

MOST_CHANNELS = 25
FILE_NAME = "rules.toml"
MOST_PROBLEMS = 10
"""Mistakes in a rule that are told at once."""

Change = Callable[[Server], Server]


class Setup:
    """Shows and changes what is set for a server."""

    def __init__(
        self,
        desk: Desk,
        servers: Servers,
        counts: Counts,
        wording: Wording,
        identity: Identity,
        core: Core,
        clock: Clock,
    ) -> None:
        """Take where settings and counts are, and the rules beside which house rules stand."""
        self._desk = desk
        self._servers = servers
        self._counts = counts
        self._wording = wording
        self._identity = identity
        self._core = core
        self._clock = clock

    # --- showing and changing ----------------------------------------------------------------------

    async def show(self, interaction: AnyInteraction) -> None:
        """Show what is set."""
        await self._answer(interaction, lambda guild_id: self._page(interaction, guild_id))

    async def change(self, interaction: AnyInteraction, change: Change) -> None:
        """Change something, and show what is set then."""

        async def work(guild_id: int) -> Views:
            await self._servers.set(guild_id, change(await self._servers.of(guild_id)))
            return await self._page(interaction, guild_id, saved=True)

        await self._answer(interaction, work)

    async def channels(self, interaction: AnyInteraction) -> None:
        """Show the list of channels to choose from."""

        async def work(guild_id: int) -> Views:
            server = await self._servers.of(guild_id)
            speech = self._speech(interaction)
            press = Press(Action.CHANNELS, owner=owner_of(self._identity.person(place_of(interaction))))
            choose = channel_select(speech.text("setup.channels.choose"), press, MOST_CHANNELS, server.channels)
            return [self._text(speech.text("setup.channels.ask"), row(choose))]

        await self._answer(interaction, work)

    async def channels_chosen(self, interaction: AnyInteraction, _press: Press, chosen: Sequence[str]) -> Views:
        """Keep the channels that were chosen. May raise `StoreError`."""
        guild_id = interaction.guild_id
        if guild_id is None or not _may_manage(interaction):
            return [self._desk.notice("setup.denied", self._desk.language(interaction))]
        server = await self._servers.of(guild_id)
        await self._servers.set(guild_id, replace(server, channels=tuple(map(int, chosen))))
        return await self._page(interaction, guild_id, saved=True)

    async def counts(self, interaction: AnyInteraction) -> None:
        """Show what is asked about in the server, of enough people together."""

        async def work(guild_id: int) -> Views:
            speech = self._speech(interaction)
            groups = []
            for month in self._counts.months():
                lines = [self._counted(each, speech) for each in await self._counts.told(guild_id, month)]
                if lines:
                    groups.append(Group(["\n".join((f"**{month}**", *lines))]))
            groups = groups or [Group([speech.text("setup.counts.none")])]
            title = f"## {speech.text('setup.counts.title')}"
            return lay_out([Group([title, speech.text("setup.counts.how", least=str(LEAST_PEOPLE))]), *groups])

        await self._answer(interaction, work)

    # --- house rules -------------------------------------------------------------------------------

    async def add_rule(self, interaction: AnyInteraction) -> None:
        """Open the form for a house rule. Nothing may come before it, so nothing is looked up."""
        if _may_manage(interaction):
            await self._desk.open(interaction, rule_form(self._speech(interaction)))
        else:
            await self._desk.tell(interaction, self._desk.notice("setup.denied", self._desk.language(interaction)))

    async def rule_submitted(self, interaction: AnyInteraction, text: str) -> None:
        """Check a house rule, and keep it if nothing is wrong with it. One of the same id is replaced."""

        async def work(guild_id: int) -> Views:
            speech = self._speech(interaction)
            checked = check(text, self._core, self._clock.now().astimezone().date())
            if checked.rule is None:
                problems = code_block("\n".join(checked.problems[:MOST_PROBLEMS]))
                return [self._text(speech.text("setup.rules.faulty"), texts=(problems, code_block(text)))]
            server = await self._servers.of(guild_id)
            others = tuple(each for each in server.rules if rule_id(each) != checked.rule.id)
            if len(others) >= MOST_RULES:
                return [self._desk.notice("setup.rules.full", speech.language, most=str(MOST_RULES))]
            await self._servers.set(guild_id, replace(server, rules=(*others, text)))
            return [self._desk.notice("setup.rules.kept", speech.language, name=one_line(checked.rule.id))]

        await self._answer(interaction, work)

    async def remove_rule(self, interaction: AnyInteraction, wanted: str) -> None:
        """Take a house rule out."""

        async def work(guild_id: int) -> Views:
            server = await self._servers.of(guild_id)
            kept = tuple(each for each in server.rules if rule_id(each) != wanted)
            language = self._desk.language(interaction)
            if len(kept) == len(server.rules):
                return [self._desk.notice("setup.rules.unknown", language, name=one_line(wanted))]
            await self._servers.set(guild_id, replace(server, rules=kept))
            return [self._desk.notice("setup.rules.removed", language, name=one_line(wanted))]

        await self._answer(interaction, work)

    async def list_rules(self, interaction: AnyInteraction) -> None:
        """Show all house rules by name, and give their texts in a file."""

        async def work() -> WithFile:
            speech = self._speech(interaction)
            if interaction.guild_id is None or not _may_manage(interaction):
                return self._desk.notice("setup.denied", speech.language), None
            texts = (await self._servers.of(interaction.guild_id)).rules
            if not texts:
                return self._desk.notice("setup.rules.none", speech.language), None
            named = "\n".join(f"- `{rule_id(text)}`" for text in texts)
            view = self._text(f"## {speech.text('setup.rules.title')}", texts=(named,))
            view.add_item(ui.File(f"attachment://{FILE_NAME}"))
            return view, discord.File(io.BytesIO("\n\n".join(texts).encode("utf-8")), FILE_NAME)

        await self._desk.give(interaction, work)

    async def rule_ids(self, interaction: AnyInteraction) -> list[str]:
        """Return the ids of the house rules. May raise `StoreError`."""
        return [rule_id(each) for each in (await self._servers.of(interaction.guild_id)).rules]

    # --- pieces ------------------------------------------------------------------------------------

    async def _answer(self, interaction: AnyInteraction, work: Callable[[int], Awaitable[Views]]) -> None:
        async def checked() -> Views:
            if interaction.guild_id is None or not _may_manage(interaction):
                return [self._desk.notice("setup.denied", self._desk.language(interaction))]
            return await work(interaction.guild_id)

        await self._desk.answer(interaction, checked)

    async def _page(self, interaction: AnyInteraction, guild_id: int, *, saved: bool = False) -> Views:
        server, speech = await self._servers.of(guild_id), self._speech(interaction)
        lines = [speech.labelled(f"**{label}**", value) for label, value in _values(server, speech)]
        last = speech.text("ui.notice.saved" if saved else "setup.page.how")
        return lay_out([Group([f"## {speech.text('setup.page.title')}", "\n".join(lines), last])])

    def _counted(self, each: Counted, speech: Speech) -> str:
        phrases = self._wording.phrasebook.of(speech.language)
        thing = capital(name_of(phrases, each.kind, None, "name"))
        where = speech.fact(Fact.PLATFORM, each.platform) if each.platform else speech.text("setup.counts.anywhere")
        return "- " + speech.labelled(
            speech.bracketed(thing, where), speech.text("setup.counts.people", count=str(each.people))
        )

    def _speech(self, interaction: AnyInteraction) -> Speech:
        return self._wording.in_language(self._desk.language(interaction))

    @staticmethod
    def _text(words: str, *rows: Row, texts: Sequence[str] = ()) -> ui.LayoutView:
        return lay_out([Group([words, *texts])], inner=rows)[0]


def _values(server: Server, speech: Speech) -> list[tuple[str, str]]:
    unset = speech.text("doors.settings.unset")
    channels = speech.joined([f"<#{channel}>" for channel in server.channels])
    language = f"doors.language.{server.language}" if server.language else "doors.settings.automatic"
    answers = f"setup.answers.{'public' if server.is_public else 'private'}"
    values = {
        "platform": speech.fact(Fact.PLATFORM, server.platform) if server.platform else unset,
        "language": speech.text(language),
        "channels": channels or speech.text("setup.page.everywhere"),
        "answers": speech.text(answers),
        "reports": f"<#{server.report_channel}>" if server.report_channel else unset,
        "rules": str(len(server.rules)),
    }
    return [(speech.text(f"setup.page.{name}"), value) for name, value in values.items()]


def _may_manage(interaction: AnyInteraction) -> bool:
    """Tell whether somebody may decide for the server. Discord hides the command from others unless told otherwise."""
    permissions: discord.Permissions = interaction.permissions
    return permissions.manage_guild or permissions.administrator
