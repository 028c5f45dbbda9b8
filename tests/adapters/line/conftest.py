"""What the tests of this adapter ask for by name."""

import pytest

from tests.adapters.line.rig import Rig
from tests.fakes.line.fixtures import loopback_line  # noqa: F401


@pytest.fixture
async def rig(line, tmp_path):
    """The adapter without its worker, which a test may start: until then what comes in stays in the inbox."""
    async with Rig(line, tmp_path / "kotowari.db") as rig:
        yield rig
