"""Turn a decision into words: a platform-free `Reply` with its verdict, reasons, steps, question and letters.

Everything here is a plain function of its arguments. What depends on the rulebook and the language alone is made once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain, zip_longest

from bot.core.case import Advised, Case, Told, Wish, in_language
from bot.core.choices import of_fact, placing
from bot.core.conversation import KnownAsk
from bot.core.decide import Change, Decision, Query, decide
from bot.core.drafts import write_drafts
from bot.core.reading import Ask, Intent, Reading
from bot.core.reply import AskAdvice, Question, Reason, Reply, SourceLine, WouldChange
from bot.texts import telling
from bot.texts.naming import join_names, name_of
from bot.texts.phrasebook import Phrasebook, Phrases
from policies.rulebook import Rulebook
from policies.schema import Contact, Rule
from policies.vocabulary import CAUTION, FACT_VALUES, Fact, Kind, Language, Purpose, Tone, Verdict

MAX_STEPS = 6
MAX_AFTERCARE = 10
MAX_CHANGES = 2
REVIEW = dt.timedelta(days=365)
"""A rule that nobody has checked for longer than this is given with a warning."""


class Notice(StrEnum):
    """What is said where there is nothing to advise on."""

    HELP = "help"
    SMALL_TALK = "small_talk"
    NO_ASK = "no_ask"
    UNPLACED = "unplaced"
    UNNAMED = "unnamed"
    FORGOTTEN = "forgotten"
    NOTHING_STORED = "nothing_stored"
    EXPIRED = "expired"
    STALE = "stale"
    NOTHING_TO_FOLLOW = "nothing_to_follow"
    TOO_LONG = "too_long"
    ONLY_TEXT = "only_text"
    FAILED = "failed"
    SAVED = "saved"


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
        if reading.likely:
            return _doubt(reading.unsure, reading.likely, rulebook, phrasebook, language, facts, origins)
        return compose_notice(Notice.NO_ASK, rulebook, phrasebook, language, facts, origins)
    wanted = purpose or reading.purpose or (Purpose.SECOND_REFUSAL if reading.intent is Intent.INSISTS else None)
    wish = Wish(letter_language, phrasebook.of(letter_language), tone, wanted)
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
    wish = Wish(letter_language, phrasebook.of(letter_language), tone, purpose, purpose is None, client, own)
    return _reply(_case(decision, reading, facts, rulebook, phrasebook.of(language), language), {}, wish, on)


def compose_notice(
    notice: Notice,
    rulebook: Rulebook,
    phrasebook: Phrasebook,
    language: Language,
    facts: Mapping[str, str] | None = None,
    origins: Mapping[str, str] | None = None,
) -> Reply:
    """Say something that is no advice."""
    text = phrasebook.of(language).text(f"ui.notice.{notice}")
    return Reply(language, rulebook.version, facts=facts or {}, origins=origins or {}, notes=(text,))


def _doubt(
    words: Sequence[str],
    likely: Sequence[Kind],
    rulebook: Rulebook,
    phrasebook: Phrasebook,
    language: Language,
    facts: Mapping[str, str],
    origins: Mapping[str, str],
) -> Reply:
    """Show the words that look like an ask, as far as they are known, and ask which of the likely kinds it is."""
    phrases = phrasebook.of(language)
    if words:
        text = phrases.fill("ui.notice.unsure_words", words=join_names(phrases, words))
    else:
        text = phrases.text("ui.notice.unsure")
    question = placing(likely, phrases)
    return Reply(language, rulebook.version, facts=facts, origins=origins, question=question, notes=(text,))


def _case(
    decision: Decision,
    reading: Reading,
    facts: Mapping[str, str],
    rulebook: Rulebook,
    phrases: Phrases,
    language: Language,
) -> Case:
    verdict = decision.verdict
    assert verdict is not None
    advised = tuple([Advised(ask, outcome) for ask, outcome in zip(reading.asks, decision.outcomes, strict=True)])
    ranked = tuple(sorted(advised, key=lambda each: -CAUTION[each.outcome.verdict])) if len(advised) > 1 else advised
    rules = _rules(rulebook, language)
    first = [rules[each.outcome.rules[0].id] for each in ranked]
    told = (*first, *[rules[rule.id] for each in ranked for rule in each.outcome.rules[1:]])
    return Case(
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
def _rules(rulebook: Rulebook, language: Language) -> Mapping[str, Told]:
    """Return what every rule says, by the rule's id."""
    return {rule.id: _rule(rule, rulebook, language) for rule in rulebook.rules}


def _rule(rule: Rule, rulebook: Rulebook, language: Language) -> Told:
    pages = dict.fromkeys(citation.page for citation in rule.source)
    sources = [rulebook.sources[page] for page in pages if page in rulebook.sources]
    lines = [
        SourceLine(
            in_language(source.title, language), source.url, source.kind, source.read_on.isoformat(), source.dated
        )
        for source in sources
    ]
    steps = tuple([in_language(step, language) for step in rule.step])
    reason = Reason(rule.id, in_language(rule.reason, language), tuple(lines))
    return Told(reason, steps, rule.call, rule.no_letter, rule.in_force.reviewed)


