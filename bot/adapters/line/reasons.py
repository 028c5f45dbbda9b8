"""Which reasons a card shows: at first a few, the weightiest first; all of them when they were asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.core.reply import AskAdvice, Reason, Reply, SourceLine
from policies.vocabulary import CAUTION, Verdict

MAX_REASONS = 3
"""Reasons on a card that was not asked for reasons; only one where there is much to do at once."""


@dataclass(frozen=True, slots=True)
class Group:
    """Asks that are advised on alike, with the reasons to show."""

    names: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]


def is_about_reasons(reply: Reply) -> bool:
    """Tell whether the reply answers the question why: then it holds nothing but reasons."""
    return bool(reply.asks) and not (reply.steps or reply.drafts or reply.aftercare or reply.question)


def grouped(reply: Reply, most: int | None = MAX_REASONS) -> tuple[Group, ...]:
    """Return the asks in groups, the most cautious first, with at most that many reasons altogether.

    Every group has its first reason before any has its second. Beside a fraud the honest asks do not matter.
    """
    at_length = is_about_reasons(reply)
    if reply.aftercare and most is not None:
        most = 1
    found: dict[tuple[str, ...], list[AskAdvice]] = {}
    for ask in sorted(reply.asks, key=lambda ask: -CAUTION[ask.verdict]):
        rules = [reason.rule for reason in ask.reasons] if at_length else ()
        found.setdefault((ask.verdict, *rules), []).append(ask)
    worst_only = reply.verdict is Verdict.DECLINE_AND_REPORT and not at_length
    groups = [asks for asks in found.values() if not worst_only or asks[0].verdict is reply.verdict]
    told = [_told(asks, at_length=at_length) for asks in groups]
    given = [tuple(reasons) for reasons in told] if most is None else _dealt(told, most)
    return tuple(
        Group(tuple(ask.name for ask in asks), asks[0].verdict, reasons)
        for asks, reasons in zip(groups, given, strict=True)
    )


def hides_reasons(reply: Reply, groups: Sequence[Group]) -> bool:
    """Tell whether there are reasons or sources beyond those of the groups with one source each."""
    shown = {reason.rule for group in groups for reason in group.reasons}
    every = {reason.rule: reason for ask in reply.asks for reason in ask.reasons}
    return every.keys() != shown or any(len(reason.sources) > 1 for reason in every.values())


def best_source(reason: Reason) -> tuple[SourceLine, ...]:
    """Return the one source to show beside a short reason: the first that is official."""
    official = [source for source in reason.sources if source.kind == "official"]
    return tuple((official or list(reason.sources))[:1])


def _told(asks: Sequence[AskAdvice], *, at_length: bool) -> list[Reason]:
    """Return the reasons of some asks, each once, the first of every ask before the others.

    At first what holds everywhere is left out where something more special is known.
    """
    chosen = []
    for ask in asks:
        special = [reason for reason in ask.reasons if reason.rule != f"common.{ask.kind}"]
        chosen.append(ask.reasons if at_length or not special else special)
    turns = zip_longest(*chosen)
    return list({reason.rule: reason for turn in turns for reason in turn if reason is not None}.values())


def _dealt(lists: Sequence[Sequence[Reason]], most: int) -> list[tuple[Reason, ...]]:
    """Deal out so many reasons in turns, none to two groups."""
    given: list[list[Reason]] = [[] for _ in lists]
    seen: set[str] = set()
    for turn in zip_longest(*lists):
        for place, reason in enumerate(turn):
            if reason is not None and reason.rule not in seen and len(seen) < most:
                seen.add(reason.rule)
                given[place].append(reason)
    return [tuple(each) for each in given]
