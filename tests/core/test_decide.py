"""How rules combine: unknown facts, overriding, time, and the one question."""

import datetime as dt
from typing import Any

import pytest

from bot.core.decide import Query, decide
from policies.rulebook import Rulebook
from policies.schema import Rule
from policies.vocabulary import Kind, Manner, Verdict

DAY = dt.date(2026, 11, 24)


def rule(rule_id: str, verdict: str, **more: Any) -> Rule:
    """Make a rule about phone numbers with as little as a rule needs."""
    data: dict[str, Any] = {
        "id": rule_id,
        "title": {"ja": "題", "en": "Title"},
        "asks": ["phone"],
        "verdict": verdict,
        "in_force": {"reviewed": DAY},
        "source": [{"page": "test.page", "says": "So it is."}],
        "reason": {"ja": "理由です。", "en": "A reason."},
        "letter": {"purpose": "decline"},
    }
    return Rule.model_validate(data | more)


def book(*rules: Rule) -> Rulebook:
    """Make a rulebook of these rules alone."""
    return Rulebook("test", rules, {}, {}, {}, {}, {})


PHONE = [Query(Kind.PHONE)]
DEFAULT = rule("common.phone", "ask_first")
BASE = rule("site.contact", "approval_first", when={"platform": ["site"]})
APPROVED = rule(
    "site.approved",
    "share_minimal",
    when={"platform": ["site"], "approval": ["approved"]},
    overrides=["site.contact", "common.phone"],
)


@pytest.mark.parametrize(
    ("facts", "verdict", "possible", "wanted"),
    [
        ({}, "ask_first", {"ask_first", "approval_first", "share_minimal"}, "platform"),
        ({"platform": "other"}, "ask_first", {"ask_first"}, None),
        ({"platform": "site"}, "approval_first", {"approval_first", "share_minimal"}, "approval"),
        ({"platform": "site", "approval": "none"}, "approval_first", {"approval_first"}, None),
        ({"platform": "site", "approval": "approved"}, "share_minimal", {"share_minimal"}, None),
    ],
)
def test_unknown_facts(facts: dict[str, str], verdict: str, possible: set[str], wanted: str | None) -> None:
    decision = decide(PHONE, facts, book(DEFAULT, BASE, APPROVED), DAY)
    assert decision.verdict == verdict
    assert set(decision.outcomes[0].possible) == possible
    assert decision.wanted == wanted
    assert decision.final == (len(possible) == 1)


def test_a_fact_that_is_not_known_is_not_asked_for_again() -> None:
    rules = book(DEFAULT, BASE, APPROVED)
    assert decide(PHONE, {"platform": "site"}, rules, DAY, not_asked=["approval"]).wanted is None


def test_an_approval_would_change_it() -> None:
    (change,) = decide(PHONE, {"platform": "site"}, book(DEFAULT, BASE, APPROVED), DAY).would_change
    assert (change.fact, change.value, change.verdict) == ("approval", "approved", "share_minimal")


def test_the_most_cautious_of_the_rules_that_hold_wins_and_all_are_kept() -> None:
    decision = decide(PHONE, {}, book(DEFAULT, rule("law.phone", "decline")), DAY)
    assert decision.verdict == "decline"
    assert [held.id for held in decision.outcomes[0].rules] == ["law.phone", "common.phone"]


def test_while_something_harder_is_possible_nothing_is_shared_at_once() -> None:
    mild = rule("common.phone", "share")
    hard = rule("site.contact", "decline", when={"platform": ["site"]})
    assert decide(PHONE, {}, book(mild, hard), DAY).verdict == "ask_first"
    assert decide(PHONE, {"platform": "other"}, book(mild, hard), DAY).verdict == "share"


def test_a_whole_area_can_be_overridden() -> None:
    milder = rule("site.known", "share", when={"platform": ["site"]}, overrides=["common.*"])
    assert decide(PHONE, {"platform": "site"}, book(DEFAULT, milder), DAY).verdict == "share"


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (dt.date(2020, 10, 19), "decline"),
        (dt.date(2020, 10, 20), "approval_first"),
        (dt.date(2020, 10, 21), "approval_first"),
    ],
)
def test_rules_hold_from_their_first_to_their_last_day(day: dt.date, verdict: str) -> None:
    term = {"reviewed": DAY}
    older = rule("site.older", "decline", in_force=term | {"until": dt.date(2020, 10, 19)})
    newer = rule("site.newer", "approval_first", in_force=term | {"since": dt.date(2020, 10, 20)})
    assert decide(PHONE, {}, book(DEFAULT, older, newer), day).verdict == verdict


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        (Query(Kind.PHONE), False),
        (Query(Kind.PHONE, signs=frozenset(["easy_money"])), True),
        (Query(Kind.PHONE, kinds=frozenset([Kind.PHONE, Kind.CARD])), False),
    ],
)
def test_signs_narrow_a_rule(query: Query, holds: bool) -> None:
    fraud = rule("fraud.test", "decline_and_report", signs_any=["easy_money"])
    decision = decide([query], {}, book(DEFAULT, fraud), DAY)
    assert (decision.verdict == "decline_and_report") is holds


def test_other_kinds_of_the_message_narrow_a_rule() -> None:
    together = rule("common.together", "decline", with_all=["card"])
    alone = Query(Kind.PHONE, kinds=frozenset([Kind.PHONE]))
    both = Query(Kind.PHONE, kinds=frozenset([Kind.PHONE, Kind.CARD]))
    rules = book(DEFAULT, together)
    assert decide([alone], {}, rules, DAY).verdict == "ask_first"
    assert decide([both], {}, rules, DAY).verdict == "decline"


def test_manner_and_tool_narrow_a_rule() -> None:
    less = rule("common.less", "share_minimal", manner=["reduced"], overrides=["common.phone"])
    built_in = rule("site.tool", "share", tools=["platform_call"], overrides=["common.phone"])
    rules = book(DEFAULT, less, built_in)
    assert decide([Query(Kind.PHONE, manner=frozenset([Manner.REDUCED]))], {}, rules, DAY).verdict == "share_minimal"
    assert decide([Query(Kind.PHONE, "platform_call")], {}, rules, DAY).verdict == "share"
    assert decide(PHONE, {}, rules, DAY).verdict == "ask_first"


def test_what_people_tell_by_themselves_is_not_waited_for() -> None:
    shared = rule("common.shared", "decline_and_report", when={"already_shared": ["yes"]})
    decision = decide(PHONE, {}, book(DEFAULT, shared), DAY)
    assert decision.final
    assert decision.wanted is None
    told = decide(PHONE, {"already_shared": "yes"}, book(DEFAULT, shared), DAY)
    assert told.verdict is Verdict.DECLINE_AND_REPORT


def test_a_message_takes_the_most_cautious_verdict_of_its_asks() -> None:
    email = rule("common.email", "share", asks=["email"])
    decision = decide([Query(Kind.EMAIL), Query(Kind.PHONE)], {}, book(DEFAULT, email), DAY)
    assert [outcome.verdict for outcome in decision.outcomes] == ["share", "ask_first"]
    assert decision.verdict == "ask_first"


def test_no_ask_no_verdict() -> None:
    assert decide([], {}, book(DEFAULT), DAY).verdict is None
