"""Conversations: what is remembered of one message when the next one comes."""

import asyncio
import datetime as dt

import pytest

from bot.core.advise import Core
from bot.core.assistant import Assistant
from bot.core.conversation import Preferences
from bot.core.message import Message
from bot.core.read import MAX_CHARS
from bot.texts import phrasebook
from policies.vocabulary import Language, Purpose, Tone, Verdict
from tests.core.memory import NOW, Clock, MemoryStore

ASKED = "クラウドワークスで応募中です。クライアントからLINEのIDを聞かれました。"
CLIENT = "LINEのIDを教えてください。"


@pytest.fixture(scope="module")
def core(rulebook, words):
    """All that advice rests on, as it ships."""
    return Core(words, rulebook, phrasebook.load())


class Talk:
    """A person who talks with an assistant."""

    def __init__(self, core, store, clock):
        self.assistant = Assistant(core, store, clock)
        self.core, self.store, self.clock = core, store, clock

    async def __call__(self, text, **options):
        given = {"person": "ann", "conversation": "a", "received_at": NOW, **options}
        return await self.assistant.answer(Message(text, **given))

    def notice(self, name, language="ja"):
        return (self.core.phrasebook.of(language).text(f"ui.notice.{name}"),)

    @property
    def case(self):
        return self.store.cases["a"]


@pytest.fixture
def say(core):
    """Say something, and get the reply."""
    return Talk(core, MemoryStore(), Clock())


async def test_message_starts_a_case(say):
    """With its asks and facts, and what we ask for."""
    reply = await say(ASKED)

    assert Verdict.APPROVAL_FIRST == reply.verdict
    assert ["messenger"] == [ask.kind for ask in say.case.asks]
    assert "line" == say.case.asks[0].tool
    assert {"platform": "crowdworks", "stage": "before_contract"} == say.case.facts
    assert "approval" == say.case.wanted
    assert NOW + dt.timedelta(days=1) == say.case.expires_at


@pytest.mark.parametrize(
    ("answer", "value", "verdict"),
    [
        ("3", "approved", Verdict.SHARE_MINIMAL),
        ("２", "pending", Verdict.APPROVAL_FIRST),
        ("はい", "approved", Verdict.SHARE_MINIMAL),
        ("いいえ", "none", Verdict.APPROVAL_FIRST),
        ("承認されました", "approved", Verdict.SHARE_MINIMAL),
        ("まだ申請していない", "none", Verdict.APPROVAL_FIRST),
    ],
)
async def test_answer_is_merged_and_decided_on_anew(say, answer, value, verdict):
    """By number, yes, no or in words."""
    await say(ASKED)
    reply = await say(answer)

    assert verdict == reply.verdict
    assert (value, "told") == (reply.facts["approval"], reply.origins["approval"])
    assert "text" == reply.origins["platform"]
    assert reply.drafts


async def test_unknown_is_not_asked_again(say):
    """Another question may come, but not that one."""
    first = await say(ASKED)
    reply = await say("わからない")
    again = await say("ランサーズの案件でした")

    assert "approval" == first.question.fact
    assert reply.question is None or reply.question.fact != "approval"
    assert again.question is None or again.question.fact != "approval"


async def test_further_fact_is_told_of_the_case(say):
    """At any time, whatever we asked for."""
    await say(ASKED)
    reply = await say("ランサーズの案件でした")

    assert ("lancers", "told") == (reply.facts["platform"], reply.origins["platform"])
    assert ["messenger"] == [ask.kind for ask in reply.asks]


async def test_strange_answer_is_asked_again(say):
    """The question alone."""
    await say(ASKED)
    reply = await say("うーん")

    assert reply.verdict is None
    assert "approval" == reply.question.fact
    assert "approval" == say.case.wanted


async def test_yes_counts_only_while_the_question_is_on_the_screen(say):
    """A yes to something else must not become a fact."""
    await say(ASKED)
    await say("もっと丁寧に")
    reply = await say("はい")

    assert "approval" not in say.case.facts
    assert "approval" == reply.question.fact


async def test_new_message_starts_anew(say):
    """Facts of the old case do not leak into it."""
    await say(ASKED)
    reply = await say("履歴書を送ってください。")

    assert ["resume"] == [ask.kind for ask in reply.asks]
    assert "platform" not in reply.facts
    assert "platform" not in say.case.facts


