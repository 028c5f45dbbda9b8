"""The time by which tokens age and limits refill."""

import time


class Clock:
    """Wall time that tests may stop and move forward. Until it is stopped it runs by itself."""

    def __init__(self):
        self._ahead = 0.0
        self._stopped = None

    def now(self):
        """Seconds since 1970."""
        return (time.time() if self._stopped is None else self._stopped) + self._ahead

    def milliseconds(self):
        """As `timestamp` in events."""
        return int(self.now() * 1000)

    def advance(self, seconds):
        """Let so much time pass at once."""
        self._ahead += seconds

    def stop(self):
        """From now on time passes only by `advance`."""
        self._stopped = time.time()
