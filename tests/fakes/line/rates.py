"""How often an endpoint may be called: token buckets, as LINE has them."""

from tests.fakes.line.refusals import RefusalError

HOUR = 3600

# Endpoint → calls, and in how many seconds they come back.
RATES = {
    "multicast": (200, 1),
    "loading": (100, 1),
    "create rich menu": (100, HOUR),
    "delete rich menu": (100, HOUR),
    "delete alias": (100, HOUR),
    "list rich menus": (10, 1),
    "test webhook": (60, HOUR),
    "set webhook": (1000, 60),
    "get webhook": (1000, 60),
}
OTHERS = (2000, 1)


class Rates:
    """One bucket for each endpoint."""

    def __init__(self, clock):
        self._clock = clock
        self._buckets = {}

    def take(self, endpoint):
        """Refuse (429) whoever calls too often."""
        calls, seconds = RATES.get(endpoint, OTHERS)
        now = self._clock.now()
        left, since = self._buckets.get(endpoint, (calls, now))
        left = min(calls, left + max(0, now - since) * calls / seconds)
        if left < 1:
            raise too_many()
        self._buckets[endpoint] = (left - 1, now)


def too_many():
    """429 for the rate, which is another than that for the month's limit."""
    return RefusalError(429, "The API rate limit has been exceeded. Try again later.")


def month_is_over():
    """429 for the month's limit."""
    return RefusalError(429, "You have reached your monthly limit.")
