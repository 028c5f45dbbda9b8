"""A decision becomes a reply: every part of it rests on the rules, and letters go only where they do no harm."""

import datetime as dt
import json
from itertools import product
from pathlib import Path

import pytest

from bot.core.choices import UNKNOWN
from bot.core.compose import MAX_AFTERCARE, MAX_STEPS, Notice, compose, compose_letter, compose_notice
from bot.core.conversation import KnownAsk
from bot.core.decide import Query, decide
from bot.core.reading import Ask, Intent, Reading
from bot.texts import phrasebook
from bot.texts.lint import lint
from policies.load import load
from policies.rulebook import Rulebook
from policies.schema import Aftercare, Contact, Platform, Rule, Source
from policies.vocabulary import Kind, Language, Purpose, Tone, Verdict

DAY = dt.date(2026, 11, 24)
PRACTICE = Path(__file__).parents[1] / "accuracy"


def both(text):
    """Return a text in both languages."""
    return {"ja": f"{text}（和）", "en": text}


def rule(name, *asks, verdict, letter, steps=(), **more):
    """Make a rule."""
    area = name.partition(".")[0]
    return Rule(
        id=name,
        title=both(name),
        asks=asks,
        verdict=verdict,
        letter=letter,
        step=[both(step) for step in steps],
        in_force={"reviewed": more.pop("reviewed", dt.date(2026, 11, 23))},
        source=[{"page": f"{area}.page", "says": "so"}, {"page": f"{area}.page", "says": "and so"}],
        reason=both(f"because of {name}"),
        **more,
    )


def platform(name, **more):
    """Make a platform."""
    words = {"certain": [name]}
    defaults = {"title": both(name.title()), "language": "en", "rules_known": True, "ja": words, "en": words}
    return Platform(id=name, **{**defaults, **more})


CITED = [{"page": "harbour.page", "says": "so"}]
APPROVAL = {"name": both("contact form"), "who": both("who"), "where": both("where"), "what_to_write": both("what")}
RULES = (
    rule("common.phone", "phone", verdict="ask_first", letter={"purpose": "ask_purpose"}, steps=["ask why"]),
    rule(
        "harbour.contact",
        "phone",
        "messenger",
        verdict="approval_first",
        letter={"purpose": "propose_approval", "reason": "platform_approval", "alternative": "platform_messages"},
        when={"platform": ["harbour"]},
        overrides=["common.messenger"],
        steps=["file the form", "wait"],
    ),
    rule(
        "harbour.contact_approved",
        "phone",
        "messenger",
        verdict="share_minimal",
        letter={"purpose": "agree", "alternative": "work_account"},
        when={"platform": ["harbour"], "approval": ["approved"]},
        overrides=["harbour.contact", "common.phone", "common.messenger"],
    ),
    rule("common.messenger", "messenger", verdict="ask_first", letter={"purpose": "ask_purpose"}),
    rule("common.portfolio", "portfolio", verdict="share", letter={"purpose": "agree"}, steps=["show it"]),
    rule(
        "common.id_document",
        "id_document",
        verdict="decline",
        letter={"purpose": "decline", "reason": "security"},
        steps=["point to the badge", "show it"],
        reviewed=dt.date(2025, 6, 1),
    ),
    rule(
        "fraud.payment",
        "payment",
        verdict="decline_and_report",
        letter={"purpose": "decline", "reason": "no_cost", "alternative": "platform_payment"},
        call=["line", "gone"],
    ),
    rule(
        "fraud.parcels",
        "account_lending",
        verdict="decline_and_report",
        letter={"purpose": "decline"},
        no_letter=True,
        call=["police", "line"],
    ),
    rule("fraud.code", "otp", verdict="decline_and_report", letter={"purpose": "decline"}, no_letter=True),
    rule("common.sns", "sns", verdict="share_minimal", letter={"purpose": "agree", "alternative": "work_account"}),
    rule(
        "harbour.sns",
        "sns",
        verdict="decline",
        letter={"purpose": "decline"},
        when={"platform": ["harbour"], "stage": ["before_contract"]},
    ),
    rule(
        "harbour.sns_later",
        "sns",
        verdict="share_minimal",
        letter={"purpose": "agree"},
        when={"platform": ["harbour"], "stage": ["contracted", "funded"]},
    ),
    rule(
        "harbour.resume",
        "resume",
        verdict="decline",
        letter={"purpose": "decline"},
        when={"platform": ["harbour"], "in_job_post": ["no"]},
    ),
    rule("common.resume", "resume", verdict="share_minimal", letter={"purpose": "agree"}),
)


