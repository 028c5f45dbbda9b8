"""The two budgets of LINE, each beside its floor: the rate of webhooks, and the time from a webhook to its reply."""

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from tests.bench.line_load import SECRET, TOKEN, Replies, accepted, flood, webhook

CONNECTIONS = 32
REQUESTS = 3_000
ROUNDS = 5
SINGLE = 300
WARM = 50
PAUSE_S = 0.02
"""Between single events, so that each meets an idle server."""


def line_budgets() -> None:
    """Measure and print both."""
    asyncio.run(_measure())


async def _measure() -> None:
    with tempfile.TemporaryDirectory() as folder:
        replies = Replies()
        port = await replies.listen()
        rates = []
        for n in range(ROUNDS):
            # By turns, so that whatever else the machine does falls on both.
            bare = await _rate(_bare(Path(folder) / f"bare{n}.db"), n)
            rates.append((bare, await _rate(_serve(Path(folder) / f"serve{n}", port), n)))
        floor, own = (statistics.median(each) for each in zip(*rates, strict=True))
        share = statistics.median(own / bare for bare, own in rates)
        print(f"\nLINE webhooks to 200, event stored, {CONNECTIONS} connections, {REQUESTS} events, median of {ROUNDS}")
        print(f"{'floor: HMAC and group commit alone':<44}{floor:>10.0f}/s")
        print(f"{'kotowari serve':<44}{own:>10.0f}/s")
        print(f"{'share  (aim 0.6)':<44}{share:>10.2f}")
        print(f"\nwebhook received to reply request sent, idle server, {SINGLE} events, milliseconds")
        print(f"{'':<44}{'median':>12}{'p99':>12}")
        url = f"http://127.0.0.1:{port}/v2/bot/message/reply"
        _row("floor: HMAC, commit, short text", await _latency(_bare(Path(folder) / "one.db", url), replies))
        _row("kotowari serve  (aim p99 25)", await _latency(_serve(Path(folder) / "one", port), replies))


async def _rate(server: AbstractAsyncContextManager[int], number: int) -> float:
    """Return how many webhooks a second a fresh server takes."""
    requests = [webhook(number * 1_000_000 + each) for each in range(WARM + REQUESTS)]
    async with server as port:
        await flood(port, requests[:WARM], CONNECTIONS)
        return REQUESTS / await flood(port, requests[WARM:], CONNECTIONS)


async def _latency(server: AbstractAsyncContextManager[int], replies: Replies) -> list[float]:
    """Return how long each reply took, in milliseconds, with nothing else going on."""
    async with server as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        times = []
        for number in range(WARM + SINGLE):
            replies.drain()
            began = time.perf_counter()
            writer.write(webhook(number))
            await accepted(reader)
            times.append((await replies.came.get() - began) * 1000)
            await asyncio.sleep(PAUSE_S)
        writer.close()
    return times[WARM:]


@asynccontextmanager
async def _bare(path: Path, reply_url: str = "") -> AsyncIterator[int]:
    """Run the bare handler, and return its port."""
    command = [sys.executable, "-m", "tests.bench.bare", str(path), *([reply_url] if reply_url else [])]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield int(await process.stdout.readline())
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def _serve(folder: Path, line_port: int) -> AsyncIterator[int]:
    """Run `kotowari serve` as in production, and return its port."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("KOTOWARI_")}
    settings = {
        "KOTOWARI_DATA_DIR": str(folder),
        "KOTOWARI_LINE_CHANNEL_SECRET": SECRET,
        "KOTOWARI_LINE_CHANNEL_TOKEN": TOKEN,
        "KOTOWARI_LINE_API_HOST": f"http://127.0.0.1:{line_port}",
        "KOTOWARI_PORT": "0",
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-m", "bot", "serve"]
    process = await asyncio.create_subprocess_exec(*command, env=others | settings, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    started = json.loads(await process.stderr.readline())
    reading = asyncio.create_task(_read_away(process.stderr))
    try:
        yield int(started["port"])
    finally:
        process.kill()
        await process.wait()
        await reading


async def _read_away(stream: asyncio.StreamReader) -> None:
    """Take the log, so that its pipe does not fill."""
    while await stream.read(65536):
        pass


def _row(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(f"{name:<44}{statistics.median(ordered):>12.1f}{ordered[int(len(ordered) * 0.99)]:>12.1f}")
