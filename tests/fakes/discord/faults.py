"""Calls that go wrong by order of a test."""

import asyncio
import contextlib
from collections import deque
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.rates import banned, too_many
from tests.fakes.discord.refusals import AUTOMOD, MISSING_ACCESS, MISSING_PERMISSIONS, RefusalError, refusal


@dataclass(frozen=True, slots=True)
class Fault:
    """`refusal` is answered, or the connection cut (`reset`), after `seconds`. `carried_out`: the call had its effect."""

    refusal: Any = None
    reset: bool = False
    seconds: float = 0.0
    carried_out: bool = False


BROKEN = Fault(RefusalError(500, 0, "500: Internal Server Error"))
RESET = Fault(reset=True)
RESET_AFTERWARDS = Fault(reset=True, carried_out=True)
BLOCKED = Fault(refusal(AUTOMOD))
NO_ACCESS = Fault(refusal(MISSING_ACCESS))
NO_PERMISSION = Fault(refusal(MISSING_PERMISSIONS))
BANNED = Fault(banned())


def refused(code):
    """With one of the codes of `refusals`."""
    return Fault(refusal(code))


def rate_limited(seconds=0.05, *, everywhere=False):
    """429."""
    return Fault(too_many(seconds, everywhere=everywhere))


def slow(seconds):
    """The answer comes so much later, the effect at once."""
    return Fault(seconds=seconds, carried_out=True)


class Faults:
    """By route, each for a number of calls."""

    def __init__(self):
        self._waiting = {}
        self._closing = asyncio.Event()

    def close(self):
        """The server ends, so nobody waits any longer."""
        self._closing.set()

    def add(self, route, fault, times=1):
        """The next calls of a route go wrong."""
        self._waiting.setdefault(route, deque()).extend([fault] * times)

    def next(self, route):
        """The fault for this call, or None."""
        waiting = self._waiting.get(route)
        return waiting.popleft() if waiting else None

    async def happen(self, fault, request, response):
        """What goes out instead of the answer, which is None where the call was not carried out."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), fault.seconds)
        if fault.reset:
            if request.transport is not None:
                request.transport.abort()
            return response
        if fault.refusal is not None:
            raise fault.refusal
        return response