def contact(name):
    """Make an office that helps."""
    return Contact(id=name, name=both(name), how=both("call 1"), when=both("now"), country="JP", page="common.page")


@pytest.fixture(scope="module")
def rulebook():
    """A small rulebook."""
    page = {"title": both("Terms"), "publisher": "Harbour", "language": "en", "kind": "official"}
    address = {"url": "https://harbour.example/terms", "read_on": dt.date(2026, 11, 23), "dated": "2026-01"}
    areas = ("common", "harbour", "fraud")
    platforms = (
        platform("pier", rules_known=False),
        platform("quay", language="ja"),
        platform("direct", language="other", title=both("No platform")),
        platform("harbour", approval={**APPROVAL, "source": CITED}, report={"where": both("there"), "source": CITED}),
    )
    care = [
        {"ja": f"{step}（和）", "en": step, "signs": signs, "call": call}
        for step, signs, call in (
            ("tell the bank", [], ["bank"]),
            ("cut the line", ["threat"], ["police"]),
            ("write it down", [], []),
        )
    ]
    many = [{"ja": f"{number}番目", "en": f"step {number}"} for number in range(20)]
    return Rulebook(
        version="0123456789ab",
        rules=RULES,
        platforms={each.id: each for each in platforms},
        sources={f"{area}.page": Source(id=f"{area}.page", **page, **address) for area in areas},
        signs={},
        aftercare={
            "id_document": Aftercare(kind="id_document", step=care),
            "phone": Aftercare(kind="phone", step=[{"ja": "着信拒否", "en": "block the number"}, care[2]]),
            "sns": Aftercare(kind="sns", step=many),
        },
        contacts={name: contact(name) for name in ("line", "police", "bank")},
    )


@pytest.fixture(scope="module")
def book():
    """The phrasebook."""
    return phrasebook.load()


@pytest.fixture
def reply(rulebook, book):
    """A function that decides on asks and composes the reply."""

    def make(*kinds, facts=None, language=Language.EN, tone=Tone.PLAIN, purpose=None, not_asked=(), on=DAY, **reading):
        facts = facts or {}
        asks = tuple(
            each if isinstance(each, Ask) else Ask(Kind(each), quote=each, span=(0, len(each))) for each in kinds
        )
        together = frozenset(ask.kind for ask in asks)
        signs = frozenset(reading.pop("signs", ()))
        queries = [Query(ask.kind, ask.tool, ask.manner, signs, together) for ask in asks]
        decision = decide(queries, facts, rulebook, on, not_asked)
        intent = reading.pop("intent", Intent.MESSAGE)
        read = Reading(intent, asks, facts, signs, language, purpose=reading.pop("told_purpose", None), **reading)
        return compose(decision, read, facts, {}, rulebook, book, on, language, language, tone, purpose)

    return make


# --- the advice ------------------------------------------------------------------------------------


def test_each_ask_has_its_name_verdict_and_reasons(reply):
    """Asks stay in their order; of each the most cautious rule comes first, with its sources once."""
    made = reply("portfolio", Ask(Kind.MESSENGER, "line", quote="LINE", span=(3, 7)), facts={"platform": "harbour"})

    samples, line = made.asks
    assert ("portfolio", Verdict.SHARE) == (samples.name, samples.verdict)
    assert ("LINE ID", "LINE", (3, 7)) == (line.name, line.quote, line.span)
    assert (Verdict.APPROVAL_FIRST, Verdict.SHARE_MINIMAL) == line.possible
    assert ["harbour.contact"] == [reason.rule for reason in line.reasons]
    assert "because of harbour.contact" == line.reasons[0].text
    source = line.reasons[0].sources[0]
    assert 1 == len(line.reasons[0].sources)
    assert ("Terms", "https://harbour.example/terms", "official", "2026-11-23", "2026-01") == (
        source.title,
        source.url,
        source.kind,
        source.read_on,
        source.dated,
    )


def test_verdict_is_that_of_the_decision(reply, rulebook):
    """With the version of the rules."""
    made = reply("portfolio", "id_document", facts={"platform": "quay"})

    assert (Verdict.DECLINE, True, rulebook.version) == (made.verdict, made.final, made.rules_version)
    assert "Decline this politely." == made.heading


