"""Taking care that in a crowd everybody is acknowledged before anybody is answered.

An acknowledgement has 3 seconds, an answer 15 minutes. Where many come at once, answers to the first would otherwise
take the time in which the last are to be acknowledged.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

CROWD = 16
"""So many acknowledgements under way are no crowd yet."""
LONGEST_WAIT_S = 0.5
"""No answer waits longer than this for those who come after."""


class Crowd:
    """Counts acknowledgements under way."""

    def __init__(self) -> None:
        self._arriving = 0
        self._calm = asyncio.Event()
        self._calm.set()

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Count one who is being acknowledged."""
        self._arriving += 1
        if self._arriving > CROWD:
            self._calm.clear()
        try:
            yield
        finally:
            self._arriving -= 1
            if self._arriving <= CROWD:
                self._calm.set()

    async def let_through(self) -> None:
        """Wait while there is a crowd, but not for long."""
        if not self._calm.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calm.wait(), LONGEST_WAIT_S)
