"""Tell which advice changes between two states of the rules: over all examples, and over files of messages.

How rules are combined and messages are answered is not known here: both are handed in with each `Side`.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policies.problems import PolicyError, Problem
from policies.proof import Judge, Situation, situation_of
from policies.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Message:
    """A message to be answered on both sides, as a line of a JSONL file gives it."""

    id: str
    text: str
    facts: Mapping[str, str] = field(default_factory=dict)
    speaker: str | None = None
    lang: str | None = None
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What is compared: the verdict on each kind asked for with the rules behind it, and the fact asked for."""

    asks: tuple[tuple[str, str, tuple[str, ...]], ...]
    wants: str | None

    def __str__(self) -> str:
        if not self.asks:
            return "no ask"
        told = "; ".join(f"{kind} {verdict} ({', '.join(rules)})" for kind, verdict, rules in self.asks)
        return f"{told}, asks for {self.wants}" if self.wants else told


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the rules, with what it takes to judge a situation and to answer a message by them."""

    rulebook: Rulebook
    judge: Judge
    answer: Callable[[Message], Advice] | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """Advice that differs: where it was seen, and what it was and is."""

    where: str
    before: Advice
    after: Advice


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. `examples` and `messages` count what was compared."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    edited: tuple[str, ...]
    examples: int
    messages: int
    changed: tuple[Changed, ...]


def compare(old: Side, new: Side, messages: Iterable[Message] = ()) -> Difference:
    """Judge all examples of both sides, and all messages, by both."""
    before = {rule.id: rule for rule in old.rulebook.rules}
    after = {rule.id: rule for rule in new.rulebook.rules}
    situations = {**_situations(old.rulebook), **_situations(new.rulebook)}
    asked = list(messages)
    pairs = [
        *((where, _judged(old, one), _judged(new, one)) for where, one in situations.items()),
        *((message.id, _answered(old, message), _answered(new, message)) for message in asked),
    ]
    return Difference(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        edited=tuple(sorted(name for name in before.keys() & after.keys() if before[name] != after[name])),
        examples=len(situations),
        messages=len(asked),
        changed=tuple(Changed(where, was, now) for where, was, now in pairs if was != now),
    )


def read_messages(path: Path) -> list[Message]:
    """Read a JSONL file of messages. Raise `PolicyError` with every line that cannot be used."""
    problems: list[Problem] = []
    messages = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            messages.append(_message(json.loads(line), number))
        except (ValueError, TypeError) as error:
            remedy = 'write one object a line: {"id": "…", "text": "…"}'
            problems.append(Problem(path.name, f"line {number}", f"is no message ({error})", remedy))
    if problems:
        raise PolicyError(problems)
    return messages


def _message(data: Any, number: int) -> Message:
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise TypeError("text is missing")
    on = data.get("on")
    return Message(
        id=str(data.get("id", f"line {number}")),
        text=data["text"],
        facts={str(fact): str(value) for fact, value in dict(data.get("facts") or {}).items()},
        speaker=data.get("speaker"),
        lang=data.get("lang"),
        on=dt.date.fromisoformat(on) if on else None,
    )


def _situations(rulebook: Rulebook) -> dict[str, Situation]:
    return dict(_examples(rulebook))


def _examples(rulebook: Rulebook) -> Iterator[tuple[str, Situation]]:
    for rule in rulebook.rules:
        for example in rule.example:
            if example.ask is not None:
                yield f"{rule.id} “{example.name}”", situation_of(rule, example)


def _judged(side: Side, situation: Situation) -> Advice:
    try:
        ruling = side.judge(side.rulebook, situation)
    except LookupError:
        return Advice((), None)
    return Advice(((situation.kind, ruling.verdict, ruling.standing),), ruling.wants)


def _answered(side: Side, message: Message) -> Advice:
    return side.answer(message) if side.answer is not None else Advice((), None)
