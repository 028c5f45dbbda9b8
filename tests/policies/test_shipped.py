"""The policies that ship with Kotowari are sound, and their examples hold."""

from bot import policy_commands as commands
from policies.load import load
from policies.vocabulary import Kind


def test_shipped_policies_have_no_mistakes():
    """What `kotowari policy check` says."""
    report = commands.check()

    assert 0 == report.code, "\n".join(report.lines)


def test_shipped_examples_hold_and_every_rule_fires():
    """What `kotowari policy test` says."""
    report = commands.test()

    assert 0 == report.code, "\n".join(report.lines)


def test_every_kind_has_rules_and_a_default():
    """No ask is left without advice."""
    rulebook = load()

    assert set(Kind) == {kind for rule in rulebook.rules for kind in rule.asks}
    assert all(rulebook.rule(f"common.{kind}") is not None for kind in Kind)
