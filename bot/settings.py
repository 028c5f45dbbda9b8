"""Everything that can be set from outside, read once and passed on.

Variables begin with `KOTOWARI_`. They come from the environment, from a file `.env` in the working directory, or from
files of the same names in the folder `KOTOWARI_SECRETS_DIR`, as container platforms mount them; the first found wins.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Problem, SettingsError
from policies.vocabulary import Language

PREFIX = "KOTOWARI_"
SECRETS_DIR = f"{PREFIX}SECRETS_DIR"
FOR_TESTS = f"{PREFIX}TEST_"
ENV_FILE = Path(".env")

SQLITE = "sqlite:///"
KEY = re.compile(r"[A-Za-z0-9+/_-]{43}=?")
"""32 bytes in Base64, either alphabet."""
SECRET = re.compile(r"[!-~]{8,4096}")
SERVER = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://127\.0\.0\.1:[0-9]{1,5}")
"""A server without a path. Without encryption only on this machine, where the tests have theirs."""
PUBLIC = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?|http://127\.0\.0\.1:[0-9]{1,5}")
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45}")
PREFIX_LETTERS = 20

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
}
"""What is said of each setting that cannot be used: what is wrong, and what to do. Values are never repeated."""


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _split(value: object) -> object:
    return [part for part in re.split(r"[\s,]+", value) if part] if isinstance(value, str) else value


def _check_key(key: SecretStr) -> SecretStr:
    if not KEY.fullmatch(key.get_secret_value()):
        raise ValueError
    return key


def _commas(value: object) -> object:
    if not isinstance(value, str):
        return value
    return [part.strip() for part in re.split(r"[,、，]", value) if part.strip()]


def _matching(pattern: re.Pattern[str]) -> AfterValidator:
    """Take only what looks like that, without a slash at its end."""

    def check(value: str) -> str:
        bare = value.strip().rstrip("/")
        if not pattern.fullmatch(bare):
            raise ValueError
        return bare

    return AfterValidator(check)


def _check_secret(secret: SecretStr) -> SecretStr:
    bare = secret.get_secret_value().strip()
    if not SECRET.fullmatch(bare):
        raise ValueError
    return SecretStr(bare)


def _check_prefix(prefix: str) -> str:
    if len(prefix) > PREFIX_LETTERS:
        raise ValueError
    return prefix


def _check_folder(path: Path) -> Path:
    try:
        expanded = path.expanduser()
    except RuntimeError:
        raise ValueError from None
    if not expanded.is_absolute():
        raise ValueError
    return expanded


def _check_address(address: SecretStr) -> SecretStr:
    text = address.get_secret_value()
    if not text.startswith(SQLITE) or "?" in text or not Path(text.removeprefix(SQLITE)).is_absolute():
        raise ValueError
    return address


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

    data_dir: Annotated[Path, AfterValidator(_check_folder)] = Field(default_factory=_default_data_dir)
    """Where the program keeps its files."""
    database_url: Annotated[SecretStr, AfterValidator(_check_address)] = Field(default_factory=_default_address)
    """Where cases and preferences are kept. An address may hold a password, so it does not show itself."""
    keys: Annotated[
        tuple[Annotated[SecretStr, AfterValidator(_check_key)], ...], NoDecode, BeforeValidator(_split)
    ] = ()
    """Keys that seal what is kept, newest first. Empty: one is made at `key_path`."""
    retention_hours: int = Field(default=24, ge=1, le=720)
    """How long a case is kept after the last message about it."""
    language: Annotated[Language, BeforeValidator(_lower)] = Language.JA
    """The language in which we answer whoever shows no other preference."""
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lower)] = "info"
    """The least weighty events that are written."""
    log_format: Annotated[Literal["json", "console"], BeforeValidator(_lower)] = "json"
    """One JSON object a line for machines, or plain lines for a terminal."""

    host: Annotated[str, _matching(HOST)] = "127.0.0.1"
    """Where `serve` listens."""
    port: int = Field(default=8080, ge=0, le=65535)
    """At which port; 0: whichever is free."""
    public_url: Annotated[str, _matching(PUBLIC)] | None = None
    """Under which address the platforms reach `serve`."""
    line_channel_secret: Annotated[SecretStr, AfterValidator(_check_secret)] | None = None
    """With which LINE signs what it sends us."""
    line_channel_token: Annotated[SecretStr, AfterValidator(_check_secret)] | None = None
    """With which we send."""
    line_api_host: Annotated[str, _matching(SERVER)] = "https://api.line.me"
    line_data_host: Annotated[str, _matching(SERVER)] = "https://api-data.line.me"
    line_push: bool = False
    """Whether an answer that comes too late to be a reply may be sent all the same, which LINE charges for."""
    line_prefixes: Annotated[
        tuple[Annotated[str, AfterValidator(_check_prefix)], ...],
        NoDecode,
        BeforeValidator(_commas),
        Field(min_length=1),
    ] = ("教えていい", "ことわり", "kotowari")
    """Words with which a message in a group begins that is for us."""

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
    problems = [*_folder_problems(secrets_dir), *_unknown(env_file)]
    settings = None
    try:
        settings = Settings(_env_file=env_file, _secrets_dir=None if problems else secrets_dir)
    except ValidationError as error:
        problems += [
            _problem(fault["loc"]) for fault in error.errors() if fault["type"] != "default_factory_not_called"
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


def _problem(place: tuple[int | str, ...]) -> Problem:
    what, remedy = REMEDIES[str(place[0])]
    number = f" (number {int(place[1]) + 1})" if len(place) > 1 else ""
    return Problem(what, f"{PREFIX}{place[0]}".upper() + number, remedy)


def _folder_problems(path: str | None) -> Iterator[Problem]:
    if path is not None and not Path(path).is_dir():
        yield Problem("there is no such folder", SECRETS_DIR, "name the folder with the secret files, or take it out")


def _unknown(env_file: Path | None) -> Iterator[Problem]:
    """Report names that are nearly ours: with a mistyped name a setting would silently not count."""
    names = {name.upper() for name in (*os.environ, *_names_in(env_file)) if name.upper().startswith(PREFIX)}
    for name in sorted(names - VARIABLES):
        if not name.startswith(FOR_TESTS):
            yield Problem("no setting has this name", name, f"take it out, or write one of: {_nearest(name)}")


def _nearest(name: str) -> str:
    import difflib

    return ", ".join(difflib.get_close_matches(name, sorted(VARIABLES), n=2) or sorted(VARIABLES))


def _names_in(env_file: Path | None) -> list[str]:
    if env_file is None or not env_file.is_file():
        return []
    from dotenv import dotenv_values

    try:
        return list(dotenv_values(env_file, encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        problem = Problem("cannot be read", str(env_file), "let the program's user read it, and keep it in UTF-8")
    raise SettingsError(problem)
