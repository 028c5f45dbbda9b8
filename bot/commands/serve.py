"""`kotowari serve`: the adapters that are set up, beside one HTTP server, until somebody says stop.

POST /line/webhook   LINE's events, if it is set up
GET  /healthz        200 as long as the process answers at all
GET  /readyz         200 if what comes in can be kept and is being answered, otherwise 503
GET  /metrics        counters for Prometheus
"""

import argparse
import asyncio
import ctypes
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.bootstrap import App, build, discord_adapter, line_adapter
from bot.errors import Problem, SettingsError, SetupError, StoreError
from bot.logs import EventLog, configure
from bot.metrics import Gauge, Metric, written
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.adapters.discord.app import Discord
    from bot.adapters.line.app import Line

GRACE_S = 8.0
"""How long what is under way may take after the word to stop; many service managers kill after 10 s."""
PROBE_S = 2.0
"""A store that takes longer to write is not ready."""

_log = EventLog(__name__)


@dataclass(frozen=True, slots=True)
class Adapters:
    """Those that are set up; at least one is."""

    line: "Line | None"
    discord: "Discord | None"

    async def stop(self) -> None:
        """Let what is under way end, on all platforms at once."""
        await asyncio.gather(*(each.stop(GRACE_S) for each in (self.line, self.discord) if each is not None))


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
        if settings.discord_token:
            return
        remedy = (
            "set KOTOWARI_DISCORD_TOKEN, or KOTOWARI_LINE_CHANNEL_SECRET and KOTOWARI_LINE_CHANNEL_TOKEN,"
            " see .env.example"
        )
        raise SettingsError(Problem("no platform is set up", "kotowari serve", remedy))
    missing = "KOTOWARI_LINE_CHANNEL_TOKEN" if secret else "KOTOWARI_LINE_CHANNEL_SECRET"
    raise SettingsError(Problem("not set, and LINE needs it", missing, "copy it from the LINE Developers Console"))


async def _serve(settings: Settings) -> None:
    with _told_to_stop() as stop:
        async with build(settings) as app, _set_up(settings, app) as adapters:
            _settle()
            async with _listening(settings, application(app, adapters)):
                await stop.wait()
                _log.info("server_stopping")
            await adapters.stop()
    _log.info("server_stopped")


def _settle() -> None:
    """Give back what only loading needed, some megabytes. What is there now stays, and is never looked through."""
    gc.collect()
    if sys.platform == "linux":
        # Other C libraries than GNU's have no such call, and less need of it.
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
    gc.freeze()
    gc.enable()


@asynccontextmanager
async def _set_up(settings: Settings, app: App) -> AsyncIterator[Adapters]:
    """Start what is set up. What is not, is not even imported."""
    async with AsyncExitStack() as stack:
        line = discord = None
        if settings.line_channel_token:
            line = await stack.enter_async_context(line_adapter(settings, app))
        if settings.discord_token:
            discord = await stack.enter_async_context(discord_adapter(settings, app))
        yield Adapters(line, discord)


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


def application(app: App, adapters: Adapters) -> web.Application:
    """Return everything that is served."""

    async def health(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def ready(_request: web.Request) -> web.Response:
        wrong = [problem async for problem in _not_ready(app, adapters)]
        return web.Response(text="".join(f"{each}\n" for each in wrong or ["ready"]), status=503 if wrong else 200)

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(text=written([each async for each in _metrics(app, adapters)]))

    served = _receiving(adapters)
    served.add_routes([web.get("/healthz", health), web.get("/readyz", ready), web.get("/metrics", metrics)])
    return served


def _receiving(adapters: Adapters) -> web.Application:
    """Return what takes in what platforms send us. Discord sends nothing: we are connected to it."""
    if adapters.line is None:
        return web.Application()
    from bot.adapters.line.webhook import BODY_LIMIT

    served = web.Application(client_max_size=BODY_LIMIT)
    served.add_routes(adapters.line.routes())
    return served


async def _metrics(app: App, adapters: Adapters) -> AsyncIterator[Metric]:
    line, discord = adapters.line, adapters.discord
    if line is not None:
        for each in line.tally.metrics():
            yield each
        with suppress(StoreError):
            depth = await app.store.inbox.depth("line")
            yield Gauge("kotowari_line_waiting", "Events that wait for their answer.", lambda: depth)
    if discord is not None:
        told = "Whether all shards are connected and events are being answered."
        for each in discord.tally.metrics():
            yield each
        yield Gauge("kotowari_discord_connected", told, lambda: float(discord.is_alive))


async def _not_ready(app: App, adapters: Adapters) -> AsyncIterator[str]:
    """Tell what keeps us from taking events."""
    try:
        async with asyncio.timeout(PROBE_S):
            await app.store.probe()
    except (StoreError, TimeoutError):
        yield "store: cannot be written"
    if adapters.line is not None and not adapters.line.is_alive:
        yield "line: events are not being answered"
    if adapters.discord is not None and not adapters.discord.is_alive:
        yield "discord: not connected"
