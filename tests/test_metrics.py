"""What is counted, as Prometheus reads it."""

import re

import pytest

from bot.metrics import SECONDS, Counter, Gauge, Histogram, written

LINE = re.compile(r'(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"\\]*"\})? [0-9.e+-]+)')


def test_counter_without_a_label_is_there_from_the_start():
    """A count that is missing and one that is zero are not the same."""
    counter = Counter("things_total", "Things.")
    assert "things_total 0\n" in written([counter])
    counter.add()
    counter.add(count=4)

    assert "things_total 5\n" in written([counter])


def test_counter_keeps_the_values_of_its_label_apart():
    """In a fixed order."""
    counter = Counter("things_total", "Things.", "kind")
    for kind in ("b", "a", "b"):
        counter.add(kind)

    assert written([counter]).endswith('things_total{kind="a"} 1\nthings_total{kind="b"} 2\n')


def test_gauge_is_looked_up_when_it_is_written():
    """Not before."""
    values = iter((1, 2.5))
    gauge = Gauge("level", "A level.", lambda: next(values))

    assert "level 1\n" in written([gauge])
    assert "level 2.5\n" in written([gauge])


@pytest.mark.parametrize(
    ("seconds", "border"),
    [(0.0, "0.001"), (0.001, "0.001"), (0.0011, "0.0025"), (60, "60"), (61, "+Inf"), (-1, "0.001")],
)
def test_duration_falls_into_its_class_and_all_longer_ones(seconds, border):
    """A border belongs to its class; a clock that ran back counts as no time."""
    histogram = Histogram("wait_seconds", "A wait.")
    histogram.observe(seconds)
    counts = dict(re.findall(r'wait_seconds_bucket\{le="([^"]+)"\} (\d)', written([histogram])))
    borders = [*map("{:g}".format, SECONDS), "+Inf"]

    assert borders == list(counts)
    assert [int(at >= borders.index(border)) for at in range(len(borders))] == [int(one) for one in counts.values()]
    assert 1 == histogram.count


def test_sum_and_count_are_those_of_all_durations():
    """For the mean."""
    histogram = Histogram("wait_seconds", "A wait.")
    for seconds in (0.5, 1.5, 100):
        histogram.observe(seconds)

    assert written([histogram]).endswith("wait_seconds_sum 102\nwait_seconds_count 3\n")


def test_every_line_has_the_form_of_prometheus():
    """Of all kinds."""
    counter = Counter("a_total", "A.", "kind")
    counter.add("x")
    page = written([counter, Gauge("b", "B.", lambda: 3), Histogram("c", "C.")])

    assert page.endswith("\n")
    assert [] == [line for line in page.splitlines() if not LINE.fullmatch(line)]
