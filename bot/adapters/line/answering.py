"""What is done with one event that was taken from the inbox: work the answer out, send it, and finish.

A reply token is good for one reply within a minute, and a crash may come at any point. So the answer is kept, and that
sending begins, before it does. If a try whose end nobody knows is repeated and LINE says that the token is gone, the
answer has arrived while the minute lasts; later nobody can tell, and silence is better than saying it twice.
"""

import asyncio
import contextlib
import datetime as dt
import json
import uuid
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from bot.adapters.line.doors import SOURCE
from bot.adapters.line.envelope import read
from bot.adapters.line.events import EDITED, MESSAGE, POSTBACK, Event, EventError
from bot.adapters.line.later import fetched_by
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.sender import Outcome, Result, Sender
from bot.adapters.line.tally import Tally
from bot.core.ports import NO_CASES, Cases, Clock, EventInbox, Stage, Taken
from bot.logs import EventLog

TOKEN_S = 60.0
"""How long a reply token is good, from the arrival of its event; LINE advises not to rely on all of it."""
HOLD_AFTER_S = 50.0
"""When an answer is not there by then, the token is spent on a button that fetches it."""
GRACE_S = 2.0
"""For this long an answer is waited for in any case, however late its turn has come."""
GIVE_UP_S = 20 * 60.0
"""After so long LINE takes no reply any more, whatever the token."""
LOADING_WAIT_S = 0.5
"""The animation must not begin after the answer that ends it; but no answer waits longer for it than this."""

Handle = Callable[[Event], Awaitable[Sequence[JsonMessage]]]
Holding = Callable[[], contextlib.AbstractContextManager[Cases]]
"""Keeps back what is done to cases meanwhile, and gives what that is so far."""

_ANSWERED_WITH_WORDS = frozenset((MESSAGE, EDITED, POSTBACK))
_RETRY_KEYS = uuid.UUID("6b6f746f-7761-5269-a000-6c696e657075")
"""The space of our retry keys."""

_log = EventLog(__name__)


class Notices(Protocol):
    """The few texts that this part sends by itself."""

    def later(self, event: Event, key: str) -> list[JsonMessage]:
        """Say that we are still at it, with a button that fetches the answer to the event of that name."""
        ...

    def gone(self, event: Event) -> list[JsonMessage]:
        """Say that what was to be fetched is not there any more."""
        ...

    def failed(self, event: Event) -> list[JsonMessage]:
        """Apologise for an answer that cannot be shown."""
        ...


class TryLater(Exception):  # noqa: N818 (says what is the case)
    """An attempt has failed in a way that may mend itself. `certain`: nothing was sent, now or before."""

    def __init__(self, *, certain: bool) -> None:
        super().__init__()
        self.certain = certain


