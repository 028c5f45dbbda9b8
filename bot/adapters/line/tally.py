"""What is counted of LINE. Nothing of it tells who wrote or what."""

from dataclasses import dataclass, field

from bot.metrics import Counter, Histogram, Metric


@dataclass(frozen=True, slots=True)
class Tally:
    """The counters of the adapter."""

    webhooks: Counter = field(
        default_factory=lambda: Counter("kotowari_line_webhooks_total", "Webhook requests by HTTP status.", "status")
    )
    events: Counter = field(
        default_factory=lambda: Counter("kotowari_line_events_total", "Events by what became of them.", "outcome")
    )
    requests: Counter = field(
        default_factory=lambda: Counter("kotowari_line_requests_total", "Requests to LINE by outcome.", "outcome")
    )
    failures: Counter = field(
        default_factory=lambda: Counter("kotowari_line_failures_total", "Attempts that failed, by where.", "where")
    )
    ack_seconds: Histogram = field(
        default_factory=lambda: Histogram("kotowari_line_ack_seconds", "From a webhook's arrival to its 200.")
    )
    answer_seconds: Histogram = field(
        default_factory=lambda: Histogram("kotowari_line_answer_seconds", "From an event's arrival to its answer.")
    )

    def metrics(self) -> list[Metric]:
        """Return all of them."""
        return [
            self.webhooks,
            self.events,
            self.requests,
            self.failures,
            self.ack_seconds,
            self.answer_seconds,
        ]
