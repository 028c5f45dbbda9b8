"""The loopback LINE itself: an HTTP server on 127.0.0.1, and everything that a test does with it."""

from collections import Counter

from aiohttp import web

from tests.fakes.line.account import Account
from tests.fakes.line.clock import Clock
from tests.fakes.line.contents import Contents
from tests.fakes.line.delivery import Deliverer
from tests.fakes.line.events import Events, place_of
from tests.fakes.line.faults import Faults
from tests.fakes.line.gate import Gate
from tests.fakes.line.ids import Mint
from tests.fakes.line.messaging import Messaging
from tests.fakes.line.people import Chat, Directory, User
from tests.fakes.line.rates import Rates
from tests.fakes.line.records import Records
from tests.fakes.line.richmenus import RichMenus
from tests.fakes.line.schema import outgoing
from tests.fakes.line.tokens import ReplyTokens, RetryKeys


class LoopbackLine:
    """Start it with `async with`. `url` goes where the bot expects `https://api.line.me`, for data as well."""

    def __init__(self, *, secret="channel-secret", access_token="channel-token", schemas=None):
        self.secret = secret
        self.access_token = access_token
        self.schemas = schemas or outgoing()
        self.url = None
        self.clock = Clock()
        self.mint = Mint()
        self.bot_id = self.mint.user()
        self.directory = Directory()
        self.records = Records()
        self.faults = Faults()
        self.rates = Rates(self.clock)
        self.tokens = ReplyTokens(self.clock, self.mint)
        self.retry_keys = RetryKeys(self.clock)
        self.contents = Contents()
        self.events = Events(
            clock=self.clock,
            mint=self.mint,
            tokens=self.tokens,
            directory=self.directory,
            contents=self.contents,
            bot_id=self.bot_id,
        )
        self.webhooks = Deliverer(
            secret=secret, bot_id=self.bot_id, clock=self.clock, tokens=self.tokens, records=self.records
        )
        self.messaging = Messaging(self)
        self.menus = RichMenus(self)
        self._runner = None

    async def __aenter__(self):
        await self.open()
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def open(self):
        """Listen on a free port."""
        gate = Gate(self)
        application = web.Application(client_max_size=0)
        for part in (self.messaging, Account(self), self.contents, self.menus):
            for route in part.routes():
                application.router.add_route(route.method, route.path, gate.endpoint(route))
        application.router.add_route("*", "/{rest:.*}", gate.endpoint(gate.unknown))
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        await self.webhooks.open()

    async def close(self):
        """Nobody is answered any more."""
        self.faults.close()
        await self.webhooks.close()
        await self._runner.cleanup()

    # --- people

    def user(self, name="花子", *, language="ja", friend=True):
        """A new person, who has added the bot unless told otherwise."""
        user = User(self.mint.user(), name, language)
        self.directory.users[user.id] = user
        if friend:
            self.directory.friends.add(user.id)
        return user

    def group(self, *members, kind="group", bot=True):
        """A new group (or `kind="room"`) with these people, and the bot unless told otherwise."""
        chat = Chat(self.mint.chat(kind), kind)
        self.directory.chats[chat.id] = chat
        self.directory.members[chat.id] = {user.id for user in members}
        if bot:
            self.directory.joined.add(chat.id)
        return chat

    # --- webhooks

    @property
    def webhook_url(self):
        """Where events go."""
        return self.webhooks.url

    @webhook_url.setter
    def webhook_url(self, url):
        self.webhooks.url = url

    async def deliver(self, *events):
        """One webhook, whatever its events. See `webhooks` for more ways."""
        return await self.webhooks.deliver(*events)

    async def ask(self, user, text, chat=None, *, seconds=10, **options):
        """Somebody writes: the messages of the one answer."""
        event = self.events.text(user, text, chat, **options)
        return await self.answer_to(event, seconds=seconds)

    async def tap(self, user, action, chat=None, *, seconds=10):
        """Somebody taps a button of the bot: the messages of the one answer."""
        return await self.answer_to(self.events.tap(user, action, chat), seconds=seconds)

    async def answer_to(self, event, *, seconds=10):
        """Deliver the event; the messages of the one answer to it."""
        delivery = await self.webhooks.deliver(event)
        assert delivery.accepted, f"the webhook was answered with {delivery.status}: {delivery.answer!r} {delivery.why}"
        return await self.answered(event, seconds=seconds)

    async def answered(self, event, *, seconds=10):
        """Wait until a delivered event is answered: the messages."""
        await self.wait_for(lambda line: line.answers(event), seconds=seconds, what=f"an answer to {event['type']}")
        [answer] = self.answers(event)
        return list(answer.messages)

    async def wait_for(self, condition, *, seconds=10, what="what was waited for"):
        """Until `condition(line)` is true, looked at whenever something happened here. Fails with what is known."""
        await self.records.wait_for(lambda: condition(self), seconds, what)

    # --- faults and time

    def fail(self, endpoint, fault, times=1):
        """The next calls of an endpoint (`reply`, `push`, `loading` …) go wrong. See `faults`."""
        self.faults.add(endpoint, fault, times)

    def expire_tokens(self):
        """Every reply token so far is too old now."""
        self.tokens.expire()

    # --- what happened

    @property
    def schema_checked(self):
        """Are bodies held against LINE's own description, or against the limits alone?"""
        return self.schemas.available

    def calls(self, endpoint):
        """The requests to an endpoint."""
        return [call for call in self.records.calls if call.endpoint == endpoint]

    def sent_to(self, who):
        """What a user, group or room was sent: `Sent` objects in order."""
        return self.records.sent_to(who.id)

    def messages_to(self, who):
        """The same as one list of messages."""
        return [message for sent in self.sent_to(who) for message in sent.messages]

    def answers(self, event):
        """The replies to an event. LINE takes no second one for the same token."""
        return self.records.sent_by(event.get("replyToken"))

    def sent_to_place(self, event):
        """Everything that was sent, by reply or push, to the chat where an event happened."""
        return self.records.sent_to(place_of(event["source"]))

    def unanswered(self, events):
        """Those events that can be replied to and were not. A push instead of a reply does not count here."""
        used = {one.key for one in self.records.sent if one.how == "reply"}
        return [one for one in events if "replyToken" in one and one["replyToken"] not in used]

    def ledger(self, events):
        """Chats that got fewer or more answers, by reply or push, than they had events that can be answered.

        Two empty dicts are what must come out. With one event for each chat that is exact.
        """
        ids = {one["webhookEventId"]: one for one in events if "replyToken" in one}
        asked = Counter(place_of(one["source"]) for one in ids.values())
        told = Counter(one.chat for one in self.records.sent if one.chat in asked and one.read)
        return dict(asked - told), dict(told - asked)

    def check(self):
        """Fail if the bot asked for anything that LINE refuses for its form, or for something unknown here."""
        assert not self.records.violations, f"LINE would refuse: {self.records.violations}"
        assert not self.records.unknown, f"no such endpoint here: {self.records.unknown}"

    def forgive(self):
        """Give back the violations so far and forget them: for tests that provoke them."""
        found, self.records.violations[:] = list(self.records.violations), []
        return found
