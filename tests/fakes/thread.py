"""A loopback server for tests that are not asynchronous: it runs in a thread with a loop of its own."""

import asyncio
import inspect
import threading


class InThread:
    """Start it with `with`. It has all that the server has; what must be awaited there, is awaited here.

    Every access runs in the thread of the server, so nothing changes while it is looked at. `run` takes whatever is not
    a plain method, such as a condition over several things. Parts of the server are reached in the same way; anything
    else is handed out as it is: look, but do not change it.
    """

    def __init__(self, server, is_part):
        """`is_part`: whether a module is one of those whose objects are parts of the server."""
        self._server = server
        self._is_part = is_part
        self._loop = asyncio.new_event_loop()
        name = type(server).__name__
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)

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
        # A condition that is looked at in there must use the server that it is given.
        assert threading.current_thread() is not self._thread, "used within its own thread: this would wait for ever"

        async def inside():
            found = function(self._server)
            return await found if inspect.isawaitable(found) else found

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result()

    def __getattr__(self, name):
        return self._reached(self._server, name)

    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            self.run(lambda server: setattr(server, name, value))

    def _reached(self, thing, name):
        found = self.run(lambda _: getattr(thing, name))
        if inspect.ismethod(found):
            return lambda *arguments, **options: self.run(lambda _: found(*arguments, **options))
        if isinstance(found, list | dict | set):
            return found.copy()
        return _Part(self, found) if self._is_part(type(found).__module__) else found


class _Part:
    """One of the server's parts, used from another thread."""

    def __init__(self, owner, part):
        super().__setattr__("_both", (owner, part))

    def __getattr__(self, name):
        owner, part = self._both
        return owner._reached(part, name)

    def __setattr__(self, name, value):
        owner, part = self._both
        owner.run(lambda _: setattr(part, name, value))
