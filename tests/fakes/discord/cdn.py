"""Files: those that people and the bot attached, at signed addresses that expire, and one picture for all else."""

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

LIFE = 24 * 3600
# One transparent pixel, for avatars and icons.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" + "1f15c4890000000d49444154789c6360000000000500"
    "01a5f645400000000049454e44ae426082"
)


@dataclass(frozen=True, slots=True)
class File:
    """An upload: `number` is what its attachment object is found by."""

    number: str
    name: str
    data: bytes
    media_type: str


class Cdn:
    """By address."""

    def __init__(self, server):
        self._server = server
        self._kept = {}
        self.fetched = []

    def keep(self, channel_id, name, data, media_type):
        """Store it; the attachment object."""
        number = self._server.mint.snowflake()
        path = f"/cdn/attachments/{channel_id}/{number}/{quote(name)}"
        self._kept[path] = (data, media_type)
        expires = int(self._server.clock.now()) + LIFE
        url = f"{self._server.url}{path}?ex={expires:x}&is={expires - LIFE:x}&hm={self._sign(path, f'{expires:x}')}&"
        return {
            "id": number,
            "filename": name,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": media_type,
        }

    def lose(self, attachment):
        """It can no longer be fetched."""
        self._kept.pop("/cdn/" + attachment["url"].split("/cdn/", 1)[1].split("?")[0], None)

    async def handle(self, request):
        """Somebody fetches a file."""
        path, query = request.rel_url.raw_path, request.query
        self.fetched.append(path)
        if not path.startswith("/cdn/attachments/"):
            return web.Response(body=PIXEL, content_type="image/png")
        signed = hmac.compare_digest(query.get("hm", ""), self._sign(path, query.get("ex", "")))
        if path not in self._kept or not signed or int(query["ex"], 16) < self._server.clock.now():
            return web.Response(status=404, text="This content is no longer available.")
        data, media_type = self._kept[path]
        # As Discord tells it, with a charset for texts; the library wants that apart.
        return web.Response(body=data, headers={"Content-Type": media_type})

    def _sign(self, path, expires):
        return hmac.new(self._server.token.encode(), f"{path}{expires}".encode(), hashlib.sha256).hexdigest()
