"""What `kotowari doctor` asks Discord: does the token count, what is switched on, are the commands registered."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from bot.bootstrap import discord_account, load_core, load_discord_texts
from bot.errors import KotowariError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.adapters.discord.registration import Registered

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
    return list(_findings(found))


def _findings(found: "Registered") -> Iterator[Finding]:
    yield "ok", "Discord: the token is accepted", ""
    if found.needless:
        names = ", ".join(found.needless)
        yield (
            "note",
            f"Discord: needless privileged intents: {names}",
            "switch them off in the Developer Portal, page Bot",
        )
    else:
        yield "ok", "Discord: no privileged intent is switched on, and none is needed", ""
    for way in found.shut:
        yield "note", f"Discord: {way} is switched off", "switch it on in the Developer Portal, page Installation"
    if found.is_current:
        yield "ok", "Discord: the commands are registered as they are now", ""
        return
    parts = {"missing": found.missing, "outdated": found.outdated, "not ours": found.unknown}
    told = "; ".join(f"{name}: {', '.join(names)}" for name, names in parts.items() if names)
    yield "note", f"Discord: commands {told}", "run: kotowari discord sync"
