"""Words that look like an ask which could not be placed: they are shown, and one question settles what is meant."""

import dataclasses

import pytest

from bot.core.advise import Core
from bot.core.answers import answer_to
from bot.core.assistant import Assistant
from bot.core.choices import ASK, NONE, UNKNOWN, label, placing
from bot.core.message import Message
from bot.core.read import read
from bot.core.reading import Speaker
from bot.texts import phrasebook
from policies.vocabulary import Kind, Language, Verdict
from policies.weights import load
from tests.core.memory import NOW, Clock, MemoryStore

DOUBTFUL = "ランサーズで契約前です。急ぎの修正が入ったときに備えて、先にお電話番号を教えてください。"
"""The first reader finds an ask in it. The second one of these tests takes all of them back, but doubts."""


@pytest.fixture(scope="module")
def doubting(both_readers):
    """Return words that leave everything in doubt."""
    return dataclasses.replace(
        both_readers, weights=lambda language: dataclasses.replace(load(language), kept=1.1, asked=1.1)
    )


class Talk:
    """A person whose messages are doubted; those of `plainly` are not."""

    def __init__(self, rulebook, doubting, words):
        self.store, self.clock = MemoryStore(), Clock()
        self.texts = phrasebook.load()
        self.doubting, self.trusting = (
            Assistant(Core(each, rulebook, self.texts), self.store, self.clock) for each in (doubting, words)
        )

    async def __call__(self, text):
        return await self.doubting.answer(Message(text, "ann", "a", NOW))

    async def plainly(self, text):
        return await self.trusting.answer(Message(text, "ann", "a", NOW))

    def notice(self, name, language="ja"):
        return (self.texts.of(language).text(f"ui.notice.{name}"),)

    @property
    def case(self):
        return self.store.cases["a"]


@pytest.fixture
def say(rulebook, doubting, words):
    return Talk(rulebook, doubting, words)


async def test_doubtful_words_are_shown_with_one_question(say):
    """The likeliest kind first, and none of these; no text is kept."""
    reply = await say(DOUBTFUL)

    assert reply.verdict is None
    assert "急ぎの修正が入ったときに備えて、先にお電話番号を教えてください" in reply.notes[0]
    assert ASK == reply.question.fact
    assert ["電話番号", "どれでもない", "わからない"] == [reply.question.choices[at].label for at in (0, -2, -1)]
    assert Kind.PHONE == say.case.likely[0]
    assert ((), ASK) == (say.case.asks, say.case.wanted)


@pytest.mark.parametrize("answer", ["1", "電話番号", "電話番号です", "１番"])
async def test_answer_becomes_the_ask(say, answer):
    """With the facts of the doubtful message; then the case goes on like any other."""
    await say(DOUBTFUL)
    reply = await say(answer)

    assert ["phone"] == [ask.kind for ask in reply.asks]
    assert {"platform": "lancers", "stage": "before_contract"} == reply.facts
    assert Verdict.DECLINE == reply.verdict
    assert ((), 1) == (say.case.likely, say.case.step)


@pytest.mark.parametrize(
    ("answer", "notice", "wanted"),
    [("どれでもない", "unplaced", ASK), ("わからない", "unnamed", None), ("さあ、分かりません", "unnamed", None)],
)
async def test_other_answers_get_a_hint(say, answer, notice, wanted):
    """Who chose none of these is asked to name it."""
    await say(DOUBTFUL)
    reply = await say(answer)

    assert say.notice(notice) == reply.notes
    assert ((), wanted) == (say.case.likely, say.case.wanted)


async def test_thing_named_after_all_has_the_facts_of_the_doubtful_message(say):
    """It is what that message was about."""
    await say(DOUBTFUL)
    await say("どれでもない")
    reply = await say("免許証の写真")

    assert ["id_document"] == [ask.kind for ask in reply.asks]
    assert "lancers" == reply.facts["platform"]


async def test_next_message_has_none_of_the_facts_of_a_doubtful_one(say):
    """It may be another matter; what the person told us beside it stays."""
    await say(DOUBTFUL)
    await say("以前も一緒にお仕事をした方です")
    reply = await say.plainly(
        "はじめてご連絡いたします。お仕事をお願いしたく、先にお電話番号を教えていただけますでしょうか。"
    )

    assert ["phone"] == [ask.kind for ask in reply.asks]
    assert {"relationship"} == set(reply.facts)


async def test_facts_told_meanwhile_leave_the_question_open(say):
    """And count for its answer."""
    await say("お電話番号を教えてください。")
    again = await say("ココナラです")
    reply = await say("1")

    assert ASK == again.question.fact
    assert {"platform": "coconala"} == reply.facts


async def test_short_doubtful_words_beside_a_case_leave_it_alone(say):
    """Their question is not asked: a number would answer that of the case."""
    before = await say.plainly("クラウドワークスで応募中です。クライアントからLINEのIDを聞かれました。")
    case = say.case
    reply = await say("電話番号をお願いします。")

    assert before.question.fact == "approval"
    assert reply.question is None
    assert case == say.case


def test_yes_and_no_answer_a_single_choice():
    """Among several they answer nothing."""
    phrases = phrasebook.load().of("ja")
    one, two = placing([Kind.PHONE], phrases), placing([Kind.PHONE, Kind.EMAIL], phrases)

    assert ("phone", NONE) == (answer_to(one, "はい", Language.JA), answer_to(one, "いいえ", Language.JA))
    assert answer_to(two, "はい", Language.JA) is None


def test_every_choice_has_a_label(rulebook):
    """In both languages, for buttons send the label as words; what is no choice has none."""
    for language in Language:
        phrases = phrasebook.load().of(language)
        for kind in Kind:
            (choice, *_) = placing([kind], phrases).choices
            assert choice.label == label(ASK, kind, rulebook, phrases, language)
        assert None is label(ASK, "house", rulebook, phrases, language)
        assert None is label("house", UNKNOWN, rulebook, phrases, language)


def test_faint_possibilities_are_not_offered(doubting):
    """Nor is anything where nothing is doubtful."""
    assert Kind.OTP not in read("お電話番号を教えてください。", doubting, Speaker.CLIENT).likely
    assert () == read("お電話番号を教えてください。", doubting, Speaker.CLIENT, named=True).likely
