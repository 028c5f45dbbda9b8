"""Choose the letters and form texts that are of use in a case, and have them written."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from bot.core.case import Advised, Case, Wish, in_language
from bot.core.letter import write
from bot.core.occasion import Occasion, PlatformWords, Point
from bot.core.reply import Draft
from policies.rulebook import Rulebook
from policies.vocabulary import CAUTION, DIRECT, Fact, Language, Purpose, Verdict

_UP_TO: dict[Purpose, Verdict] = {
    Purpose.AGREE: Verdict.SHARE_MINIMAL,
    Purpose.OFFER_REDUCED: Verdict.ASK_FIRST,
    Purpose.ASK_PURPOSE: Verdict.APPROVAL_FIRST,
    Purpose.PROPOSE_APPROVAL: Verdict.APPROVAL_FIRST,
}
"""The most cautious verdict under which a letter of that purpose is still written; any refusal may be wished for."""

_REFUSED_ANYWAY = frozenset((Purpose.AGREE, Purpose.ASK_PURPOSE, Purpose.OFFER_REDUCED))
_FOR_FORMS = {Purpose.REPORT: Purpose.DECLINE, Purpose.APPROVAL_REASON: Purpose.PROPOSE_APPROVAL}


def write_drafts(case: Case, wish: Wish) -> tuple[Draft, ...]:
    """Return the letter that is wanted first, then others of use."""
    occasion = _occasion(case, wish)
    points = [(_point(each, case, wish), each.outcome.verdict) for each in case.ranked]
    letters: dict[Purpose, list[Point]] = {}
    for purpose in _main_purposes(case, wish):
        chosen = [_wished(point, verdict, purpose) for point, verdict in points]
        letters.setdefault(chosen[0].purpose, chosen)
    for purpose, verdict in _forms(case):
        letters.setdefault(purpose, [replace(point, purpose=purpose) for point, own in points if own is verdict])
    return tuple(
        Draft(purpose, wish.tone, wish.language, write(chosen, occasion, wish.phrases))
        for purpose, chosen in letters.items()
    )


def _main_purposes(case: Case, wish: Wish) -> tuple[Purpose | None, ...]:
    """Return the purposes of letters to the client; None leaves it to the rules."""
    if wish.purpose is not None:
        return (wish.purpose,)
    if not case.shared or wish.refuse:
        return (None,)
    if case.verdict is Verdict.SHARE:
        return ()
    if case.verdict is Verdict.DECLINE_AND_REPORT:
        return (Purpose.WITHDRAW,)
    if case.verdict is Verdict.DECLINE:
        return (Purpose.REQUEST_DELETION, Purpose.WITHDRAW)
    return (Purpose.REQUEST_DELETION,)


def _forms(case: Case) -> Iterator[tuple[Purpose, Verdict]]:
    """Yield the texts for the platform's forms that are of use, and the verdict of the asks that they are about."""
    if case.platform is None:
        return
    if case.verdict is Verdict.APPROVAL_FIRST and case.platform.approval and case.facts.get(Fact.APPROVAL) != "pending":
        yield Purpose.APPROVAL_REASON, Verdict.APPROVAL_FIRST
    if case.verdict is Verdict.DECLINE_AND_REPORT and case.platform.report:
        yield Purpose.REPORT, Verdict.DECLINE_AND_REPORT


def _point(each: Advised, case: Case, wish: Wish) -> Point:
    """Return what the rule behind the advice says of its letter, as far as that suits the advice and the wish."""
    rule, verdict = each.outcome.rules[0], each.outcome.verdict
    purpose = _FOR_FORMS.get(rule.letter.purpose, rule.letter.purpose)
    alternative = rule.letter.alternative
    if CAUTION[verdict] > CAUTION[rule.verdict]:
        purpose = Purpose.ASK_PURPOSE
    stop = case.verdict is Verdict.DECLINE_AND_REPORT and purpose is not Purpose.WITHDRAW
    if stop or (wish.refuse and purpose in _REFUSED_ANYWAY):
        alternative = None if purpose is Purpose.AGREE else alternative
        purpose = Purpose.DECLINE
    return Point(each.ask.kind, each.ask.tool, purpose, rule.letter.reason, alternative)


def _wished(point: Point, verdict: Verdict, purpose: Purpose | None) -> Point:
    """Return the point with the purpose that is wished for, unless it would be careless to write that."""
    if purpose is None or CAUTION[verdict] > CAUTION[_UP_TO.get(purpose, Verdict.DECLINE_AND_REPORT)]:
        return point
    agreed = point.purpose is Purpose.AGREE and purpose is not Purpose.AGREE
    return replace(point, purpose=purpose, alternative=None if agreed else point.alternative)


def _occasion(case: Case, wish: Wish) -> Occasion:
    return Occasion(
        wish.tone,
        None if case.platform is None else _platform_words(case.platform.id, case.rulebook, wish.language),
        wish.client,
        wish.own,
        cause=case.facts.get(Fact.PURPOSE),
        warm=case.facts.get(Fact.RELATIONSHIP) == "repeat",
        pending=case.facts.get(Fact.APPROVAL) == "pending",
        stop=case.verdict is Verdict.DECLINE_AND_REPORT,
    )


@lru_cache(maxsize=256)
def _platform_words(platform_id: str, rulebook: Rulebook, language: Language) -> PlatformWords | None:
    """Return what the letters call the platform; nothing where there is none between the two."""
    platform = rulebook.platforms[platform_id]
    if platform.id == DIRECT:
        return None
    procedure = None if platform.approval is None else in_language(platform.approval.name, language)
    call = None if platform.call_tool is None else in_language(platform.call_tool, language)
    return PlatformWords(in_language(platform.title, language), procedure, call)
