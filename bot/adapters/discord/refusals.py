"""What it means that Discord refuses something, by its error codes (docs: "Opcodes and Status Codes")."""

from enum import StrEnum

import aiohttp
import discord

UNKNOWN_CHANNEL = 10003
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


UNREACHED = (aiohttp.ClientError, TimeoutError)
"""What a call raises that does not get through to Discord and back: it may have had its effect or not."""
FAILED = (discord.HTTPException, *UNREACHED)
"""What a call raises that Discord refuses or that does not get through."""


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
    UNKNOWN_CHANNEL: Refusal.GONE,
    UNKNOWN_MESSAGE: Refusal.GONE,
    INVALID_TOKEN: Refusal.GONE,
    MISSING_ACCESS: Refusal.PERMISSION,
    MISSING_PERMISSIONS: Refusal.PERMISSION,
    CLOSED_DMS: Refusal.PERMISSION,
    FOLLOWUPS_USED_UP: Refusal.USED_UP,
    **dict.fromkeys(AUTOMOD, Refusal.AUTOMOD),
}


def code_of(error: Exception) -> int:
    """Return Discord's code of the refusal, or 0 for a call that did not get through."""
    return error.code if isinstance(error, discord.HTTPException) else 0


def meaning(error: Exception) -> Refusal:
    """Return what the refusal means."""
    return _MEANINGS.get(code_of(error), Refusal.OTHER)
