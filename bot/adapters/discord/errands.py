"""What the other commands do: a letter without a message, reasons, a platform's rules, settings, one's own data."""

from bot.adapters.discord.clean import one_line
from bot.adapters.discord.desk import AnyInteraction, Desk, Views, WithFile
from bot.adapters.discord.hints import Hints
from bot.adapters.discord.identity import Identity, place_of
from bot.adapters.discord.limits import cut
from bot.adapters.discord.own_data import OwnData
from bot.adapters.discord.policy_page import PolicyPage
from bot.adapters.discord.preferences_page import Changes, PreferencesPage
from bot.adapters.discord.servers import Servers
from bot.adapters.discord.suggestions import Suggestions
from bot.adapters.discord.turn import Asked, Turn
from bot.adapters.discord.wording import Wording
from bot.core.ports import ContextStore
from policies.vocabulary import Fact, Language, Tone


class Errands:
    """Answers commands that are no message to be advised on."""

    def __init__(
        self,
        desk: Desk,
        turn: Turn,
        wording: Wording,
        store: ContextStore,
        identity: Identity,
        servers: Servers,
        suggestions: Suggestions,
        own_data: OwnData,
    ) -> None:
        """Take what answers words, and what is to be shown."""
        self._desk = desk
        self._turn = turn
        self._wording = wording
        self._store = store
        self._identity = identity
        self._servers = servers
        self._suggestions = suggestions
        self._own_data = own_data
        self._policy_page = PolicyPage(wording)
        self._preferences_page = PreferencesPage(wording, store, identity)

    async def decline(
        self, interaction: AnyInteraction, what: str, platform: str | None, tone: Tone | None, language: Language | None
    ) -> None:
        """Write a letter that declines what somebody names, and go on from there as from any case."""

        async def work() -> Views:
            place = place_of(interaction)
            kept = await self._store.preferences(self._identity.person(place))
            spoken = language or kept.language or self._desk.language(interaction)
            asks = self._suggestions.asks(what)
            if not asks:
                return [self._desk.notice("doors.decline.unknown", spoken, what=one_line(cut(what, 40)) or "?")]
            where = platform or kept.platform or (await self._servers.of(interaction.guild_id)).platform
            facts = {str(Fact.PLATFORM): where} if where else {}
            await self._turn.begin_with(place, asks, facts, spoken, tone or kept.tone or Tone.PLAIN)
            words = self._wording.in_language(spoken).text("doors.say.decline")
            return (await self._turn.say(place, words, Asked(language=spoken))).views

        await self._desk.answer(interaction, work)

    async def why(self, interaction: AnyInteraction) -> None:
        """Show all reasons and sources of the case under way."""

        async def work() -> Views:
            place = place_of(interaction)
            case = await self._turn.case(place)
            language = case.language if case is not None else await self._language(interaction)
            words = self._wording.in_language(language).text("doors.say.why")
            return (await self._turn.say(place, words, Asked(hints=Hints(language)))).views

        await self._desk.answer(interaction, work)

    async def policy(self, interaction: AnyInteraction, platform_id: str) -> None:
        """Show what is known of a platform."""

        async def work() -> Views:
            return self._policy_page.show(platform_id, await self._language(interaction))

        await self._desk.answer(interaction, work)

    async def settings(self, interaction: AnyInteraction, changes: Changes) -> None:
        """Change and show what is set."""

        async def work() -> Views:
            language = self._desk.language(interaction)
            return [await self._preferences_page.change(place_of(interaction), changes, language)]

        await self._desk.answer(interaction, work)

    async def forget(self, interaction: AnyInteraction) -> None:
        """Ask whether everything is to be erased."""

        async def work() -> Views:
            return [self._own_data.ask_to_forget(place_of(interaction), await self._language(interaction))]

        await self._desk.answer(interaction, work, no_store="doors.failed.erase")

    async def privacy(self, interaction: AnyInteraction) -> None:
        """Tell what is stored."""

        async def work() -> Views:
            return [self._own_data.privacy(place_of(interaction), await self._language(interaction))]

        await self._desk.answer(interaction, work)

    async def help(self, interaction: AnyInteraction) -> None:
        """Tell what can be done."""

        async def work() -> Views:
            return [self._own_data.help(await self._language(interaction))]

        await self._desk.answer(interaction, work)

    async def export(self, interaction: AnyInteraction) -> None:
        """Give all that is stored of the person."""

        async def work() -> WithFile:
            return await self._own_data.export(place_of(interaction), await self._language(interaction))

        await self._desk.give(interaction, work)

    async def _language(self, interaction: AnyInteraction) -> Language:
        """Return the language that the person has set, or that of their Discord. May raise `StoreError`."""
        kept = await self._store.preferences(self._identity.person(place_of(interaction)))
        return kept.language or self._desk.language(interaction)
