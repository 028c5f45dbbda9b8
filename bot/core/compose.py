"""Turn a decision into words: a platform-free `Reply` with its verdict, reasons, steps, question and letters.

Everything here is a plain function of its arguments. What depends on the rulebook and the language alone is made once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import chain, zip_longest

from bot.core.conversation import KnownAsk
from bot.core.decide import Change, Decision, Outcome, Query, decide
from bot.core.letter import Occasion, PlatformWords, Point, write
from bot.core.reading import Ask, Intent, Reading
from bot.core.reply import AskAdvice, Choice, Draft, Question, Reason, Reply, SourceLine, WouldChange
from bot.texts import telling
from bot.texts.naming import join_names, name_of
from bot.texts.phrasebook import Phrasebook, Phrases
from policies.rulebook import Rulebook
from policies.schema import AftercareStep, Both, Contact, Platform, Rule
from policies.vocabulary import CAUTION, DIRECT, FACT_VALUES, Fact, Language, Purpose, Tone, Verdict

MAX_STEPS = 6
MAX_AFTERCARE = 10
MAX_CHANGES = 2
REVIEW = dt.timedelta(days=365)
"""A rule that nobody has checked for longer than this is given with a warning."""

UNKNOWN = "unknown"
"""The value of the choice "I don't know"."""


class Notice(StrEnum):
    """What is said where there is nothing to advise on."""

    HELP = "help"
    SMALL_TALK = "small_talk"
    NO_ASK = "no_ask"
    UNSURE = "unsure"
    FORGOTTEN = "forgotten"
    NOTHING_STORED = "nothing_stored"
    EXPIRED = "expired"
    STALE = "stale"
    NOTHING_TO_FOLLOW = "nothing_to_follow"
    TOO_LONG = "too_long"
    ONLY_TEXT = "only_text"
    FAILED = "failed"
    SAVED = "saved"


@dataclass(slots=True)
class _Advised:
    """An ask with what the rules say of it."""

    ask: Ask
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class _Told:
    """What a rule says, in one language."""

    reason: Reason
    steps: tuple[str, ...]
    call: tuple[str, ...]
    silent: bool
    reviewed: dt.date


@dataclass(slots=True)
class _Case:
    """Everything that a reply is made of.

    `ranked`: the most cautious advice first. `told`: the rules behind it, the first of each ask before the others.
    """

    decision: Decision
    reading: Reading
    facts: Mapping[str, str]
    rulebook: Rulebook
    phrases: Phrases
    language: Language
    platform: Platform | None
    advised: tuple[_Advised, ...]
    ranked: tuple[_Advised, ...]
    told: tuple[_Told, ...]
    verdict: Verdict
    silent: bool

    @property
    def shared(self) -> bool:
        return self.facts.get(Fact.ALREADY_SHARED) == "yes"


@dataclass(slots=True)
class _Wish:
    """How the letters are wanted. `refuse`: a refusal is wanted even where agreeing would be fine."""

    language: Language
    phrases: Phrases
    tone: Tone
    purpose: Purpose | None = None
    refuse: bool = False
    client: str | None = None
    own: str | None = None


def compose(
    decision: Decision,
    reading: Reading,
    facts: Mapping[str, str],
    origins: Mapping[str, str],
    rulebook: Rulebook,
    phrasebook: Phrasebook,
    on: dt.date,
    language: Language,
    letter_language: Language,
    tone: Tone,
    purpose: Purpose | None = None,
) -> Reply:
    """Put the advice on a message into words. `reading.asks` are those that `decision` is about, in their order."""
    if decision.verdict is None:
        notice = Notice.UNSURE if reading.unsure else Notice.NO_ASK
        return compose_notice(notice, rulebook, phrasebook, language, facts, origins, reading.unsure)
    wanted = purpose or reading.purpose or (Purpose.SECOND_REFUSAL if reading.intent is Intent.INSISTS else None)
    wish = _Wish(letter_language, phrasebook.of(letter_language), tone, wanted)
    return _reply(_case(decision, reading, facts, rulebook, phrasebook.of(language), language), origins, wish, on)


def compose_letter(
    asks: Sequence[KnownAsk],
    facts: Mapping[str, str],
    rulebook: Rulebook,
    phrasebook: Phrasebook,
    on: dt.date,
    language: Language,
    letter_language: Language,
    tone: Tone,
    purpose: Purpose | None = None,
    *,
    signs: frozenset[str] = frozenset(),
    client: str | None = None,
    own: str | None = None,
) -> Reply:
    """Decide on the kinds of `asks` alone and write a refusal, or a letter of another `purpose`."""
    kinds = frozenset(ask.kind for ask in asks)
    queries = [Query(ask.kind, ask.tool, ask.manner, signs, kinds) for ask in asks]
    decision = decide(queries, facts, rulebook, on)
    reading = Reading(
        Intent.LETTER,
        tuple(Ask(ask.kind, ask.tool, ask.manner) for ask in asks),
        facts,
        signs,
        language,
        purpose=purpose,
    )
    if decision.verdict is None:
        return compose_notice(Notice.NO_ASK, rulebook, phrasebook, language, facts)
    wish = _Wish(letter_language, phrasebook.of(letter_language), tone, purpose, purpose is None, client, own)
    return _reply(_case(decision, reading, facts, rulebook, phrasebook.of(language), language), {}, wish, on)


def compose_notice(
    notice: Notice,
    rulebook: Rulebook,
    phrasebook: Phrasebook,
    language: Language,
    facts: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
    words: Sequence[str] = (),
) -> Reply:
    """Say something that is no advice. `words`: those that `UNSURE` is about."""
    phrases = phrasebook.of(language)
    if notice is Notice.UNSURE and words:
        text = phrases.fill("ui.notice.unsure_words", words=join_names(phrases, words))
    else:
        text = phrases.text(f"ui.notice.{notice}")
    return Reply(language, rulebook.version, facts=facts or {}, origins=origins or {}, notes=(text,))


def _case(
    decision: Decision,
    reading: Reading,
    facts: Mapping[str, str],
    rulebook: Rulebook,
    phrases: Phrases,
    language: Language,
) -> _Case:
    verdict = decision.verdict
    assert verdict is not None
    advised = tuple([_Advised(ask, outcome) for ask, outcome in zip(reading.asks, decision.outcomes, strict=True)])
    ranked = tuple(sorted(advised, key=lambda each: -CAUTION[each.outcome.verdict])) if len(advised) > 1 else advised
    rules = _rules(rulebook, language)
    first = [rules[each.outcome.rules[0].id] for each in ranked]
    told = (*first, *[rules[rule.id] for each in ranked for rule in each.outcome.rules[1:]])
    return _Case(
        decision,
        reading,
        facts,
        rulebook,
        phrases,
        language,
        platform=rulebook.platforms.get(facts.get(Fact.PLATFORM, "")),
        advised=advised,
        ranked=ranked,
        told=told,
        verdict=verdict,
        silent=True in [rule.silent for rule in told],
    )


@lru_cache(maxsize=8)
def _rules(rulebook: Rulebook, language: Language) -> Mapping[str, _Told]:
    """Return what every rule says, by the rule's id."""
    return {rule.id: _rule(rule, rulebook, language) for rule in rulebook.rules}


