"""The floor of the LINE budgets: a bare handler that checks the signature and does the same group commit.

    python -m tests.bench.bare DATABASE [REPLY_URL]

It stores the body as it came in and answers 200. Its store is the program's own: one commit for all that wait, with
`synchronous = FULL`, and a row of its own for each body. It does not parse, look for duplicates, hash ids, or seal.
With an address it then posts a short text there, as a bot would that has nothing to work out. It prints its port.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import sys
from pathlib import Path

import aiohttp
from aiohttp import web

from storage.sealing import Keyring, new_key
from storage.sqlite import SqliteStore
from storage.transaction import Insert
from tests.bench.line_load import SECRET

TABLE = "CREATE TABLE bare (body BLOB NOT NULL)"
INSERT = Insert("INSERT INTO bare (body)", 1)


async def serve(path: Path, reply_url: str | None) -> None:
    """Serve until killed."""
    async with SqliteStore(path, Keyring([new_key()])) as store, aiohttp.ClientSession() as session:
        writer = store._writing()
        await writer.write((TABLE, ()))
        sending = set()

        async def reply(body: bytes) -> None:
            (event,) = json.loads(body)["events"]
            answer = {"replyToken": event["replyToken"], "messages": [{"type": "text", "text": "ok"}]}
            async with session.post(reply_url, json=answer) as response:
                await response.read()

        async def handle(request: web.Request) -> web.Response:
            body = await request.read()
            digest = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
            if not hmac.compare_digest(digest, request.headers.get("x-line-signature", "")):
                return web.Response(status=400)
            await writer.write((INSERT, (body,)))
            if reply_url is not None:
                task = asyncio.create_task(reply(body))
                sending.add(task)
                task.add_done_callback(sending.discard)
            return web.Response()

        application = web.Application()
        application.router.add_post("/line/webhook", handle)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(runner.addresses[0][1], flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
