"""Find rules and sources that nobody has looked at for long. The day is handed in: nothing here reads a clock."""

import datetime as dt
import re
from dataclasses import dataclass

from policies.rulebook import Rulebook

_AGE = re.compile(r"^(\d{1,5})\s*([dwmy]?)$")
_DAYS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


@dataclass(frozen=True, slots=True)
class Stale:
    """Something not looked at since `since`. `what` is `rule` or `source`."""

    what: str
    id: str
    since: dt.date
    age_days: int


def parse_age(text: str) -> int:
    """Return the days of `180d`, `26w`, `6m` (of 30 days) or `1y`. Raise `ValueError` for anything else."""
    found = _AGE.match(text.strip().lower())
    if found is None:
        raise ValueError(f"“{text}” is no age; write a number of days such as 180d, or 26w, 6m, 1y")
    return int(found[1]) * _DAYS[found[2]]


def find_stale(rulebook: Rulebook, older_than_days: int, on: dt.date) -> tuple[Stale, ...]:
    """Return what was last looked at more than so many days before `on`, the oldest first.

    A rule that has ended by `on` cannot grow stale: it tells of the past.
    """
    seen = [
        *(
            ("rule", rule.id, rule.in_force.reviewed)
            for rule in rulebook.rules
            if rule.in_force.until is None or rule.in_force.until >= on
        ),
        *(("source", source.id, source.read_on) for source in rulebook.sources.values()),
    ]
    old = [Stale(what, name, since, (on - since).days) for what, name, since in seen]
    return tuple(sorted((one for one in old if one.age_days > older_than_days), key=lambda one: (one.since, one.id)))
