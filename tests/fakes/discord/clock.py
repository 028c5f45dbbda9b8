"""The time as Discord writes it."""

import datetime as dt

from tests.fakes import clock


class Clock(clock.Clock):
    """Gives it as dates."""

    def iso(self):
        """As timestamps are written in messages."""
        return dt.datetime.fromtimestamp(self.now(), dt.UTC).isoformat()
