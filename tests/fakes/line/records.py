"""Everything that happened, for tests to look at."""

import asyncio
import copy
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot. `body` is JSON where it was JSON, otherwise bytes."""

    endpoint: str
    method: str
    path: str
    headers: dict[str, str]
    body: Any
    status: int | None
    request_id: str
    at: float


@dataclass(frozen=True, slots=True)
class Sent:
    """Messages that LINE took. `how` is "reply" (with its token) or "push" (with its retry key, if it had one).

    `read` is false where nobody gets them.
    """

    how: str
    chat: str
    messages: tuple[dict, ...]
    ids: tuple[str, ...]
    key: str | None
    request_id: str
    at: float
    read: bool = True


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that LINE refuses and that a correct bot does not make. `found_by`: "limits", "schema" or "rule"."""

    endpoint: str
    property: str
    message: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook. `status` is None if no answer came in time; `seconds` is how long it took."""

    event_ids: tuple[str, ...]
    status: int | None
    seconds: float
    body: bytes
    answer: bytes
    redelivery: bool
    at: float
    why: str = ""

    @property
    def accepted(self):
        """2xx in time: LINE does not send these events again."""
        return self.status is not None and 200 <= self.status < 300


class Records:
    """The lists, and waiting for them to grow."""

    def __init__(self):
        self.calls = []
        self.sent = []
        self._by_key = {}
        self.violations = []
        self.unknown = []
        self.deliveries = []
        self._waiters = []

    def changed(self):
        """Tell those who wait."""
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        self._waiters.clear()

    async def wait_for(self, condition, seconds, what="what was waited for"):
        """Until `condition()` is true. Fails with what is known instead."""
        try:
            async with asyncio.timeout(seconds):
                while not condition():
                    waiter = asyncio.get_running_loop().create_future()
                    self._waiters.append(waiter)
                    await waiter
        except TimeoutError:
            raise AssertionError(f"{what} did not happen within {seconds} s. {self.summary()}") from None

    def summary(self):
        """In one line: calls by endpoint and status, and what was refused."""
        calls = {}
        for call in self.calls:
            calls[f"{call.endpoint} {call.status}"] = calls.get(f"{call.endpoint} {call.status}", 0) + 1
        return (
            f"Calls: {calls}. Webhooks: {[one.status for one in self.deliveries][-20:]}. Violations: {self.violations}"
        )

    def took(self, sent):
        """LINE accepted these messages."""
        self.sent.append(sent)
        self._by_key.setdefault(sent.key, []).append(sent)

    def sent_by(self, key):
        """What was sent with a reply token, or under a retry key."""
        return copy.deepcopy(self._by_key.get(key, [])) if key else []

    def sent_to(self, chat):
        """What was sent to a user, group or room, in order."""
        return [copy.deepcopy(one) for one in self.sent if one.chat == chat]
