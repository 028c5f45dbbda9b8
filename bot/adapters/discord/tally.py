"""What is counted of Discord. Nothing of it tells who did or wrote what."""

import datetime as dt
from dataclasses import dataclass, field

from bot.metrics import Counter, Histogram, Metric


@dataclass(frozen=True, slots=True)
class Tally:
    """The counters of the adapter."""

    arrivals: Counter = field(
        default_factory=lambda: Counter(
            "kotowari_discord_arrivals_total", "What people did that is for us: command, press, form, message.", "kind"
        )
    )
    refusals: Counter = field(
        default_factory=lambda: Counter(
            "kotowari_discord_refusals_total", "Calls that Discord did not take, by why.", "why"
        )
    )
    failures: Counter = field(
        default_factory=lambda: Counter("kotowari_discord_failures_total", "Answers that failed, by where.", "where")
    )
    ack_seconds: Histogram = field(
        default_factory=lambda: Histogram(
            "kotowari_discord_ack_seconds",
            "From an interaction's beginning, by Discord's clock, to our response.",
        )
    )
    answer_seconds: Histogram = field(
        default_factory=lambda: Histogram(
            "kotowari_discord_answer_seconds", "From the beginning, by Discord's clock, to the end of the answer."
        )
    )

    def metrics(self) -> list[Metric]:
        """Return all of them."""
        return [self.arrivals, self.refusals, self.failures, self.ack_seconds, self.answer_seconds]


def age_s(began: dt.datetime) -> float:
    """Return how many seconds ago something began. Ids on Discord tell when; both clocks should be set well."""
    return (dt.datetime.now(dt.UTC) - began).total_seconds()
