"""Puts events into the inbox, takes them from there and has them answered, each conversation in its order.

The inbox gives out one event of a conversation at a time; so nobody waits here for anybody else. Whatever fails is
logged, counted and given back, to be tried again after a while that doubles; all others go on.
"""

import asyncio
import contextlib
import datetime as dt
import random
from collections.abc import Callable, Sequence

from bot.adapters.line.answering import Answering, TryLater
from bot.adapters.line.doors import SOURCE
from bot.adapters.line.tally import Tally
from bot.core.ports import Arrival, Clock, EventInbox, Taken
from bot.errors import StoreError
from bot.logs import EventLog

SLOTS = 16
"""So many events are worked on at once."""
LEASE_S = 10.0
"""So long others leave an event to us. After a crash its person waits no longer, and their token lives for a minute."""
SWEEP_S = 5.0
"""How often the inbox is looked into without a sign: for what other processes have left behind."""
FIRST_RETRY_S = 0.5
LONGEST_RETRY_S = 60.0
ATTEMPTS = 8
"""So many attempts come quickly; later ones once a minute, until the event is too old."""
PATIENCE_S = 3.0
"""So long a crowd of webhooks goes first: LINE gives them two seconds, and the answers a minute."""
MOMENT_S = 0.02

_log = EventLog(__name__)


def retry_s(attempt: int, share: float) -> float:
    """Return how long to wait after that attempt, counted from 1. `share`, from 0 to 1, spreads the waiting."""
    if attempt >= ATTEMPTS:
        return LONGEST_RETRY_S
    longest = min(LONGEST_RETRY_S, FIRST_RETRY_S * 2.0 ** (attempt - 1))
    return longest * (0.5 + share / 2)


