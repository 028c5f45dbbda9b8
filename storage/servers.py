"""What is set for servers, sealed, in the table `servers`; and how everything of a server is erased."""

from collections.abc import Callable, Sequence

from storage import counts
from storage.inbox import Read
from storage.sealing import Keyring, context
from storage.transaction import Row, Statement
from storage.writer import Writer

SERVER = "SELECT sealed FROM servers WHERE name = ?"
SERVERS = "SELECT name, sealed FROM servers ORDER BY name"
SET = "INSERT INTO servers (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed"
FORGET = "DELETE FROM servers WHERE name = ?"
END_CASES = "DELETE FROM conversations WHERE key >= ? AND key < ?"


class SqliteServers:
    """A `ServerStore` in the file of a `SqliteStore`, which makes it and hands it its connections."""

    def __init__(self, keys: Keyring, writing: Callable[[], Writer], read: Read) -> None:
        self._keys = keys
        self._writing = writing
        self._read = read

    async def server(self, name: str) -> bytes | None:
        """Return what is set for a server, or None if nothing is."""
        for (sealed,) in await self._read(SERVER, name):
            return self._opened(name, sealed)
        return None

    async def servers(self) -> Sequence[bytes]:
        """Return what is set for every server."""
        return [self._opened(name, sealed) for name, sealed in await self._read(SERVERS)]

    async def set_server(self, name: str, settings: bytes) -> None:
        """Keep what is set; it is on the disk when this returns."""
        row: Row = (name, self._keys.seal(settings, context("servers", name)))
        await self._writing().write((SET, row))

    async def forget_server(self, name: str) -> None:
        """Erase everything of a server, in the database and in the files beside it."""
        statements: list[Statement] = [(FORGET, (name,)), (counts.FORGET_SERVER, (name,)), (END_CASES, cases_of(name))]
        await self._writing().erase(*statements)

    def _opened(self, name: str, sealed: bytes) -> bytes:
        return self._keys.unseal(sealed, context("servers", name), where="table servers")


def cases_of(server: str) -> tuple[str, str]:
    """Return between which keys all cases of a server lie."""
    # No letter of a key comes after "~".
    return f"{server}/", f"{server}/~"
