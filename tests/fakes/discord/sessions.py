"""Sessions of the gateway: what was dispatched to each, so that it can be told again, and the connection it has."""

import asyncio
import contextlib
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

GUILDS = 1 << 0
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = (1 << 1) | (1 << 8) | MESSAGE_CONTENT  # members, presences, message content


class Connection:
    """One websocket. What is sent goes out in order, whoever sends, and nobody waits for it."""

    def __init__(self, request, socket, compressed):
        self._transport = request.transport
        self._socket = socket
        # One stream over the whole connection, flushed after each message (`compress=zlib-stream`).
        self._zlib = zlib.compressobj() if compressed else None
        self._outbox = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())
        self.closed_with = None

    def send(self, payload):
        """Queue one payload."""
        self._outbox.put_nowait(payload)

    def close(self, code, why=""):
        """After what is queued, close in good form."""
        self._outbox.put_nowait((code, why))

    def abort(self):
        """Gone at once, without a word."""
        self._writer.cancel()
        if self._transport is not None:
            self._transport.abort()

    async def stop(self):
        """No more sending."""
        self._writer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._writer

    async def _write(self):
        with contextlib.suppress(ConnectionError):
            while True:
                one = await self._outbox.get()
                if isinstance(one, tuple):
                    self.closed_with = one[0]
                    await self._socket.close(code=one[0], message=one[1].encode())
                    return
                text = json.dumps(one, ensure_ascii=False)
                if self._zlib is None:
                    await self._socket.send_str(text)
                else:
                    data = self._zlib.compress(text.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(data)


@dataclass(eq=False)
class Session:
    """`sent` holds all that was dispatched, by sequence number from 1. `connection` is None between two connections."""

    id: str
    intents: int
    shard: tuple[int, int]
    sent: list[dict] = field(default_factory=list)
    connection: Any = None
    resumed: int = 0
    identified_at: float = 0.0

    def dispatch(self, event, data):
        """Send it, and keep it for a later resume."""
        payload = {"op": 0, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.send(payload)

    def replay(self, after):
        """Send again what came after this sequence number."""
        for payload in self.sent[after:]:
            self.connection.send(payload)

    def has(self, intent):
        """Was it asked for?"""
        return bool(self.intents & intent)
