"""Sentences to the freelancer about facts: questions, what a change would bring, what a procedure is called."""

from bot.texts.phrasebook import Phrases


def procedure_name(phrases: Phrases, name: str) -> str:
    """Return how a platform's approval procedure is called in a sentence."""
    return phrases.fill("letters.here.procedure", name=name)


def question(phrases: Phrases, fact: str, procedure: str | None) -> str:
    """Return the question for a fact; of an approval it names the procedure, if that has a name."""
    key = f"ui.fact.{fact}.question"
    if procedure is not None and phrases.find(f"{key}_named") is not None:
        return phrases.fill(f"{key}_named", procedure=procedure_name(phrases, procedure))
    return phrases.text(key)


def change(phrases: Phrases, fact: str, value: str, verdict: str, procedure: str | None) -> str | None:
    """Return what it would bring if the fact had that value, or None if that is no advice."""
    key = f"ui.change.{fact}.{value}"
    if phrases.find(key) is None:
        return None
    becomes = phrases.text(f"ui.verdict.name.{verdict}")
    if procedure is not None and phrases.find(f"{key}_named") is not None:
        return phrases.fill(f"{key}_named", verdict=becomes, procedure=procedure_name(phrases, procedure))
    return phrases.fill(key, verdict=becomes)


def answer(phrases: Phrases, fact: str, value: str) -> str:
    """Return the label of a fact's value."""
    return phrases.text(f"ui.fact.{fact}.value.{value}")
