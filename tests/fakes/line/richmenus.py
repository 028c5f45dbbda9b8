"""Rich menus: created, given a picture, set for everybody or for one person, named by aliases, deleted."""

import re
from dataclasses import dataclass

from aiohttp import web

from tests.fakes.line.limits import MENU_HEIGHT, MENU_RATIO, MENU_WIDTH, rich_menu_problems
from tests.fakes.line.pictures import picture_size
from tests.fakes.line.refusals import Problem, RefusalError, invalid, not_found
from tests.fakes.line.routes import Route

MENUS = 1000
ALIASES = 1000
PICTURE_BYTES = 1024 * 1024


@dataclass(slots=True)
class Menu:
    """As it was created, with its picture once that is there."""

    id: str
    body: dict
    picture: bytes | None = None
    media_type: str = ""

    def told(self):
        """As the API shows it."""
        return {"richMenuId": self.id, **self.body}


class RichMenus:
    """The menus of the bot's account."""

    def __init__(self, line):
        self._line = line
        self.menus = {}
        self.aliases = {}
        self.default = None
        self.links = {}

    def shown_to(self, user):
        """The menu that a person sees: their own, else the default, else None."""
        return self.menus.get(self.links.get(user.id, self.default))

    def routes(self):
        """In this order: fixed words before placeholders."""
        menu, alias = "/v2/bot/richmenu", "/v2/bot/richmenu/alias"
        every, one = "/v2/bot/user/all/richmenu", "/v2/bot/user/{user}/richmenu"
        return [
            Route("create rich menu", "POST", menu, self._create, "RichMenuRequest", rich_menu_problems),
            Route("validate rich menu", "POST", f"{menu}/validate", _valid, "RichMenuRequest", rich_menu_problems),
            Route("list rich menus", "GET", f"{menu}/list", self._list),
            Route(
                "create alias",
                "POST",
                alias,
                self._create_alias,
                "CreateRichMenuAliasRequest",
                None,
                ("richMenuAliasId", "richMenuId"),
            ),
            Route("list aliases", "GET", f"{alias}/list", self._list_aliases),
            Route("get alias", "GET", f"{alias}/{{alias}}", self._get_alias),
            Route(
                "update alias",
                "POST",
                f"{alias}/{{alias}}",
                self._update_alias,
                "UpdateRichMenuAliasRequest",
                None,
                ("richMenuId",),
            ),
            Route("delete alias", "DELETE", f"{alias}/{{alias}}", self._delete_alias),
            Route("set menu picture", "POST", f"{menu}/{{menu}}/content", self._set_picture),
            Route("get menu picture", "GET", f"{menu}/{{menu}}/content", self._get_picture),
            Route("get rich menu", "GET", f"{menu}/{{menu}}", self._get),
            Route("delete rich menu", "DELETE", f"{menu}/{{menu}}", self._delete),
            Route("set default menu", "POST", f"{every}/{{menu}}", self._set_default),
            Route("get default menu", "GET", every, self._get_default),
            Route("clear default menu", "DELETE", every, self._clear_default),
            Route("link menu", "POST", f"{one}/{{menu}}", self._link),
            Route("get menu of user", "GET", one, self._get_of_user),
            Route("unlink menu", "DELETE", one, self._unlink),
        ]

    def _find(self, asked):
        menu = self.menus.get(asked.names["menu"])
        if menu is None:
            raise not_found()
        return menu

    def _with_picture(self, asked):
        menu = self._find(asked)
        if menu.picture is None:
            raise RefusalError(400, "must upload richmenu image before applying it to user", ours=True)
        return menu

    def _user(self, asked):
        user = asked.names["user"]
        if user not in self._line.directory.users:
            raise RefusalError(400, "The value for the 'userId' parameter is invalid", ours=True)
        return user

    async def _create(self, asked):
        if len(self.menus) >= MENUS:
            raise RefusalError(400, "The maximum number of rich menus has been reached")
        menu = Menu(f"richmenu-{self._line.mint.hexadecimal()}", asked.json)
        self.menus[menu.id] = menu
        return {"richMenuId": menu.id}

    async def _list(self, asked):
        return {"richmenus": [menu.told() for menu in self.menus.values()]}

    async def _get(self, asked):
        return self._find(asked).told()

    async def _delete(self, asked):
        menu = self._find(asked)
        del self.menus[menu.id]
        self.links = {user: linked for user, linked in self.links.items() if linked != menu.id}
        self.aliases = {alias: meant for alias, meant in self.aliases.items() if meant != menu.id}
        if self.default == menu.id:
            self.default = None
        return {}

    async def _set_picture(self, asked):
        menu, data = self._find(asked), asked.body
        if asked.media_type not in ("image/png", "image/jpeg"):
            raise RefusalError(415, f"The content type, {asked.media_type}, is not supported", ours=True)
        if menu.picture is not None:
            raise RefusalError(400, "An image has already been uploaded to the richmenu", ours=True)
        if not _fits(data, asked.media_type, menu.body["size"]):
            raise RefusalError(400, "The image size is not allowed for richmenu", ours=True)
        menu.picture, menu.media_type = data, asked.media_type
        return {}

    async def _get_picture(self, asked):
        menu = self._find(asked)
        if menu.picture is None:
            raise not_found()
        return web.Response(body=menu.picture, content_type=menu.media_type)

    async def _set_default(self, asked):
        self.default = self._with_picture(asked).id
        return {}

    async def _get_default(self, asked):
        if self.default is None:
            raise RefusalError(404, "no default richmenu")
        return {"richMenuId": self.default}

    async def _clear_default(self, asked):
        self.default = None
        return {}

    async def _link(self, asked):
        menu = self._with_picture(asked)
        self.links[self._user(asked)] = menu.id
        return {}

    async def _get_of_user(self, asked):
        user = self._user(asked)
        if user not in self.links:
            raise RefusalError(404, "the user has no richmenu")
        return {"richMenuId": self.links[user]}

    async def _unlink(self, asked):
        self.links.pop(self._user(asked), None)
        return {}

    def _for_alias(self, body):
        menu = self.menus.get(body["richMenuId"])
        if menu is None or menu.picture is None:
            raise RefusalError(400, "richmenu not found", ours=True)
        return menu.id

    async def _create_alias(self, asked):
        body = asked.json
        if not re.fullmatch(r"[a-z0-9_-]{1,32}", body["richMenuAliasId"]):
            raise invalid([Problem("richMenuAliasId", "invalid richMenuAliasId")])
        if body["richMenuAliasId"] in self.aliases:
            raise RefusalError(400, "conflict richmenu alias id")
        if len(self.aliases) >= ALIASES:
            raise RefusalError(400, "The maximum number of rich menu aliases has been reached")
        self.aliases[body["richMenuAliasId"]] = self._for_alias(body)
        return {}

    def _alias(self, asked):
        if asked.names["alias"] not in self.aliases:
            raise RefusalError(404, "richmenu alias not found")
        return asked.names["alias"]

    async def _get_alias(self, asked):
        alias = self._alias(asked)
        return {"richMenuAliasId": alias, "richMenuId": self.aliases[alias]}

    async def _update_alias(self, asked):
        self.aliases[self._alias(asked)] = self._for_alias(asked.json)
        return {}

    async def _delete_alias(self, asked):
        del self.aliases[self._alias(asked)]
        return {}

    async def _list_aliases(self, asked):
        return {"aliases": [{"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in self.aliases.items()]}


async def _valid(asked):
    """It passed the checks."""
    return {}


def _fits(data, media_type, size):
    """Is it a picture of the announced kind and of the menu's size, and small enough?"""
    found = picture_size(data)
    if found is None or found[0] != media_type or len(data) > PICTURE_BYTES:
        return False
    _, width, height = found
    allowed = MENU_WIDTH[0] <= width <= MENU_WIDTH[1] and height >= MENU_HEIGHT and width / height >= MENU_RATIO
    return allowed and (width, height) == (size["width"], size["height"])
