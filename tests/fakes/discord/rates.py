"""Rate limits. They run by real time, because clients sleep by it."""

import itertools
import time
from collections import deque
from dataclasses import dataclass, field

from tests.fakes.discord.refusals import RefusalError

GLOBAL, GLOBAL_SECONDS = 50, 1.0
INVALID, INVALID_SECONDS = 10_000, 600.0
# Answers to interactions are not counted.
EXEMPT = {
    "callback", "get original", "edit original", "delete original", "followup", "get followup", "edit followup",
    "delete followup", "cdn",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Bucket:
    """So many calls in so many seconds, for each channel or server by itself."""

    limit: int
    seconds: float
    id: str
    calls: dict = field(default_factory=dict)


class Rates:
    """The global limit of 50 a second, limits of routes that a test sets, and the ban for too many invalid calls.

    Discord's own limits of routes are not published, so there are none until `limit` is called.
    """

    def __init__(self):
        self.global_limit = GLOBAL
        self.global_seconds = GLOBAL_SECONDS
        self.invalid_limit = INVALID
        self._buckets = {}
        self._numbers = itertools.count(1)
        self._global = deque()
        self._invalid = deque()

    def limit(self, route, calls, seconds):
        """From now on so many calls of a route go through in so many seconds."""
        self._buckets[route] = Bucket(calls, seconds, f"{next(self._numbers):032x}")

    def take(self, route, major):
        """Count a call; refuse it with 429 if it is one too many. `major` is the channel or server of the path."""
        now = time.monotonic()
        if _count(self._invalid, now, INVALID_SECONDS) >= self.invalid_limit:
            raise banned()
        if route not in EXEMPT:
            if _count(self._global, now, self.global_seconds) >= self.global_limit:
                raise too_many(self.global_seconds - (now - self._global[0]), everywhere=True)
            self._global.append(now)
        bucket = self._buckets.get(route)
        if bucket is not None:
            calls = bucket.calls.setdefault(major, deque())
            if _count(calls, now, bucket.seconds) >= bucket.limit:
                raise too_many(bucket.seconds - (now - calls[0]), headers=self.headers(route, major))
            calls.append(now)

    def headers(self, route, major):
        """What each answer tells about the limit of its route."""
        bucket = self._buckets.get(route)
        if bucket is None:
            return {}
        now = time.monotonic()
        calls = bucket.calls.setdefault(major, deque())
        used = _count(calls, now, bucket.seconds)
        after = bucket.seconds - (now - calls[0]) if calls else 0.0
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(max(bucket.limit - used, 0)),
            "X-RateLimit-Reset": f"{time.time() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": bucket.id,
        }

    def told(self, status):
        """An answer with this status: 401, 403 and 429 count towards the ban."""
        if status in (401, 403, 429):
            self._invalid.append(time.monotonic())

    @property
    def invalid_calls(self):
        """Of the last ten minutes."""
        return _count(self._invalid, time.monotonic(), INVALID_SECONDS)


def _count(calls, now, seconds):
    while calls and now - calls[0] >= seconds:
        calls.popleft()
    return len(calls)


def too_many(seconds, *, everywhere=False, headers=None):
    """429 from Discord itself: it names `Via`, without which clients take it for a ban."""
    wait = round(max(seconds, 0.001), 3)
    scope = {"X-RateLimit-Scope": "global" if everywhere else "user", "Retry-After": str(int(wait) + 1)}
    told = {"message": "You are being rate limited.", "retry_after": wait, "global": everywhere}
    more = {"X-RateLimit-Global": "true"} if everywhere else {}
    return RefusalError(
        429, 0, told["message"], headers={"Via": "1.1 google", **scope, **more, **(headers or {})}, body=told
    )


def banned():
    """429 from the wall in front of Discord: no `Via`, no JSON that means anything."""
    return RefusalError(
        429, 0, "error code: 1015", headers={"Retry-After": "600"}, body={"message": "error code: 1015"}
    )