class Answering:
    """Answers events, each once."""

    def __init__(
        self,
        handle: Handle,
        holding: Holding,
        inbox: EventInbox,
        sender: Sender,
        clock: Clock,
        notices: Notices,
        tally: Tally,
        *,
        may_push: bool,
        note_sent: Callable[[Sequence[str]], None] = lambda _ids: None,
        hold_after_s: float = HOLD_AFTER_S,
    ) -> None:
        """`note_sent` is told under which ids our messages stand in groups, whose members may answer them."""
        self._handle = handle
        self._holding = holding
        self._inbox = inbox
        self._sender = sender
        self._clock = clock
        self._notices = notices
        self._tally = tally
        self._may_push = may_push
        self._note_sent = note_sent
        self._hold_after_s = hold_after_s

    async def answer(self, taken: Taken) -> None:
        """Answer an event and finish it. Raise `TryLater`, or whatever went wrong, if it has to be tried again."""
        event = _event_of(taken)
        if event is None:
            await self._end(taken, "unusable")
        elif self._age_s(taken) > GIVE_UP_S:
            await self._end(taken, "given_up")
        elif (wanted := fetched_by(event)) is not None:
            await self._fetch(taken, event, wanted)
        elif taken.answer is not None:
            await self._send(taken, event, json.loads(taken.answer))
        else:
            with self._holding() as cases:
                await self._work_out(taken, event, cases)

    # --- working the answer out --------------------------------------------------------------------

    async def _work_out(self, taken: Taken, event: Event, cases: Cases) -> None:
        loading = self._loading(event)
        working = asyncio.ensure_future(self._handle(event))
        try:
            is_held = taken.stage is Stage.HOLDING or await self._is_late(taken, event, working)
            if is_held:
                await self._hold(taken, event, working, cases)
                return
            messages = await working
            if loading is not None:
                await asyncio.wait({loading}, timeout=LOADING_WAIT_S)
            if messages and event.reply_token:
                await self._send(taken, event, messages, cases=cases)
            else:
                await self._end(taken, "silent", cases=cases)
        finally:
            for task in (working, loading):
                if task is not None and not task.done():
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError):
                        await task
        await self._mark_as_read(event)

    def _loading(self, event: Event) -> "asyncio.Task[None] | None":
        """Show at once that we are at work, where there is nobody but one person to see it."""
        if event.type not in _ANSWERED_WITH_WORDS or not event.in_private or not event.reply_token:
            return None
        return asyncio.create_task(self._sender.loading(event.user_id))

    async def _mark_as_read(self, event: Event) -> None:
        token = event.message.mark_as_read_token if event.message is not None else None
        if token and event.in_private:
            await self._sender.mark_as_read(token)

    # --- answers that are fetched ------------------------------------------------------------------

    async def _is_late(self, taken: Taken, event: Event, working: "asyncio.Future[Sequence[JsonMessage]]") -> bool:
        """Wait for the answer as long as the token allows. Return whether it is still not there."""
        await asyncio.wait({working}, timeout=max(GRACE_S, self._hold_after_s - self._age_s(taken)))
        return not working.done() and bool(event.reply_token)

    async def _hold(
        self, taken: Taken, event: Event, working: "asyncio.Future[Sequence[JsonMessage]]", cases: Cases
    ) -> None:
        """Tell the person to fetch the answer, work it out and keep it."""
        told = Result(Outcome.UNCERTAIN)
        if taken.stage is not Stage.HOLDING:
            if not await self._inbox.hold(SOURCE, taken.key, None):
                self._tally.events.add("lost_lease")
                return
            told = await self._sender.reply(event.reply_token or "", self._notices.later(event, taken.key))
        messages = await working
        if not messages:
            await self._end(taken, "silent", cases=cases)
            return
        if told.outcome is not Outcome.SENT:
            # Perhaps the person was never told: before a crash, or since LINE could not be reached.
            told = await self._sender.reply(event.reply_token or "", messages)
            if told.outcome is Outcome.SENT:
                await self._end(taken, "answered", cases=cases)
                return
        await self._inbox.hold(SOURCE, taken.key, _written(messages), cases)
        self._tally.events.add("held")

    async def _fetch(self, taken: Taken, event: Event, wanted: str) -> None:
        """Send an answer that was held. It is erased together with the tap that fetched it."""
        held = await self._inbox.find(SOURCE, wanted)
        if held is None or held.person != taken.person:
            await self._send(
                taken, event, self._notices.gone(event) if taken.answer is None else json.loads(taken.answer)
            )
        elif held.stage is Stage.HELD and held.answer is not None:
            await self._send(taken, event, json.loads(held.answer), also=(held.key,))
        else:
            await self._send(taken, event, self._notices.later(event, wanted))

    # --- sending -----------------------------------------------------------------------------------

    async def _send(
        self,
        taken: Taken,
        event: Event,
        messages: Sequence[JsonMessage],
        also: Sequence[str] = (),
        cases: Cases = NO_CASES,
    ) -> None:
        """Send the answer and finish the event, and `also` those whose answer this was."""
        if not await self._inbox.prepare(SOURCE, taken.key, _written(messages), cases):
            self._tally.events.add("lost_lease")
            return
        result = await self._sender.reply(event.reply_token or "", messages)
        has_begun = taken.stage is Stage.SENDING
        match result.outcome:
            case Outcome.SENT:
                self._note(event, result)
                await self._end(taken, "answered", also)
            case Outcome.TOKEN_GONE if has_begun:
                await self._end(taken, "answered_before" if self._age_s(taken) <= TOKEN_S else "unknown", also)
            case Outcome.TOKEN_GONE:
                await self._push(taken, event, messages, also)
            case Outcome.REFUSED:
                await self._apologise(taken, event)
            case outcome:
                raise TryLater(certain=outcome is Outcome.NOT_SENT and not has_begun)

    async def _push(self, taken: Taken, event: Event, messages: Sequence[JsonMessage], also: Sequence[str]) -> None:
        """Send without a token, if that may cost something. The same event is never pushed twice."""
        to = event.place_id or event.user_id
        if not self._may_push or not to:
            await self._end(taken, "too_late", also)
            return
        key = uuid.uuid5(_RETRY_KEYS, event.webhook_event_id)
        result = await self._sender.push(to, messages, str(key))
        if result.outcome in (Outcome.NOT_SENT, Outcome.UNCERTAIN):
            # The retry key makes a second try harmless, so for the reply token nothing has begun.
            raise TryLater(certain=True)
        self._note(event, result)
        await self._end(taken, "pushed" if result.outcome is Outcome.SENT else "push_refused", also)

    async def _apologise(self, taken: Taken, event: Event) -> None:
        """Say that the answer cannot be shown: LINE has refused it, and will refuse it again."""
        _log.error("answer_refused", platform=SOURCE, signal=event.type)
        self._tally.failures.add("refused")
        apology = self._notices.failed(event)
        if await self._inbox.prepare(SOURCE, taken.key, _written(apology)):
            await self._sender.reply(event.reply_token or "", apology)
            await self._end(taken, "refused")

    def _note(self, event: Event, result: Result) -> None:
        if event.place_id and result.message_ids:
            self._note_sent(result.message_ids)

    async def _end(self, taken: Taken, outcome: str, also: Sequence[str] = (), cases: Cases = NO_CASES) -> None:
        age_s = self._age_s(taken)
        await self._inbox.finish(SOURCE, [taken.key, *also], cases)
        self._tally.events.add(outcome)
        if outcome == "answered":
            self._tally.answer_seconds.observe(age_s)
        _log.info(
            "event_done", platform=SOURCE, outcome=outcome, attempt=taken.attempt, duration_ms=round(age_s * 1000)
        )

    def _age_s(self, taken: Taken) -> float:
        return (self._clock.now() - taken.received_at) / dt.timedelta(seconds=1)


def _written(messages: Sequence[JsonMessage]) -> bytes:
    return json.dumps(list(messages), separators=(",", ":")).encode("ascii")


def _event_of(taken: Taken) -> Event | None:
    """Return the event, or None if this version can make nothing of it."""
    with contextlib.suppress(ValueError, EventError):
        return read(taken.payload)
    return None
