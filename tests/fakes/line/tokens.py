"""Reply tokens and retry keys: what may be used once, and until when."""

import uuid
from dataclasses import dataclass

from tests.fakes.line.refusals import RefusalError

MINUTE = 60
STALE = 20 * 60
DAY = 24 * 3600


@dataclass(slots=True)
class ReplyToken:
    """Belongs to one event, and to all its redeliveries."""

    chat: str
    event_id: str
    occurred_at: float
    received_at: float | None = None
    redelivered: bool = False
    used: bool = False
    expired: bool = False


class ReplyTokens:
    """Every token that was given out."""

    def __init__(self, clock, mint):
        self._clock = clock
        self._mint = mint
        self._tokens = {}

    def issue(self, chat, event_id):
        """A new one. It lives from the moment the webhook was sent."""
        token = self._mint.hexadecimal()
        self._tokens[token] = ReplyToken(chat, event_id, self._clock.now())
        return token

    def sent(self, token, *, redelivered):
        """The bot gets it now (again): its minute begins (again)."""
        one = self._tokens.get(token)
        if one:
            one.received_at = self._clock.now()
            one.redelivered = one.redelivered or redelivered

    def use(self, token):
        """The token's event and chat, or a refusal. Twice is refused, late is refused, and so is an invented one."""
        one = self.usable(token)
        one.used = True
        return one

    def usable(self, token):
        """The same without using it up."""
        one = self._tokens.get(token) if isinstance(token, str) else None
        now = self._clock.now()
        if (
            one is None
            or one.used
            or one.expired
            or one.received_at is None
            or now - one.received_at > MINUTE
            or (one.redelivered and now - one.occurred_at > STALE)
        ):
            raise RefusalError(400, "Invalid reply token")
        return one

    def expire(self):
        """Make all tokens so far too old."""
        for one in self._tokens.values():
            one.expired = True


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that was accepted under a retry key."""

    request_id: str
    sent: list
    at: float


class RetryKeys:
    """Remembers accepted requests for a day, so that a repeated one is not carried out again."""

    def __init__(self, clock):
        self._clock = clock
        self._accepted = {}

    def check(self, key):
        """Refuse a key that is no UUID (400) or was accepted already (409, with what was sent then)."""
        if key is None:
            return
        try:
            uuid.UUID(key)
        except ValueError:
            raise RefusalError(400, "The retry key is not a UUID", ours=True) from None
        before = self._accepted.get(key.lower())
        if before and self._clock.now() - before.at <= DAY:
            raise RefusalError(
                409,
                "The retry key is already accepted",
                headers={"x-line-accepted-request-id": before.request_id},
                more={"sentMessages": before.sent} if before.sent else {},
            )

    def accept(self, key, request_id, sent):
        """This request went through under that key."""
        if key is not None:
            self._accepted[key.lower()] = Accepted(request_id, sent, self._clock.now())
