"""A bot's side for the tests of the loopback LINE: clients that call it, and a webhook that it calls."""

import asyncio
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from tests.fakes.line.fixtures import loopback_line, loopback_line_in_thread  # noqa: F401


@pytest.fixture(autouse=True)
def _direct(monkeypatch):
    """The official client asks the environment for proxies, and would ask one for 127.0.0.1."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def api(line):
    """Sends whatever a test likes, well formed or not."""
    headers = {"authorization": f"Bearer {line.access_token}"}
    async with aiohttp.ClientSession(line.url, headers=headers, trust_env=False) as session:
        yield session


@pytest.fixture
async def sdk(line):
    """The official client, as the bot uses it."""
    from linebot.v3.messaging import AsyncApiClient, AsyncMessagingApi, Configuration

    async with AsyncApiClient(Configuration(access_token=line.access_token, host=line.url)) as client:
        yield AsyncMessagingApi(client)


@dataclass
class Hook:
    """A bot's webhook that answers as it is told, and with 200 when it is not."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    slow: float = 0.0
    bodies: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)


@pytest.fixture
async def hook(line):
    """Listens where the loopback LINE delivers."""
    state = Hook()

    async def receive(request):
        state.headers.append(dict(request.headers))
        state.raw.append(await request.read())
        await asyncio.sleep(state.slow)
        return web.Response(status=state.statuses.pop(0) if state.statuses else 200)

    application = web.Application(client_max_size=0)
    application.router.add_post("/line/webhook", receive)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    state.url = line.webhook_url = f"http://127.0.0.1:{runner.addresses[0][1]}/line/webhook"
    yield state
    await runner.cleanup()
