"""The loopback Discord for tests that are not asynchronous: it runs in a thread with a loop of its own."""

import asyncio
import inspect
import threading

from tests.fakes.discord.server import LoopbackDiscord

_PARTS = ("account", "cdn", "clock", "commands", "events", "faults", "gateway", "interactions", "presses")
_PARTS += ("rates", "records", "writing")


class DiscordInThread:
    """Start it with `with`. It has all that `LoopbackDiscord` has; what must be awaited there, is awaited here.

    Every call runs in the thread of the server. `run` takes whatever is not a plain method, such as a condition over
    several things. People, servers, messages and interactions are handed out as they are: look, but do not change them.
    """

    def __init__(self, **options):
        self._server = LoopbackDiscord(**options)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback Discord", daemon=True)

    def __enter__(self):
        self._thread.start()
        self.run(lambda server: server.open())
        return self

    def __exit__(self, *_):
        self.run(lambda server: server.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def run(self, function):
        """`function(server)` in the server's thread; awaited if it is a coroutine."""

        async def inside():
            found = function(self._server)
            return await found if inspect.isawaitable(found) else found

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result()

    def __getattr__(self, name):
        return _shared(self, self._server, name)

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self.run(lambda server: setattr(server, name, value))


class _Part:
    """One of the server's parts, used from another thread."""

    def __init__(self, owner, part):
        super().__setattr__("_both", (owner, part))

    def __getattr__(self, name):
        return _shared(*self._both, name)

    def __setattr__(self, name, value):
        owner, part = self._both
        owner.run(lambda _: setattr(part, name, value))


def _shared(owner, thing, name):
    found = owner.run(lambda _: getattr(thing, name))
    if inspect.ismethod(found):
        return lambda *arguments, **options: owner.run(lambda _: found(*arguments, **options))
    if isinstance(found, list | dict | set):
        return found.copy()
    module = type(found).__module__
    return _Part(owner, found) if module in {f"tests.fakes.discord.{part}" for part in _PARTS} else found
