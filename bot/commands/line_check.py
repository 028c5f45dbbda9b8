"""What `kotowari doctor` asks LINE: does the access token count, where do events go, do they arrive."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

import aiohttp

from bot.adapters.line.hosts import is_here
from bot.adapters.line.webhook import PATH
from bot.settings import Settings

TIMEOUT_S = 10.0
INFO, ENDPOINT, TEST = "/v2/bot/info", "/v2/bot/channel/webhook/endpoint", "/v2/bot/channel/webhook/test"
CONSOLE = "the tab Messaging API of your channel in the LINE Developers Console"

REMEDIES = {
    "COULD_NOT_CONNECT": "start kotowari serve, and see that the address leads to it, with a public certificate",
    "REQUEST_TIMEOUT": "it must answer within 2 seconds; look at the load of the machine",
    "ERROR_STATUS_CODE": "400 means that KOTOWARI_LINE_CHANNEL_SECRET is not that of this channel; 404, another path",
}
"""What to do about each result of LINE's test."""

State = Literal["ok", "note", "wrong"]
Finding = tuple[State, str, str]
"""State, what was found, remedy."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What LINE said; status 0: nothing."""

    status: int
    said: Any = None

    def text(self, name: str) -> str:
        """Return a text of the answer, empty if it is not there."""
        value = self.said.get(name) if isinstance(self.said, dict) else None
        return value if isinstance(value, str) else ""

    def is_true(self, name: str) -> bool:
        """Tell whether the answer says so."""
        return isinstance(self.said, dict) and self.said.get(name) is True


def look(settings: Settings) -> list[Finding]:
    """Ask LINE. Nothing that goes wrong on the way is more than a finding."""

    async def gathered() -> list[Finding]:
        return [finding async for finding in _look(settings)]

    return asyncio.run(gathered())


async def _look(settings: Settings) -> AsyncIterator[Finding]:
    token = settings.line_channel_token.get_secret_value() if settings.line_channel_token else ""
    async with aiohttp.ClientSession(
        settings.line_api_host,
        headers={"Authorization": f"Bearer {token}"},
        timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
        trust_env=not is_here(settings.line_api_host),
    ) as session:
        info = await _ask(session, "GET", INFO)
        if info.status == 200:
            yield "ok", "LINE: the access token is accepted", ""
            async for finding in _webhook(session, settings):
                yield finding
        else:
            yield _refused(info)


async def _webhook(session: aiohttp.ClientSession, settings: Settings) -> AsyncIterator[Finding]:
    endpoint = await _ask(session, "GET", ENDPOINT)
    address = endpoint.text("endpoint")
    if endpoint.status == 404 or (endpoint.status == 200 and not address):
        where = f"{settings.public_url or 'https://your address'}{PATH}"
        yield "wrong", "LINE: no webhook address is set", f"set {where} in {CONSOLE}"
        return
    if endpoint.status != 200:
        yield _refused(endpoint)
        return
    yield _address(address, settings)
    if not endpoint.is_true("active"):
        yield "wrong", "LINE: sends no events", f"switch on “Use webhook” in {CONSOLE}"
    yield await _test(session)


def _address(address: str, settings: Settings) -> Finding:
    wanted = f"{settings.public_url}{PATH}" if settings.public_url else ""
    if wanted and address != wanted:
        remedy = f"set {wanted} in {CONSOLE}, or correct KOTOWARI_PUBLIC_URL"
        return "wrong", f"LINE: sends events to {address}", remedy
    if not urlsplit(address).path.endswith(PATH):
        return "wrong", f"LINE: sends events to {address}", f"the address must end in {PATH}"
    return "ok", f"LINE: sends events to {address}", ""


async def _test(session: aiohttp.ClientSession) -> Finding:
    """Let LINE send an event without content to where it sends all events."""
    tested = await _ask(session, "POST", TEST)
    if tested.status != 200:
        return _refused(tested)
    if tested.is_true("success"):
        return "ok", "LINE: a test event has arrived", ""
    reason = tested.text("reason")
    return (
        "wrong",
        f"LINE: a test event did not arrive ({reason or 'no reason given'})",
        REMEDIES.get(reason, "try again"),
    )


async def _ask(session: aiohttp.ClientSession, method: str, path: str) -> _Answer:
    try:
        async with session.request(method, path, json={} if method == "POST" else None) as response:
            body = await response.read()
            return _Answer(response.status, _parsed(body))
    except (aiohttp.ClientError, OSError, TimeoutError):
        return _Answer(0)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _refused(answer: _Answer) -> Finding:
    match answer.status:
        case 0:
            return "wrong", "LINE: cannot be reached", "see that this machine may open https connections to api.line.me"
        case 401 | 403:
            return "wrong", "LINE: the access token is not accepted", f"issue a new one in {CONSOLE}"
        case 429:
            return "note", "LINE: asked too often", "try again in an hour"
        case status:
            return "wrong", f"LINE: answers with status {status}", "try again later"
