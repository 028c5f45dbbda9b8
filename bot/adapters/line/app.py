"""LINE, put together: what comes in by the webhook, and the worker that answers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.adapters.line.addressed import Addressing
from bot.adapters.line.answering import HOLD_AFTER_S, Answering
from bot.adapters.line.doors import Doors
from bot.adapters.line.greetings import Greetings
from bot.adapters.line.held import HeldCases
from bot.adapters.line.identity import Identity, Pseudonym
from bot.adapters.line.notices import PlainNotices
from bot.adapters.line.own import OwnMessages
from bot.adapters.line.sender import Sender
from bot.adapters.line.tally import Tally
from bot.adapters.line.tapped import Tapped
from bot.adapters.line.taps import Taps
from bot.adapters.line.turn import Turn
from bot.adapters.line.webhook import PATH, Webhook
from bot.adapters.line.wording import Wording
from bot.adapters.line.worker import Worker
from bot.core.assistant import Assistant
from bot.core.ports import Clock, EventInbox
from policies.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Channel:
    """What is set for the LINE channel. `hours`: how long a case is kept."""

    secret: str
    token: str
    host: str
    may_push: bool
    prefixes: Sequence[str]
    language: Language
    hours: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What the adapter needs of the rest of the program. `assistant` must use the same `store`."""

    assistant: Assistant
    store: HeldCases
    inbox: EventInbox
    clock: Clock
    wording: Wording
    pseudonym: Pseudonym


class Line:
    """The adapter at work."""

    def __init__(self, webhook: Webhook, worker: Worker, tally: Tally) -> None:
        self._webhook = webhook
        self._worker = worker
        self.tally = tally

    def routes(self) -> list[web.RouteDef]:
        """Return where LINE may knock."""
        return [web.post(PATH, self._webhook.handle)]

    @property
    def is_alive(self) -> bool:
        """Whether events are being answered."""
        return self._worker.is_alive

    async def stop(self, grace_s: float) -> None:
        """Take no more events and let those under way end, for so many seconds at most."""
        await self._worker.stop(grace_s)


@asynccontextmanager
async def make_line(channel: Channel, parts: Parts, *, hold_after_s: float = HOLD_AFTER_S) -> AsyncIterator[Line]:
    """Start the adapter in the running event loop; at the end let go of its connections."""
    tally, identity, own = Tally(), Identity(parts.pseudonym), OwnMessages()
    doors = _doors(channel, parts, identity, own)
    async with Sender(channel.token, channel.host, tally) as sender:
        answering = Answering(
            doors.handle,
            parts.store.holding,
            parts.inbox,
            sender,
            parts.clock,
            PlainNotices(parts.wording, channel.language),
            tally,
            may_push=channel.may_push,
            note_sent=own.note,
            hold_after_s=hold_after_s,
        )
        worker = Worker(parts.inbox, answering, parts.clock, tally, is_crowded=lambda: webhook.is_crowded)
        webhook = Webhook(
            channel.secret,
            identity,
            worker.receive,
            parts.clock,
            is_for_us=doors.is_for_us,
            tally=tally,
        )
        worker.start()
        try:
            yield Line(webhook, worker, tally)
        finally:
            await worker.stop(0)


def _doors(channel: Channel, parts: Parts, identity: Identity, own: OwnMessages) -> Doors:
    greetings = Greetings(parts.wording, channel.hours, channel.prefixes)
    turn = Turn(parts.assistant, parts.store, parts.clock, parts.wording, identity, channel.language)
    tapped = Tapped(turn, Taps(parts.wording), greetings)
    addressing = Addressing(channel.prefixes, own.is_own)
    return Doors(turn, tapped, greetings, addressing, identity, parts.store, parts.inbox)
