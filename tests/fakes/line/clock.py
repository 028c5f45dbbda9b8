"""The time as LINE writes it."""

from tests.fakes import clock


class Clock(clock.Clock):
    """Gives it in milliseconds."""

    def milliseconds(self):
        """As `timestamp` in events."""
        return int(self.now() * 1000)
