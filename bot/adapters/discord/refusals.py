"""What it means that Discord refuses something, by its error codes (docs: "Opcodes and Status Codes")."""

from enum import StrEnum

import discord

UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
ACKNOWLEDGED = 40060
FOLLOWUPS_USED_UP = 40094
MISSING_ACCESS = 50001
CLOSED_DMS = 50007
MISSING_PERMISSIONS = 50013
INVALID_TOKEN = 50027
AUTOMOD = (200000, 200001, 240000)


class Refusal(StrEnum):
    """Why an answer was not taken."""

    GONE = "gone"
    """There is no way left to answer: too late, or deleted."""
    AUTOMOD = "automod"
    """The server's own filter does not let it through."""
    PERMISSION = "permission"
    """We may not write there."""
    USED_UP = "used_up"
    """No further message may follow."""
    OTHER = "other"


_MEANINGS = {
    UNKNOWN_INTERACTION: Refusal.GONE,
    UNKNOWN_WEBHOOK: Refusal.GONE,
    UNKNOWN_MESSAGE: Refusal.GONE,
    INVALID_TOKEN: Refusal.GONE,
    MISSING_ACCESS: Refusal.PERMISSION,
    MISSING_PERMISSIONS: Refusal.PERMISSION,
    CLOSED_DMS: Refusal.PERMISSION,
    FOLLOWUPS_USED_UP: Refusal.USED_UP,
    **dict.fromkeys(AUTOMOD, Refusal.AUTOMOD),
}


def meaning(error: discord.HTTPException) -> Refusal:
    """Return what the refusal means."""
    return _MEANINGS.get(error.code, Refusal.OTHER)
