"""The messages of a reply: within every limit of LINE's, whatever the reply."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.line.buttons import Action, decode
from bot.adapters.line.card import CardContext
from bot.adapters.line.messages import notice, render
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_core, load_line_texts
from bot.core.advise import advise
from bot.core.compose import Notice, compose_notice
from bot.core.focus import on_letter, on_question, on_reasons
from bot.core.reading import Intent
from bot.core.reply import Choice, Draft, Question, Reason, SourceLine
from bot.texts.lint import lint
from policies.vocabulary import Language, Purpose, Tone, Verdict
from tests.adapters.line.shown import labels, parts, problems, texts

DAY = dt.date(2026, 11, 24)
HERE = CardContext(step=7)
CASES = Path(__file__).parents[2] / "accuracy"
SEVERAL = "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。"
HOSTILE = "\ud800\x00\x1b\u202e\u2066\u200f" + "a" + "\u0301" * 10_000 + "👨‍👩‍👧‍👦" * 50
SAYS = {
    Action.SOFTER: Intent.SOFTER,
    Action.FIRMER: Intent.FIRMER,
    Action.WHY: Intent.WHY,
    Action.WHAT_IF_APPROVED: Intent.WHAT_IF_APPROVED,
    Action.ALREADY_SHARED: Intent.ALREADY_SHARED,
    Action.INSISTS: Intent.INSISTS,
    Action.LANGUAGE: Intent.LANGUAGE,
}


@pytest.fixture(scope="module")
def core():
    """All that advice rests on."""
    return load_core()


@pytest.fixture(scope="module")
def wording(core):
    """All words."""
    return Wording(core.phrasebook, load_line_texts(), core.rulebook)


@pytest.fixture
def reply(core):
    """Advice with a question and two letters."""
    return advise(SEVERAL, core=core, on=DAY)


def buttons(messages):
    """The buttons of the quick replies, read back."""
    items = messages[-1].get("quickReply", {}).get("items", [])
    return [decode(item["action"]["data"]) for item in items]


def everything(core):
    """Every practice message and every message in the rules' examples, with the facts told beside it."""
    for file in sorted(CASES.glob("practice-*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            yield case["text"], {name: value for name, value in case.get("facts", {}).items() if value != "unknown"}
    for rule in core.rulebook.rules:
        for example in rule.example:
            if example.message:
                yield example.message, dict(example.facts)


def variants(core, text, facts, language, tone):
    """The advice on a message, and what may be said after it. Only letters depend on the tone."""
    given = advise(text, core=core, on=DAY, facts=facts, language=language, tone=tone)
    yield given
    if given.verdict and tone is Tone.PLAIN:
        yield advise(text, core=core, on=DAY, facts={**facts, "already_shared": "yes"}, language=language)
        yield from (on_reasons(given), on_letter(given), on_question(given))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("tone", list(Tone))
def test_every_answer_is_one_that_line_takes(core, wording, language, tone):
    """All practice messages and all examples; in the plain tone also asked why, and after the thing was given."""
    wrong = []
    for number, (text, facts) in enumerate(everything(core)):
        context = replace(HERE, is_group=bool(number % 2))
        for each in variants(core, text, facts, language, tone):
            messages = render(each, wording, context)
            wrong += [(text, problem) for problem in problems(messages)]
            if each.verdict and messages[0]["type"] != "flex":
                wrong.append((text, "no card"))

    assert number > 500
    assert [] == wrong[:5]


def test_letters_stand_alone_between_card_and_question(reply, wording):
    """Each can be copied as it is; the question is next to the buttons that answer it."""
    messages = render(reply, wording, HERE)

    assert ["flex", "text", "text", "text"] == [message["type"] for message in messages]
    assert [draft.text for draft in reply.drafts] == [message["text"] for message in messages[1:-1]]
    assert messages[-1]["text"].startswith(reply.question.text)
    assert reply.question.text not in texts(messages[0])
    assert ["quickReply" in message for message in messages] == [False, False, False, True]


def test_question_stands_on_the_card_where_no_letter_follows(reply, wording):
    """One message says it all."""
    [message] = render(replace(reply, drafts=()), wording, HERE)

    assert reply.question.text in texts(message)


def test_choices_come_first_and_carry_fact_value_and_step(reply, wording):
    """What a tap says in the chat is the whole label."""
    messages = render(reply, wording, HERE)
    items = messages[-1]["quickReply"]["items"]

    for choice, item, button in zip(reply.question.choices, items, buttons(messages), strict=False):
        assert choice.label == item["action"]["displayText"] == item["action"]["label"]
        assert (Action.CHOICE, 7, f"{reply.question.fact}={choice.value}") == (button.action, button.step, button.value)


def test_long_labels_are_cut_but_said_in_full(reply, wording):
    """Twenty letters fit on a quick reply."""
    long = "とても長い選択肢のラベルなので、ボタンには入りきりません"
    question = Question("approval", "どうですか。", (Choice("none", long), Choice("unknown", "わからない")))

    messages = render(replace(reply, question=question), wording, HERE)

    action = messages[-1]["quickReply"]["items"][0]["action"]
    assert f"{long[:19]}…" == action["label"]
    assert long == action["displayText"]
    assert long in messages[-1]["text"]


def test_of_many_choices_the_last_says_unknown(core, wording):
    """Thirty-six platforms do not fit; “I don't know” always does, and whatever follows a verdict."""
    reply = advise("電話番号を教えてください。", core=core, on=DAY)
    messages = render(reply, wording, HERE)
    found = buttons(messages)

    assert 13 == len(found)
    choices = [button for button in found if button.action is Action.CHOICE]
    assert "platform=unknown" == choices[-1].value
    assert 4 <= len(found) - len(choices)
    assert "1\u00a0クラウドワークス" in messages[-1]["text"]
    assert messages[-1]["text"].endswith("ほかのサービスのときは、その名前を書いてください。")


@pytest.mark.parametrize("language", list(Language))
def test_typing_a_label_does_what_its_button_does(core, wording, language):
    """Quick replies are missing on PCs, and vanish on phones."""
    reply = advise(SEVERAL, core=core, on=DAY, language=language)
    follow_ups = dict(zip(labels(render(reply, wording, HERE)), buttons(render(reply, wording, HERE)), strict=True))
    seen = {label: button.action for label, button in follow_ups.items() if button.action is not Action.CHOICE}

    assert set(SAYS) == set(seen.values())
    assert {label: SAYS[action] for label, action in seen.items()} == {label: core.read(label).intent for label in seen}


def test_only_what_makes_sense_is_offered(core, wording, reply):
    """Nothing softer than soft, no second “why?”, no approval once it is there."""

    def offered(each, context=HERE):
        return {button.action for button in buttons(render(each, wording, context))}

    soft, firm = (replace(reply, drafts=(replace(reply.drafts[0], tone=tone),)) for tone in (Tone.SOFT, Tone.FIRM))
    assert Action.SOFTER not in offered(soft)
    assert Action.FIRMER not in offered(firm)
    assert Action.WHY not in offered(on_reasons(reply))
    assert Action.ALREADY_SHARED not in offered(replace(reply, facts={"already_shared": "yes"}))
    approved = replace(reply, facts={"approval": "approved"}, would_change=())
    assert Action.WHAT_IF_APPROVED not in offered(approved)
    assert Action.ALREADY_SHARED not in offered(replace(reply, verdict=Verdict.SHARE))
    kept_back = offered(reply, replace(HERE, show_letters=False))
    assert kept_back.isdisjoint({Action.SOFTER, Action.FIRMER, Action.LANGUAGE, Action.INSISTS})
    assert Action.WHY in kept_back


def test_other_language_is_offered(reply, wording):
    """In the one that the letter is not in."""
    english = replace(reply, drafts=(replace(reply.drafts[0], lang=Language.EN),))

    for each, other in ((reply, "en"), (english, "ja")):
        [button] = [one for one in buttons(render(each, wording, HERE)) if one.action is Action.LANGUAGE]
        assert other == button.value


@pytest.mark.parametrize("told", list(Notice))
@pytest.mark.parametrize("language", list(Language))
def test_notices_are_plain_text(core, wording, told, language):
    """No card where there is no verdict."""
    reply = compose_notice(told, core.rulebook, core.phrasebook, language)

    messages = render(reply, wording, HERE)

    assert [{"type": "text", "text": reply.notes[0]}] == messages
    assert [] == problems(messages)


@pytest.mark.parametrize("language", list(Language))
def test_texts_can_be_said_by_key(core, wording, language):
    """Ours for LINE come before those for all; slots are filled."""
    [own] = notice("card.copy_number", language, wording, number="3")
    [common] = notice("ui.notice.help", language, wording)

    assert "3" in own["text"]
    assert core.phrasebook.of(language).text("ui.notice.help") == common["text"]


def test_question_alone_has_its_buttons(reply, wording):
    """When it is asked again."""
    messages = render(on_question(reply), wording, HERE)

    assert 1 == len(messages)
    assert [choice.label for choice in reply.question.choices] == labels(messages)


def test_long_letters_are_parted(reply, wording):
    """Into as few messages as LINE's limit allows, at ends of paragraphs."""
    long = "\n\n".join(["段落です。" * 300] * 8)
    messages = render(replace(reply, drafts=(replace(reply.drafts[0], text=long),)), wording, HERE)

    assert [] == problems(messages)
    assert long == "\n\n".join(message["text"] for message in messages[1:-1])


def test_what_is_too_long_for_five_messages_shows_that_it_goes_on(reply, wording):
    """The question and its buttons keep their place."""
    endless = replace(reply.drafts[0], text="🍎" * 30_000)
    messages = render(replace(reply, drafts=(endless, endless)), wording, HERE)

    assert 5 == len(messages)
    assert [] == problems(messages)
    assert messages[-2]["text"].endswith("…")
    assert messages[-1]["text"].startswith(reply.question.text)


@pytest.mark.parametrize("language", list(Language))
def test_longest_possible_reply_is_told_all_the_same(reply, wording, language):
    """Without a card if need be: verdict, steps and letters, in plain text."""
    source = SourceLine("題" * 500, "https://example.jp/" + "a" * 900, "official", "2026-11-23")
    reasons = tuple(Reason(f"a.{number}", "理" * 900, (source,) * 9) for number in range(20))
    huge = replace(
        reply,
        lang=language,
        asks=tuple(replace(reply.asks[0], name="名" * 300, reasons=reasons) for _ in range(30)),
        steps=("手" * 900,) * 6,
        aftercare=("後" * 900,) * 10,
        calls=("窓口：電話0120-532-110" + "話" * 300,) * 9,
        notes=("注" * 900,) * 5,
        drafts=tuple(Draft(Purpose.DECLINE, Tone.PLAIN, language, "文" * 4000) for _ in range(2)),
    )
    messages = render(huge, wording, HERE)

    assert [] == problems(messages)
    assert "text" == messages[0]["type"]
    assert messages[0]["text"].startswith({"ja": "先に承認を受ける：", "en": "Get approval first: "}[language])
    assert ["文" * 4000] * 2 == [message["text"] for message in messages if message["text"].startswith("文")]


def test_hostile_letters_come_out_clean(reply, wording):
    """Wherever a text of theirs could stand."""
    question = Question("approval", HOSTILE, (Choice("none", HOSTILE), Choice("unknown", HOSTILE)))
    ask = replace(reply.asks[0], name=HOSTILE, quote=HOSTILE)
    hostile = replace(
        reply,
        heading=HOSTILE,
        asks=(ask,),
        steps=(HOSTILE,),
        notes=(HOSTILE,),
        calls=(HOSTILE,),
        question=question,
        facts={"platform": HOSTILE},
        drafts=(replace(reply.drafts[0], text=HOSTILE),),
    )
    for each in (hostile, on_question(hostile), replace(hostile, verdict=None)):
        messages = render(each, wording, HERE)
        shown = json.dumps(messages, ensure_ascii=False)

        assert [] == problems(messages)
        assert not [sign for sign in "\x1b\u202e\u2066\u200f\ud800" if sign in shown]
        assert "\u0301" * 5 not in shown
        assert all(part.get("clipboardText", "a").strip() for part in parts(messages))


def test_own_texts_read_well():
    """Both languages, held against what a careful reader stumbles over."""
    book = load_line_texts()
    found = {
        (language, key): list(map(str, lint(words, language)))
        for language, phrases in book.languages.items()
        for key, words in phrases.texts.items()
        if key.startswith("card.") and "{" not in words and key != "card.silent" and not key.startswith("card.quick")
    }

    assert {} == {key: wrong for key, wrong in found.items() if wrong}
