"""Sending: reply, push, the loading animation, read marks, and checks of messages without sending."""

from dataclasses import dataclass

from aiohttp import web

from tests.fakes.line.limits import loading_problems, message_problems
from tests.fakes.line.rates import month_is_over
from tests.fakes.line.records import Sent
from tests.fakes.line.refusals import Problem, RefusalError, invalid
from tests.fakes.line.routes import Route

_QUOTABLE = ("text", "textV2", "sticker", "image", "video", "template", "flex")


@dataclass
class Quota:
    """How many messages the plan allows this month (None: no limit), and how many went out."""

    limit: int | None = 200
    used: int = 0


class Messaging:
    """The endpoints that reach people."""

    def __init__(self, line):
        self._line = line
        self.quota = Quota()

    def routes(self):
        """Everything below `/v2/bot/message` and `/v2/bot/chat` that takes JSON."""
        checks = [
            Route(
                f"validate {kind}",
                "POST",
                f"/v2/bot/message/validate/{kind}",
                _nothing_to_say,
                "ValidateMessageRequest",
                _messages,
            )
            for kind in ("reply", "push", "multicast", "narrowcast", "broadcast")
        ]
        return [
            Route(
                "reply", "POST", "/v2/bot/message/reply", self._reply, "ReplyMessageRequest", _messages, ("replyToken",)
            ),
            Route("push", "POST", "/v2/bot/message/push", self._push, "PushMessageRequest", _messages, ("to",)),
            Route("multicast", "POST", "/v2/bot/message/multicast", _refuse, "MulticastRequest", _messages),
            Route("narrowcast", "POST", "/v2/bot/message/narrowcast", _refuse, "NarrowcastRequest", _messages),
            Route("broadcast", "POST", "/v2/bot/message/broadcast", _refuse, "BroadcastRequest", _messages),
            Route(
                "loading",
                "POST",
                "/v2/bot/chat/loading/start",
                self._load,
                "ShowLoadingAnimationRequest",
                loading_problems,
                ("chatId",),
            ),
            Route(
                "mark as read",
                "POST",
                "/v2/bot/chat/markAsRead",
                self._read,
                "MarkMessagesAsReadByTokenRequest",
                None,
                ("markAsReadToken",),
            ),
            *checks,
            Route("quota", "GET", "/v2/bot/message/quota", self._quota),
            Route("consumption", "GET", "/v2/bot/message/quota/consumption", self._consumption),
        ]

    async def _reply(self, asked):
        body = asked.json
        if "x-line-retry-key" in asked.headers:
            raise RefusalError(400, "X-Line-Retry-Key is not supported by this endpoint", ours=True)
        token = self._line.tokens.usable(body["replyToken"])
        self._check_place(body["messages"], token.chat)
        self._line.tokens.use(body["replyToken"])
        return {"sentMessages": self._send("reply", token.chat, body["messages"], asked, body["replyToken"])}

    async def _push(self, asked):
        body, people = asked.json, self._line.directory
        key = asked.headers.get("x-line-retry-key")
        self._line.retry_keys.check(key)
        if not people.is_known(body["to"]):
            raise RefusalError(400, "Failed to send messages", ours=True)
        self._check_place(body["messages"], body["to"])
        cost = people.size(body["to"])
        if self.quota.limit is not None and self.quota.used + cost > self.quota.limit:
            raise month_is_over()
        self.quota.used += cost
        sent = self._send("push", body["to"], body["messages"], asked, key)
        self._line.retry_keys.accept(key, asked.id, sent)
        return {"sentMessages": sent}

    def _check_place(self, messages, chat):
        """Mentions and quotes depend on where a message goes."""
        found = []
        for index, message in enumerate(messages):
            found.extend(self._mention_problems(message, f"messages[{index}].substitution", chat))
            token = message.get("quoteToken")
            if token is not None and self._line.events.quotable.get(token, (None,))[0] != chat:
                found.append(Problem(f"messages[{index}].quoteToken", "invalid quote token"))
        if found:
            raise invalid(found)

    def _mention_problems(self, message, path, chat):
        members = self._line.directory.members.get(chat)
        for name, part in message.get("substitution", {}).items():
            if part.get("type") != "mention":
                continue
            if members is None:
                yield Problem(f"{path}.{name}", "mentions need a group or room")
            elif part["mentionee"]["type"] == "user" and part["mentionee"]["userId"] not in members:
                yield Problem(f"{path}.{name}", "only members can be mentioned")

    def _send(self, how, chat, messages, asked, key):
        line = self._line
        told, ids = [], []
        for message in messages:
            one = {"id": line.mint.message()}
            ids.append(one["id"])
            if message["type"] in _QUOTABLE:
                one["quoteToken"] = line.mint.token()
                line.events.quotable[one["quoteToken"]] = (chat, one["id"])
            told.append(one)
        now = line.clock.now()
        read = how == "reply" or line.directory.reads(chat, now)
        line.records.took(Sent(how, chat, tuple(messages), tuple(ids), key, asked.id, now, read))
        return told

    async def _load(self, asked):
        if asked.json["chatId"] not in self._line.directory.users:
            words = "Only user id is acceptable, please confirm if there are any group/room ids or illegal ids."
            raise invalid([Problem("chatId", words)])
        return web.json_response({}, status=202)

    async def _read(self, asked):
        if asked.json["markAsReadToken"] not in self._line.events.readable:
            words = "Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook."
            raise RefusalError(400, words, ours=True)
        return {}

    async def _quota(self, asked):
        if self.quota.limit is None:
            return {"type": "none"}
        return {"type": "limited", "value": self.quota.limit}

    async def _consumption(self, asked):
        return {"totalUsage": self.quota.used}


def _messages(body):
    return message_problems(body.get("messages"))


async def _nothing_to_say(asked):
    """It was valid."""
    return {}


async def _refuse(asked):
    """A bot that answers people has no reason to write to many at once."""
    raise RefusalError(403, "Access to this API is not available for your account", ours=True)
