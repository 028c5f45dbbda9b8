"""Answers as messages of components."""

import datetime as dt
import json
from pathlib import Path

import pytest

from bot.adapters.discord.answer import AnswerContext, notice, render
from bot.adapters.discord.buttons import Press, PressButton, PressSelect, decode
from bot.adapters.discord.layout import shown_length
from bot.adapters.discord.limits import (
    BUTTON_LABEL,
    CUSTOM_ID,
    OPTION_LABEL,
    SELECT_OPTIONS,
    URL,
    VIEW_COMPONENTS,
    VIEW_TEXT,
)
from bot.core.advise import advise
from bot.core.compose import compose_letter
from bot.core.conversation import KnownAsk
from bot.core.focus import on_letter, on_reasons
from policies.vocabulary import Kind, Language, Tone, Verdict
from tests.learning.own import replies

DAY = dt.date(2026, 11, 24)
ALONE = AnswerContext(step=10**18 - 1, owner="0123456789abcdef")
TEXTS = {
    "ja": "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。",
    "en": "Upwork client here. Before we sign, please send your phone number and a photo of your passport.",
}
PRACTICE = Path(__file__).parents[2] / "accuracy"


def components(view):
    """All components as they go over the wire, those inside others too."""

    def inside(parts):
        for part in parts:
            yield part
            yield from inside(part.get("components") or ())

    return list(inside(view.to_components()))


def texts(views):
    """All that is displayed."""
    return "\n".join(part["content"] for view in views for part in components(view) if part["type"] == 10)


def faults(views):
    """What Discord would refuse."""
    for view in views:
        parts = components(view)
        ids = [part["custom_id"] for part in parts if "custom_id" in part]
        if len(parts) > VIEW_COMPONENTS:
            yield f"{len(parts)} components"
        if not 0 < shown_length(view) <= VIEW_TEXT:
            yield f"{shown_length(view)} characters"
        if len(ids) != len(set(ids)):
            yield "an id twice"
        yield from (one for one in ids if len(one) > CUSTOM_ID or decode(one) is None)
        for part in parts:
            if part["type"] == 1 and not 1 <= len(part["components"]) <= 5:
                yield f"a row of {len(part['components'])}"
            if part["type"] == 2 and not 1 <= len(part["label"]) <= BUTTON_LABEL:
                yield f"a label of {len(part['label'])}"
            if part["type"] == 3 and not 1 <= len(part["options"]) <= SELECT_OPTIONS:
                yield f"{len(part['options'])} options"
            if part["type"] == 3 and any(len(one["label"]) > OPTION_LABEL for one in part["options"]):
                yield "a long option"
            if part["type"] == 10 and part["content"].count("```") % 2:
                yield f"a block that does not end: {part['content']}"


def every_shape(reply, wording):
    """The reply, and what it is cut down to by follow-ups, alone and in public."""
    for shape in (reply, on_letter(reply), on_reasons(reply)):
        yield render(shape, wording, ALONE)
    yield render(reply, wording, AnswerContext(step=1, owner="0", ephemeral=False))


