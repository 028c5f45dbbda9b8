"""The adapter around a stand-in for what answers: a real webhook server, a real store, and the loopback LINE."""

import asyncio
import datetime as dt
import json
from contextlib import AsyncExitStack

from aiohttp import web

from bot.adapters.line.answering import HOLD_AFTER_S, Answering
from bot.adapters.line.held import HeldCases
from bot.adapters.line.identity import Identity
from bot.adapters.line.own import OwnMessages
from bot.adapters.line.sender import Sender
from bot.adapters.line.tally import Tally
from bot.adapters.line.webhook import BODY_LIMIT, PATH, Webhook
from bot.adapters.line.worker import LEASE_S, SLOTS, Worker
from storage.sealing import Keyring, pseudonym
from storage.sqlite import SqliteStore

KEY = b"rig".ljust(32, b"\1")


class Clock:
    """Wall time that a test may move forward."""

    def __init__(self):
        self.ahead = dt.timedelta(0)

    def now(self):
        return dt.datetime.now(dt.UTC) + self.ahead

    def advance(self, seconds):
        self.ahead += dt.timedelta(seconds=seconds)


class Notices:
    """Texts without any wording."""

    def later(self, event, key):
        action = {"type": "postback", "label": "show", "data": f"1;result;0;{key}", "displayText": "show"}
        return [{"type": "text", "text": "later", "quickReply": {"items": [{"type": "action", "action": action}]}}]

    def gone(self, event):
        return [{"type": "text", "text": "gone"}]

    def failed(self, event):
        return [{"type": "text", "text": "failed"}]


class Rig:
    """Start it with `async with`. `handle` may be replaced at any time; it is given each event once it is its turn."""

    def __init__(self, line, path, *, may_push=False, hold_after_s=HOLD_AFTER_S, slots=SLOTS, lease_s=LEASE_S):
        self.line = line
        self.clock, self.tally, self.own = Clock(), Tally(), OwnMessages()
        self.handled = []
        self.handle = self.echo
        self.is_for_us = lambda event: True
        self._path = path
        self._options = {"may_push": may_push, "hold_after_s": hold_after_s}
        self._slots, self._lease_s = slots, lease_s
        self._open = AsyncExitStack()

    async def __aenter__(self):
        self.store = await self._open.enter_async_context(SqliteStore(self._path, Keyring([KEY]), busy_timeout_s=0.2))
        self.sender = await self._open.enter_async_context(
            Sender(self.line.access_token, self.line.url, self.tally, timeout_s=0.5)
        )
        identity = Identity(lambda raw: pseudonym(self.store.identity_key, "line", raw))
        self.identity = identity
        self.cases = HeldCases(self.store)
        self.answering = Answering(
            self._handle,
            self.cases.holding,
            self.store.inbox,
            self.sender,
            self.clock,
            Notices(),
            self.tally,
            note_sent=self.own.note,
            **self._options,
        )
        self.worker = Worker(
            self.store.inbox,
            self.answering,
            self.clock,
            self.tally,
            is_crowded=lambda: self.webhook.is_crowded,
            slots=self._slots,
            lease_s=self._lease_s,
        )
        self.webhook = Webhook(
            self.line.secret,
            identity,
            self.worker.receive,
            self.clock,
            is_for_us=lambda event: self.is_for_us(event),
            tally=self.tally,
        )
        self._open.push_async_callback(lambda: self.worker.stop(1))
        application = web.Application(client_max_size=BODY_LIMIT)
        application.router.add_post(PATH, self.webhook.handle)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        self._open.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        self.line.webhook_url = f"http://127.0.0.1:{self.port}{PATH}"
        return self

    async def __aexit__(self, *_):
        await self._open.aclose()

    async def echo(self, event):
        """Say the text back; nothing to what is no text."""
        return [{"type": "text", "text": f"echo {event.text}"}] if event.text else []

    async def _handle(self, event):
        self.handled.append(event)
        return await self.handle(event)

    async def depth(self):
        return await self.store.inbox.depth("line")

    async def until(self, condition, seconds=5, what="it"):
        """Wait for something that is not LINE's to tell."""
        async with asyncio.timeout(seconds):
            while not await condition():
                await asyncio.sleep(0.005)

    async def finished(self, seconds=5):
        """Wait until nothing waits and nothing is under way."""

        async def is_over():
            return not await self.depth() and not self.worker.running

        await self.until(is_over, seconds)

    async def at_rest(self):
        """Wait until the worker does not look into the inbox either, which it does when it starts and after an event."""

        async def is_still():
            return not self.worker._woken.is_set() and not self.worker._expected

        await asyncio.sleep(0.05)
        await self.until(is_still)

    def outcomes(self):
        return {name: count for name, count in self.tally.events.counts.items() if name not in ("received", "ignored")}


def texts(messages):
    """The texts of messages."""
    return [message["text"] for message in messages]


def body_of(*events):
    """A webhook's body."""
    return json.dumps({"destination": "U1", "events": list(events)}).encode()
