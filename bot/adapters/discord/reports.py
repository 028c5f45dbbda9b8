"""Reports that an answer is wrong: which rules led to which verdict, never the words, nor who asked.

They go to the log, for those who look after the program, and to the channel that the moderators of a server have set.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.adapters.discord.assistants import Assistants
from bot.adapters.discord.buttons import Press, step_of
from bot.adapters.discord.clean import one_line
from bot.adapters.discord.desk import AnyInteraction, Desk, Views
from bot.adapters.discord.identity import place_of
from bot.adapters.discord.layout import Group, lay_out
from bot.adapters.discord.refusals import FAILED
from bot.adapters.discord.servers import Servers
from bot.adapters.discord.turn import Turn
from bot.adapters.discord.wording import Wording
from bot.core.conversation import Conversation
from bot.core.decide import Query, decide
from bot.core.ports import Clock
from bot.logs import EventLog
from policies.rulebook import Rulebook
from policies.vocabulary import Language

MOST_REMEMBERED = 10_000

_log = EventLog(__name__)


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported of an answer."""

    verdict: str
    rules: tuple[str, ...]
    kinds: tuple[str, ...]
    rules_version: str


class Reports:
    """Takes reports and passes them on, one for each answer."""

    def __init__(
        self, desk: Desk, turn: Turn, assistants: Assistants, servers: Servers, wording: Wording, clock: Clock
    ) -> None:
        """Take where cases, rules and channels are found."""
        self._desk = desk
        self._turn = turn
        self._assistants = assistants
        self._servers = servers
        self._wording = wording
        self._clock = clock
        self._reported: OrderedDict[tuple[str, int], None] = OrderedDict()

    async def report(self, interaction: AnyInteraction, _press: Press, _chosen: Sequence[str]) -> Views:
        """Take a report on the case under way. May raise `StoreError`."""
        case = await self._turn.case(place_of(interaction))
        language = case.language if case else self._desk.language(interaction)
        if case is not None and self._is_new(case):
            core = await self._assistants.core(interaction.guild_id)
            await self._pass_on(interaction, self._made(case, core.rulebook))
        return [self._desk.notice("setup.report.thanks", language)]

    def _is_new(self, case: Conversation) -> bool:
        key = (case.key, step_of(case))
        if key in self._reported:
            return False
        self._reported[key] = None
        while len(self._reported) > MOST_REMEMBERED:
            self._reported.popitem(last=False)
        return True

    def _made(self, case: Conversation, rulebook: Rulebook) -> Report:
        kinds = frozenset(ask.kind for ask in case.asks)
        queries = [Query(ask.kind, ask.tool, ask.manner, case.signs, kinds) for ask in case.asks]
        decision = decide(queries, case.facts, rulebook, self._clock.now().astimezone().date(), case.not_asked)
        rules = dict.fromkeys(rule.id for outcome in decision.outcomes for rule in outcome.rules)
        return Report(str(decision.verdict), tuple(rules), tuple(sorted(kinds)), rulebook.version)

    async def _pass_on(self, interaction: AnyInteraction, report: Report) -> None:
        _log.warning(
            "answer_reported",
            platform="discord",
            verdict=report.verdict,
            rules=list(report.rules),
            kinds=list(report.kinds),
        )
        server = await self._servers.of(interaction.guild_id)
        if server.report_channel is None:
            return
        channel = interaction.client.get_partial_messageable(server.report_channel, guild_id=interaction.guild_id)
        try:
            await channel.send(view=self._view(report, server.language or self._desk.default_language))
        except FAILED as error:
            self._desk.trouble.refused(error, "report")

    def _view(self, report: Report, language: Language) -> Any:
        speech = self._wording.in_language(language)
        lines = [
            (speech.label("verdict"), f"`{report.verdict}`"),
            (speech.label("asks"), ", ".join(f"`{kind}`" for kind in report.kinds)),
            (speech.text("setup.report.rules"), ", ".join(f"`{rule}`" for rule in report.rules)),
            (speech.text("setup.report.version"), f"`{one_line(report.rules_version)}`"),
        ]
        told = "\n".join(speech.labelled(f"**{label}**", value) for label, value in lines)
        return lay_out([Group([f"**{speech.text('setup.report.title')}**", told, speech.text("setup.report.note")])])[0]
