"""Where Discord is. Only tests have it elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hosts:
    """Addresses in place of Discord's: of the REST interface with its version, of the gateway, and of files."""

    api: str
    gateway: str
    files: str


def use(hosts: Hosts | None) -> None:
    """Turn the library to those addresses; None leaves Discord's. It holds for the whole process."""
    if hosts is None:
        return
    import yarl
    from discord.asset import Asset
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE = hosts.api
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(hosts.gateway)
    Asset.BASE = hosts.files