def _rule(rule: Rule, rulebook: Rulebook, language: Language) -> _Told:
    pages = dict.fromkeys(citation.page for citation in rule.source)
    sources = [rulebook.sources[page] for page in pages if page in rulebook.sources]
    lines = [
        SourceLine(_in(source.title, language), source.url, source.kind, source.read_on.isoformat(), source.dated)
        for source in sources
    ]
    steps = tuple([_in(step, language) for step in rule.step])
    reason = Reason(rule.id, _in(rule.reason, language), tuple(lines))
    return _Told(reason, steps, rule.call, rule.no_letter, rule.in_force.reviewed)


def _reply(case: _Case, origins: Mapping[str, str], wish: _Wish, on: dt.date) -> Reply:
    aftercare, helpers = _aftercare(case) if case.shared else ((), ())
    contacts = _contacts(case, helpers)
    return Reply(
        lang=case.language,
        rules_version=case.rulebook.version,
        verdict=case.verdict,
        final=case.decision.final,
        heading=_heading(case),
        asks=tuple([_advice(each, case) for each in case.advised]),
        facts=case.facts,
        origins=origins,
        question=_question(case),
        would_change=_would_change(case),
        steps=_steps(case),
        aftercare=aftercare,
        calls=tuple([_call(contact, case) for contact in contacts]),
        drafts=() if case.silent else _drafts(case, wish),
        notes=tuple(_notes(case, contacts, on)),
    )


