"""What tests ask for by name: `line` and `line_in_thread`. A `conftest.py` imports those that its folder needs.

from tests.fakes.line.fixtures import loopback_line, loopback_line_in_thread  # noqa: F401
"""

import pytest

from tests.fakes.line.schema import ABSENT
from tests.fakes.line.server import LoopbackLine
from tests.fakes.line.thread import LineInThread


@pytest.fixture(name="line")
async def loopback_line(record_property):
    """A loopback LINE in the loop of the test. The test fails if the bot broke a rule of LINE's."""
    async with LoopbackLine() as server:
        _tell(server, record_property)
        yield server
        server.check()


@pytest.fixture(name="line_in_thread")
def loopback_line_in_thread(record_property):
    """The same for a test that starts the bot as a process."""
    with LineInThread() as server:
        _tell(server, record_property)
        yield server
        server.check()


def _tell(server, record_property):
    """Leave a note in the report where LINE's own description could not be used."""
    if not server.schema_checked:
        record_property("notice", ABSENT)
