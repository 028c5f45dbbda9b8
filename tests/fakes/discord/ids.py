"""New ids and tokens."""

import secrets

EPOCH = 1_420_070_400_000  # Discord's first millisecond, 2015-01-01
_PAST = 90 * 24 * 3600 * 1000  # people and servers are older than what happens in a test


class Mint:
    """Ids are snowflakes: milliseconds since 2015 in front of 22 bits that tell ids of one millisecond apart."""

    def __init__(self, clock):
        self._clock = clock
        self._count = 0
        self._old = int(clock.now() * 1000) - EPOCH - _PAST
        # A multiple of every number of shards that a test may think of.
        self._guilds = self._old // 5040 * 5040 - 1

    def snowflake(self):
        """Of something that happens now."""
        self._count += 1
        return str(((int(self._clock.now() * 1000) - EPOCH) << 22) | (self._count & 0x3FFFFF))

    def old(self):
        """Of something that was there before."""
        self._old += 1
        return str(self._old << 22)

    def guild(self):
        """Of a server. One after the other they fall to one shard after the other, from the first on."""
        self._guilds += 1
        return str((self._guilds << 22) | 1)

    def token(self):
        """Of an interaction."""
        return secrets.token_urlsafe(64)

    def hexadecimal(self):
        """Of a session."""
        return secrets.token_hex(16)


def shard_of(guild_id, count):
    """Where events of a server go. Those without a server go to the first shard."""
    return (int(guild_id) >> 22) % count if guild_id else 0
