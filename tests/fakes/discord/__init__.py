"""A loopback Discord: a gateway and an API on 127.0.0.1, with Discord's rules enforced.

`server.LoopbackDiscord` is the whole of it. `fixtures` holds what tests ask for by name, `thread.DiscordInThread` is the
same server for tests that are not asynchronous, `redirect` points discord.py at it. What Discord enforces is written down
here from its published documents.
"""
