"""Facts have values that exist, terms have a beginning before their end, and platform rules name their platform."""

from collections.abc import Iterable, Iterator

from policies.checks.book import Book
from policies.lexicon import FactFile
from policies.place import Steps
from policies.problems import Problem, suggest
from policies.vocabulary import DIRECT, FACT_VALUES, Fact


def values_exist(book: Book) -> Iterator[Problem]:
    """Complain of values that a fact cannot have."""
    for name, rule in book.rules.items():
        for fact, values in rule.when.items():
            if not values:
                yield book.problem(
                    name, ("when", fact), f"“{fact}” has no value, so the rule never holds", "add a value"
                )
            yield from _unknown(book, name, ("when", fact), fact, values)
        for index, example in enumerate(rule.example):
            for fact, value in example.facts.items():
                yield from _unknown(book, name, ("example", index, "facts"), fact, (value,))
    for name, file in book.contents.below("facts", FactFile).items():
        for value in file.value:
            yield from _unknown(book, name, ("value", value), file.fact, (value,))
        for index, sentence in enumerate(file.example):
            if sentence.value is not None:
                yield from _unknown(book, name, ("example", index, "value"), file.fact, (sentence.value,))


def _unknown(book: Book, name: str, steps: Steps, fact: Fact, values: Iterable[str]) -> Iterator[Problem]:
    known = FACT_VALUES.get(fact) or (*book.stems("platforms"), DIRECT)
    for value in values:
        if value not in known:
            yield book.problem(name, steps, f"“{value}” is no value of “{fact}”", suggest(value, known))


def terms_run_forwards(book: Book) -> Iterator[Problem]:
    """Complain of rules that end before they begin."""
    for name, rule in book.rules.items():
        term = rule.in_force
        if term.since and term.until and term.since > term.until:
            wrong = f"the rule ends on {term.until} before it begins on {term.since}"
            yield book.problem(name, ("in_force",), wrong, "mend since or until; both days are included")


def platform_rules_name_their_platform(book: Book) -> Iterator[Problem]:
    """Complain of rules in a platform's area that would hold on every platform."""
    for name, rule in book.rules.items():
        area = rule.id.partition(".")[0]
        if area != DIRECT and area not in book.stems("platforms"):
            continue
        if area not in rule.when.get(Fact.PLATFORM, ()):
            wrong = f"the rule is filed under “{area}” but is not limited to it"
            yield book.problem(name, ("when",), wrong, f'write platform = ["{area}"] below [when], or move the file')


CHECKS = (values_exist, terms_run_forwards, platform_rules_name_their_platform)
