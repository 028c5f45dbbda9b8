"""`kotowari line menu`: set the menu below the chat, in each language."""

import argparse
import asyncio
import json
from pathlib import Path

from bot.adapters.line.menu import Menu, menu
from bot.adapters.line.wording import Wording
from bot.bootstrap import load_line_texts, load_policies, load_texts
from bot.commands.arguments import word
from bot.commands.console import write
from bot.errors import Problem, SettingsError
from bot.settings import Settings, read_settings
from policies.vocabulary import Language

ALL = "all"


def set_menu(arguments: argparse.Namespace) -> int:
    """Set the menus, or write them to a folder, and tell what was done."""
    languages = tuple(Language) if arguments.lang == ALL else (word(Language, arguments.lang, "--lang"),)
    settings = None if arguments.dry_run else read_settings()
    token = _token(settings) if settings else ""
    wording = Wording(load_texts(), load_line_texts(), load_policies()[0])
    menus = [menu(language, wording) for language in languages]
    if settings is None:
        write(_saved(menus, Path(arguments.dry_run)))
        return 0
    done = asyncio.run(_set(menus, token, settings))
    write(done or ["all menus were set already"])
    return 0


def _token(settings: Settings) -> str:
    if settings.line_channel_token is None:
        remedy = "set the channel access token, or look at the menus with --dry-run FOLDER"
        raise SettingsError(Problem("not set", "KOTOWARI_LINE_CHANNEL_TOKEN", remedy))
    return settings.line_channel_token.get_secret_value()


async def _set(menus: list[Menu], token: str, settings: Settings) -> list[str]:
    from bot.adapters.line.menu_setting import Hosts, MenuSetter

    default = next((each for each in menus if each.language is Language.JA), None)
    async with MenuSetter(token, Hosts(settings.line_api_host, settings.line_data_host)) as setter:
        return await setter.set(menus, default)


def _saved(menus: list[Menu], folder: Path) -> list[str]:
    """Write what would be sent, and return where."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for each in menus:
        body, picture = folder / f"menu-{each.language}.json", folder / f"menu-{each.language}.png"
        body.write_text(json.dumps(each.body, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        picture.write_bytes(each.picture)
        paths += [str(body), str(picture)]
    return paths
