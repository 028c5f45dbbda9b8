"""Identifiers and tokens in the shapes that LINE gives them."""

import hashlib
import itertools
import os

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Mint:
    """Makes names that no other mint makes. Usable from several threads."""

    def __init__(self):
        self._salt = os.urandom(16)
        self._numbers = itertools.count(1)

    def _digest(self):
        return hashlib.sha256(self._salt + str(next(self._numbers)).encode()).digest()

    def hexadecimal(self):
        """32 hexadecimal digits: reply tokens, and what follows the letter in ids of users and chats."""
        return self._digest().hex()[:32]

    def user(self):
        """`U` and 32 hexadecimal digits. Bots have such ids too."""
        return f"U{self.hexadecimal()}"

    def chat(self, kind):
        """`C…` for a group, `R…` for a room."""
        return {"group": "C", "room": "R"}[kind] + self.hexadecimal()

    def message(self):
        """18 decimal digits."""
        return str(10**17 + int.from_bytes(self._digest()[:7], "big") % (9 * 10**17))

    def token(self):
        """Quote and read tokens: a long word."""
        return self._digest().hex()

    def request(self):
        """As in `x-line-request-id`: a UUID."""
        digits = self.hexadecimal()
        return "-".join((digits[:8], digits[8:12], "4" + digits[13:16], "a" + digits[17:20], digits[20:]))

    def ulid(self, milliseconds):
        """As `webhookEventId`: 48 bits of time and 80 others."""
        number = (milliseconds << 80) | int.from_bytes(self._digest()[:10], "big")
        return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))
