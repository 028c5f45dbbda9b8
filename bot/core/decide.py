"""From asks and facts to a verdict, with three-valued conditions: a fact may be true, false or unknown.

1. A rule *holds* when every line of its `when` is known to be met, and *may hold* while none is known to be broken.
2. A rule that holds displaces the rules it overrides. Of those that are left the most cautious verdict wins.
3. The *possible verdicts* are those over all values of the unknown facts that some rule in question mentions.
4. While something harder is possible, the advice is as cautious as that up to `ask_first`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies.rulebook import Rulebook
from policies.schema import Rule
from policies.vocabulary import CAUTION, Fact, Kind, Manner, Verdict, most_cautious

Facts = Mapping[str, str]

UNKNOWN_OTHER = "*"
"""Stands for every value of a fact that no rule in question mentions."""

ASKING_ORDER: tuple[str, ...] = (
    Fact.PLATFORM,
    Fact.STAGE,
    Fact.APPROVAL,
    Fact.PURPOSE,
    Fact.IN_JOB_POST,
    Fact.CLIENT_VERIFIED,
    Fact.RELATIONSHIP,
)
"""Between facts that narrow the advice alike, the earlier is asked for."""

TOLD_UNASKED = frozenset((Fact.ALREADY_SHARED,))
"""What people tell of themselves when it is so: as long as they do not, no rule waits for it."""

TELLABLE: tuple[tuple[str, str], ...] = (
    (Fact.APPROVAL, "approved"),
    (Fact.STAGE, "contracted"),
    (Fact.STAGE, "funded"),
    (Fact.IN_JOB_POST, "yes"),
    (Fact.CLIENT_VERIFIED, "yes"),
)
"""Changes that can be told as advice; nobody changes platform or ends a contract for a milder verdict."""

STAGES = ("before_contract", "contracted", "funded", "ended")
"""A stage that has passed does not come back."""


@dataclass(frozen=True, slots=True)
class Query:
    """One ask with all that is known beside the facts."""

    kind: Kind
    tool: str | None = None
    manner: frozenset[Manner] = frozenset()
    signs: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one ask."""

    verdict: Verdict
    possible: tuple[Verdict, ...]
    rules: tuple[Rule, ...]
    """The rules that hold and are not displaced, the most cautious first."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one fact that leads to a milder verdict."""

    fact: str
    value: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Decision:
    """The advice on a message: an outcome for every ask, in their order."""

    outcomes: tuple[Outcome, ...]
    verdict: Verdict | None
    final: bool
    wanted: str | None
    would_change: tuple[Change, ...]


def decide(
    queries: Sequence[Query],
    facts: Facts,
    rulebook: Rulebook,
    on: dt.date,
    not_asked: Iterable[str] = (),
) -> Decision:
    """Judge `queries` by the rules in force on the day `on`.

    `not_asked` holds the facts that must not be asked for (again). A message without an ask has no verdict.
    """
    if not queries:
        return Decision((), None, True, None, ())
    known = tuple(sorted(facts.items()))
    outcomes = tuple(_outcome(query, known, rulebook, on) for query in queries)
    verdict = most_cautious([outcome.verdict for outcome in outcomes])
    reachable = _combine(outcomes)
    wanted = None
    if len(reachable) > 1:
        wanted = _wanted(tuple(queries), known, rulebook, on, frozenset(not_asked))
    changes = _would_change(tuple(queries), known, verdict, rulebook, on)
    return Decision(outcomes, verdict, len(reachable) == 1, wanted, changes)


def _combine(outcomes: Iterable[Outcome]) -> frozenset[Verdict]:
    """Return the verdicts that a message with these outcomes may come to."""
    floor = max(min(CAUTION[verdict] for verdict in outcome.possible) for outcome in outcomes)
    return frozenset(verdict for outcome in outcomes for verdict in outcome.possible if CAUTION[verdict] >= floor)