@pytest.mark.parametrize("language", Language)
def test_reply_is_in_one_language(reply, language):
    """Headings, reasons, steps and letters."""
    made = reply("phone", facts={"platform": "harbour"}, language=language)

    said = [made.heading, made.asks[0].reasons[0].text, *made.steps, made.question.text, made.drafts[0].text]
    assert language is made.lang
    assert all(
        any("ぁ" <= letter <= "ん" or letter == "和" for letter in text) is (language is Language.JA) for text in said
    )


def test_heading_says_that_more_could_be_known(reply):
    """While the verdict may change."""
    assert (
        "As far as we know now, this needs the platform's approval first."
        == reply("phone", facts={"platform": "harbour"}).heading
    )


def test_heading_after_sharing_looks_ahead(reply):
    """A word like "decline" would come too late."""
    made = reply("id_document", facts={"already_shared": "yes"})

    assert "Give nothing more and ask for deletion." == made.heading


def test_steps_start_with_the_most_cautious_ask(reply):
    """What the advice on each ask rests on; nothing twice, nothing of a milder rule, and not too many."""
    made = reply("portfolio", "id_document", "phone", facts={"platform": "harbour"})

    assert ("point to the badge", "show it", "file the form", "wait") == made.steps
    assert len(made.steps) <= MAX_STEPS


# --- questions and changes -------------------------------------------------------------------------


def test_question_names_the_procedure_and_ends_with_i_do_not_know(reply):
    """Every value of the fact can be chosen."""
    question = reply("phone", facts={"platform": "harbour"}).question

    assert "approval" == question.fact
    assert "Has the contact form been approved?" == question.text
    assert ["none", "pending", "approved", UNKNOWN] == [choice.value for choice in question.choices]
    assert "I don't know" == question.choices[-1].label


def test_platforms_with_known_rules_and_of_the_language_come_first(reply):
    """No platform at all is named after them, and not knowing last."""
    english = reply("phone").question
    japanese = reply("phone", language=Language.JA).question

    assert "platform" == english.fact
    assert ["harbour", "quay", "pier", "direct", UNKNOWN] == [choice.value for choice in english.choices]
    assert ["quay", "harbour", "pier", "direct", UNKNOWN] == [choice.value for choice in japanese.choices]


def test_nothing_is_asked_that_changes_nothing(reply):
    """A final verdict has no question."""
    assert reply("portfolio").question is None


def test_change_is_told_with_the_procedure(reply):
    """As advice, with the verdict that it leads to."""
    (change,) = reply("phone", facts={"platform": "harbour", "approval": "none"}).would_change

    assert ("approval", "approved", Verdict.SHARE_MINIMAL) == (change.fact, change.value, change.verdict)
    assert "Once the contact form has been approved, the advice becomes “agree to what is needed”." == change.text


def test_stage_is_only_told_forwards(reply):
    """After a contract the account may be shown; nobody goes back to before one."""
    before = reply("sns", facts={"platform": "harbour", "stage": "before_contract"})
    after = reply("sns", facts={"platform": "harbour", "stage": "ended"})

    assert [("stage", "contracted")] == [(change.fact, change.value) for change in before.would_change]
    assert () == after.would_change


def test_job_post_cannot_be_changed(reply):
    """If it is known that the post did not say it, that is that."""
    assert () == reply("resume", facts={"platform": "harbour", "in_job_post": "no"}).would_change


# --- notes -----------------------------------------------------------------------------------------


def test_note_says_that_the_platform_is_not_known(reply):
    """Then the advice rests on common rules."""
    assert "We do not know which platform this is on, so this rests on common rules." in reply("portfolio").notes


def test_note_says_that_no_rule_of_the_platform_is_known(reply):
    """By its name; of a platform with known rules nothing is said."""
    assert ("We know of no rule of Pier on this, so this rests on common rules.",) == reply(
        "portfolio", facts={"platform": "pier"}
    ).notes
    assert () == reply("portfolio", facts={"platform": "quay"}).notes


def test_note_says_that_the_advice_may_change(reply):
    """Where the deciding fact must not be asked for again."""
    made = reply("phone", facts={"platform": "harbour"}, not_asked=["approval"])

    assert made.question is None
    assert "The advice may change once more is known." in made.notes


