"""What every test may rely on."""

import os

import pytest
from hypothesis import settings

# The same examples in every run: a test that fails once fails always.
settings.register_profile("kotowari", derandomize=True, deadline=None, database=None)
settings.load_profile("kotowari")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """Keep copies of parsed policies out of the cache folder of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["XDG_CACHE_HOME"]
    else:
        os.environ["XDG_CACHE_HOME"] = before
