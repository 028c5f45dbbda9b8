"""Advice on one text that stands alone."""

import datetime as dt

import pytest

from bot.core.advise import Core, advise, merge
from bot.core.read import MAX_CHARS
from bot.core.reading import Speaker
from bot.errors import MisuseError
from bot.texts import phrasebook
from policies.vocabulary import Language, Purpose, Tone, Verdict

DAY = dt.date(2026, 11, 24)
LINE = "クラウドワークスで応募中です。LINEのIDを教えてください。"


@pytest.fixture(scope="module")
def core(rulebook, words):
    """All that advice rests on, as it ships."""
    return Core(words, rulebook, phrasebook.load())


def test_message_is_read_decided_and_put_into_words(core):
    """One call goes the whole way."""
    reply = advise(LINE, core=core, on=DAY)

    assert Verdict.APPROVAL_FIRST == reply.verdict
    assert ["messenger"] == [ask.kind for ask in reply.asks]
    assert {"platform": "crowdworks", "stage": "before_contract"} == reply.facts
    assert {"platform": "text", "stage": "text"} == reply.origins
    assert core.rulebook.version == reply.rules_version


def test_told_facts_beat_the_text(core):
    """Whoever asks us knows better than the words of the message."""
    reply = advise(LINE, core=core, on=DAY, facts={"platform": "lancers"})

    assert "lancers" == reply.facts["platform"]
    assert {"platform": "told", "stage": "text"} == reply.origins


def test_facts_stand_in_the_order_of_the_vocabulary():
    """So that the same facts are always shown alike."""
    facts, origins = merge(({"purpose": "tax", "stage": "funded"}, "text"), ({"platform": "upwork"}, "told"))

    assert ["platform", "stage", "purpose"] == list(facts)
    assert ["told", "text", "text"] == list(origins.values())


def test_all_kinds_of_a_message_count_for_each_of_its_asks(core):
    """A rule about one ask may look at the others."""
    together = advise("住所と電話番号と免許証の写真を送ってください。", core=core, on=DAY)

    assert {"address", "phone", "id_document"} <= {ask.kind for ask in together.asks}


@pytest.mark.parametrize("text", ["", " ", "\n\n", "！！？", "👍🏽", "\u200b\u202e", "---", "\ud83d"])
def test_text_without_a_letter_is_misuse(core, text):
    """There is nothing to read in it."""
    with pytest.raises(MisuseError, match="empty"):
        advise(text, core=core, on=DAY)


def test_length_is_counted_in_code_points(core):
    """The longest text that is read, and one letter more."""
    assert advise("あ" * MAX_CHARS, core=core, on=DAY).verdict is None
    with pytest.raises(MisuseError, match="too_long"):
        advise("あ" * (MAX_CHARS + 1), core=core, on=DAY)


def test_message_without_an_ask_has_no_verdict(core):
    """It says so, in the language of the message."""
    japanese = advise("納品ありがとうございました。検収が終わりました。", core=core, on=DAY, speaker=Speaker.CLIENT)
    english = advise("The draft looks fine, we are happy with it.", core=core, on=DAY, speaker=Speaker.CLIENT)

    assert (None, ()) == (japanese.verdict, japanese.asks)
    assert (core.phrasebook.of("ja").text("ui.notice.no_ask"),) == japanese.notes
    assert (core.phrasebook.of("en").text("ui.notice.no_ask"),) == english.notes


def test_answer_is_in_the_language_of_the_message_or_the_one_asked_for(core):
    """The letters as well."""
    own = advise("Please send me your phone number.", core=core, on=DAY)
    asked = advise("Please send me your phone number.", core=core, on=DAY, language=Language.JA)

    assert (Language.EN, {Language.EN}) == (own.lang, {draft.lang for draft in own.drafts})
    assert (Language.JA, {Language.JA}) == (asked.lang, {draft.lang for draft in asked.drafts})


def test_tone_is_that_of_the_letters(core):
    """Plain, unless another is wanted."""
    assert Tone.PLAIN == advise(LINE, core=core, on=DAY).drafts[0].tone
    assert Tone.FIRM == advise(LINE, core=core, on=DAY, tone=Tone.FIRM).drafts[0].tone


def test_what_is_known_to_be_unknown_is_not_asked(core):
    """`--fact approval=unknown`."""
    asked = advise(LINE, core=core, on=DAY).question
    reply = advise(LINE, core=core, on=DAY, not_asked={"approval"})

    assert asked is not None
    assert "approval" == asked.fact
    assert reply.question is None or reply.question.fact != "approval"


def test_day_decides_which_rules_hold(core):
    """Until 2020-10-20 there was no approval to wait for."""
    then = advise(LINE, core=core, on=dt.date(2018, 6, 1))

    assert all("approval" != change.fact for change in then.would_change)
    assert {reason.rule for ask in then.asks for reason in ask.reasons} != {
        reason.rule for ask in advise(LINE, core=core, on=DAY).asks for reason in ask.reasons
    }


def test_request_for_a_letter_names_what_is_refused(core):
    """Who wants a refusal for something was asked for it."""
    reply = advise("免許証の写真をお断りする文面を作ってください", core=core, on=DAY)

    assert ["id_document"] == [ask.kind for ask in reply.asks]
    assert Purpose.DECLINE == reply.drafts[0].purpose


@pytest.mark.parametrize(("text", "notice"), [("使い方", "help"), ("ありがとうございました", "small_talk")])
def test_remarks_get_a_kind_word(core, text, notice):
    """Unless they are said to be a client's."""
    reply = advise(text, core=core, on=DAY)
    theirs = advise(text, core=core, on=DAY, speaker=Speaker.CLIENT)

    assert (core.phrasebook.of("ja").text(f"ui.notice.{notice}"),) == reply.notes
    assert (core.phrasebook.of("ja").text("ui.notice.no_ask"),) == theirs.notes


def test_same_input_gives_the_same_reply(core):
    """Nothing depends on what was asked before."""
    first = advise(LINE, core=core, on=DAY)
    advise("パスワードを教えてください", core=core, on=DAY)

    assert first == advise(LINE, core=core, on=DAY)