def test_note_warns_of_rules_that_nobody_has_checked_for_a_year(reply):
    """On the day that is asked for."""
    old = "It is more than a year since this was last checked."

    assert any(note.startswith(old) for note in reply("id_document", facts={"platform": "quay"}).notes)
    assert not any(
        note.startswith(old) for note in reply("id_document", facts={"platform": "quay"}, on=dt.date(2026, 1, 1)).notes
    )


# --- letters ---------------------------------------------------------------------------------------


def test_letter_follows_the_rule(reply):
    """Purpose, reason and alternative of the rule behind the advice, in the wanted tone."""
    made = reply("id_document", facts={"platform": "quay"}, tone=Tone.FIRM)

    (draft,) = made.drafts
    assert (Purpose.DECLINE, Tone.FIRM, Language.EN) == (draft.purpose, draft.tone, draft.lang)
    assert "I cannot send a copy of my ID, because I have to keep information secure." in draft.text


def test_letter_is_in_its_own_language(rulebook, book):
    """Advice in Japanese, letter in English."""
    decision = decide([Query(Kind.PHONE)], {}, rulebook, DAY)
    reading = Reading(Intent.MESSAGE, (Ask(Kind.PHONE),))

    made = compose(decision, reading, {}, {}, rulebook, book, DAY, Language.JA, Language.EN, Tone.PLAIN)

    assert made.lang is Language.JA
    assert made.drafts[0].lang is Language.EN
    assert made.drafts[0].text.startswith("Hello,")


def test_approval_brings_the_text_for_the_form(reply):
    """The letter first, then what to paste; nothing to paste while the result is awaited."""
    made = reply("phone", "portfolio", facts={"platform": "harbour", "approval": "none", "purpose": "contact"})
    waiting = reply("phone", facts={"platform": "harbour", "approval": "pending"})

    assert [Purpose.PROPOSE_APPROVAL, Purpose.APPROVAL_REASON] == [draft.purpose for draft in made.drafts]
    assert "my phone number. This is needed to stay in touch about the work." in made.drafts[1].text
    assert "portfolio" not in made.drafts[1].text
    assert [Purpose.PROPOSE_APPROVAL] == [draft.purpose for draft in waiting.drafts]
    assert "waiting for the result of the contact form" in waiting.drafts[0].text


def test_report_brings_the_text_for_it(reply):
    """A short refusal without an alternative, and the report where the platform takes one."""
    made = reply("payment", "portfolio", facts={"platform": "harbour"})

    refusal, report = made.drafts
    assert (Purpose.DECLINE, Purpose.REPORT) == (refusal.purpose, report.purpose)
    assert "I'm not able to make a payment" in refusal.text
    assert "happy to send my portfolio" not in refusal.text
    assert "keep the contract" not in refusal.text
    assert "a payment." in report.text
    assert [Purpose.DECLINE] == [draft.purpose for draft in reply("payment", facts={"platform": "quay"}).drafts]


def test_no_letter_goes_to_a_criminal(reply):
    """Whatever else is asked for, whatever letter is wished for; the reply says who helps."""
    for purpose in (None, Purpose.DECLINE, Purpose.AGREE, Purpose.SECOND_REFUSAL):
        made = reply("account_lending", "portfolio", facts={"platform": "harbour"}, purpose=purpose)

        assert () == made.drafts
        assert "Do not reply. Stop the conversation and get help now." == made.heading
        assert ("police: call 1", "line: call 1") == made.calls
        assert "turn to police and line." in made.notes[0]


def test_silence_needs_no_office(reply):
    """Where no rule names one, the note still says what to do."""
    made = reply("otp")

    assert () == made.calls
    assert made.notes[0].startswith("There is no need to answer this person. Keep a record of the messages and do not")


def test_calls_are_those_of_the_rules(reply):
    """Offices that are not in the book are left out."""
    assert ("line: call 1",) == reply("payment").calls


def test_raised_verdict_asks_for_the_purpose(reply):
    """While a refusal is still possible, the letter of the milder rule would promise too much."""
    made = reply("sns", facts={"platform": "harbour"})

    assert Verdict.ASK_FIRST is made.verdict
    assert [Purpose.ASK_PURPOSE] == [draft.purpose for draft in made.drafts]