def situations(core):
    """Every example of every rule, and every practice message: text and facts."""
    for rule in core.rulebook.rules:
        for example in rule.example:
            facts = {str(fact): value for fact, value in example.facts.items()}
            if example.message:
                yield example.message, facts
    for path in sorted(PRACTICE.glob("practice-*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield case["text"], case.get("facts") or {}


def letters(core):
    """Every example of every rule as a case of which only the kinds are known."""
    for language in Language:
        yield from replies(language, core.rulebook, core.phrasebook, [Tone.PLAIN])


async def test_everything_fits(core, wording):
    """Every example of the rules and every practice message, in every shape, given and already shared."""
    wrong, most, count = [], 0, 0
    for text, facts in situations(core):
        for known in (facts, {**facts, "already_shared": "yes"}):
            reply = advise(text, core=core, on=DAY, facts=known)
            for views in every_shape(reply, wording):
                count += 1
                most = max(most, len(views))
                wrong += [(text, fault) for fault in faults(views)]

    assert [] == wrong
    assert count > 4000
    assert most <= 3


async def test_every_letter_fits(core, wording):
    """Also where only the kinds are known, in both languages."""
    wrong = [fault for reply in letters(core) for fault in faults(render(reply, wording, ALONE))]

    assert [] == wrong


@pytest.mark.parametrize("language", sorted(TEXTS))
async def test_verdict_comes_first(core, wording, language):
    """In words, with a sign and a colour."""
    reply = advise(TEXTS[language], core=core, on=DAY)
    (view,) = render(reply, wording, ALONE)
    box = view.to_components()[0]

    assert 17 == box["type"]
    assert box["accent_color"]
    first = box["components"][0]["content"]
    assert first.startswith("## ")
    assert reply.heading in first


async def test_all_there_is_to_say(core, wording):
    """Nothing of a reply is lost."""
    reply = advise(TEXTS["ja"], core=core, on=DAY)
    shown = texts(render(reply, wording, ALONE))

    for step in reply.steps:
        assert step in shown
    for draft in reply.drafts:
        assert f"```\n{draft.text.strip()}\n```" in shown
    for change in reply.would_change:
        assert change.text in shown
    for note in reply.notes:
        assert note in shown
    assert reply.question.text in shown


async def test_three_reasons_at_most(core, wording):
    """Of all that could be said; all of them with all sources when they are asked for."""
    reply = advise(TEXTS["ja"], core=core, on=DAY)
    every = {reason.rule: reason for ask in reply.asks for reason in ask.reasons}
    assert len(every) > 3

    brief, full = texts(render(reply, wording, ALONE)), texts(render(on_reasons(reply), wording, ALONE))

    assert 3 == sum(reason.text in brief for reason in every.values())
    assert {True} == {reason.text in full for reason in every.values()}
    assert {True} == {source.url in full for reason in every.values() for source in reason.sources}


async def test_sources_are_links(core, wording):
    """With their kind, and the day on which they were read."""
    reply = advise(TEXTS["ja"], core=core, on=DAY)
    shown = texts(render(reply, wording, ALONE))

    assert "-# 出典：[よくある質問：サービス外連絡申請（Web会議などを含む）](https://" in shown
    assert "）（公式、確認日 2026-11-23）" in shown.replace(")（", "）（")


async def test_long_question_is_a_list(core, wording):
    """Platforms in two lists, "I don't know" in the first."""
    reply = advise("住所を教えてください。", core=core, on=DAY)
    view = render(reply, wording, ALONE)[-1]
    lists = [item for item in view.walk_children() if isinstance(item, PressSelect)]

    values = [option.value for one in lists for option in one.item.options]
    assert 2 == len(lists)
    assert {*core.rulebook.platforms, "unknown"} == set(values)
    assert len(values) == len(set(values))


async def test_short_question_has_buttons(core, wording):
    """One for each answer."""
    reply = advise("クラウドワークスで、LINEのIDを教えてください。", core=core, on=DAY)
    view = render(reply, wording, ALONE)[-1]

    pressed = [decode(item.custom_id) for item in view.walk_children() if isinstance(item, PressButton)]
    choices = [press.value for press in pressed if press.action == "choice"]
    assert [f"{reply.question.fact}={choice.value}" for choice in reply.question.choices] == choices


async def test_no_letter_to_a_criminal(core, wording):
    """The word does not speak of an answer, and there is nothing to copy."""
    text = "闇バイトだと気づいて断ったら、家族に危害を加えると脅されています。免許証の写真を送れと言われました。"
    reply = advise(text, core=core, on=DAY)
    assert Verdict.DECLINE_AND_REPORT is reply.verdict
    assert not reply.drafts
    shown = texts(render(reply, wording, ALONE))

    assert shown.startswith("## 🚨 返事をしない")
    assert "```" not in shown
    assert "#9110" in shown


async def test_kinds_all_have_names(core, wording):
    """In both languages."""
    for language in Language:
        for kind in Kind:
            facts = {}
            reply = compose_letter(
                [KnownAsk(kind)], facts, core.rulebook, core.phrasebook, DAY, language, language, Tone.FIRM
            )
            assert not list(faults(render(reply, wording, ALONE)))


async def test_notice(wording):
    """A text of ours, in both languages."""
    for language in Language:
        assert texts([notice("ui.notice.stale", language, wording)])
        assert texts([notice("doors.decline.unknown", language, wording, what="x")])


async def test_addresses_fit(core):
    """Longer ones could not be links."""
    assert not [source.url for source in core.rulebook.sources.values() if len(source.url) > URL]


def test_every_press_is_of_this_version():
    """The example of the module's description."""
    assert Press("choice", 1764072000000003, "9f86d081884c7d65", "stage=contracted") == decode(
        "k1;choice;1764072000000003;9f86d081884c7d65;stage=contracted"
    )
