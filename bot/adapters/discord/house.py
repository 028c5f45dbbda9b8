"""House rules: what the moderators of a server want for their members beyond what platforms and the law say.

A house rule is written in the format of the policy files and checked like them. It cannot displace any other rule, and
of the rules that hold the most cautious wins, so it is never milder than a platform's or the law's. What the format
asks for and moderators cannot know is filled in: the source is the server itself, the day of review is today, and the
letter follows from the verdict. Reasons say whose rule it is.
"""

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from bot.adapters.discord.servers import Server
from bot.adapters.discord.wording import Wording
from bot.core.advise import Core
from bot.core.decide import Query, decide
from policies import explain
from policies.proof import Ruling, Situation, prove
from policies.rulebook import Rulebook
from policies.schema import Both, Rule, Source
from policies.vocabulary import FACT_VALUES, Fact, Language, Purpose, Verdict

AREA = "community"
PAGE = f"{AREA}.rules"
SERVERS_URL = "https://discord.com/channels/"
"""Where every server has its address, which stands for the source of its own rules."""
MOST_RULES = 25
PATH = "rule"
"""What problems call the text."""

_PURPOSES = {
    Verdict.SHARE: Purpose.AGREE,
    Verdict.SHARE_MINIMAL: Purpose.OFFER_REDUCED,
    Verdict.ASK_FIRST: Purpose.ASK_PURPOSE,
    Verdict.APPROVAL_FIRST: Purpose.PROPOSE_APPROVAL,
    Verdict.DECLINE: Purpose.DECLINE,
    Verdict.DECLINE_AND_REPORT: Purpose.DECLINE,
}
_NOT_THEIRS = ("overrides", "no_letter", "call", "letter")
"""Keys of rules that ship with the program and that a house rule must not have."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A rule that was read, or what is wrong with its text, one line for each mistake."""

    rule: Rule | None
    problems: tuple[str, ...] = ()


def check(text: str, core: Core, on: dt.date) -> Checked:
    """Read and check the text of a house rule."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Checked(None, (str(explain.not_toml(PATH, text, error)),))
    forbidden = [f"{PATH}: a house rule has no “{key}”; take it out" for key in _NOT_THEIRS if key in data]
    try:
        rule = Rule.model_validate(_filled(data, on))
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return Checked(None, (*forbidden, *map(str, explain.not_valid(PATH, text, Rule, faults))))
    problems = (*forbidden, *_faults(rule, core), *_unproved(rule, core))
    return Checked(None if problems else rule, problems)


def rule_id(text: str) -> str:
    """Return the id of a house rule that was kept, and so is sound."""
    return str(tomllib.loads(text).get("id", ""))


def with_house_rules(core: Core, server: Server, guild_id: int, wording: Wording, on: dt.date) -> Core:
    """Return the core with the rules of a server beside all others. Rules that no longer fit are left out."""
    checked = [check(text, core, on).rule for text in server.rules]
    rules = [_told(rule, wording) for rule in checked if rule is not None]
    if not rules:
        return core
    digest = hashlib.sha256("\0".join(server.rules).encode()).hexdigest()[:12]
    source = Source(
        id=PAGE,
        title=_in_both("house.source", wording),
        url=f"{SERVERS_URL}{guild_id}",
        publisher=AREA,
        language="ja",
        kind="community",
        read_on=on,
    )
    return Core(core.words, _extended(core.rulebook, rules, {PAGE: source}, digest), core.phrasebook)


def _filled(data: Mapping[str, Any], on: dt.date) -> dict[str, Any]:
    """Fill in what moderators need not write."""
    verdict = data.get("verdict")
    purpose = _PURPOSES[Verdict(verdict)] if verdict in frozenset(Verdict) else Purpose.DECLINE
    given = {key: value for key, value in data.items() if key not in _NOT_THEIRS}
    filled: dict[str, Any] = {"in_force": {"reviewed": on}, **given}
    return {**filled, "source": [{"page": PAGE, "says": "The moderators have set it."}], "letter": {"purpose": purpose}}


def _faults(rule: Rule, core: Core) -> Iterator[str]:
    """Yield what is wrong beyond the form: words that nobody knows, and sides of the boundary that are not shown."""
    if rule.id.partition(".")[0] != AREA:
        yield f"{PATH}, id: “{rule.id}” is no house rule; begin it with “{AREA}.”"
    for fact, values in rule.when.items():
        known = core.rulebook.platforms.keys() if fact is Fact.PLATFORM else FACT_VALUES[fact]
        yield from (f"{PATH}, [when] {fact}: there is no value “{value}”" for value in values if value not in known)
    for sign in (*rule.signs_any, *rule.signs_all):
        if sign not in core.rulebook.signs:
            yield f"{PATH}: we know no sign “{sign}”"
    for tool in (*rule.tools, *rule.not_tools):
        if core.phrasebook.of(Language.EN).find(f"kinds.tool.{tool}") is None:
            yield f"{PATH}: we know no tool “{tool}”"
    if not any(example.applies and example.verdict for example in rule.example):
        yield f"{PATH}: no example shows where the rule applies; add [[example]] with applies = true and its verdict"
    if not any(example.applies is False for example in rule.example) and _is_narrowed(rule):
        yield f"{PATH}: no example shows the boundary; add [[example]] with applies = false"
    for example in rule.example:
        if example.ask is None:
            yield f'{PATH}, [[example]] “{example.name}”: names no ask; add ask = "…", one of the kinds in asks'


def _is_narrowed(rule: Rule) -> bool:
    """Tell whether there are situations in which the rule does not hold for its asks."""
    of_ask = (rule.tools, rule.not_tools, rule.manner, rule.not_manner)
    return any((*of_ask, rule.when, rule.signs_any, rule.signs_all, rule.with_any, rule.with_all))


def _unproved(rule: Rule, core: Core) -> Iterator[str]:
    """Yield the examples that do not come out as they say, judged together with all other rules."""
    if any(example.ask is None for example in rule.example):
        return
    book = _extended(core.rulebook, [rule], {}, "")

    def judge(_alone: Rulebook, situation: Situation) -> Ruling:
        query = Query(situation.kind, situation.tool, situation.manner, situation.signs, situation.kinds)
        decision = decide([query], situation.facts, book, situation.on)
        outcome = decision.outcomes[0]
        return Ruling(outcome.verdict, tuple(each.id for each in outcome.rules), decision.wanted)

    for failure in prove(replace(core.rulebook, rules=(rule,), _by_kind={}), judge).failures:
        yield f"{PATH}, {failure.place}: {failure.wrong}; {failure.remedy}"


def _extended(book: Rulebook, rules: Sequence[Rule], sources: Mapping[str, Source], digest: str) -> Rulebook:
    version = f"{book.version}-{digest}" if digest else book.version
    return replace(book, version=version, rules=(*book.rules, *rules), sources={**book.sources, **sources}, _by_kind={})


def _told(rule: Rule, wording: Wording) -> Rule:
    """Return the rule with reasons that say whose it is."""
    spoken = {
        str(language): wording.in_language(language).text("house.reason", reason=getattr(rule.reason, language))
        for language in Language
    }
    return rule.model_copy(update={"reason": Both(ja=spoken["ja"], en=spoken["en"])})


def _in_both(key: str, wording: Wording) -> Both:
    ja, en = (wording.in_language(language).text(key) for language in (Language.JA, Language.EN))
    return Both(ja=ja, en=en)
