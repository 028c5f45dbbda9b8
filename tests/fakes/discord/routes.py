"""What a route of the API is, to the rest of the server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Asked:
    """A call of the bot, as routes see it. `names` are the variable parts of the path, `json` is there once checked."""

    names: Any
    query: Any
    headers: Any
    json: Any = None
    files: tuple = ()


@dataclass(frozen=True, slots=True)
class Route:
    """`described` is the path in Discord's API description; None where there is no body to check.

    `limits` yields what Discord refuses beyond the description. The handler returns JSON, or None for 204.
    `open`: needs no token of the bot, because the path has one.
    """

    name: str
    method: str
    path: str
    handler: Callable
    described: str | None = None
    limits: Callable | None = None
    open: bool = False
