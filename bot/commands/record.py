"""An answer as plain values, in the order and with the names that programs may rely on."""

from typing import Any

from bot.core.reply import AskAdvice, Draft, Question, Reason, Reply, SourceLine, WouldChange

Plain = dict[str, Any]


def record(reply: Reply, case_id: object = None) -> Plain:
    """Return the whole answer. `facts` holds what was stated or told, not what is merely preferred."""
    known = {name: value for name, value in reply.facts.items() if reply.origins.get(name) != "preference"}
    return {
        "id": case_id,
        "lang": reply.lang,
        "rules_version": reply.rules_version,
        "verdict": reply.verdict,
        "final": reply.final,
        "asks": [_ask(ask) for ask in reply.asks],
        "facts": known,
        "origins": {name: reply.origins[name] for name in known if name in reply.origins},
        "question": None if reply.question is None else _question(reply.question),
        "would_change": [_change(change) for change in reply.would_change],
        "steps": list(reply.steps),
        "aftercare": list(reply.aftercare),
        "drafts": [_draft(draft) for draft in reply.drafts],
    }


def _ask(ask: AskAdvice) -> Plain:
    return {
        "kind": ask.kind,
        "tool": ask.tool,
        "quote": ask.quote,
        "span": list(ask.span),
        "verdict": ask.verdict,
        "possible": list(ask.possible),
        "reasons": [_reason(reason) for reason in ask.reasons],
    }


def _reason(reason: Reason) -> Plain:
    return {"rule": reason.rule, "text": reason.text, "sources": [_source(source) for source in reason.sources]}


def _source(source: SourceLine) -> Plain:
    return {"title": source.title, "url": source.url, "kind": source.kind, "read_on": source.read_on}


def _question(question: Question) -> Plain:
    choices = [{"value": choice.value, "label": choice.label} for choice in question.choices]
    return {"fact": question.fact, "text": question.text, "choices": choices}


def _change(change: WouldChange) -> Plain:
    return {"fact": change.fact, "value": change.value, "verdict": change.verdict, "text": change.text}


def _draft(draft: Draft) -> Plain:
    return {"purpose": draft.purpose, "tone": draft.tone, "lang": draft.lang, "text": draft.text}
