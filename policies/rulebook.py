"""Everything the policy files say, loaded and indexed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from policies.schema import Aftercare, Contact, Platform, Rule, Sign, Source
from policies.vocabulary import Kind


@dataclass(frozen=True, eq=False)
class Rulebook:
    """The rules with all that belongs to them. Compared and hashed by identity, so that decisions can be cached."""

    version: str
    rules: tuple[Rule, ...]
    platforms: Mapping[str, Platform]
    sources: Mapping[str, Source]
    signs: Mapping[str, Sign]
    aftercare: Mapping[str, Aftercare]
    contacts: Mapping[str, Contact]
    _by_kind: dict[tuple[Kind, dt.date], tuple[Rule, ...]] = field(default_factory=dict, repr=False)

    def rules_for(self, kind: Kind, on: dt.date) -> tuple[Rule, ...]:
        """Return the rules about `kind` that are in force on the day `on`."""
        key = (kind, on)
        found = self._by_kind.get(key)
        if found is None:
            found = tuple(rule for rule in self.rules if kind in rule.asks and in_force(rule, on))
            if len(self._by_kind) > 4096:
                self._by_kind.clear()
            self._by_kind[key] = found
        return found

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of that id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)


def in_force(rule: Rule, on: dt.date) -> bool:
    """Tell whether the rule is in force on the day `on`, both ends included."""
    term = rule.in_force
    return (term.since is None or term.since <= on) and (term.until is None or on <= term.until)
