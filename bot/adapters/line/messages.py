"""A reply as messages for LINE: the card, then each letter as text of its own, and our question last.

A letter stands alone in its message, so that it can be copied and sent on as it is. The question comes last, for there
the quick replies are that answer it. What does not fit into five messages of LINE's size is left out at the end.
"""

from collections.abc import Iterator, Sequence

from bot.adapters.line.card import CardContext, card
from bot.adapters.line.clean import clean
from bot.adapters.line.limits import ELLIPSIS, MESSAGES, TEXT_UNITS, JsonMessage, cut_text, split_text
from bot.adapters.line.question import asked
from bot.adapters.line.quick import quick_replies
from bot.adapters.line.reasons import grouped
from bot.adapters.line.verdict import alt_text
from bot.adapters.line.wording import Speech, Wording
from bot.core.reply import Reply
from policies.vocabulary import Language

__all__ = ["CardContext", "notice", "render"]

PLAIN_MESSAGES = 2
"""A reply that no card can hold is told in at most so many messages, so that the letters have room."""


def render(reply: Reply, wording: Wording, context: CardContext) -> list[JsonMessage]:
    """Return the one to five messages of a reply, with the quick replies at the last of them."""
    speech = wording.in_language(reply.lang)
    drafts = reply.drafts if context.show_letters else ()
    letters = [text for draft in drafts for text in _texts(draft.text)]
    apart = reply.verdict is None or bool(letters)
    question = _texts(asked(reply.question, speech))[:1] if reply.question and apart else []
    opening = _opening(reply, speech, context, asks=not apart)
    messages = [*_first([*opening, *letters], MESSAGES - len(question)), *question] or [_text(ELLIPSIS)]
    quick = quick_replies(reply, speech, context)
    if quick is not None:
        messages[-1] = {**messages[-1], "quickReply": quick}
    return messages


def notice(key: str, language: Language, wording: Wording, **values: str) -> list[JsonMessage]:
    """Return a text of ours as messages: of the texts for LINE or, if they have no such key, of those for all."""
    return _first(_texts(wording.in_language(language).text(key, **values)), MESSAGES)


def _opening(reply: Reply, speech: Speech, context: CardContext, *, asks: bool) -> list[JsonMessage]:
    """Return what comes before the letters: the card; plain text where there is no verdict or no card can hold it."""
    if reply.verdict is None:
        return _texts("\n\n".join(reply.notes))
    made = card(reply, speech, context, asks=asks)
    if made is not None:
        return [made]
    return _first(_texts("\n\n".join(_paragraphs(reply, speech, asks=asks))), PLAIN_MESSAGES)


def _paragraphs(reply: Reply, speech: Speech, *, asks: bool) -> Iterator[str]:
    """Tell in plain text what the card would have shown."""
    yield alt_text(reply, speech)
    parts = (
        ("aftercare", reply.aftercare),
        ("calls", reply.calls),
        ("reasons", [reason.text for group in grouped(reply) for reason in group.reasons]),
        ("steps", reply.steps),
        ("would_change", [change.text for change in reply.would_change]),
    )
    for label, lines in parts:
        if lines:
            yield "\n".join((speech.label(label), *(f"・{line}" if speech.is_ja else f"- {line}" for line in lines)))
    yield from reply.notes
    if reply.question is not None and asks:
        yield asked(reply.question, speech)


def _texts(words: str) -> list[JsonMessage]:
    return [_text(piece) for piece in split_text(clean(words))]


def _text(words: str) -> JsonMessage:
    return {"type": "text", "text": words}


def _first(messages: Sequence[JsonMessage], most: int) -> list[JsonMessage]:
    """Return so many messages; where some are left out, the last of them shows that there would be more."""
    if len(messages) <= most:
        return list(messages)
    kept = list(messages[:most])
    if kept[-1]["type"] == "text":
        kept[-1] = _text(cut_text(kept[-1]["text"] + ELLIPSIS, TEXT_UNITS))
    return kept
