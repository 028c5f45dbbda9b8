"""What we send to LINE, one try at a time; whether and when to try again is decided by whoever calls.

Messages go out as they are: the SDK's client takes care of connections, authorisation and encoding, but its models are
passed by, because they drop what they do not know without a word and cost ten milliseconds of CPU for a card.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import aiohttp

from bot.adapters.line.hosts import is_here
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.tally import Tally
from bot.logs import EventLog

if TYPE_CHECKING:
    from linebot.v3.messaging import AsyncApiClient  # type: ignore[import-untyped]

TIMEOUT_S = 10.0
"""For what a person waits for. A single number: the SDK takes a pair, but its HTTP client does not."""
ASIDE_TIMEOUT_S = 3.0
"""For what only decorates."""
CONNECTIONS = 100
LOADING_S = 20
"""How long the loading animation shows at most: a multiple of 5 up to 60. It ends with our message."""

REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"
LOADING, READ = "/v2/bot/chat/loading/start", "/v2/bot/chat/markAsRead"

_log = EventLog(__name__)


class Outcome(StrEnum):
    """What became of a try."""

    SENT = "sent"
    TOKEN_GONE = "token_gone"  # noqa: S105 (no password)
    """The reply token has been used or is too old. Nothing was sent by this try."""
    REFUSED = "refused"
    """LINE will not take these messages, however often."""
    OVER_QUOTA = "over_quota"
    """The plan allows no more pushes this month."""
    NOT_SENT = "not_sent"
    """Nothing was sent; a later try may succeed."""
    UNCERTAIN = "uncertain"
    """It may or may not have been sent."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a try, and under which ids LINE keeps the messages sent."""

    outcome: Outcome
    message_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """Status (0: LINE was not reached, -1: no answer came), body, and LINE's name for the request."""

    status: int
    body: bytes = b""
    request_id: str = ""


class Sender:
    """Sends to LINE. Make one for the whole process, in a running event loop, and use it with `async with`."""

    def __init__(self, token: str, host: str, tally: Tally, *, timeout_s: float = TIMEOUT_S) -> None:
        """`host`: with scheme, without a slash at its end."""
        self._client = _client(token, host)
        self._host = host
        self._tally = tally
        self._timeout_s = timeout_s

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.close()

    async def reply(self, token: str, messages: Sequence[JsonMessage]) -> Result:
        """Answer an event. A retry key is never sent along: LINE would refuse the request for it."""
        answer = await self._post(REPLY, {"replyToken": token, "messages": list(messages)}, self._timeout_s)
        return self._noted("reply", answer, _outcome(answer))

    async def push(self, to: str, messages: Sequence[JsonMessage], retry_key: str) -> Result:
        """Send without a token, which LINE charges for. The same `retry_key`, a UUID, is sent at most once a day."""
        headers = {"X-Line-Retry-Key": retry_key}
        answer = await self._post(PUSH, {"to": to, "messages": list(messages)}, self._timeout_s, headers)
        # 409: this key has been accepted before.
        outcome = Outcome.SENT if answer.status == 409 else _outcome(answer)
        return self._noted("push", answer, outcome)

    async def loading(self, user_id: str) -> None:
        """Show that we are at work, in a chat of two only. It may fail in silence."""
        await self._aside("loading", LOADING, {"chatId": user_id, "loadingSeconds": LOADING_S})

    async def mark_as_read(self, token: str) -> None:
        """Mark a message and all before it as read. It may fail in silence."""
        await self._aside("read", READ, {"markAsReadToken": token})

    async def _aside(self, what: str, path: str, body: Mapping[str, Any]) -> None:
        answer = await self._post(path, body, ASIDE_TIMEOUT_S)
        outcome = _outcome(answer)
        self._tally.requests.add(f"{what}_{outcome}")
        if outcome is not Outcome.SENT:
            _log.debug("aside_failed", platform="line", command=what, status=answer.status)

    def _noted(self, what: str, answer: _Answer, outcome: Outcome) -> Result:
        self._tally.requests.add(f"{what}_{outcome}")
        if outcome is Outcome.SENT:
            return Result(outcome, _message_ids(answer.body))
        _log.warning(
            "request_failed",
            platform="line",
            command=what,
            status=answer.status,
            outcome=outcome,
            request_id=answer.request_id,
        )
        return Result(outcome)

    async def _post(
        self, path: str, body: Mapping[str, Any], timeout_s: float, headers: Mapping[str, str] | None = None
    ) -> _Answer:
        from linebot.v3.messaging.exceptions import ApiException  # type: ignore[import-untyped]

        try:
            response = await self._client.call_api(
                path,
                "POST",
                header_params={"Accept": "application/json", "Content-Type": "application/json", **(headers or {})},
                body=body,
                # Bytes as they come: nothing that LINE may answer with a success can fail to be read.
                response_types_map={"200": "bytearray", "202": "bytearray"},
                auth_settings=["Bearer"],
                _host=self._host,
                _request_timeout=timeout_s,
            )
        except ApiException as error:
            return _failed(error)
        except UnicodeDecodeError as error:
            # The SDK reads every error's body as UTF-8; what it was about to report is the context of its failure.
            refused = error.__context__
            return _failed(refused) if isinstance(refused, ApiException) else _Answer(-1)
        except aiohttp.ClientConnectorError:
            return _Answer(0)
        except (aiohttp.ClientError, OSError, TimeoutError):
            return _Answer(-1)
        return _Answer(response.status_code, bytes(response.raw_data or b""))


def _client(token: str, host: str) -> "AsyncApiClient":
    from linebot.v3.messaging import AsyncApiClient, Configuration

    configuration = Configuration(access_token=token, host=host)
    configuration.connection_pool_maxsize = CONNECTIONS
    client = AsyncApiClient(configuration)
    if is_here(host):
        # The SDK's session would send even this through a proxy that the environment names.
        client.rest_client.pool_manager._trust_env = False  # noqa: SLF001
    return client


def _failed(error: Any) -> _Answer:
    body = error.body or b""
    headers = error.headers or {}
    return _Answer(
        error.status or -1,
        body.encode() if isinstance(body, str) else bytes(body),
        str(headers.get("x-line-request-id", "")),
    )


def _outcome(answer: _Answer) -> Outcome:
    """Tell what a status means. LINE's words may change; they only tell apart what shares a status."""
    said = answer.body.lower()
    match answer.status:
        case status if 200 <= status < 300:
            return Outcome.SENT
        case 400 if b"reply token" in said:
            return Outcome.TOKEN_GONE
        case 429 if b"monthly limit" in said:
            return Outcome.OVER_QUOTA
        case 0 | 401 | 403 | 408 | 429:
            # 401 and 403 end when the operator has put the access token right.
            return Outcome.NOT_SENT
        case status if 400 <= status < 500:
            return Outcome.REFUSED
        case _:
            return Outcome.UNCERTAIN


def _message_ids(body: bytes) -> tuple[str, ...]:
    """Return the ids of what was sent; none if LINE does not tell, which is no failure."""
    try:
        sent = json.loads(body)["sentMessages"]
        return tuple(str(each["id"]) for each in sent)
    except (ValueError, KeyError, TypeError):
        return ()
