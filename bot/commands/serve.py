"""`kotowari serve`: the adapters that are set up, behind one HTTP server, until somebody says stop.

POST /line/webhook   LINE's events
GET  /healthz        200 as long as the process answers at all
GET  /readyz         200 if events can be kept and are being answered, otherwise 503
GET  /metrics        counters for Prometheus
"""

import argparse
import asyncio
import gc
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

from aiohttp import web

from bot.bootstrap import App, build, line_adapter
from bot.errors import Problem, SettingsError, SetupError, StoreError
from bot.logs import EventLog, configure
from bot.metrics import Gauge, written
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.adapters.line.app import Line

GRACE_S = 8.0
"""How long what is under way may take after the word to stop; many service managers kill after 10 s."""
PROBE_S = 2.0
"""A store that takes longer to write is not ready."""

_log = EventLog(__name__)


def run(_arguments: argparse.Namespace) -> int:
    """Serve until told to stop, and return the exit code."""
    settings = read_settings()
    check(settings)
    configure(settings.log_level, settings.log_format)
    asyncio.run(_serve(settings))
    return 0


def check(settings: Settings) -> None:
    """Raise `SettingsError` with everything that is missing to serve anybody."""
    secret, token = settings.line_channel_secret, settings.line_channel_token
    if secret and token:
        return
    if not secret and not token:
        remedy = "set KOTOWARI_LINE_CHANNEL_SECRET and KOTOWARI_LINE_CHANNEL_TOKEN, see .env.example"
        raise SettingsError(Problem("no platform is set up", "kotowari serve", remedy))
    missing = "KOTOWARI_LINE_CHANNEL_TOKEN" if secret else "KOTOWARI_LINE_CHANNEL_SECRET"
    raise SettingsError(Problem("not set, and LINE needs it", missing, "copy it from the LINE Developers Console"))


async def _serve(settings: Settings) -> None:
    with _told_to_stop() as stop:
        async with build(settings) as app, line_adapter(settings, app) as line:
            gc.freeze()
            gc.enable()
            async with _listening(settings, application(app, line)):
                await stop.wait()
                _log.info("server_stopping")
            await line.stop(GRACE_S)
    _log.info("server_stopped")


@contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """Return an event that is set by SIGTERM and SIGINT."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    # Elsewhere event loops know no signals, and Ctrl-C ends the program as it always does.
    signals = (signal.SIGTERM, signal.SIGINT) if os.name == "posix" else ()
    for each in signals:
        loop.add_signal_handler(each, stop.set)
    try:
        yield stop
    finally:
        for each in signals:
            loop.remove_signal_handler(each)


@asynccontextmanager
async def _listening(settings: Settings, served: web.Application) -> AsyncIterator[None]:
    """Listen; at the end first take no more connections, then let requests under way be answered."""
    runner = web.AppRunner(served, access_log=None, handle_signals=False, shutdown_timeout=GRACE_S)
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.host, settings.port)
        try:
            await site.start()
        except OSError as error:
            where = f"KOTOWARI_HOST and KOTOWARI_PORT ({settings.host}:{settings.port})"
            remedy = "choose another port, or end the program that has it"
            raise SetupError(Problem("cannot be listened at", where, remedy)) from error
        _log.info("server_started", port=runner.addresses[0][1])
        yield
    finally:
        await runner.cleanup()


# --- what is served --------------------------------------------------------------------------------


def application(app: App, line: "Line") -> web.Application:
    """Return everything that is served."""
    from bot.adapters.line.webhook import BODY_LIMIT

    async def health(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_request: web.Request) -> web.Response:
        wrong = [problem async for problem in _not_ready(app, line)]
        return web.Response(text="".join(f"{each}\n" for each in wrong or ["ready"]), status=503 if wrong else 200)

    async def metrics(_request: web.Request) -> web.Response:
        with suppress(StoreError):
            depth = await app.store.inbox.depth("line")
            waiting = Gauge("kotowari_line_waiting", "Events that wait for their answer.", lambda: depth)
            return web.Response(text=written([*line.tally.metrics(), waiting]))
        return web.Response(text=written(line.tally.metrics()))

    served = web.Application(client_max_size=BODY_LIMIT)
    served.add_routes(
        [*line.routes(), web.get("/healthz", health), web.get("/readyz", ready), web.get("/metrics", metrics)]
    )
    return served


async def _not_ready(app: App, line: "Line") -> AsyncIterator[str]:
    """Tell what keeps us from taking events."""
    try:
        async with asyncio.timeout(PROBE_S):
            await app.store.probe()
    except (StoreError, TimeoutError):
        yield "store: cannot be written"
    if not line.is_alive:
        yield "line: events are not being answered"
