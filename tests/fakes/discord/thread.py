"""The loopback Discord for tests that are not asynchronous."""

from tests.fakes.discord.server import LoopbackDiscord
from tests.fakes.thread import InThread

_PARTS = ("account", "cdn", "clock", "commands", "events", "faults", "gateway", "interactions", "presses")
_PARTS += ("rates", "records", "writing")
_MODULES = frozenset(f"tests.fakes.discord.{part}" for part in _PARTS)


class DiscordInThread(InThread):
    """Start it with `with`. It has all that `LoopbackDiscord` has; what must be awaited there, is awaited here.

    People, servers, messages and interactions are handed out as they are: look, but do not change them.
    """

    def __init__(self, **options):
        super().__init__(LoopbackDiscord(**options), _MODULES.__contains__)
