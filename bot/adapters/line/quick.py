"""Quick replies: the choices of our question, then whatever makes sense to say of this very reply."""

from collections.abc import Iterator

from bot.adapters.line.buttons import Action, encode
from bot.adapters.line.card import CardContext
from bot.adapters.line.clean import one_line
from bot.adapters.line.flex import postback
from bot.adapters.line.limits import (
    DISPLAY_TEXT,
    QUICK_LABEL,
    QUICK_REPLIES,
    JsonMessage,
    cut_label,
)
from bot.adapters.line.reasons import is_about_reasons
from bot.adapters.line.wording import Speech
from bot.core.reply import Question, Reply
from policies.vocabulary import CAUTION, Fact, Language, Tone, Verdict

FOLLOW_UPS = 4
"""So many places are kept for what follows the choices."""


def quick_replies(reply: Reply, speech: Speech, context: CardContext) -> JsonMessage | None:
    """Return the quick replies of a reply, or None where there is nothing to tap."""
    follow_ups = list(_follow_ups(reply, speech, context)) if reply.verdict is not None else []
    room = QUICK_REPLIES - min(len(follow_ups), FOLLOW_UPS)
    items = [*_choices(reply.question, context, room), *follow_ups][:QUICK_REPLIES]
    return {"items": items} if items else None


def _choices(question: Question | None, context: CardContext, room: int) -> list[JsonMessage]:
    """Return the choices, "I don't know" last; of more than there is room for the last ones must be written."""
    if question is None:
        return []
    shown = [*question.choices[:-1][: room - 1], question.choices[-1]]
    return [
        _item(choice.label, encode(Action.CHOICE, context.step, f"{question.fact}={choice.value}")) for choice in shown
    ]


def _follow_ups(reply: Reply, speech: Speech, context: CardContext) -> Iterator[JsonMessage]:
    """Return what can be said of this reply, the likeliest first."""

    def item(action: Action, value: str = "", label: str = "") -> JsonMessage:
        return _item(label or speech.text(f"card.quick.{action}"), encode(action, context.step, value))

    drafts = reply.drafts if context.show_letters else ()
    if drafts and drafts[0].tone is not Tone.SOFT:
        yield item(Action.SOFTER)
    if drafts and drafts[0].tone is not Tone.FIRM:
        yield item(Action.FIRMER)
    if reply.facts.get(Fact.ALREADY_SHARED) != "yes" and reply.verdict is not Verdict.SHARE:
        yield item(Action.ALREADY_SHARED)
    if not is_about_reasons(reply):
        yield item(Action.WHY)
    if any(change.fact == Fact.APPROVAL for change in reply.would_change) or _waits_for_approval(reply):
        yield item(Action.WHAT_IF_APPROVED)
    if drafts:
        other = Language.EN if drafts[0].lang is Language.JA else Language.JA
        yield item(Action.LANGUAGE, other, speech.label(f"in_{other}"))
        if reply.verdict is not None and CAUTION[reply.verdict] >= CAUTION[Verdict.ASK_FIRST]:
            yield item(Action.INSISTS)


def _waits_for_approval(reply: Reply) -> bool:
    return reply.verdict is Verdict.APPROVAL_FIRST and reply.facts.get(Fact.APPROVAL) != "approved"


def _item(label: str, data: str) -> JsonMessage:
    """Return a quick reply. What the chat shows after a tap is the whole label."""
    words = one_line(label)
    action = {**postback(data, cut_label(words, DISPLAY_TEXT)), "label": cut_label(words, QUICK_LABEL)}
    return {"type": "action", "action": action}
