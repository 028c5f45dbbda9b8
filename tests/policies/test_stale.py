"""Rules and sources grow old; the day is always given."""

import datetime as dt

import pytest

from policies.load import load
from policies.stale import find_stale, parse_age

REVIEWED = dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "days"),
    [("180d", 180), ("0d", 0), ("26w", 182), ("6m", 180), ("1y", 365), ("90", 90), (" 30 D ", 30)],
)
def test_age_is_read(text, days):
    """Days, weeks, months of thirty days and years."""
    assert days == parse_age(text)


@pytest.mark.parametrize("text", ["", "d", "-3d", "1.5y", "180 days", "1000000d", "１８０d x", "180d 3w"])
def test_other_ages_are_refused(text):
    """The error says what to write."""
    with pytest.raises(ValueError, match="such as 180d"):
        parse_age(text)


@pytest.mark.parametrize(("days_later", "stale"), [(180, False), (181, True)])
def test_age_is_older_not_as_old(folder, days_later, stale):
    """Exactly 180 days is not older than 180 days."""
    found = find_stale(load(folder), 180, REVIEWED + dt.timedelta(days=days_later))

    assert stale is any(one.id == "harbour.contact" for one in found)


def test_oldest_come_first_and_sources_are_told(folder):
    """The source read in May stands before what was reviewed in November."""
    found = find_stale(load(folder), 0, dt.date(2026, 12, 1))

    assert ("source", "common.advice", dt.date(2026, 5, 1), 214) == (
        found[0].what,
        found[0].id,
        found[0].since,
        found[0].age_days,
    )
    assert "rule" in {one.what for one in found}


def test_rules_that_have_ended_do_not_grow_stale(folder, edit):
    """They tell of the past, which does not change; on their last day they still count."""
    edit("rules/harbour/contact.toml", "since = 2020-10-20", "since = 2020-10-20, until = 2026-12-01")
    rulebook = load(folder)

    assert "harbour.contact" in {one.id for one in find_stale(rulebook, 0, dt.date(2026, 12, 1))}
    assert "harbour.contact" not in {one.id for one in find_stale(rulebook, 0, dt.date(2026, 12, 2))}