@lru_cache(maxsize=8192)
def _outcome(query: Query, known: tuple[tuple[str, str], ...], rulebook: Rulebook, on: dt.date) -> Outcome:
    facts = dict(known)
    rules = [rule for rule in rulebook.rules_for(query.kind, on) if _concerns(rule, query)]
    holding = [rule for rule in rules if _truth(rule, facts) is True]
    standing = _standing(holding)
    now = most_cautious([rule.verdict for rule in standing])
    possible = _possible(rules, facts)
    now = _while_open(now, possible)
    ordered = sorted(possible, key=CAUTION.__getitem__, reverse=True)
    reasons = sorted(standing, key=lambda rule: (-CAUTION[rule.verdict], -len(rule.when), rule.id))
    return Outcome(now, tuple(ordered), tuple(reasons))


def _while_open(now: Verdict, possible: Iterable[Verdict]) -> Verdict:
    """Return the advice while `possible` is open: up to `ask_first` as cautious as the hardest of them."""
    hardest = most_cautious(list(possible))
    return most_cautious([now, min(hardest, Verdict.ASK_FIRST, key=CAUTION.__getitem__)])


def _concerns(rule: Rule, query: Query) -> bool:
    """Tell whether the rule is about this ask, whatever the facts."""
    if rule.tools and query.tool not in rule.tools:
        return False
    if query.tool in rule.not_tools:
        return False
    if not query.manner.issuperset(rule.manner) or not query.manner.isdisjoint(rule.not_manner):
        return False
    if rule.signs_any and query.signs.isdisjoint(rule.signs_any):
        return False
    if not query.signs.issuperset(rule.signs_all):
        return False
    others = query.kinds - {query.kind}
    if rule.with_any and others.isdisjoint(rule.with_any):
        return False
    return others.issuperset(rule.with_all)


def _truth(rule: Rule, facts: Facts) -> bool | None:
    """Return whether all conditions hold; None while that rests on an unknown fact."""
    truth: bool | None = True
    for fact, allowed in rule.when.items():
        value = facts.get(fact)
        if value is None and fact in TOLD_UNASKED:
            return False
        if value is None:
            truth = None
        elif value not in allowed:
            return False
    return truth


def _standing(holding: Sequence[Rule]) -> list[Rule]:
    """Return the rules that hold and are not displaced by another one that holds."""
    return [rule for rule in holding if not any(overrides(other, rule) for other in holding if other is not rule)]


def overrides(rule: Rule, other: Rule) -> bool:
    """Tell whether `rule` displaces `other`, by its id or by its area (`crowdworks.*`)."""
    return other.id in rule.overrides or f"{other.id.partition('.')[0]}.*" in rule.overrides


Live = tuple[tuple[int, frozenset[Fact]], ...]
"""Numbers of the rules that may still hold, each with the facts on which that still rests."""


def _possible(rules: Sequence[Rule], facts: Facts) -> frozenset[Verdict]:
    """Return the verdicts over all values of the unknown facts."""
    live = tuple(
        (number, frozenset(fact for fact in rule.when if fact not in facts))
        for number, rule in enumerate(rules)
        if _truth(rule, facts) is not False
    )
    return _explore(live, rules, {})


def _explore(live: Live, rules: Sequence[Rule], seen: dict[Live, frozenset[Verdict]]) -> frozenset[Verdict]:
    """Branch on one open fact at a time; what the same rules lead to is worked out once."""
    known = seen.get(live)
    if known is not None:
        return known
    fact = next((fact for number, still in live if still for fact in rules[number].when if fact in still), None)
    if fact is None:
        standing = _standing([rules[number] for number, _ in live])
        found = frozenset([most_cautious([rule.verdict for rule in standing])])
    else:
        values = _mentioned((rules[number] for number, still in live if fact in still), fact)
        branches = {_assume(live, rules, fact, value) for value in values}
        found = frozenset(verdict for branch in branches for verdict in _explore(branch, rules, seen))
    seen[live] = found
    return found


