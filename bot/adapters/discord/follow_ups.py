"""The rows below an answer: the choices of our question, and whatever makes sense to say of this very reply."""

from collections.abc import Callable, Iterator, Sequence

from discord import ButtonStyle

from bot.adapters.discord.buttons import Action, Press, PressButton, button, select
from bot.adapters.discord.layout import Row, row
from bot.adapters.discord.limits import BUTTONS_IN_ROW, SELECT_OPTIONS
from bot.adapters.discord.reasons import is_about_reasons
from bot.adapters.discord.wording import Speech
from bot.core.reply import Choice, Question, Reply
from policies.vocabulary import CAUTION, Fact, Language, Tone, Verdict

MOST_SELECTS = 2
"""Choices beyond those of two selects are not shown; they can be written."""

Pressed = Callable[[Action, str], Press]
"""Makes what a button of this answer carries."""


def choices(question: Question, speech: Speech, pressed: Pressed) -> list[Row]:
    """Return the choices of our question: buttons, or selects where they are many."""
    if len(question.choices) <= BUTTONS_IN_ROW:
        return [
            row(
                *(
                    button(choice.label, pressed(Action.CHOICE, f"{question.fact}={choice.value}"), ButtonStyle.primary)
                    for choice in question.choices
                )
            )
        ]
    *named, unknown = question.choices
    first = [*named[: SELECT_OPTIONS - 1], unknown]
    rest = named[SELECT_OPTIONS - 1 :]
    parts = [first, *(rest[start : start + SELECT_OPTIONS] for start in range(0, len(rest), SELECT_OPTIONS))]
    return [
        _select(
            part, question.fact, speech.text(f"answer.{'choose' if not number else 'choose_more'}"), pressed, number
        )
        for number, part in enumerate(parts[:MOST_SELECTS])
    ]


def _select(part: Sequence[Choice], fact: str, placeholder: str, pressed: Pressed, number: int) -> Row:
    """Return a select. Its number tells it from the others of the same question, whose ids must differ."""
    value = fact if not number else f"{fact}#{number}"
    options = [(choice.label, choice.value) for choice in part]
    return row(select(placeholder, pressed(Action.CHOICE, value), options))


def follow_ups(reply: Reply, speech: Speech, pressed: Pressed) -> list[Row]:
    """Return what can be asked of us now: first of the letter, then of the advice."""
    rows = (list(_of_letter(reply, speech, pressed)), list(_of_advice(reply, speech, pressed)))
    return [row(*buttons[:BUTTONS_IN_ROW]) for buttons in rows if buttons]


def _of_letter(reply: Reply, speech: Speech, pressed: Pressed) -> Iterator[PressButton]:
    drafts = reply.drafts
    if not drafts:
        if is_about_reasons(reply):
            yield button(speech.text("answer.button.letter"), pressed(Action.LETTER, ""))
        return
    if drafts[0].tone is not Tone.SOFT:
        yield button(speech.text("answer.button.softer"), pressed(Action.SOFTER, ""))
    if drafts[0].tone is not Tone.FIRM:
        yield button(speech.text("answer.button.firmer"), pressed(Action.FIRMER, ""))
    other = Language.EN if drafts[0].lang is Language.JA else Language.JA
    yield button(speech.label(f"in_{other}"), pressed(Action.LANGUAGE, other))
    if reply.verdict is not None and CAUTION[reply.verdict] >= CAUTION[Verdict.ASK_FIRST]:
        yield button(speech.text("answer.button.insists"), pressed(Action.INSISTS, ""))


def _of_advice(reply: Reply, speech: Speech, pressed: Pressed) -> Iterator[PressButton]:
    if not is_about_reasons(reply):
        yield button(speech.text("answer.button.why"), pressed(Action.WHY, ""))
    if _may_be_approved(reply):
        yield button(speech.text("answer.button.approved"), pressed(Action.APPROVED, ""))
    if reply.facts.get(Fact.ALREADY_SHARED) != "yes" and reply.verdict is not Verdict.SHARE:
        yield button(speech.text("answer.button.shared"), pressed(Action.SHARED, ""))
    yield button(speech.text("answer.button.wrong"), pressed(Action.WRONG, ""))


def _may_be_approved(reply: Reply) -> bool:
    """Tell whether an approval would change the advice."""
    if any(change.fact == Fact.APPROVAL for change in reply.would_change):
        return True
    return reply.verdict is Verdict.APPROVAL_FIRST and reply.facts.get(Fact.APPROVAL) != "approved"