class Worker:
    """Works events off. `is_crowded` tells whether many webhooks wait to be stored."""

    def __init__(
        self,
        inbox: EventInbox,
        answering: Answering,
        clock: Clock,
        tally: Tally,
        *,
        is_crowded: Callable[[], bool] = lambda: False,
        slots: int = SLOTS,
        lease_s: float = LEASE_S,
    ) -> None:
        self._inbox = inbox
        self._answering = answering
        self._clock = clock
        self._tally = tally
        self._is_crowded = is_crowded
        self._slots = slots
        self._lease_s = lease_s
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._running: dict[str, asyncio.Task[None]] = {}
        self._expected = 0
        """How many slots are kept free for events that are just being put into the inbox."""
        self._receiving = 0
        """How many calls are just putting events into the inbox."""
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def is_alive(self) -> bool:
        """Whether events are being taken."""
        return bool(self._tasks) and not self._is_stopping and not any(task.done() for task in self._tasks)

    @property
    def running(self) -> int:
        """How many events are being worked on."""
        return len(self._running)

    def start(self) -> None:
        """Begin, first of all with what an earlier process has left."""
        self._tasks = [
            asyncio.create_task(self._run(), name="line worker"),
            asyncio.create_task(self._renew(), name="line leases"),
        ]

    def wake(self) -> None:
        """Tell that there is something in the inbox."""
        self._woken.set()

    async def stop(self, grace_s: float) -> None:
        """Take nothing more, let what is under way end for so long, and break off the rest; it is not lost."""
        self._is_stopping = True
        self.wake()
        if self._tasks:
            await asyncio.wait({self._tasks[0]}, timeout=grace_s)
        left = set(self._running.values())
        if left:
            _, left = await asyncio.wait(left, timeout=grace_s)
        for task in (*left, *self._tasks):
            task.cancel()
        await asyncio.gather(*left, *self._tasks, return_exceptions=True)
        if left:
            _log.warning("events_broken_off", platform=SOURCE, count=len(left))

    # --- receiving ---------------------------------------------------------------------------------

    async def receive(self, arrivals: Sequence[Arrival]) -> None:
        """Put events into the inbox; in quiet, begin as many as there is room for at once. May raise `StoreError`."""
        room = min(len(arrivals), self._free) if self._is_quiet else 0
        self._expected += room
        self._receiving += 1
        try:
            taken = await self._inbox.receive(arrivals, self._lease, room)
        finally:
            self._expected -= room
            self._receiving -= 1
        for each in taken:
            # Should we be stopping by now, the others get it when its lease ends.
            if not self._is_stopping:
                self._begin(each)
        if len(taken) < len(arrivals):
            self.wake()

    @property
    def _is_quiet(self) -> bool:
        """Whether events may be begun with as they come in. Those that come together with others are taken together."""
        return not self._receiving and self.is_alive and not self._is_crowded()

    @property
    def _free(self) -> int:
        return max(0, self._slots - len(self._running) - self._expected)

    @property
    def _lease(self) -> dt.timedelta:
        return dt.timedelta(seconds=self._lease_s)

    # --- taking ------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while not self._is_stopping:
            self._woken.clear()
            await self._let_webhooks_pass()
            for taken in await self._take():
                self._begin(taken)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_S):
                    await self._woken.wait()

    async def _let_webhooks_pass(self) -> None:
        """Wait while many webhooks are being stored, but not for long: a crowd that stays is answered all the same."""
        waited = 0.0
        while self._is_crowded() and waited < PATIENCE_S and not self._is_stopping:
            await asyncio.sleep(MOMENT_S)
            waited += MOMENT_S

    async def _take(self) -> list[Taken]:
        free = self._free
        if not free or self._is_stopping:
            return []
        # Without this, what comes in meanwhile would be promised the same slots.
        self._expected += free
        try:
            found = await self._inbox.take(SOURCE, self._clock.now(), self._lease, free)
        except StoreError as error:
            _log.error("inbox_not_read", error, platform=SOURCE)
            self._tally.failures.add("take")
            asyncio.get_running_loop().call_later(1.0, self.wake)
            return []
        except Exception as error:  # noqa: BLE001 (the worker must outlive whatever it meets)
            _log.error("inbox_not_read", error, platform=SOURCE)
            self._tally.failures.add("take")
            return []
        finally:
            self._expected -= free
        return [taken for taken in found if taken.key not in self._running]

    def _begin(self, taken: Taken) -> None:
        task = asyncio.create_task(self._work(taken))
        self._running[taken.key] = task
        task.add_done_callback(lambda _task: self._ended(taken.key))

    def _ended(self, key: str) -> None:
        del self._running[key]
        self.wake()

    async def _renew(self) -> None:
        """Keep the leases of what takes long."""
        while True:
            await asyncio.sleep(self._lease_s / 3)
            if self._running:
                until = self._clock.now() + self._lease
                try:
                    await self._inbox.renew(SOURCE, list(self._running), until)
                except Exception as error:  # noqa: BLE001 (as above)
                    _log.error("leases_not_renewed", error, platform=SOURCE)

    # --- one event ---------------------------------------------------------------------------------

    async def _work(self, taken: Taken) -> None:
        try:
            await self._answering.answer(taken)
        except TryLater as error:
            await self._give_back(taken, certain=error.certain, error=None)
        except Exception as error:  # noqa: BLE001 (an event that fails takes no other with it)
            await self._give_back(taken, certain=False, error=error)

    async def _give_back(self, taken: Taken, *, certain: bool, error: Exception | None) -> None:
        """Let the event be tried again later."""
        pause_s = retry_s(taken.attempt, random.random())  # noqa: S311 (spreads load, guards nothing)
        self._tally.failures.add("send" if error is None else "answer")
        if taken.attempt == ATTEMPTS:
            self._tally.events.add("out_of_attempts")
        log = _log.error if taken.attempt >= ATTEMPTS else _log.warning
        log("event_failed", error, platform=SOURCE, attempt=taken.attempt, retry_s=round(pause_s, 1))
        until = self._clock.now() + dt.timedelta(seconds=pause_s)
        try:
            await self._inbox.release(SOURCE, taken.key, until, sent_for_sure_not=certain)
        except Exception as again:  # noqa: BLE001 (its lease ends by itself)
            _log.error("event_not_released", again, platform=SOURCE)
        asyncio.get_running_loop().call_later(pause_s, self.wake)
