"""Points discord.py at a loopback Discord. It keeps addresses in classes, so only one at a time can be used."""

from contextlib import contextmanager

import yarl


@contextmanager
def redirected(server):
    """While this lasts, every client of this process talks to the server."""
    import discord

    places = [
        (discord.http.Route, "BASE", server.api_url),
        (discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url)),
        (discord.asset.Asset, "BASE", server.cdn_url),
    ]
    before = [(owner, name, getattr(owner, name)) for owner, name, _ in places]
    try:
        for owner, name, value in places:
            setattr(owner, name, value)
        yield server
    finally:
        for owner, name, value in before:
            setattr(owner, name, value)