@pytest.mark.parametrize(
    ("kind", "wished", "written"),
    [
        ("portfolio", Purpose.DECLINE, Purpose.DECLINE),
        ("portfolio", Purpose.ASK_PURPOSE, Purpose.ASK_PURPOSE),
        ("phone", Purpose.AGREE, Purpose.ASK_PURPOSE),
        ("phone", Purpose.OFFER_REDUCED, Purpose.OFFER_REDUCED),
        ("id_document", Purpose.AGREE, Purpose.DECLINE),
        ("id_document", Purpose.ASK_PURPOSE, Purpose.DECLINE),
        ("id_document", Purpose.PROPOSE_APPROVAL, Purpose.DECLINE),
        ("id_document", Purpose.SECOND_REFUSAL, Purpose.SECOND_REFUSAL),
        ("payment", Purpose.WITHDRAW, Purpose.WITHDRAW),
        ("payment", Purpose.AGREE, Purpose.DECLINE),
    ],
)
def test_wish_is_granted_unless_careless(reply, kind, wished, written):
    """One may always refuse; one may not agree to what the rules refuse."""
    made = reply(kind, facts={"platform": "quay"}, purpose=wished)

    assert written is made.drafts[0].purpose


def test_refusal_of_what_could_be_agreed_to_offers_nothing(reply):
    """What the rule would offer on agreeing has no place in a refusal."""
    made = reply("sns", facts={"platform": "quay"}, purpose=Purpose.DECLINE)

    assert "account that I use for work" not in made.drafts[0].text


def test_client_that_insists_is_refused_again(reply):
    """Without a purpose given."""
    made = reply("phone", facts={"platform": "quay"}, intent=Intent.INSISTS)

    assert Purpose.SECOND_REFUSAL is made.drafts[0].purpose


def test_wish_in_the_message_counts(reply):
    """The reading may carry it."""
    made = reply("phone", facts={"platform": "quay"}, told_purpose=Purpose.WITHDRAW)

    assert [Purpose.WITHDRAW] == [draft.purpose for draft in made.drafts]


def test_without_a_platform_between_the_two_its_title_is_no_name(reply):
    """Direct work is no platform."""
    made = reply("payment", facts={"platform": "direct"}, purpose=Purpose.OFFER_PLATFORM_TOOL)

    assert "No platform" not in made.drafts[0].text


# --- after sharing ---------------------------------------------------------------------------------


def test_aftercare_begins_with_the_most_urgent_of_each_kind(reply):
    """Of the most cautious kind first; steps for signs only where the sign is there; nothing twice."""
    calm = reply("phone", "id_document", facts={"already_shared": "yes", "platform": "quay"})
    threatened = reply("id_document", facts={"already_shared": "yes", "platform": "quay"}, signs=["threat"])

    assert ("tell the bank", "block the number", "write it down") == calm.aftercare
    assert ("bank: call 1",) == calm.calls
    assert ("tell the bank", "cut the line", "write it down") == threatened.aftercare
    assert ("bank: call 1", "police: call 1") == threatened.calls
    assert MAX_AFTERCARE == len(reply("sns", facts={"already_shared": "yes", "platform": "quay"}).aftercare)


def test_aftercare_is_for_what_was_shared(reply):
    """Before that it would only frighten."""
    assert () == reply("id_document", facts={"already_shared": "no"}).aftercare
    assert () == reply("id_document").aftercare


@pytest.mark.parametrize(
    ("kind", "purposes"),
    [
        ("portfolio", []),
        ("phone", [Purpose.REQUEST_DELETION]),
        ("id_document", [Purpose.REQUEST_DELETION, Purpose.WITHDRAW]),
        ("payment", [Purpose.WITHDRAW, Purpose.REPORT]),
    ],
)
def test_letters_after_sharing(reply, kind, purposes):
    """Deletion, withdrawal and report, as far as they fit."""
    facts = {"already_shared": "yes", "platform": "harbour", "approval": "none"}

    drafts = [draft.purpose for draft in reply(kind, facts=facts).drafts]

    assert purposes == [purpose for purpose in drafts if purpose is not Purpose.APPROVAL_REASON]


# --- letters without a message, and notices --------------------------------------------------------


