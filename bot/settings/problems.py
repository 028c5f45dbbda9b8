"""What is said of settings that cannot be used: what is wrong, where, and what to do."""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bot.errors import Problem, SettingsError

PREFIX = "KOTOWARI_"
SECRETS_DIR = f"{PREFIX}SECRETS_DIR"
FOR_TESTS = f"{PREFIX}TEST_"

REMEDIES: Mapping[str, tuple[str, str]] = {
    "data_dir": ("not an absolute path", "write for example /var/lib/kotowari"),
    "database_url": (
        "not the address of a SQLite file",
        "write for example sqlite:////var/lib/kotowari/kotowari.db, with four slashes",
    ),
    "keys": (
        "not 32 bytes in Base64",
        "make each key with: openssl rand -base64 32; part them by commas, newest first",
    ),
    "retention_hours": ("not a whole number of hours from 1 to 720", "write for example 24"),
    "language": ("not a language we answer in", "write ja or en"),
    "log_level": ("not a level", "write debug, info, warning or error"),
    "log_format": ("not a form of logs", "write json or console"),
    "host": ("not an address to listen at", "write for example 127.0.0.1, or 0.0.0.0 for every network of the machine"),
    "port": ("not a port from 0 to 65535", "write for example 8080"),
    "public_url": ("not an address beginning with https://", "write for example https://kotowari.example.jp"),
    "line_channel_secret": (
        "not a channel secret",
        "copy it from the tab Basic settings of your channel in the LINE Developers Console",
    ),
    "line_channel_token": (
        "not a channel access token",
        "issue one in the tab Messaging API of your channel in the LINE Developers Console",
    ),
    "line_api_host": ("not the address of a server", "take it out: it is https://api.line.me"),
    "line_data_host": ("not the address of a server", "take it out: it is https://api-data.line.me"),
    "line_push": ("neither yes nor no", "write true or false"),
    "line_prefixes": (
        "not words parted by commas, each of at most 20 letters",
        "write for example 教えていい,ことわり",
    ),
    "discord_token": (
        "not a bot token",
        "copy it from the page Bot of your application in the Discord Developer Portal",
    ),
    "discord_shard_count": ("not a number of shards", "take it out, unless several processes share the servers"),
    "discord_shard_ids": (
        "not numbers of shards below KOTOWARI_DISCORD_SHARD_COUNT",
        "write for example 0,1 beside a count of 4; take both out if one process is enough",
    ),
    "discord_api_url": ("not the address of an API", "take it out: it is https://discord.com/api/v10"),
    "discord_gateway_url": ("not the address of a gateway", "take it out: it is wss://gateway.discord.gg"),
    "discord_files_url": (
        "not an address, or set without KOTOWARI_DISCORD_API_URL and KOTOWARI_DISCORD_GATEWAY_URL",
        "take all three out: it is https://cdn.discordapp.com",
    ),
}
"""What is said of each setting that cannot be used: what is wrong, and what to do. Values are never repeated."""


def unusable(place: tuple[int | str, ...]) -> Problem:
    """Report a value, by its place in the settings."""
    what, remedy = REMEDIES[str(place[0])]
    number = f" (number {int(place[1]) + 1})" if len(place) > 1 else ""
    return Problem(what, f"{PREFIX}{place[0]}".upper() + number, remedy)


def no_folder(path: str | None) -> Iterator[Problem]:
    """Report a folder of secret files that is not there."""
    if path is not None and not Path(path).is_dir():
        yield Problem("there is no such folder", SECRETS_DIR, "name the folder with the secret files, or take it out")


def unknown(env_file: Path | None, variables: Collection[str]) -> Iterator[Problem]:
    """Report names that are nearly ours: with a mistyped name a setting would silently not count."""
    names = {name.upper() for name in (*os.environ, *_names_in(env_file)) if name.upper().startswith(PREFIX)}
    for name in sorted(names - set(variables)):
        if not name.startswith(FOR_TESTS):
            yield Problem(
                "no setting has this name", name, f"take it out, or write one of: {_nearest(name, variables)}"
            )


def _nearest(name: str, variables: Collection[str]) -> str:
    import difflib

    return ", ".join(difflib.get_close_matches(name, sorted(variables), n=2) or sorted(variables))


def _names_in(env_file: Path | None) -> list[str]:
    if env_file is None or not env_file.is_file():
        return []
    from dotenv import dotenv_values

    try:
        return list(dotenv_values(env_file, encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        problem = Problem("cannot be read", str(env_file), "let the program's user read it, and keep it in UTF-8")
    raise SettingsError(problem)
