"""What an endpoint is, to the rest of the server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Asked:
    """A call of the bot, as endpoints see it. `names` are the variable parts of the path, `json` is there once checked."""

    id: str
    names: dict[str, str]
    headers: Any
    media_type: str
    body: bytes
    json: Any = None


@dataclass(frozen=True, slots=True)
class Route:
    """An endpoint. `schema` names its body in LINE's description; None means that it takes no JSON.

    `limits` yields what LINE refuses beyond the description, `needs` are the fields without which nothing can be done.
    The handler returns an answer, or a dict for 200.
    """

    name: str
    method: str
    path: str
    handler: Callable
    schema: str | None = None
    limits: Callable | None = None
    needs: tuple[str, ...] = ()
