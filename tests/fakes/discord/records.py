"""Everything that happened, for tests to look at."""

import asyncio
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot. `path` and `headers` are without tokens, `body` is JSON where it was JSON."""

    route: str
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any
    files: tuple[str, ...]
    status: int | None
    code: int | None
    at: float


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that Discord refuses and that a correct bot does not make. `found_by`: "limits", "schema" or "rule"."""

    route: str
    place: str
    message: str
    found_by: str


class Records:
    """The lists, and waiting for them to grow."""

    def __init__(self):
        self.calls = []
        self.violations = []
        self.unknown = []
        self.crashes = []
        self.typing = []
        self._waiters = []

    def changed(self):
        """Tell those who wait."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    async def wait_for(self, condition, seconds, what="what was waited for"):
        """Until `condition()` is true; its value. Fails with what is known instead."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := condition()):
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    # A condition may also be about the bot, of which nobody tells.
                    await asyncio.wait([waiter], timeout=0.02)
                    waiter.cancel()
                    self._waiters = [one for one in self._waiters if one is not waiter]
        except TimeoutError:
            raise AssertionError(f"{what} did not happen within {seconds} s. {self.summary()}") from None
        return found

    def summary(self):
        """In one line: calls by route and status, and what was refused."""
        calls = {}
        for call in self.calls:
            key = f"{call.route} {call.status}" + (f" ({call.code})" if call.code is not None else "")
            calls[key] = calls.get(key, 0) + 1
        return (
            f"Calls: {calls}. Violations: {self.violations}. Unknown: {self.unknown}. "
            f"Mistakes of the loopback itself: {self.crashes}"
        )
