"""What LINE answers when it refuses."""

import json
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a body: where (`messages[0].text`) and what."""

    property: str
    message: str


@dataclass(eq=False)
class RefusalError(Exception):
    """An error answer, in LINE's form. `ours` marks mistakes of the bot, which must fail a test."""

    status: int
    message: str
    problems: tuple[Problem, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    more: dict = field(default_factory=dict)
    ours: bool = False

    def response(self):
        """The answer to send."""
        body = {"message": self.message}
        if self.problems:
            body["details"] = [{"message": one.message, "property": one.property} for one in self.problems]
        return web.Response(
            status=self.status,
            text=json.dumps({**body, **self.more}, ensure_ascii=False),
            content_type="application/json",
            headers=self.headers,
        )


def invalid(problems, *, ours=True):
    """400: the body has errors. The details name each."""
    found = tuple(problems)
    return RefusalError(400, f"The request body has {len(found)} error(s)", found, ours=ours)


def not_found(message="Not found"):
    """404."""
    return RefusalError(404, message)
