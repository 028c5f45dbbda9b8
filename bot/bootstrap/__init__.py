"""The one place where the parts meet.

`load_core` gives all that advice needs and touches no store; `build` adds the assistant and its memory. What only a
store or a platform needs is imported when it is wanted, so that a command that answers once does not pay for it.
"""

from bot.bootstrap.app import App, SystemClock, build
from bot.bootstrap.discord import discord_account, discord_adapter
from bot.bootstrap.line import line_adapter
from bot.bootstrap.loading import (
    load_core,
    load_discord_texts,
    load_line_texts,
    load_policies,
    load_terminal_texts,
    load_texts,
)
from bot.bootstrap.stores import local_conversation, local_person, open_store
from bot.core.advise import Core

__all__ = [
    "App",
    "Core",
    "SystemClock",
    "build",
    "discord_account",
    "discord_adapter",
    "line_adapter",
    "load_core",
    "load_discord_texts",
    "load_line_texts",
    "load_policies",
    "load_terminal_texts",
    "load_texts",
    "local_conversation",
    "local_person",
    "open_store",
]
