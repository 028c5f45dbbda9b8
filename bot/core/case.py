"""All that a reply is made of, gathered once so that the parts of it can be written one by one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.decide import Decision, Outcome
from bot.core.reading import Ask, Reading
from bot.core.reply import Reason
from bot.texts.phrasebook import Phrases
from policies.rulebook import Rulebook
from policies.schema import AftercareStep, Both, Platform
from policies.vocabulary import Fact, Language, Purpose, Tone, Verdict


@dataclass(slots=True)
class Advised:
    """An ask with what the rules say of it."""

    ask: Ask
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule says, in one language."""

    reason: Reason
    steps: tuple[str, ...]
    call: tuple[str, ...]
    silent: bool
    reviewed: dt.date


@dataclass(slots=True)
class Case:
    """Everything that a reply is made of.

    `ranked`: the most cautious advice first. `told`: the rules behind it, the first of each ask before the others.
    """

    decision: Decision
    reading: Reading
    facts: Mapping[str, str]
    rulebook: Rulebook
    phrases: Phrases
    language: Language
    platform: Platform | None
    advised: tuple[Advised, ...]
    ranked: tuple[Advised, ...]
    told: tuple[Told, ...]
    verdict: Verdict
    silent: bool

    @property
    def shared(self) -> bool:
        """Whether what was asked for has been given already."""
        return self.facts.get(Fact.ALREADY_SHARED) == "yes"


@dataclass(slots=True)
class Wish:
    """How the letters are wanted. `refuse`: a refusal is wanted even where agreeing would be fine."""

    language: Language
    phrases: Phrases
    tone: Tone
    purpose: Purpose | None = None
    refuse: bool = False
    client: str | None = None
    own: str | None = None


def in_language(text: Both | AftercareStep, language: Language) -> str:
    """Return the text in the language."""
    return text.ja if language == Language.JA else text.en
