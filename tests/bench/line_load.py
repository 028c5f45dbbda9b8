"""What LINE would send, and a place that takes the replies, as cheap as can be, so that the bot is what is measured."""

import asyncio
import base64
import hashlib
import hmac
import json
import time

SECRET = "bench-secret"
TOKEN = "bench-token"
TEXT = "クラウドワークスで契約前です。進行の連絡に使うため、LINEのIDを教えてください。よろしくお願いいたします。"


def webhook(number: int) -> bytes:
    """Return a whole request with one event, of a person of its own."""
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1_764_000_000_000 + number,
        "source": {"type": "user", "userId": f"U{number:032x}"},
        # As LINE's, which begin with the time, in a stream of one a millisecond.
        "webhookEventId": f"{number:010d}{number:016d}",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": f"{number:032x}",
        "message": {"id": f"{number:018d}", "type": "text", "text": TEXT, "quoteToken": "q" * 40},
    }
    body = json.dumps({"destination": "U" + "0" * 32, "events": [event]}, ensure_ascii=False).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    head = (
        "POST /line/webhook HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
        f"x-line-signature: {signature}\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def flood(port: int, requests: list[bytes], connections: int) -> float:
    """Send the requests over so many connections, each waiting for its 200. Return the seconds that it took."""
    pile = list(reversed(requests))

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while pile:
            writer.write(pile.pop())
            await accepted(reader)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    return time.perf_counter() - began


async def accepted(reader: asyncio.StreamReader) -> None:
    """Read one response. Raise `RuntimeError` unless it is a 200."""
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(head.decode())
    await reader.readexactly(_length(head))


def _length(head: bytes) -> int:
    """Return how long the body behind a head is."""
    lines = (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return int(next(lines, b":0").split(b":")[1])


class Replies:
    """Takes whatever a bot sends to LINE, and tells when each reply came."""

    def __init__(self) -> None:
        self.came: asyncio.Queue[float] = asyncio.Queue()

    def drain(self) -> None:
        """Forget replies that came late."""
        while not self.came.empty():
            self.came.get_nowait()

    async def listen(self) -> int:
        """Start, and return the port."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(server.sockets[0].getsockname()[1])

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answer = b'{"sentMessages":[{"id":"1"},{"id":"2"},{"id":"3"},{"id":"4"},{"id":"5"}]}'
        head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(answer)}\r\n\r\n".encode()
        try:
            while True:
                request = await reader.readuntil(b"\r\n\r\n")
                moment = time.perf_counter()
                await reader.readexactly(_length(request))
                if b"/message/reply" in request.split(b"\r\n", 1)[0]:
                    self.came.put_nowait(moment)
                writer.write(head + answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
