"""Labels of a derived message. They follow from what was meant, never from reading the text.

Acceptable verdicts are those to which the project's own rules come for the labelled asks and facts. Where a careful
reader may see a manner, a sign or a second kind, or may not, the verdicts of both count as acceptable.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from bot.core.decide import Query, decide
from policies.rulebook import Rulebook
from policies.vocabulary import CAUTION, FACT_VALUES, Fact, Kind, Verdict
from tests.generator.ask import Meant, Said
from tests.generator.message import Message

DAY = dt.date(2026, 11, 24)
"""The day on which the messages are judged, so that labels do not depend on the clock."""

MILD = (Verdict.SHARE, Verdict.SHARE_MINIMAL)


def case(made: Message, number: str, rulebook: Rulebook) -> dict:
    """Return the labelled case in the form of the practice messages, with its derivation."""
    meant = [one for said in made.said for one in said.meant]
    told = dict(made.situation.told)
    purpose = next((said.purpose for said in made.said if said.purpose), None)
    if purpose:
        told["purpose"] = purpose
    facts = {**made.situation.beside, **told}
    acceptable = _acceptable(meant, made.said, facts, rulebook) if meant else set()
    ok = sorted(acceptable, key=CAUTION.__getitem__)
    return {
        "id": number,
        "text": made.text,
        "speaker": made.speaker,
        "facts": dict(made.situation.beside),
        "asks": _asks(meant),
        "verdict_ok": [verdict.value for verdict in ok],
        "unsafe": [verdict.value for verdict in _unsafe(ok)],
        "overcautious": [verdict.value for verdict in _overcautious(ok)],
        "text_facts": told,
        "category": made.category,
        "ways": sorted(made.ways),
        "derivation": made.steps,
    }


def _asks(meant: Iterable[Meant]) -> list[dict]:
    labels: dict[Kind, dict] = {}
    for one in meant:
        label: dict = {"kind": one.kind.value}
        if one.tool:
            label["tool"] = one.tool
        if one.near:
            label["alt"] = [kind.value for kind in one.near]
        labels.setdefault(one.kind, label)
    for one in meant:
        for kind in one.may:
            labels.setdefault(kind, {"kind": kind.value, "optional": True})
    return list(labels.values())


def _acceptable(meant: list[Meant], said: list[Said], facts: Mapping[str, str], rulebook: Rulebook) -> set[Verdict]:
    sure = frozenset().union(*(one.signs for one in said))
    maybe = frozenset().union(*(one.maybe_signs for one in said))
    found: set[Verdict] = set()
    readings = [(queries, facts) for signs in {sure, sure | maybe} for queries in _readings(meant, signs)]
    readings += [(queries, known) for queries in _plain_readings(meant, sure) for known in _known(meant, facts)]
    for queries, known in readings:
        verdict = decide(queries, known, rulebook, DAY, not_asked=Fact).verdict
        assert verdict is not None
        found.add(verdict)
    return found


def _known(meant: list[Meant], facts: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """Yield the facts as told, and with what the bare words may be taken to state."""
    purposes = [None] if Fact.PURPOSE in facts else [None, *{one for ask in meant for one in ask.implies}]
    stages = [None] if Fact.STAGE in facts else [None, "before_contract"]
    for purpose in purposes:
        for stage in stages:
            implied = {Fact.PURPOSE.value: purpose, Fact.STAGE.value: stage}
            yield {**facts, **{fact: value for fact, value in implied.items() if value}}


def _readings(meant: list[Meant], signs: frozenset[str]) -> Iterator[list[Query]]:
    """Yield the careful readings: as meant, with one kind as good in place, or with one kind beside."""
    required = {one.kind: one for one in meant}
    yield from _plain_readings(meant, signs)
    for one in required.values():
        for kind in one.near:
            others = [Meant(kind, one.tool) if other is one else other for other in required.values()]
            yield _queries(others, signs, True)
        for kind in one.may:
            if kind not in required:
                yield _queries([*required.values(), Meant(kind)], signs, True)


def _plain_readings(meant: list[Meant], signs: frozenset[str]) -> Iterator[list[Query]]:
    """Yield the readings of just what is meant, without and with the manners that one may see."""
    required = {one.kind: one for one in meant}
    yield _queries(required.values(), signs, manners=False)
    if any(one.maybe for one in meant):
        yield _queries(required.values(), signs, manners=True)


def _queries(meant: Iterable[Meant], signs: frozenset[str], manners: bool) -> list[Query]:
    meant = list(meant)
    kinds = frozenset(one.kind for one in meant)
    return [
        Query(one.kind, one.tool, one.manner | (one.maybe if manners else frozenset()), signs, kinds) for one in meant
    ]


def _unsafe(ok: list[Verdict]) -> list[Verdict]:
    """Return the verdicts that would harm: far milder than all that are acceptable."""
    if not ok or ok[0] in MILD:
        return []
    if ok[0] == Verdict.ASK_FIRST:
        return [Verdict.SHARE]
    if ok[0] == Verdict.DECLINE_AND_REPORT:
        return [verdict for verdict in Verdict if CAUTION[verdict] < CAUTION[Verdict.DECLINE]]
    return list(MILD)


def _overcautious(ok: list[Verdict]) -> list[Verdict]:
    """Return the verdicts that would lose honest work: far stricter than all that are acceptable."""
    if not ok or ok[-1] == Verdict.DECLINE_AND_REPORT:
        return []
    return [Verdict.DECLINE, Verdict.DECLINE_AND_REPORT] if ok[-1] in MILD else [Verdict.DECLINE_AND_REPORT]


def faults(one: dict) -> list[str]:
    """Return what is wrong with the labels of a case; nothing if they are sound."""
    wrong = []
    known = {**one["facts"], **one["text_facts"]}
    wrong += [f"fact told twice: {fact}" for fact in one["facts"] if fact in one["text_facts"]]
    wrong += [
        f"no such fact: {fact}={value}"
        for fact, value in known.items()
        if fact != Fact.PLATFORM and value not in FACT_VALUES.get(Fact(fact), ())
    ]
    kinds = [ask["kind"] for ask in one["asks"]]
    wrong += [f"kind labelled twice: {kind}" for kind in kinds if kinds.count(kind) > 1]
    wrong += [f"no such kind: {kind}" for kind in kinds if kind not in set(Kind)]
    required = [ask for ask in one["asks"] if not ask.get("optional")]
    if bool(required) is not bool(one["verdict_ok"]):
        wrong.append("asks and verdicts do not belong together")
    if bool(required) is (one["category"] == "no_ask"):
        wrong.append("asks and category do not belong together")
    if "{" in one["text"] or not one["text"].strip():
        wrong.append("an empty slot or an empty text")
    return wrong
