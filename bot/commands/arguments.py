"""What people write behind a command, checked: every mistake at once, each with the nearest right word."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from bot.core.choices import UNKNOWN
from bot.errors import KotowariError, Problem
from policies.problems import nearest, suggest
from policies.schema import Platform
from policies.vocabulary import FACT_VALUES, Fact

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Misused(KotowariError):  # noqa: N818 (says what is the case, as its relatives do)
    """The command was not written as it must be. All problems found are in it."""


class Findings:
    """Gathers problems, so that all can be told together."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, reader: Callable[[], T]) -> T | None:
        """Return what `reader` gives, or None after taking down what is wrong."""
        try:
            return reader()
        except Misused as error:
            self.problems += error.problems
            return None

    def settle(self) -> None:
        """Raise `Misused` if there was any problem."""
        if self.problems:
            raise Misused(*self.problems)


def word(kind: type[E], text: str, where: str) -> E:
    """Return the member of a vocabulary."""
    spelt = text.strip().lower()
    if spelt in list(kind):
        return kind(spelt)
    raise Misused(Problem(f"“{text}” is none of its values", where, suggest(text, list(kind))))


def day(text: str, where: str) -> dt.date:
    """Return the date."""
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise Misused(Problem(f"“{text}” is no day", where, "write it as 2026-11-24"))


def today() -> dt.date:
    """Return the day that it is here."""
    return dt.datetime.now(dt.UTC).astimezone().date()


def facts_of(
    pairs: Iterable[tuple[str, str, str]], platforms: Mapping[str, Platform]
) -> tuple[dict[str, str], frozenset[str]]:
    """Return the facts that are told, and those that are told to be unknown.

    Each pair comes with the place where it stands. Raise `Misused` with all that is wrong.
    """
    findings = Findings()
    told: dict[str, str] = {}
    for name, value, where in pairs:
        fact = findings.read(lambda name=name, where=where: _fact(name, where))  # type: ignore[misc]
        if fact is None:
            continue
        right = findings.read(lambda fact=fact, value=value, where=where: _value(fact, value, where, platforms))  # type: ignore[misc]
        if right is not None and told.setdefault(fact, right) != right:
            remedy = "leave one of the two out"
            findings.problems.append(Problem(f"{fact} is given twice, as {told[fact]} and {right}", where, remedy))
    findings.settle()
    known = {fact: value for fact, value in told.items() if value != UNKNOWN}
    return known, frozenset(told.keys() - known.keys())


def _fact(name: str, where: str) -> Fact:
    spelt = name.strip().lower()
    if spelt in list(Fact):
        return Fact(spelt)
    raise Misused(Problem("no fact has this name", where, suggest(name, list(Fact))))


def _value(fact: Fact, value: str, where: str, platforms: Mapping[str, Platform]) -> str:
    spelt = value.strip().lower()
    if spelt == UNKNOWN:
        return UNKNOWN
    if fact is Fact.PLATFORM:
        return platform_id(value, where, platforms)
    if spelt in FACT_VALUES[fact]:
        return spelt
    raise Misused(Problem(f"{fact} has no value “{value}”", where, suggest(value, FACT_VALUES[fact])))


def platform_id(name: str, where: str, platforms: Mapping[str, Platform]) -> str:
    """Return the id of a platform, which may be given by its name as well."""
    names = {each.title.ja.lower(): each.id for each in platforms.values()}
    names |= {each.title.en.lower(): each.id for each in platforms.values()}
    spelt = name.strip().lower()
    if spelt in platforms:
        return spelt
    if spelt in names:
        return names[spelt]
    near = nearest(name, platforms) or names.get(nearest(spelt, names) or "")
    remedy = f"did you mean “{near}”?" if near else f"write one of: {', '.join(sorted(platforms))}"
    raise Misused(Problem(f"we know no platform “{name}”", where, remedy))
