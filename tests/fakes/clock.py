"""The time by which tokens and interactions grow old, and limits refill."""

import time


class Clock:
    """Real time, shifted and stopped as a test likes."""

    def __init__(self):
        self._stopped = None
        self._ahead = 0.0

    def now(self):
        """Seconds since 1970."""
        return (time.time() if self._stopped is None else self._stopped) + self._ahead

    def advance(self, seconds):
        """Let so much time pass at once."""
        self._ahead += seconds

    def stop(self):
        """From now on time passes only by `advance`."""
        if self._stopped is None:
            self._stopped = time.time()