# --- the advice ------------------------------------------------------------------------------------


def _heading(case: _Case) -> str:
    if case.silent:
        return case.phrases.text("ui.verdict.silent.heading")
    state = "shared" if case.shared else "heading" if case.decision.final else "so_far"
    return case.phrases.text(f"ui.verdict.{state}.{case.verdict}")


def _advice(each: _Advised, case: _Case) -> AskAdvice:
    ask, outcome = each.ask, each.outcome
    rules = _rules(case.rulebook, case.language)
    reasons = tuple([rules[rule.id].reason for rule in outcome.rules])
    name = name_of(case.phrases, ask.kind, ask.tool, "name")
    return AskAdvice(ask.kind, ask.tool, name, ask.quote, ask.span, outcome.verdict, outcome.possible, reasons)


def _steps(case: _Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys([step for rule in case.told for step in rule.steps]))[:MAX_STEPS]


def _question(case: _Case) -> Question | None:
    fact = case.decision.wanted
    if fact is None:
        return None
    text = telling.question(case.phrases, fact, _procedure(case))
    return Question(fact, text, _choices(fact, case.rulebook, case.phrases, case.language))


@lru_cache(maxsize=64)
def _choices(fact: str, rulebook: Rulebook, phrases: Phrases, language: Language) -> tuple[Choice, ...]:
    """Return the answers to a question, "I don't know" last; platforms with known rules and of one's language first."""
    unknown = Choice(UNKNOWN, phrases.text("ui.fact.unknown"))
    if fact != Fact.PLATFORM:
        return (*(Choice(value, telling.answer(phrases, fact, value)) for value in FACT_VALUES[Fact(fact)]), unknown)
    platforms = sorted(
        rulebook.platforms.values(),
        key=lambda platform: (platform.id == DIRECT, not platform.rules_known, platform.language != language),
    )
    return (*(Choice(platform.id, _in(platform.title, language)) for platform in platforms), unknown)


def _procedure(case: _Case) -> str | None:
    """Return what the platform calls its approval procedure, if it has one."""
    if case.platform is None or case.platform.approval is None:
        return None
    return _in(case.platform.approval.name, case.language)


def _would_change(case: _Case) -> tuple[WouldChange, ...]:
    """Return the changes that can come about or be found out, one of each fact, the mildest verdict first."""
    told: dict[str, WouldChange] = {}
    for each in case.decision.would_change:
        if each.fact in told or not _can_change(each, case.facts):
            continue
        text = telling.change(case.phrases, each.fact, each.value, each.verdict, _procedure(case))
        if text is not None:
            told[each.fact] = WouldChange(each.fact, each.value, each.verdict, text)
    return tuple(told.values())[:MAX_CHANGES]


def _can_change(change: Change, facts: Mapping[str, str]) -> bool:
    """Tell whether the fact may still take that value: a job post stays as it was, a stage only moves on."""
    known = facts.get(change.fact)
    if known is None:
        return True
    if change.fact == Fact.STAGE:
        stages = FACT_VALUES[Fact.STAGE]
        return known in stages and stages.index(known) < stages.index(change.value)
    return change.fact != Fact.IN_JOB_POST


# --- after sharing, and whom to call ---------------------------------------------------------------


