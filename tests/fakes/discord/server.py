"""The loopback Discord itself: one HTTP server on 127.0.0.1 with API, gateway and files, and all that tests do with it."""

from aiohttp import web

from tests.fakes.discord.account import Account
from tests.fakes.discord.callbacks import Callbacks
from tests.fakes.discord.cdn import Cdn
from tests.fakes.discord.channels import Channels
from tests.fakes.discord.clock import Clock
from tests.fakes.discord.commands import Commands
from tests.fakes.discord.events import Events
from tests.fakes.discord.faults import Faults
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.ids import Mint
from tests.fakes.discord.interactions import CHOICES, MODAL, Interactions
from tests.fakes.discord.places import Places
from tests.fakes.discord.presses import Presses
from tests.fakes.discord.rates import Rates
from tests.fakes.discord.records import Records, Violation
from tests.fakes.discord.rest import Rest
from tests.fakes.discord.schema import official
from tests.fakes.discord.webhooks import Webhooks
from tests.fakes.discord.world import World
from tests.fakes.discord.writing import Writer

API = "/api/v10"


class LoopbackDiscord(Places):
    """Start it with `async with`. `api_url`, `gateway_url` and `cdn_url` go where the bot expects Discord's.

    Parts: `gateway` (connections, shards, resuming), `events` (what people write, what happens to servers), `presses`
    (interactions), `records`, `rates`, `faults`, `commands`, `clock`. The most used have short cuts here.
    """

    def __init__(self, *, token="bot-token", schema=None, **gateway):
        self.token = token
        self.schema = schema or official()
        self.url = self.api_url = self.gateway_url = self.cdn_url = None
        self.clock = Clock()
        self.mint = Mint(self.clock)
        self.world = World()
        self.records = Records()
        self.faults = Faults()
        self.rates = Rates()
        self.interactions = Interactions(self.clock)
        self.gateway = Gateway(self, **gateway)
        self.cdn = Cdn(self)
        self.commands = Commands(self)
        self.writer = Writer(self)
        self.events = Events(self)
        self.presses = Presses(self)
        self.bot = self._person("kotowari", bot=True)
        self.developer = self._person("developer")
        self.application_id = self.bot.id
        # Ways of installing that are switched on for the app: in servers, and by people.
        self.installs = {"0", "1"}
        self._runner = None
        self.say, self.slash, self.complete = self.events.say, self.presses.slash, self.presses.complete
        self.menu, self.press, self.choose = self.presses.menu, self.presses.press, self.presses.choose
        self.submit, self.fail = self.presses.submit, self.faults.add

    async def __aenter__(self):
        await self.open()
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def open(self, port=0):
        """Listen. Without a port, on a free one."""
        rest = Rest(self)
        application = web.Application(client_max_size=2**26)
        for part in (Callbacks(self), Webhooks(self), Channels(self), self.commands, Account(self)):
            for route in part.routes():
                application.router.add_route(route.method, API + route.path, rest.endpoint(route))
        application.router.add_get("/gateway", self.gateway.handle)
        application.router.add_get("/cdn/{path:.*}", self.cdn.handle)
        application.router.add_route("*", "/{rest:.*}", rest.endpoint(rest.unknown))
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self.api_url, self.cdn_url = self.url + API, f"{self.url}/cdn"
        self.gateway_url = f"ws://127.0.0.1:{port}/gateway"

    async def close(self):
        """Nobody is answered any more."""
        self.faults.close()
        self.gateway.break_off()
        await self._runner.cleanup()

    def intends(self, intent):
        """Is this privileged intent switched on for the app?"""
        return bool(self.gateway.allowed_intents & intent)

    # --- waiting and looking

    async def ready(self, shards=1, *, seconds=10):
        """Until so many shards are connected."""
        connected = self.gateway.connected
        await self.records.wait_for(lambda: len(connected()) >= shards, seconds, f"{shards} shards connecting")

    async def acknowledged(self, interaction, *, seconds=3):
        """Until there is a first response: the seconds that it took."""
        await self.records.wait_for(lambda: interaction.acknowledged, seconds, "an acknowledgement")
        return interaction.acknowledged_after

    async def answered(self, interaction, *, seconds=10):
        """Until there is more than an acknowledgement: the message of the answer, or the one that was changed."""
        await self.records.wait_for(lambda: interaction.finished, seconds, f"an answer to {interaction.name}")
        assert interaction.answered_with not in (MODAL, CHOICES), f"not a message but {interaction.answers[0].how}"
        return interaction.original

    async def form(self, interaction, *, seconds=3):
        """Until a form opens: its data."""
        await self.records.wait_for(lambda: interaction.acknowledged, seconds, "a form")
        assert interaction.modal is not None, f"not a form but {interaction.answers[0].how}"
        return interaction.modal

    async def offered(self, interaction, *, seconds=3):
        """Until there are choices for autocomplete: name → value."""
        await self.records.wait_for(lambda: interaction.choices is not None, seconds, "choices")
        return {one["name"]: one["value"] for one in interaction.choices}

    async def replied(self, message, *, seconds=10):
        """Until the bot answers a message with a reply: the reply."""
        found = await self.records.wait_for(lambda: self.replies(message), seconds, "a reply")
        return found[0]

    async def until(self, condition, *, seconds=10, what="what was waited for"):
        """Until `condition()` is true; looked at whenever something happened."""
        return await self.records.wait_for(condition, seconds, what)

    def replies(self, message):
        """Messages of the bot that reply to one."""
        return [one for one in self.sent_to(message.channel) if one.replies_to is message]

    def sent_to(self, channel):
        """Messages of the bot in a channel that are there, also those that only one person sees."""
        mine = [one for one in self.world.messages.values() if one.channel is channel and one.author is self.bot]
        return [one for one in mine if not one.deleted]

    def unacknowledged(self):
        """Interactions without a first response."""
        return [one for one in self.interactions.all if not one.acknowledged]

    def slower_than(self, seconds):
        """Interactions whose first response took longer than this, or never came."""
        return [one for one in self.interactions.all if (one.acknowledged_after or float("inf")) > seconds]

    def calls(self, route):
        """Requests of the bot by the name of their route."""
        return [one for one in self.records.calls if one.route == route]

    # --- time and faults

    def expire(self, interaction):
        """The three seconds are over for it."""
        interaction.expired = True

    def expire_token(self, interaction):
        """The fifteen minutes are over for it."""
        interaction.token_expired = True

    # --- rules

    @property
    def schema_checked(self):
        """Are bodies checked against Discord's own description as well?"""
        return self.schema.available

    def blame(self, route, place, message, found_by):
        """The bot broke a rule."""
        self.records.violations.append(Violation(route, place, message, found_by))

    def check(self):
        """Fail if the bot asked for anything that Discord refuses for its form, or for something unknown here."""
        assert not self.records.violations, f"Discord would refuse: {self.records.violations}"
        assert not self.records.unknown, f"no such route here: {self.records.unknown}"
        assert not self.records.crashes, f"mistakes of the loopback itself: {self.records.crashes}"

    def forgive(self):
        """Give back the violations so far and forget them: for tests that provoke them."""
        found, self.records.violations[:] = list(self.records.violations), []
        return found
