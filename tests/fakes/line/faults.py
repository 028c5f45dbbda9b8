"""Faults to order: the next calls of an endpoint go wrong in a chosen way."""

import asyncio
import socket
import struct
from collections import defaultdict, deque
from dataclasses import dataclass

from aiohttp import web

from tests.fakes.line.rates import too_many
from tests.fakes.line.refusals import RefusalError


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens to a call. If `carried_out`, LINE did what was asked and only the answer goes wrong."""

    kind: str
    carried_out: bool = False
    seconds: float = 0.0
    status: int = 500


RATE_LIMIT = Fault("rate limit")
BROKEN = Fault("status", status=500)
RESET = Fault("reset")
RESET_AFTERWARDS = Fault("reset", carried_out=True)
BROKEN_AFTERWARDS = Fault("status", carried_out=True, status=500)
GARBLED = Fault("garbled", status=500)
NOTHING_TOLD = Fault("nothing told", carried_out=True, status=200)


def hang(seconds, *, carried_out=False):
    """No answer for so long; then a 500, if anybody still waits."""
    return Fault("hang", carried_out=carried_out, seconds=seconds)


class Faults:
    """The faults that are still to come, for each endpoint."""

    def __init__(self):
        self._coming = defaultdict(deque)
        self._closing = asyncio.Event()

    def add(self, endpoint, fault, times=1):
        """The next `times` calls of the endpoint fail so."""
        self._coming[endpoint].extend([fault] * times)

    def next(self, endpoint):
        """The fault for this call, or None."""
        return self._coming[endpoint].popleft() if self._coming[endpoint] else None

    def clear(self):
        """No more faults."""
        self._coming.clear()

    def close(self):
        """Let nobody hang on."""
        self._closing.set()

    async def happen(self, fault, request):
        """The answer that the bot gets, if any."""
        if fault.kind == "rate limit":
            return too_many().response()
        if fault.kind == "garbled":
            return web.Response(status=fault.status, body=b"\xff\xfe\x93\xfa\x96{\xe9", content_type="application/json")
        if fault.kind == "nothing told":
            return web.json_response({}, status=fault.status)
        if fault.kind == "reset":
            _reset(request)
            return web.Response(status=fault.status)
        if fault.kind == "hang":
            await _either(self._closing.wait(), fault.seconds)
        return RefusalError(fault.status, "Internal server error").response()


async def _either(waiting, seconds):
    """Until something happens, but not longer than that."""
    try:
        async with asyncio.timeout(seconds):
            await waiting
    except TimeoutError:
        pass


def _reset(request):
    """Cut the line: the bot sees a connection reset, no answer."""
    transport = request.transport
    if transport is not None:
        line = transport.get_extra_info("socket")
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
