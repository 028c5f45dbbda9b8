"""Pictures, films, sounds and files that people sent: kept here until they are fetched or taken back."""

from dataclasses import dataclass

from aiohttp import web

from tests.fakes.line.refusals import RefusalError
from tests.fakes.line.routes import Route


@dataclass(slots=True)
class Content:
    """Bytes, and how often LINE says 202 before it gives them."""

    data: bytes
    media_type: str
    preparing: int
    gone: bool = False


class Contents:
    """By message id."""

    def __init__(self):
        self._kept = {}

    def keep(self, message_id, data, media_type, preparing=0):
        """From now on it can be fetched."""
        self._kept[message_id] = Content(data, media_type, preparing)

    def drop(self, message_id):
        """Taken back: 410 from now on."""
        if message_id in self._kept:
            self._kept[message_id].gone = True

    def routes(self):
        """On LINE these are on the host for data."""
        place = "/v2/bot/message/{message}/content"
        return [
            Route("content", "GET", place, self._get),
            Route("preview", "GET", f"{place}/preview", self._get),
            Route("transcoding", "GET", f"{place}/transcoding", self._status),
        ]

    def _find(self, asked):
        content = self._kept.get(asked.names["message"])
        if content is None:
            raise RefusalError(404, "not found")
        if content.gone:
            raise RefusalError(410, "The content is gone")
        return content

    async def _get(self, asked):
        content = self._find(asked)
        if content.preparing > 0:
            content.preparing -= 1
            return web.json_response({}, status=202)
        return web.Response(body=content.data, content_type=content.media_type)

    async def _status(self, asked):
        return {"status": "processing" if self._find(asked).preparing else "succeeded"}
