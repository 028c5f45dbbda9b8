"""What `kotowari doctor` asks Discord: does the token count, are the commands registered as they are now."""

import asyncio
from typing import Literal

from bot.bootstrap import discord_account, load_core, load_discord_texts
from bot.errors import KotowariError
from bot.settings import Settings

TIMEOUT_S = 20.0

State = Literal["ok", "note", "wrong"]
Finding = tuple[State, str, str]
"""State, what was found, remedy."""


def look(settings: Settings) -> list[Finding]:
    """Ask Discord. Nothing that goes wrong on the way is more than a finding."""
    try:
        return asyncio.run(_look(settings))
    except KotowariError as error:
        return [("wrong", f"{problem.where}: {problem.what}", problem.remedy) for problem in error.problems]


async def _look(settings: Settings) -> list[Finding]:
    import aiohttp
    import discord

    from bot.adapters.discord.registration import Registration
    from bot.adapters.discord.wording import Wording

    core = load_core(sparing=True)
    wording = Wording(core.phrasebook, load_discord_texts(), core.rulebook)
    try:
        async with asyncio.timeout(TIMEOUT_S):
            found = await Registration(discord_account(settings), core, wording).look()
    except discord.HTTPException as error:
        return [("wrong", f"Discord: answers with status {error.status}", "try again later")]
    except (aiohttp.ClientError, OSError, TimeoutError):
        return [("wrong", "Discord: cannot be reached", "see that this machine may open connections to discord.com")]
    accepted: Finding = ("ok", "Discord: the token is accepted; no privileged intent is needed", "")
    if found.is_current:
        return [accepted, ("ok", "Discord: the commands are registered as they are now", "")]
    parts = {"missing": found.missing, "outdated": found.outdated, "not ours": found.unknown}
    told = "; ".join(f"{name}: {', '.join(names)}" for name, names in parts.items() if names)
    return [accepted, ("note", f"Discord: commands {told}", "run: kotowari discord sync")]
