"""The loopback LINE for tests that are not asynchronous."""

from tests.fakes.line.server import LoopbackLine
from tests.fakes.thread import InThread


class LineInThread(InThread):
    """Start it with `with`. It has all that `LoopbackLine` has; what must be awaited there, is awaited here."""

    def __init__(self, **options):
        super().__init__(LoopbackLine(**options), lambda module: module.startswith("tests.fakes.line."))
