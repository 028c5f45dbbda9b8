"""Everything that can be set from outside, read once and passed on.

Variables begin with `KOTOWARI_`. They come from the environment, from a file `.env` in the working directory, or from
files of the same names in the folder `KOTOWARI_SECRETS_DIR`, as container platforms mount them; the first found wins.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError
from bot.settings.checks import (
    ADDRESS,
    GATEWAY,
    HOST,
    PUBLIC,
    SERVER,
    SQLITE,
    check_address,
    check_folder,
    check_key,
    check_prefix,
    check_secret,
    check_shards,
    check_together,
    commas,
    lower,
    matching,
    split,
)
from bot.settings.problems import PREFIX, REMEDIES, SECRETS_DIR, no_folder, unknown, unusable
from policies.vocabulary import Language

__all__ = ["REMEDIES", "SECRETS_DIR", "VARIABLES", "Settings", "data_dir_for", "read_settings"]

ENV_FILE = Path(".env")


def _default_data_dir() -> Path:
    return data_dir_for(sys.platform, os.environ)


def _default_address(settings: Mapping[str, Any]) -> SecretStr:
    return SecretStr(f"{SQLITE}{settings['data_dir']}/kotowari.db")


class Settings(BaseSettings):
    """The settings, checked. Make them with `read_settings`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    data_dir: Annotated[Path, AfterValidator(check_folder)] = Field(default_factory=_default_data_dir)
    """Where the program keeps its files."""
    database_url: Annotated[SecretStr, AfterValidator(check_address)] = Field(default_factory=_default_address)
    """Where cases and preferences are kept. An address may hold a password, so it does not show itself."""
    keys: Annotated[tuple[Annotated[SecretStr, AfterValidator(check_key)], ...], NoDecode, BeforeValidator(split)] = ()
    """Keys that seal what is kept, newest first. Empty: one is made at `key_path`."""
    retention_hours: int = Field(default=24, ge=1, le=720)
    """How long a case is kept after the last message about it."""
    language: Annotated[Language, BeforeValidator(lower)] = Language.JA
    """The language in which we answer whoever shows no other preference."""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(lower)] = "info"
    """The least weighty events that are written."""
    log_format: Annotated[Literal["json", "console"], BeforeValidator(lower)] = "json"
    """One JSON object a line for machines, or plain lines for a terminal."""

    host: Annotated[str, matching(HOST)] = "127.0.0.1"
    """Where `serve` listens."""
    port: int = Field(default=8080, ge=0, le=65535)
    """At which port; 0: whichever is free."""
    public_url: Annotated[str, matching(PUBLIC)] | None = None
    """Under which address the platforms reach `serve`."""
    line_channel_secret: Annotated[SecretStr, AfterValidator(check_secret)] | None = None
    """With which LINE signs what it sends us."""
    line_channel_token: Annotated[SecretStr, AfterValidator(check_secret)] | None = None
    """With which we send."""
    line_api_host: Annotated[str, matching(SERVER)] = "https://api.line.me"
    line_data_host: Annotated[str, matching(SERVER)] = "https://api-data.line.me"
    line_push: bool = False
    """Whether an answer that comes too late to be a reply may be sent all the same, which LINE charges for."""
    line_prefixes: Annotated[
        tuple[Annotated[str, AfterValidator(check_prefix)], ...],
        NoDecode,
        BeforeValidator(commas),
        Field(min_length=1),
    ] = ("教えていい", "ことわり", "kotowari")
    """Words with which a message in a group begins that is for us."""
    discord_token: Annotated[SecretStr, AfterValidator(check_secret)] | None = None
    """With which the bot logs in."""
    discord_shard_count: Annotated[int, Field(ge=1, le=16_384)] | None = None
    """Into how many parts the servers are divided. None: as Discord advises."""
    discord_shard_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(split), AfterValidator(check_shards)] = ()
    """Which of the parts this process looks after. Empty: all."""
    discord_api_url: Annotated[str, matching(ADDRESS)] | None = None
    discord_gateway_url: Annotated[str, matching(GATEWAY)] | None = None
    discord_files_url: Annotated[Annotated[str, matching(ADDRESS)] | None, AfterValidator(check_together)] = None
    """Addresses in place of Discord's own: all three, or none."""

    @property
    def database_path(self) -> Path:
        """The file of a SQLite database."""
        return Path(self.database_url.get_secret_value().removeprefix(SQLITE))

    @property
    def key_path(self) -> Path:
        """The file of the key that is made when none is set."""
        return self.data_dir / "key"


VARIABLES = frozenset(f"{PREFIX}{name}".upper() for name in Settings.model_fields) | {SECRETS_DIR}
"""The names of all variables."""


def read_settings(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the settings. Raise `SettingsError` with all problems if any of them cannot be used."""
    secrets_dir = os.environ.get(SECRETS_DIR) or None
    problems = [*no_folder(secrets_dir), *unknown(env_file, VARIABLES)]
    settings = None
    try:
        settings = Settings(_env_file=env_file, _secrets_dir=None if problems else secrets_dir)
    except ValidationError as error:
        problems += [
            unusable(fault["loc"]) for fault in error.errors() if fault["type"] != "default_factory_not_called"
        ]
    if settings is None or problems:
        # Outside the block above, so that no value travels along as the context of our error.
        raise SettingsError(*problems)
    return settings


def data_dir_for(platform: str, environment: Mapping[str, str]) -> Path:
    """Return the user's folder for the data of programs, by the custom of the operating system, and ours in it."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or "")
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "kotowari"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "kotowari"
    base = Path(environment.get("XDG_DATA_HOME") or "")
    return (base if base.is_absolute() else home / ".local" / "share") / "kotowari"
