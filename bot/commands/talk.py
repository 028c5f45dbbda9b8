"""`kotowari chat`: a conversation that remembers facts, and never a message."""

import argparse
import asyncio
import gc
import sys

from bot.adapters.terminal.chat import Chat, Talk
from bot.adapters.terminal.paint import paint_for
from bot.adapters.terminal.render import Screen
from bot.adapters.terminal.sources import keyboard
from bot.bootstrap import build, load_terminal_texts, local_conversation, local_person
from bot.commands.arguments import Misused
from bot.commands.incoming import STDIN
from bot.errors import Problem
from bot.logs import configure
from bot.settings import Settings, read_settings


def run(_arguments: argparse.Namespace) -> int:
    """Talk until the person leaves, and return the exit code."""
    settings = read_settings()
    configure(settings.log_level, settings.log_format)
    try:
        with keyboard(sys.stdin, sys.stdout):
            asyncio.run(_talk(settings))
    except UnicodeDecodeError:
        raise Misused(Problem("not UTF-8", STDIN, "save it as UTF-8, or convert it with iconv")) from None
    return 0


async def _talk(settings: Settings) -> None:
    async with build(settings, sparing=True) as app:
        gc.freeze()
        gc.enable()
        talk = Talk(local_person(app.store), local_conversation(app.store), settings.language, settings.retention_hours)
        screen = Screen(app.core.phrasebook, load_terminal_texts(), app.core.rulebook, paint_for(sys.stdout))
        await Chat(app.assistant, screen, talk, sys.stdin, sys.stdout).run()