def test_letter_for_kinds_refuses(rulebook, book):
    """With names; what the rules would agree to is refused as well."""
    made = compose_letter(
        [KnownAsk(Kind.PORTFOLIO), KnownAsk(Kind.MESSENGER, "line")],
        {"platform": "quay"},
        rulebook,
        book,
        DAY,
        Language.EN,
        Language.EN,
        Tone.PLAIN,
        client="Ann",
        own="Bea",
    )

    assert Purpose.DECLINE is made.drafts[0].purpose
    assert "Hello Ann," in made.drafts[0].text
    assert made.drafts[0].text.endswith("Bea")
    assert "share my LINE ID or send my portfolio" in made.drafts[0].text


def test_letter_for_kinds_goes_through_the_rules(rulebook, book):
    """Not yet is not no, and no letter is no letter."""
    arguments = (rulebook, book, DAY, Language.EN, Language.EN, Tone.PLAIN)

    later = compose_letter([KnownAsk(Kind.PHONE)], {"platform": "harbour"}, *arguments)
    silent = compose_letter([KnownAsk(Kind.ACCOUNT_LENDING)], {}, *arguments)
    agreed = compose_letter([KnownAsk(Kind.PORTFOLIO)], {}, *arguments, Purpose.AGREE)
    nothing = compose_letter([], {}, *arguments)

    assert Purpose.PROPOSE_APPROVAL is later.drafts[0].purpose
    assert () == silent.drafts
    assert Purpose.AGREE is agreed.drafts[0].purpose
    assert nothing.verdict is None


def test_message_without_an_ask_gets_a_notice(reply):
    """And no question."""
    assert (None, None) == (reply().verdict, reply().question)
    assert reply().notes[0].startswith("We found nothing in this")


@pytest.mark.parametrize("notice", Notice)
def test_every_notice_has_words(rulebook, book, notice):
    """In both languages, with the facts that are known so far."""
    for language in Language:
        made = compose_notice(notice, rulebook, book, language, {"platform": "quay"}, {"platform": "told"})

        assert 1 == len(made.notes)
        assert made.verdict is None
        assert ({"platform": "quay"}, {"platform": "told"}) == (made.facts, made.origins)


def test_asks_and_outcomes_must_belong_together(rulebook, book):
    """A reply on the wrong asks would be worse than none."""
    decision = decide([Query(Kind.PHONE)], {}, rulebook, DAY)

    with pytest.raises(ValueError, match="zip"):
        compose(decision, Reading(Intent.MESSAGE), {}, {}, rulebook, book, DAY, Language.JA, Language.JA, Tone.PLAIN)


# --- with the rules that ship ----------------------------------------------------------------------


def _practice():
    for name in ("practice-ja.jsonl", "practice-en.jsonl"):
        for line in (PRACTICE / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


@pytest.fixture(scope="module")
def shipped():
    """The rulebook that ships."""
    return load()


@pytest.mark.parametrize("language", Language)
def test_replies_to_practice_messages_read_well(shipped, book, language):
    """Every labelled message that asks for something gets letters without a fault, in every tone."""
    stumbled = set()
    for case, tone in product(_practice(), Tone):
        facts = case["facts"] | case["text_facts"]
        asks = tuple(Ask(Kind(ask["kind"]), ask.get("tool")) for ask in case["asks"])
        kinds = frozenset(ask.kind for ask in asks)
        decision = decide([Query(ask.kind, ask.tool, kinds=kinds) for ask in asks], facts, shipped, DAY)
        reading = Reading(Intent.MESSAGE, asks, facts, frozenset(), language)
        made = compose(decision, reading, facts, {}, shipped, book, DAY, language, language, tone)
        stumbled |= {str(finding) for draft in made.drafts for finding in lint(draft.text, language)}
        silent = any(rule.no_letter for outcome in decision.outcomes for rule in outcome.rules)
        if asks and not made.drafts and not silent and "already_shared" not in facts:
            stumbled.add(f"{case['id']} got no letter")

    assert set() == stumbled


def test_no_shipped_letter_speaks_of_a_platform_that_is_none(shipped, book):
    """Direct work is no platform, in any letter."""
    title = shipped.platforms["direct"].title.ja
    for kind, purpose in product(Kind, Purpose):
        made = compose_letter(
            [KnownAsk(kind)],
            {"platform": "direct"},
            shipped,
            book,
            DAY,
            Language.JA,
            Language.JA,
            Tone.PLAIN,
            purpose,
        )
        assert not any(title in draft.text for draft in made.drafts)