def _reply(case: Case, origins: Mapping[str, str], wish: Wish, on: dt.date) -> Reply:
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
        drafts=() if case.silent else write_drafts(case, wish),
        notes=tuple(_notes(case, contacts, on)),
    )


# --- the advice ------------------------------------------------------------------------------------


def _heading(case: Case) -> str:
    if case.silent:
        return case.phrases.text("ui.verdict.silent.heading")
    state = "shared" if case.shared else "heading" if case.decision.final else "so_far"
    return case.phrases.text(f"ui.verdict.{state}.{case.verdict}")


def _advice(each: Advised, case: Case) -> AskAdvice:
    ask, outcome = each.ask, each.outcome
    rules = _rules(case.rulebook, case.language)
    reasons = tuple([rules[rule.id].reason for rule in outcome.rules])
    name = name_of(case.phrases, ask.kind, ask.tool, "name")
    return AskAdvice(ask.kind, ask.tool, name, ask.quote, ask.span, outcome.verdict, outcome.possible, reasons)


def _steps(case: Case) -> tuple[str, ...]:
    """Return what to do next, as the rules say that the advice rests on; milder rules beside them are only reasons."""
    rules = _rules(case.rulebook, case.language)
    steps = [
        step
        for each in case.ranked
        for rule in each.outcome.rules
        if rule.verdict is each.outcome.rules[0].verdict
        for step in rules[rule.id].steps
    ]
    return tuple(dict.fromkeys(steps))[:MAX_STEPS]


def _question(case: Case) -> Question | None:
    fact = case.decision.wanted
    if fact is None:
        return None
    text = telling.question(case.phrases, fact, _procedure(case))
    return Question(fact, text, of_fact(fact, case.rulebook, case.phrases, case.language))


def _procedure(case: Case) -> str | None:
    """Return what the platform calls its approval procedure, if it has one."""
    if case.platform is None or case.platform.approval is None:
        return None
    return in_language(case.platform.approval.name, case.language)


def _would_change(case: Case) -> tuple[WouldChange, ...]:
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


def _aftercare(case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to do now, the most urgent step of every kind first, and the ids of those who help with it."""
    cares = [case.rulebook.aftercare.get(kind) for kind in dict.fromkeys(each.ask.kind for each in case.ranked)]
    signs = case.reading.signs
    lists = [
        [step for step in care.step if not step.signs or not signs.isdisjoint(step.signs)] for care in cares if care
    ]
    steps = [step for turn in zip_longest(*lists) for step in turn if step is not None]
    texts = tuple(dict.fromkeys(in_language(step, case.language) for step in steps))
    return texts[:MAX_AFTERCARE], tuple(chain.from_iterable(step.call for step in steps))


def _contacts(case: Case, helpers: Iterable[str]) -> tuple[Contact, ...]:
    """Return whom to turn to, where there is a fraud or something has been given: those near the reader, if any are."""
    if case.verdict is not Verdict.DECLINE_AND_REPORT and not case.shared:
        return ()
    ids = [*(each for rule in case.told for each in rule.call), *helpers]
    known = case.rulebook.contacts
    contacts = [known[each] for each in dict.fromkeys(ids) if each in known]
    near = [contact for contact in contacts if _is_near(contact, case.language)]
    return tuple(near or contacts)


def _is_near(contact: Contact, language: Language) -> bool:
    """Tell whether an office serves readers of the language: Japan's those of Japanese, all others those of English."""
    return contact.country == "world" or (contact.country == "JP") == (language is Language.JA)


def _call(contact: Contact, case: Case) -> str:
    name, how = in_language(contact.name, case.language), in_language(contact.how, case.language)
    return case.phrases.fill("ui.call.line", name=name, how=how)


# --- notes -----------------------------------------------------------------------------------------


def _notes(case: Case, contacts: Sequence[Contact], on: dt.date) -> Iterator[str]:
    phrases = case.phrases
    if case.silent:
        names = [in_language(contact.name, case.language) for contact in contacts[:2]]
        if names:
            yield phrases.fill("ui.note.silent_call", contacts=join_names(phrases, names))
        else:
            yield phrases.text("ui.note.silent")
    elif Fact.PLATFORM not in case.facts:
        yield phrases.text("ui.note.platform_unknown")
    elif case.platform is not None and not case.platform.rules_known:
        yield phrases.fill("ui.note.no_rules", platform=in_language(case.platform.title, case.language))
    if not case.decision.final and case.decision.wanted is None:
        yield phrases.text("ui.note.open")
    if on - min([rule.reviewed for rule in case.told]) > REVIEW:
        yield phrases.text("ui.note.reviewed")
