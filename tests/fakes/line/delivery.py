"""Posting webhooks as LINE does: signed, timed, sent again when they were not taken."""

import asyncio
import base64
import hashlib
import hmac
import io
import json
import random
import time
from dataclasses import dataclass

import aiohttp

from tests.fakes.line.records import Delivery

GENUINE = object()

_HEADERS = {"content-type": "application/json; charset=utf-8", "user-agent": "LineBotWebhook/2.0"}


@dataclass
class Redelivery:
    """LINE sends again what got no 2xx, if the owner of the bot switched that on. How often, LINE does not tell."""

    on: bool = False
    every: float = 0.2
    at_most: int = 100


def sign(body, secret):
    """The value of `x-line-signature`."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


class Deliverer:
    """Sends events to the bot's webhook address."""

    def __init__(self, *, secret, bot_id, clock, tokens, records):
        self.url = None
        self.secret = secret
        self.answer_within = 2.0
        self.redelivery = Redelivery()
        self.header = "x-line-signature"
        self._bot_id = bot_id
        self._clock = clock
        self._tokens = tokens
        self._records = records
        self._session = None
        self._under_way = set()

    async def open(self):
        """Must run in the loop that delivers."""
        # A connection for each webhook: a killed bot leaves none behind that would fail the first webhook afterwards.
        connector = aiohttp.TCPConnector(limit=0, force_close=True)
        self._session = aiohttp.ClientSession(connector=connector, trust_env=False)

    async def close(self):
        """Give up what is still to be sent again."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._session.close()

    async def deliver(self, *events):
        """One webhook with these events, which may be of several people. Sent again later if that is switched on."""
        delivery = await self._send(events, redelivery=False)
        if not delivery.accepted and self.redelivery.on:
            task = asyncio.create_task(self._again(events))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return delivery

    async def deliver_all(self, batches, *, at_once=8):
        """Several webhooks, some at the same time."""
        gate = asyncio.Semaphore(at_once)

        async def one(batch):
            async with gate:
                return await self.deliver(*batch)

        return await asyncio.gather(*(one(batch) for batch in batches))

    async def redeliver(self, *events):
        """The same events once more, marked as such, whatever became of them before."""
        return await self._send(events, redelivery=True)

    async def settled(self, seconds=30):
        """Until everything was taken or given up."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=seconds)
            assert not late, f"{len(late)} webhooks are still not accepted. {self._records.summary()}"

    async def verify(self, url=None):
        """A webhook without events, as the console's “Verify” sends it, to the bot or to another address."""
        return await self._send((), redelivery=False, url=url)

    async def deliver_raw(self, body, *, signature=GENUINE, pieces=1, pause=0.0, headers=None):
        """Any bytes, with the right signature, another, or none (None); in pieces with pauses if wished."""
        given = {**_HEADERS, **(headers or {})}
        if signature is not None:
            given[self.header] = sign(body, self.secret) if signature is GENUINE else signature
        return await self._post(body, given, (), redelivery=False, pieces=pieces, pause=pause)

    def body_of(self, events, *, redelivery=False):
        """The bytes of a webhook."""
        if redelivery:
            events = [{**event, "deliveryContext": {"isRedelivery": True}} for event in events]
        return json.dumps({"destination": self._bot_id, "events": list(events)}, ensure_ascii=False).encode()

    async def _send(self, events, *, redelivery, url=None):
        body = self.body_of(events, redelivery=redelivery)
        for event in events:
            self._tokens.sent(event.get("replyToken"), redelivered=redelivery)
        headers = {**_HEADERS, self.header: sign(body, self.secret)}
        return await self._post(body, headers, events, redelivery=redelivery, url=url)

    async def _again(self, events):
        for _ in range(self.redelivery.at_most):
            await asyncio.sleep(self.redelivery.every)
            if (await self._send(events, redelivery=True)).accepted:
                return

    async def _post(self, body, headers, events, *, redelivery, pieces=1, pause=0.0, url=None):
        began = time.perf_counter()
        status, answer, why = None, b"", ""
        # As a file, because the client warns of long bodies otherwise.
        data = io.BytesIO(body) if pieces == 1 else _slowly(body, pieces, pause)
        limit = aiohttp.ClientTimeout(total=self.answer_within + (pieces - 1) * pause)
        try:
            async with self._session.post(
                url or self.url, data=data, headers={**headers, "content-length": str(len(body))}, timeout=limit
            ) as response:
                answer = await response.read()
                status = response.status
        except TimeoutError:
            why = "REQUEST_TIMEOUT"
        except aiohttp.ClientConnectorError:
            why = "COULD_NOT_CONNECT"
        except (aiohttp.ClientError, OSError) as error:
            why = f"UNCLASSIFIED {type(error).__name__}"
        ids = tuple(event.get("webhookEventId", "") for event in events)
        seconds = time.perf_counter() - began
        delivery = Delivery(ids, status, seconds, body, answer, redelivery, self._clock.now(), why)
        self._records.deliveries.append(delivery)
        self._records.changed()
        return delivery


async def _slowly(body, pieces, pause):
    size = -(-len(body) // pieces)
    for start in range(0, len(body), size):
        if start:
            await asyncio.sleep(pause)
        yield body[start : start + size]


def shuffled(events, *, seed, duplicates=0.0, most=5):
    """Batches of up to `most` events in disorder, a share of them twice: what a bad day of redeliveries looks like."""
    chance = random.Random(seed)
    pile = [event for event in events for _ in range(1 + (chance.random() < duplicates))]
    chance.shuffle(pile)
    batches = []
    while pile:
        size = chance.randint(1, most)
        batches.append(pile[:size])
        pile = pile[size:]
    return batches