def _aftercare(case: _Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to do now, the most urgent step of every kind first, and the ids of those who help with it."""
    cares = [case.rulebook.aftercare.get(kind) for kind in dict.fromkeys(each.ask.kind for each in case.ranked)]
    signs = case.reading.signs
    lists = [
        [step for step in care.step if not step.signs or not signs.isdisjoint(step.signs)] for care in cares if care
    ]
    steps = [step for turn in zip_longest(*lists) for step in turn if step is not None]
    texts = tuple(dict.fromkeys(_in(step, case.language) for step in steps))
    return texts[:MAX_AFTERCARE], tuple(chain.from_iterable(step.call for step in steps))


def _contacts(case: _Case, helpers: Iterable[str]) -> tuple[Contact, ...]:
    ids = [*(each for rule in case.told for each in rule.call), *helpers]
    contacts = case.rulebook.contacts
    return tuple(contacts[each] for each in dict.fromkeys(ids) if each in contacts)


def _call(contact: Contact, case: _Case) -> str:
    name, how = _in(contact.name, case.language), _in(contact.how, case.language)
    return case.phrases.fill("ui.call.line", name=name, how=how)


# --- notes -----------------------------------------------------------------------------------------


def _notes(case: _Case, contacts: Sequence[Contact], on: dt.date) -> Iterator[str]:
    phrases = case.phrases
    if case.silent:
        names = [_in(contact.name, case.language) for contact in contacts[:2]]
        if names:
            yield phrases.fill("ui.note.silent_call", contacts=join_names(phrases, names))
        else:
            yield phrases.text("ui.note.silent")
    elif Fact.PLATFORM not in case.facts:
        yield phrases.text("ui.note.platform_unknown")
    elif case.platform is not None and not case.platform.rules_known:
        yield phrases.fill("ui.note.no_rules", platform=_in(case.platform.title, case.language))
    if case.reading.unsure:
        yield phrases.fill("ui.note.unsure", words=join_names(phrases, case.reading.unsure))
    if not case.decision.final and case.decision.wanted is None:
        yield phrases.text("ui.note.open")
    if on - min([rule.reviewed for rule in case.told]) > REVIEW:
        yield phrases.text("ui.note.reviewed")


# --- letters ---------------------------------------------------------------------------------------

_UP_TO: dict[Purpose, Verdict] = {
    Purpose.AGREE: Verdict.SHARE_MINIMAL,
    Purpose.OFFER_REDUCED: Verdict.ASK_FIRST,
    Purpose.ASK_PURPOSE: Verdict.APPROVAL_FIRST,
    Purpose.PROPOSE_APPROVAL: Verdict.APPROVAL_FIRST,
}
"""The most cautious verdict under which a letter of that purpose is still written; any refusal may be wished for."""

_REFUSED_ANYWAY = frozenset((Purpose.AGREE, Purpose.ASK_PURPOSE, Purpose.OFFER_REDUCED))
_FOR_FORMS = {Purpose.REPORT: Purpose.DECLINE, Purpose.APPROVAL_REASON: Purpose.PROPOSE_APPROVAL}


def _drafts(case: _Case, wish: _Wish) -> tuple[Draft, ...]:
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


def _main_purposes(case: _Case, wish: _Wish) -> tuple[Purpose | None, ...]:
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


def _forms(case: _Case) -> Iterator[tuple[Purpose, Verdict]]:
    """Yield the texts for the platform's forms that are of use, and the verdict of the asks that they are about."""
    if case.platform is None:
        return
    if case.verdict is Verdict.APPROVAL_FIRST and case.platform.approval and case.facts.get(Fact.APPROVAL) != "pending":
        yield Purpose.APPROVAL_REASON, Verdict.APPROVAL_FIRST
    if case.verdict is Verdict.DECLINE_AND_REPORT and case.platform.report:
        yield Purpose.REPORT, Verdict.DECLINE_AND_REPORT


def _point(each: _Advised, case: _Case, wish: _Wish) -> Point:
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


def _occasion(case: _Case, wish: _Wish) -> Occasion:
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
    procedure = None if platform.approval is None else _in(platform.approval.name, language)
    call = None if platform.call_tool is None else _in(platform.call_tool, language)
    return PlatformWords(_in(platform.title, language), procedure, call)


def _in(text: Both | AftercareStep, language: Language) -> str:
    return text.ja if language is Language.JA else text.en
