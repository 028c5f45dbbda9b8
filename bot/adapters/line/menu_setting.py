"""Set the rich menus at LINE: what is there already stays, what is new is added, what is older of ours is removed.

Each step can be repeated, so that after a failure half-way the same command brings it to its end.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import aiohttp

from bot.adapters.line.hosts import is_here
from bot.adapters.line.menu import OURS, Menu
from bot.errors import KotowariError, Problem

TIMEOUT_S = 60
"""For one request; a picture of half a megabyte may take a while."""
UNAUTHORISED, NOT_FOUND, TOO_MANY = 401, 404, 429

_MENU, _ALIAS, _DEFAULT = "/v2/bot/richmenu", "/v2/bot/richmenu/alias", "/v2/bot/user/all/richmenu"


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where LINE is: the API, and the place that takes pictures."""

    api: str
    data: str


class MenuSetter:
    """Talks to LINE about menus. To be used with `async with`."""

    def __init__(self, token: str, hosts: Hosts) -> None:
        """Take what lets us in, and where."""
        self._hosts = hosts
        self._session = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {token}"},
            timeout=aiohttp.ClientTimeout(total=TIMEOUT_S),
            # Many machines reach the world only through a proxy, which their environment names.
            trust_env=not is_here(hosts.api),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def set(self, menus: Sequence[Menu], default: Menu | None) -> list[str]:
        """Set the menus, with one of them for everybody who has none of their own. Return what was done, in words.

        Raise `KotowariError` if LINE cannot be reached or refuses.
        """
        known = {menu["richMenuId"]: str(menu.get("name", "")) for menu in await self._list(_MENU, "richmenus")}
        done: list[str] = []
        ids = {}
        for menu in menus:
            ids[menu.name] = await self._have(menu, known, done)
        await self._name(menus, ids, done)
        if default is not None:
            await self._make_default(ids[default.name], default.name, done)
        for old in _older(known, menus):
            await self._ask("DELETE", f"{_MENU}/{quote(old)}")
            done.append(f"removed {known[old]}")
        return done

    async def _have(self, menu: Menu, known: Mapping[str, str], done: list[str]) -> str:
        """Return the id of the menu, after making it and giving it its picture where that is still to be done."""
        found = next((each for each, name in known.items() if name == menu.name), None)
        if found is None:
            found = str((await self._ask("POST", _MENU, body=menu.body))["richMenuId"])
            done.append(f"made {menu.name}")
        place = f"{_MENU}/{quote(found)}/content"
        if await self._ask("GET", place, host=self._hosts.data, may_miss=True) is None:
            await self._ask("POST", place, host=self._hosts.data, picture=menu.picture)
            done.append(f"uploaded the picture of {menu.name}")
        return found

    async def _name(self, menus: Sequence[Menu], ids: Mapping[str, str], done: list[str]) -> None:
        """Let each language's alias lead to its present menu."""
        leads = {each["richMenuAliasId"]: each["richMenuId"] for each in await self._list(_ALIAS, "aliases")}
        for menu in menus:
            wanted = ids[menu.name]
            if leads.get(menu.alias) == wanted:
                continue
            if menu.alias in leads:
                await self._ask("POST", f"{_ALIAS}/{menu.alias}", body={"richMenuId": wanted})
            else:
                await self._ask("POST", _ALIAS, body={"richMenuAliasId": menu.alias, "richMenuId": wanted})
            done.append(f"{menu.alias} leads to {menu.name}")

    async def _make_default(self, wanted: str, name: str, done: list[str]) -> None:
        present = await self._ask("GET", _DEFAULT, may_miss=True)
        if present is None or present.get("richMenuId") != wanted:
            await self._ask("POST", f"{_DEFAULT}/{quote(wanted)}")
            done.append(f"{name} is shown to everybody")

    async def _list(self, place: str, key: str) -> list[dict[str, Any]]:
        answer = await self._ask("GET", f"{place}/list")
        return list((answer or {}).get(key, []))

    async def _ask(
        self,
        method: str,
        place: str,
        *,
        host: str = "",
        body: object = None,
        picture: bytes | None = None,
        may_miss: bool = False,
    ) -> Any:
        """Return the JSON that LINE answers with, `{}` for other answers; None for a 404 that may be."""
        address = (host or self._hosts.api) + place
        headers = {"Content-Type": "image/png"} if picture is not None else None
        try:
            async with self._session.request(method, address, json=body, data=picture, headers=headers) as answer:
                if answer.status == NOT_FOUND and may_miss:
                    return None
                if answer.status >= 400:
                    raise KotowariError(_refused(answer.status, f"{method} {address}"))
                return await answer.json() if answer.content_type == "application/json" else {}
        except (aiohttp.ClientError, TimeoutError) as error:
            remedy = "see that this machine reaches LINE, and run the command again"
            raise KotowariError(Problem("LINE cannot be reached", address, remedy)) from error


def _older(known: Mapping[str, str], menus: Sequence[Menu]) -> Iterator[str]:
    """Yield the ids of our menus of these languages that are not the present ones."""
    for each, name in known.items():
        if any(name.startswith(f"{menu.alias}-") and name != menu.name for menu in menus):
            assert name.startswith(OURS)
            yield each


def _refused(status: int, where: str) -> Problem:
    """Return what a refusal means. LINE's own words are left out: they may change, and may hold anything."""
    if status == UNAUTHORISED:
        return Problem("LINE does not accept the token", "KOTOWARI_LINE_CHANNEL_TOKEN", "issue a new one and set it")
    if status == TOO_MANY:
        return Problem("LINE takes no more requests of this kind for now", where, "run the command again in an hour")
    return Problem(f"LINE answered with status {status}", where, "run the command again; if it stays so, report it")
