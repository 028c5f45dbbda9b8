"""`kotowari discord sync`: tell Discord which commands there are, in every language."""

import argparse
import asyncio
import json

from bot.bootstrap import discord_account, load_core, load_discord_texts
from bot.commands.console import write
from bot.errors import KotowariError, Problem
from bot.settings import read_settings


def sync(arguments: argparse.Namespace) -> int:
    """Register the commands, or show what would be registered, and tell what was done."""
    import discord

    from bot.adapters.discord.registration import Registration
    from bot.adapters.discord.wording import Wording

    core = load_core()
    wording = Wording(core.phrasebook, load_discord_texts(), core.rulebook)
    account = discord_account(read_settings(), is_rehearsal=arguments.dry_run)
    registration = Registration(account, core, wording)
    if arguments.dry_run:
        payload = asyncio.run(registration.payload())
        write(json.dumps(payload, ensure_ascii=False, indent=2).split("\n"))
        return 0
    try:
        names, install_url = asyncio.run(registration.register())
    except discord.HTTPException as error:
        remedy = "try again in a little while; kotowari discord sync --dry-run shows what was sent"
        problem = Problem(
            f"Discord refused (status {error.status}, code {error.code})", "kotowari discord sync", remedy
        )
        raise KotowariError(problem) from error
    write([f"{len(names)} commands registered: {', '.join(names)}", f"install the bot at: {install_url}"])
    return 0
