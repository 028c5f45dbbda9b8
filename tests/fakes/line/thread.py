"""The loopback LINE for tests that are not asynchronous: it runs in a thread with a loop of its own."""

import asyncio
import inspect
import threading

from tests.fakes.line.server import LoopbackLine


class LineInThread:
    """Start it with `with`. It has all that `LoopbackLine` has; what must be awaited there, is awaited here.

    Every access runs in the thread of the server, so nothing changes while it is looked at. `run` takes whatever is not
    a plain method, such as a function of the server's own objects.
    """

    def __init__(self, **options):
        self._line = LoopbackLine(**options)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback LINE", daemon=True)

    def __enter__(self):
        self._thread.start()
        self.run(lambda line: line.open())
        return self

    def __exit__(self, *_):
        self.run(lambda line: line.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def run(self, function):
        """`function(line)` in the server's thread; awaited if it is a coroutine."""
        # A condition that is looked at in there must use the `line` that it is given.
        assert threading.current_thread() is not self._thread, "used within its own thread: this would wait for ever"

        async def inside():
            found = function(self._line)
            return await found if inspect.isawaitable(found) else found

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result()

    def __getattr__(self, name):
        found = self.run(lambda line: getattr(line, name))
        if inspect.ismethod(found):
            return lambda *arguments, **options: self.run(lambda _: found(*arguments, **options))
        # The parts (`events`, `webhooks`, `records` …) are reached in the same way.
        return _Part(self, found) if type(found).__module__.startswith("tests.fakes.line.") else found

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self.run(lambda line: setattr(line, name, value))


class _Part:
    """One of the server's objects, used from another thread."""

    def __init__(self, line, part):
        super().__setattr__("_shared", (line, part))

    def __getattr__(self, name):
        line, part = self._shared
        found = line.run(lambda _: getattr(part, name))
        if inspect.ismethod(found):
            return lambda *arguments, **options: line.run(lambda _: found(*arguments, **options))
        if isinstance(found, list | dict | set):
            return found.copy()
        return _Part(line, found) if type(found).__module__.startswith("tests.fakes.line.") else found

    def __setattr__(self, name, value):
        line, part = self._shared
        line.run(lambda _: setattr(part, name, value))
