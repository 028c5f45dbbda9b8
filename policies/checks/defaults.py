"""Every kind of ask has exactly one rule that holds whatever else is known: `common.<kind>`."""

from collections.abc import Iterator

from policies.checks.book import Book, is_unconditional
from policies.problems import Problem
from policies.schema import Rule
from policies.vocabulary import Kind


def every_kind_has_a_default(book: Book) -> Iterator[Problem]:
    """Complain of kinds without a default, and of defaults that do not always hold."""
    files = {rule.id: name for name, rule in book.rules.items()}
    for kind in Kind:
        rule_id = f"common.{kind}"
        name = f"rules/common/{kind}.toml"
        if rule_id in book.by_id:
            yield from _default_faults(book, files[rule_id], book.by_id[rule_id], kind)
        elif name not in book.names("rules"):
            wrong = f"the kind “{kind}” has no rule that always holds"
            yield Problem(book.contents.files.path(name), "", wrong, "write this file, without [when]")


def _default_faults(book: Book, name: str, rule: Rule, kind: Kind) -> Iterator[Problem]:
    if rule.asks != (kind,):
        yield book.problem(name, ("asks",), "the default is about another kind", f'write asks = ["{kind}"]')
    if not is_unconditional(rule):
        wrong = "the default of a kind must hold whatever is known"
        yield book.problem(name, ("when",), wrong, "move the conditions to a rule of another name")
    if rule.in_force.since or rule.in_force.until:
        wrong = "the default of a kind must hold on every day"
        yield book.problem(name, ("in_force",), wrong, "remove since and until")
    if rule.overrides:
        wrong = "the default of a kind overrides other rules"
        yield book.problem(name, ("overrides",), wrong, "remove overrides: the default gives way to others")


def no_other_common_rule_always_holds(book: Book) -> Iterator[Problem]:
    """Complain of further common rules without any condition."""
    defaults = {f"common.{kind}" for kind in Kind}
    for name, rule in book.rules.items():
        if rule.id.startswith("common.") and rule.id not in defaults and is_unconditional(rule):
            wrong = "the rule holds always, as only the default of a kind may"
            yield book.problem(name, ("id",), wrong, "add a condition, or put it into the default common.<kind>")


CHECKS = (every_kind_has_a_default, no_other_common_rule_always_holds)