def _assume(live: Live, rules: Sequence[Rule], fact: Fact, value: str) -> Live:
    """Return what is left of the rules once the fact has the value."""
    left = []
    for number, still in live:
        if fact not in still:
            left.append((number, still))
        elif value in rules[number].when[fact]:
            left.append((number, still - {fact}))
    return tuple(left)


def _mentioned(rules: Iterable[Rule], fact: Fact) -> list[str]:
    """Return the values of a fact that the rules mention, and one that stands for all others."""
    values = {value for rule in rules for value in rule.when.get(fact, ())}
    return [*sorted(values), UNKNOWN_OTHER]


@lru_cache(maxsize=4096)
def _wanted(
    queries: tuple[Query, ...],
    known: tuple[tuple[str, str], ...],
    rulebook: Rulebook,
    on: dt.date,
    not_asked: frozenset[str],
) -> str | None:
    """Return the unknown fact whose answer narrows the possible verdicts most, or None if none does."""
    facts = dict(known)
    before = len(_combine([_outcome(query, known, rulebook, on) for query in queries]))
    best: tuple[float, int] | None = None
    wanted = None
    for fact in _open_facts(queries, facts, rulebook, on):
        if fact in not_asked or fact not in ASKING_ORDER:
            continue
        sizes = [
            len(_combine([_outcome(query, _with(known, fact, value), rulebook, on) for query in queries]))
            for value in _answers(fact, queries, facts, rulebook, on)
        ]
        mean = sum(sizes) / len(sizes)
        rank = (mean, ASKING_ORDER.index(fact))
        if mean < before and (best is None or rank < best):
            best, wanted = rank, fact
    return wanted


def _open_facts(queries: Sequence[Query], facts: Facts, rulebook: Rulebook, on: dt.date) -> list[str]:
    found: dict[str, None] = {}
    for query in queries:
        for rule in rulebook.rules_for(query.kind, on):
            if _concerns(rule, query) and _truth(rule, facts) is None:
                found.update(dict.fromkeys(fact for fact in rule.when if fact not in facts))
    return list(found)


def _answers(fact: str, queries: Sequence[Query], facts: Facts, rulebook: Rulebook, on: dt.date) -> list[str]:
    """Return the values of a fact that matter to rules which the other facts leave open."""
    others = {name: value for name, value in facts.items() if name != fact}
    rules = [
        rule
        for query in queries
        for rule in rulebook.rules_for(query.kind, on)
        if _concerns(rule, query) and _truth(rule, others) is not False
    ]
    values = _mentioned(rules, Fact(fact))
    return values if fact == Fact.PLATFORM else values[:-1] or values


def _with(known: tuple[tuple[str, str], ...], fact: str, value: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted([*((name, old) for name, old in known if name != fact), (fact, value)]))


@lru_cache(maxsize=4096)
def _would_change(
    queries: tuple[Query, ...],
    known: tuple[tuple[str, str], ...],
    verdict: Verdict,
    rulebook: Rulebook,
    on: dt.date,
) -> tuple[Change, ...]:
    """Return the changes of one fact that lead to a milder verdict on the whole message, mildest first."""
    facts = dict(known)
    changes = []
    for fact, value in TELLABLE:
        if not _ahead(fact, value, facts) or value not in _answers(fact, queries, facts, rulebook, on):
            continue
        changed = _with(known, fact, value)
        then = most_cautious([_outcome(query, changed, rulebook, on).verdict for query in queries])
        if CAUTION[then] < CAUTION[verdict]:
            changes.append(Change(fact, value, then))
    changes.sort(key=lambda change: CAUTION[change.verdict])
    return tuple(changes)


def _ahead(fact: str, value: str, facts: Facts) -> bool:
    """Tell whether the change can still come."""
    present = facts.get(fact)
    if fact == Fact.STAGE and present in STAGES:
        return STAGES.index(value) > STAGES.index(present)
    return present != value
