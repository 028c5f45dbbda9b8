"""LINE's door: `POST /line/webhook`.

Whatever is not signed by LINE costs no work. Of what is, every event for us is durably in the inbox before the 200, for
LINE is told "received" only once and does not repeat itself. All further work is the worker's.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from aiohttp import web

from bot.adapters.line.doors import ERASING, SOURCE
from bot.adapters.line.envelope import Outline, outline, written
from bot.adapters.line.events import Event, EventError, parse
from bot.adapters.line.identity import Identity
from bot.adapters.line.later import fetched_by
from bot.adapters.line.signature import HEADER, is_genuine
from bot.adapters.line.tally import Tally
from bot.core.ports import Arrival, Clock
from bot.errors import StoreError
from bot.logs import EventLog

PATH = "/line/webhook"
BODY_LIMIT = 1024 * 1024
"""In bytes. LINE's bodies have some kilobytes."""
BODY_TIMEOUT_S = 10.0
"""A body that takes longer is not LINE's: LINE itself waits no more than 2 s for the whole."""

CROWD = 8
"""So many requests at once are a crowd."""
CROWD_LASTS_S = 0.1
"""Those who were all answered in one go come back one by one."""

OK, BAD_REQUEST, UNAUTHORIZED, TIMEOUT, TOO_LARGE, UNAVAILABLE = 200, 400, 401, 408, 413, 503

_log = EventLog(__name__)


class Webhook:
    """Takes events in. `receive` keeps them durably; `is_for_us` tells what may be kept of a group."""

    def __init__(
        self,
        secret: str,
        identity: Identity,
        receive: Callable[[Sequence[Arrival]], Awaitable[None]],
        clock: Clock,
        *,
        is_for_us: Callable[[Event], bool],
        tally: Tally,
    ) -> None:
        self._secret = secret
        self._identity = identity
        self._receive = receive
        self._clock = clock
        self._is_for_us = is_for_us
        self._tally = tally
        self._storing = 0
        self._crowded_at = -CROWD_LASTS_S

    @property
    def is_crowded(self) -> bool:
        """Whether so many requests wait for their events to be stored, or just did, that all else had better wait."""
        return asyncio.get_running_loop().time() - self._crowded_at < CROWD_LASTS_S

    async def handle(self, request: web.Request) -> web.Response:
        """Answer a request of LINE, or of somebody who pretends to be LINE."""
        started = asyncio.get_running_loop().time()
        status = await self._status(request)
        self._tally.webhooks.add(str(status))
        if status == OK:
            self._tally.ack_seconds.observe(asyncio.get_running_loop().time() - started)
            return web.Response()
        response = web.Response(status=status)
        if status in (TIMEOUT, TOO_LARGE):
            # What is still to come is not waited for.
            response.force_close()
        return response

    async def _status(self, request: web.Request) -> int:
        signature = request.headers.get(HEADER)
        if not signature:
            return UNAUTHORIZED
        if (request.content_length or 0) > BODY_LIMIT:
            return TOO_LARGE
        try:
            body = await _body(request)
        except web.HTTPRequestEntityTooLarge:
            return TOO_LARGE
        except (TimeoutError, ConnectionError):
            # Whoever hangs up in the middle is no cause for alarm, and nobody is left to be answered.
            return TIMEOUT
        if not is_genuine(body, signature, self._secret):
            return BAD_REQUEST
        return await self._take_in(body)

    async def _take_in(self, body: bytes) -> int:
        try:
            parsed = json.loads(body)
        except (ValueError, RecursionError):
            return BAD_REQUEST
        events = parsed.get("events") if isinstance(parsed, dict) else None
        if not isinstance(events, list):
            return BAD_REQUEST
        arrivals = list(self._arrivals(events, body, parsed.get("destination")))
        if not arrivals:
            return OK
        self._storing += 1
        if self._storing >= CROWD:
            self._crowded_at = asyncio.get_running_loop().time()
        try:
            await self._receive(arrivals)
        except StoreError as error:
            _log.error("events_not_stored", error, platform=SOURCE, events=len(arrivals))
            self._tally.failures.add("store")
            return UNAVAILABLE
        finally:
            self._storing -= 1
        self._tally.events.add("received", len(arrivals))
        return OK

    def _arrivals(self, events: list[Any], body: bytes, destination: object) -> Iterator[Arrival]:
        """Return what is to be kept. An event that cannot be used does not cost its neighbours."""
        for raw in events:
            try:
                event = outline(raw) or self._wanted(raw)
                payload = body if len(events) == 1 or event is None else written(raw, destination)
            except EventError as error:
                _log.warning("event_unusable", error, platform=SOURCE)
                self._tally.events.add("unusable")
                continue
            if event is None:
                self._tally.events.add("ignored")
                continue
            yield self._arrival(event, payload)

    def _wanted(self, raw: object) -> Event | None:
        """Return the event if it may be kept. Raise `EventError` if it cannot be used."""
        event = parse(raw)
        if event is None or not (event.is_active or event.type in ERASING) or not self._is_for_us(event):
            return None
        return event

    def _arrival(self, event: Event | Outline, payload: bytes) -> Arrival:
        # Whoever fetches a held answer must not wait for that same answer, as the next in the conversation would.
        is_fetching = isinstance(event, Event) and fetched_by(event) is not None
        return Arrival(
            source=SOURCE,
            key=self._identity.key(event.webhook_event_id),
            person=self._identity.person(event),
            conversation="" if is_fetching else self._identity.conversation(event),
            payload=payload,
            received_at=self._clock.now(),
        )


async def _body(request: web.Request) -> bytes:
    """Return the body. Raise `TimeoutError` if it is too slow; most come with their head, and need no timer."""
    if request.content.is_eof():
        return await request.read()
    async with asyncio.timeout(BODY_TIMEOUT_S):
        return await request.read()
