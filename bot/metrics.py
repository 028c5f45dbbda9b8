"""What can be counted of the running program, in the text form that Prometheus reads.

Names and labels are fixed in the code: nothing here can tell who wrote or what.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Borders of the classes of a histogram. LINE waits 2 s for its answer, and a person's reply token lives for 60 s."""


@dataclass(slots=True)
class Counter:
    """Counts what happened, apart for each value of one label."""

    name: str
    help: str
    label: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, value: str = "", count: int = 1) -> None:
        """Count one more of that label's value."""
        self.counts[value] = self.counts.get(value, 0) + count

    def lines(self) -> Iterator[str]:
        """Write it down."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} counter"
        if not self.label:
            yield f"{self.name} {self.counts.get('', 0)}"
            return
        for value, count in sorted(self.counts.items()):
            yield f'{self.name}{{{self.label}="{value}"}} {count}'


@dataclass(slots=True)
class Gauge:
    """Something that goes up and down, looked up when it is asked for."""

    name: str
    help: str
    look: Callable[[], float]

    def lines(self) -> Iterator[str]:
        """Write it down."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} gauge"
        yield f"{self.name} {self.look():g}"


class Histogram:
    """How long something took."""

    def __init__(self, name: str, help: str, borders: Sequence[float] = SECONDS) -> None:  # noqa: A002 (Prometheus' word)
        """`borders`: the upper ends of the classes, in seconds."""
        self.name = name
        self.help = help
        self._borders = tuple(borders)
        self._counts = [0] * (len(self._borders) + 1)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        """Take one duration down. A clock that runs back counts as no time at all."""
        bounded = max(0.0, seconds)
        self._counts[bisect_left(self._borders, bounded)] += 1
        self._sum += bounded

    @property
    def count(self) -> int:
        """How many durations were taken down."""
        return sum(self._counts)

    def lines(self) -> Iterator[str]:
        """Write it down: each class holds all that are shorter, too."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} histogram"
        total = 0
        for border, count in zip((*map("{:g}".format, self._borders), "+Inf"), self._counts, strict=True):
            total += count
            yield f'{self.name}_bucket{{le="{border}"}} {total}'
        yield f"{self.name}_sum {self._sum:g}"
        yield f"{self.name}_count {total}"


Metric = Counter | Gauge | Histogram


def written(metrics: Sequence[Metric]) -> str:
    """Return the page."""
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())
