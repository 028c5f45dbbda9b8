"""Every rule shows by examples where it holds and where it stops."""

from collections.abc import Iterator

from policies.checks.book import Book, is_unconditional
from policies.problems import Problem
from policies.schema import Rule, RuleExample


def both_sides_are_shown(book: Book) -> Iterator[Problem]:
    """Complain of rules without an example that applies, or without one at the boundary."""
    for name, rule in book.rules.items():
        steps = ("example",) if rule.example else ()
        if not any(example.applies and example.verdict for example in rule.example):
            wrong = "no example shows where the rule applies"
            yield book.problem(name, steps, wrong, "add [[example]] with applies = true and its verdict")
        if not any(example.applies is False for example in rule.example) and not is_unconditional(rule):
            wrong = "no example shows the boundary"
            remedy = "add [[example]] with applies = false: the nearest situation in which the rule does not hold"
            yield book.problem(name, steps, wrong, remedy)


def examples_say_something(book: Book) -> Iterator[Problem]:
    """Complain of examples without an ask, without an expectation, or against their own rule."""
    for name, rule in book.rules.items():
        for index, example in enumerate(rule.example):
            for wrong, remedy in _faults(rule, example):
                yield book.problem(name, ("example", index), f"“{example.name}” {wrong}", remedy)


def _faults(rule: Rule, example: RuleExample) -> Iterator[tuple[str, str]]:
    if example.ask is None:
        yield "names no ask", 'add ask = "…", one of the kinds in asks'
    elif example.applies and example.ask not in rule.asks:
        yield f"applies to “{example.ask}”, which is not in asks", "add the kind to asks, or mend the example"
    if example.applies is None and example.verdict is None and example.wants is None:
        yield "expects nothing", "add applies, verdict or wants"
    if example.wants is not None and example.wants in example.facts:
        yield f"wants “{example.wants}”, which its facts give already", "remove one of the two"
    if example.ask is not None and example.ask in example.also_asked:
        yield f"names “{example.ask}” twice", "remove it from also_asked"


CHECKS = (both_sides_are_shown, examples_say_something)
