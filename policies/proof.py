"""Hold the rules against the examples embedded in their files.

`applies = true` says that the rule holds: it stands, or a milder exception displaces it. `applies = false` says that it
does not stand: it does not hold, holds perhaps only, or is displaced.
How rules are combined and messages are read is not known here: both are handed in (`Judge`, `Reader`).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from policies.problems import Problem
from policies.rulebook import Rulebook
from policies.schema import Rule, RuleExample
from policies.vocabulary import Fact, Kind, Manner, Verdict

Speaker = Literal["client", "freelancer"]


@dataclass(frozen=True, slots=True)
class Situation:
    """One ask with all that is known beside it. `kinds` are all kinds asked for in the same message."""

    kind: Kind
    on: dt.date
    tool: str | None = None
    manner: frozenset[Manner] = frozenset()
    signs: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the rulebook says of a situation. `standing`: the ids of the rules that hold and are not displaced."""

    verdict: Verdict
    standing: tuple[str, ...]
    wants: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was read from a sentence: each kind asked for with its tool and manner, the signs, facts and intent."""

    asks: Mapping[Kind, tuple[str | None, frozenset[Manner]]]
    signs: frozenset[str]
    facts: Mapping[str, str]
    intent: str


_Fault = tuple[str, str]
"""What is wrong, and what to do."""

Judge = Callable[[Rulebook, Situation], Ruling]
Reader = Callable[[str, Speaker | None], Heard]


@dataclass(frozen=True, slots=True)
class Proof:
    """What came of it: how many examples were run, which failed, and which rules stood in none."""

    examples: int
    failures: tuple[Problem, ...]
    silent: tuple[str, ...]


def prove(rulebook: Rulebook, judge: Judge, reader: Reader | None = None) -> Proof:
    """Run every example of every rule. With a `reader`, messages of examples must also yield their ask."""
    failures: list[Problem] = []
    stood: set[str] = set()
    examples = [(rule, index, example) for rule in rulebook.rules for index, example in enumerate(rule.example)]
    for rule, index, example in examples:
        place = f"[[example]] {index + 1} “{example.name}”"
        faults = [*_misjudged(rulebook, judge, rule, example, stood), *_misread(example, reader)]
        failures += (Problem(path_of(rule.id), place, wrong, remedy) for wrong, remedy in faults)
    silent = tuple(rule.id for rule in rulebook.rules if rule.id not in stood)
    return Proof(len(examples), tuple(failures), silent)


def situation_of(rule: Rule, example: RuleExample) -> Situation:
    """Return the situation that an example with an ask describes."""
    if example.ask is None:
        raise ValueError("the example names no ask")
    return Situation(
        kind=example.ask,
        on=day_of(rule, example),
        tool=example.tool,
        manner=frozenset(example.manner),
        signs=frozenset(example.signs),
        kinds=frozenset((example.ask, *example.also_asked)),
        facts={str(fact): value for fact, value in example.facts.items()},
    )


def day_of(rule: Rule, example: RuleExample) -> dt.date:
    """Return the day on which an example is judged: its own, else that of the review, or the nearest in force."""
    if example.on is not None:
        return example.on
    term = rule.in_force
    day = term.reviewed
    if term.until is not None:
        day = min(day, term.until)
    return max(day, term.since) if term.since is not None else day


def path_of(rule_id: str) -> str:
    """Return the path of a rule's file below the folder of policies."""
    return f"rules/{rule_id.replace('.', '/')}.toml"


def _misjudged(rulebook: Rulebook, judge: Judge, rule: Rule, example: RuleExample, stood: set[str]) -> Iterator[_Fault]:
    """Yield what the example expects and the rulebook does not give. Enter the rules that stand into `stood`."""
    if example.ask is None:
        return
    try:
        ruling = judge(rulebook, situation_of(rule, example))
    except LookupError:
        yield f"no rule is left for “{example.ask}”", "add the default of the kind, or break the circle of overrides"
        return
    stood.update(ruling.standing)
    standing = ", ".join(ruling.standing)
    stands = rule.id in ruling.standing
    if example.applies is True and not stands and not _holds(rulebook, judge, rule, example):
        yield f"the rule should apply, but these do: {standing}", _why_not(rule, example)
    if example.applies is False and stands:
        yield "the rule should not apply, but it does", "narrow the rule, or mend the example"
    if example.verdict is not None and example.verdict != ruling.verdict:
        wrong = f"the verdict should be “{example.verdict}” but is “{ruling.verdict}” (by {standing})"
        yield wrong, "mend the example, or override the rules named"
    if example.wants is not None and example.wants != ruling.wants:
        asked = f"“{ruling.wants}” is" if ruling.wants else "nothing is"
        yield f"“{example.wants}” should be asked for, but {asked}", "mend the example, or the rules around it"


def _holds(rulebook: Rulebook, judge: Judge, rule: Rule, example: RuleExample) -> bool:
    """Tell whether the rule holds when no other rule can displace it."""
    alone = Rulebook(rulebook.version, (rule,), {}, {}, {}, {}, {})
    try:
        return rule.id in judge(alone, situation_of(rule, example)).standing
    except LookupError:
        return False


def _why_not(rule: Rule, example: RuleExample) -> str:
    """Return a remedy that names the first condition of the rule that the example does not meet."""
    for fact, allowed in rule.when.items():
        value = example.facts.get(Fact(fact))
        if value is None:
            return f"give “{fact}” in the facts of the example"
        if value not in allowed:
            return f"“{fact}” is “{value}” in the example, but the rule wants {' or '.join(allowed)}"
    return "see tools, manner, signs, other asks and the overrides of the rules named"


def _misread(example: RuleExample, reader: Reader | None) -> Iterator[_Fault]:
    """Yield what the message of an example does not say to the reader."""
    if reader is None or example.message is None or example.ask is None:
        return
    heard = reader(example.message, example.speaker)
    if example.ask not in heard.asks:
        found = ", ".join(heard.asks) or "no ask"
        yield f"“{example.ask}” is not read from the message, but {found}", "mend the message, or the words in asks/"
    elif example.tool and heard.asks[example.ask][0] != example.tool:
        wrong = f"the tool read from the message is “{heard.asks[example.ask][0]}”, not “{example.tool}”"
        yield wrong, "mend the message, or the words in tools/"