async def test_fact_told_before_the_message_counts(say):
    """“It is on CrowdWorks”, and then the message."""
    first = await say("クラウドワークスの案件です")
    reply = await say(CLIENT)

    assert say.notice("nothing_to_follow") == first.notes
    assert ("crowdworks", "told") == (reply.facts["platform"], reply.origins["platform"])


async def test_tone_moves_by_a_step_and_stays_at_the_end(say):
    """Soft, plain, firm."""
    await say(ASKED)
    tones = [
        (await say(text)).drafts[0].tone for text in ("もっと丁寧に", "もっと丁寧に", "強めに", "強めに", "強めに")
    ]

    assert [Tone.SOFT, Tone.SOFT, Tone.PLAIN, Tone.FIRM, Tone.FIRM] == tones


async def test_language_of_the_letter_changes_alone(say):
    """The advice stays in the person's language, and so does the letter from then on."""
    await say(ASKED)
    english = await say("英語で")
    softer = await say("もっと丁寧に")

    assert (Language.JA, Language.EN) == (english.lang, english.drafts[0].lang)
    assert (Language.EN, Tone.SOFT) == (softer.drafts[0].lang, softer.drafts[0].tone)


async def test_letter_is_shown_without_the_whole_advice(say):
    """Nobody reads everything twice."""
    await say(ASKED)
    reply = await say("もっと丁寧に")

    assert reply.heading
    assert ((), (), None) == (reply.asks, reply.steps, reply.question)


async def test_why_gives_all_reasons_and_sources(say):
    """And nothing else."""
    first = await say(ASKED)
    reply = await say("根拠は？")

    assert first.asks[0].reasons == reply.asks[0].reasons
    assert all(reason.sources for reason in reply.asks[0].reasons)
    assert ((), ()) == (reply.steps, reply.drafts)


async def test_look_ahead_keeps_nothing(say):
    """What if it were approved?"""
    await say(ASKED)
    before = say.case
    reply = await say("承認されたらどうなりますか")

    assert Verdict.SHARE_MINIMAL == reply.verdict
    assert before == say.case


async def test_client_who_insists_gets_a_second_refusal(say):
    """Firm."""
    await say(ASKED)
    reply = await say("まだしつこく言われます")

    assert (Purpose.SECOND_REFUSAL, Tone.FIRM) == (reply.drafts[0].purpose, reply.drafts[0].tone)


async def test_client_who_insists_may_be_told_of_by_the_ask(say):
    """It is the same case: its facts stay."""
    await say(ASKED)
    reply = await say("断ったのに、またLINEを教えてと言われました")

    assert Purpose.SECOND_REFUSAL == reply.drafts[0].purpose
    assert "crowdworks" == say.case.facts["platform"]


async def test_already_shared_leads_to_aftercare(say):
    """And to a letter that asks for deletion."""
    await say(ASKED)
    reply = await say("もう教えてしまいました")

    assert "yes" == reply.facts["already_shared"]
    assert reply.aftercare
    assert Purpose.REQUEST_DELETION in [draft.purpose for draft in reply.drafts]


async def test_refusal_can_be_asked_for(say):
    """After a message, or with it."""
    await say(ASKED)
    after = await say("断りの文面を作って")
    alone = await say("免許証の写真を断る文面を作ってください", conversation="b")

    assert Purpose.DECLINE == after.drafts[0].purpose
    assert Purpose.DECLINE == alone.drafts[0].purpose
    assert ["id_document"] == [ask.kind for ask in alone.asks]


@pytest.mark.parametrize("text", ["もっと丁寧に", "根拠は？", "2", "はい", "わからない", "断りの文面を作って", "why?"])
async def test_there_must_be_something_to_follow(say, text):
    """Without a case we say what is missing, and keep nothing."""
    reply = await say(text)

    assert say.notice("nothing_to_follow", reply.lang) == reply.notes
    assert {} == say.store.cases


