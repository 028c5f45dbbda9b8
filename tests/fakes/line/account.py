"""What the bot may ask about people, groups, itself and its webhook."""

import datetime as dt

from tests.fakes.line.refusals import RefusalError, not_found
from tests.fakes.line.routes import Route


class Account:
    """Profiles, the bot's own data, and the settings of its webhook."""

    def __init__(self, line):
        self._line = line

    def routes(self):
        """All without limits of their own."""
        endpoint = "/v2/bot/channel/webhook/endpoint"
        made = [
            Route("info", "GET", "/v2/bot/info", self._info),
            Route("profile", "GET", "/v2/bot/profile/{user}", self._profile),
            Route("get webhook", "GET", endpoint, self._webhook),
            Route("set webhook", "PUT", endpoint, self._set_webhook, "SetWebhookEndpointRequest", None, ("endpoint",)),
            Route("test webhook", "POST", "/v2/bot/channel/webhook/test", self._test, "TestWebhookEndpointRequest"),
        ]
        for kind in ("group", "room"):
            place = f"/v2/bot/{kind}/{{chat}}"
            made += [
                Route(f"{kind} member", "GET", f"{place}/member/{{user}}", self._member),
                Route(f"{kind} size", "GET", f"{place}/members/count", self._size),
                Route(f"leave {kind}", "POST", f"{place}/leave", self._leave),
            ]
        return [*made, Route("group summary", "GET", "/v2/bot/group/{chat}/summary", self._summary)]

    async def _info(self, asked):
        names = {"userId": self._line.bot_id, "basicId": "@216ru", "displayName": "ことわり"}
        return {**names, "chatMode": "bot", "markAsReadMode": "auto"}

    async def _profile(self, asked):
        people, user = self._line.directory, asked.names["user"]
        known = user in people.friends or user in people.wrote_at
        if user not in people.users or user in people.blockers or not known:
            raise not_found()
        return people.users[user].profile()

    async def _member(self, asked):
        people, user = self._line.directory, asked.names["user"]
        if user not in people.members[self._joined(asked)]:
            raise not_found()
        told = people.users[user].profile()
        told.pop("language", None)
        return told

    async def _size(self, asked):
        return {"count": len(self._line.directory.members[self._joined(asked)])}

    async def _summary(self, asked):
        chat = self._line.directory.chats[self._joined(asked)]
        return {"groupId": chat.id, "groupName": chat.name}

    async def _leave(self, asked):
        self._line.directory.joined.discard(self._joined(asked))
        return {}

    def _joined(self, asked):
        chat = asked.names["chat"]
        if chat not in self._line.directory.joined:
            raise not_found()
        return chat

    async def _webhook(self, asked):
        if self._line.webhook_url is None:
            raise not_found("Webhook endpoint not found")
        return {"endpoint": self._line.webhook_url, "active": True}

    async def _set_webhook(self, asked):
        self._line.webhook_url = _address(asked.json["endpoint"])
        return {}

    async def _test(self, asked):
        url = (asked.json or {}).get("endpoint")
        if url is None and self._line.webhook_url is None:
            raise not_found("Webhook endpoint not found")
        delivery = await self._line.webhooks.verify(_address(url) if url else None)
        why, _, _ = delivery.why.partition(" ")
        detail = {"COULD_NOT_CONNECT": "Failure to connect", "REQUEST_TIMEOUT": "Request timeout"}.get(why, "N/A")
        if delivery.status is not None:
            why, detail = "OK" if delivery.accepted else "ERROR_STATUS_CODE", str(delivery.status)
        told = dt.datetime.fromtimestamp(self._line.clock.now(), dt.UTC)
        return {
            "success": delivery.accepted,
            "timestamp": told.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "statusCode": delivery.status or 0,
            "reason": why,
            "detail": detail,
        }


def _address(url):
    """LINE takes https only. On this machine there are no certificates, so plain http to 127.0.0.1 passes as well."""
    if not url.startswith(("https://", "http://127.0.0.1:")):
        raise RefusalError(400, "Invalid webhook endpoint URL", ours=True)
    return url