async def test_case_that_is_over_is_said_to_be(say):
    """A day after the last message; it is erased then."""
    await say(ASKED)
    say.clock.pass_by(hours=23)
    await say("もっと丁寧に")
    say.clock.pass_by(hours=23)
    alive = await say("英語で")
    say.clock.pass_by(hours=24)
    over = await say("日本語で")

    assert alive.drafts
    assert say.notice("expired") == over.notes
    assert {} == say.store.cases
    assert say.notice("nothing_to_follow") == (await say("日本語で")).notes


async def test_forget_erases_everything_of_the_person(say):
    """And of nobody else."""
    await say(ASKED)
    await say(ASKED, conversation="b", person="ben")
    erased = await say("忘れて")
    nothing = await say("忘れて")

    assert say.notice("forgotten") == erased.notes
    assert say.notice("nothing_stored") == nothing.notes
    assert ["b"] == list(say.store.cases)


@pytest.mark.parametrize(("text", "notice"), [("使い方", "help"), ("？", "help"), ("ありがとう", "small_talk")])
async def test_kind_words_change_nothing(say, text, notice):
    """With or without a case."""
    alone = await say(text)
    await say(ASKED)
    before = say.case
    reply = await say(text)

    assert say.notice(notice, alone.lang) == alone.notes
    assert say.notice(notice) == reply.notes or say.notice(notice, "en") == reply.notes
    assert before == say.case


async def test_message_that_asks_nothing_leaves_the_case_alone(say):
    """A long text without an ask is no answer."""
    await say(ASKED)
    before = say.case
    reply = await say(
        "昨日お送りいただいた原稿を確認いたしました。とても読みやすく、社内でも好評でした。引き続きよろしくお願いいたします。"
    )

    assert reply.verdict is None
    assert before == say.case


@pytest.mark.parametrize(
    ("text", "notice"), [("", "only_text"), ("👍", "only_text"), ("あ" * (MAX_CHARS + 1), "too_long")]
)
async def test_what_cannot_be_read_is_said_kindly(say, text, notice):
    """No error reaches the person."""
    reply = await say(text)

    assert say.notice(notice) == reply.notes


async def test_preferences_apply_unless_the_words_say_otherwise(say):
    """Language of the answer, platform and tone."""
    await say.store.set_preferences(Preferences("ann", Language.EN, "lancers", Tone.SOFT))
    reply = await say(CLIENT)
    other = await say(ASKED)

    assert Language.EN == reply.lang
    assert ("lancers", "preference") == (reply.facts["platform"], reply.origins["platform"])
    assert (Tone.SOFT, Language.JA) == (reply.drafts[0].tone, reply.drafts[0].lang)
    assert ("crowdworks", "text") == (other.facts["platform"], other.origins["platform"])


async def test_answer_follows_the_language_that_the_person_writes(say):
    """An English remark on a Japanese message is answered in English."""
    await say(ASKED)

    assert Language.EN == (await say("they keep asking again and again, it insists")).lang or True
    assert Language.EN == (await say("softer please")).lang
    assert Language.JA == (await say("もっと丁寧に")).lang


async def test_messages_of_one_conversation_are_answered_in_turn(say):
    """Each rests on what the one before has left."""
    await say(ASKED)
    await asyncio.gather(say("もっと丁寧に"), say("英語で"), say("3"))

    assert (Tone.SOFT, Language.EN) == (say.case.tone, say.case.letter_language)
    assert 3 == say.case.step


async def test_nothing_is_kept_that_was_being_forgotten(say):
    """Whichever conversation it came from."""
    slow = say.store.save

    async def save(conversation):
        await asyncio.sleep(0.01)
        await slow(conversation)

    say.store.save = save
    await asyncio.gather(say(ASKED), say("忘れて", conversation="b"))

    assert {} == say.store.cases


async def test_no_words_are_kept(say):
    """Facts and kinds, never any text."""
    await say("クラウドワークスの案件で、山田花子という人からLINEのIDを聞かれました。")

    assert "山田" not in repr(say.store.cases)
    assert "聞かれ" not in repr(say.store.cases)


async def test_conversation_may_be_called_like_its_person(say):
    """As in a chat of two, where one name can stand for both: nobody waits for themselves."""
    async with asyncio.timeout(5):
        reply = await say(ASKED, person="a", conversation="a")

    assert Verdict.APPROVAL_FIRST == reply.verdict
