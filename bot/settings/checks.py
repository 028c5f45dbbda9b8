"""How the values of settings must look. What does not is told in the words of `problems`, without the value."""

import re
from pathlib import Path

from pydantic import AfterValidator, SecretStr, ValidationInfo

SQLITE = "sqlite:///"
KEY = re.compile(r"[A-Za-z0-9+/_-]{43}=?")
"""32 bytes in Base64, either alphabet."""
SECRET = re.compile(r"[!-~]{8,4096}")
SERVER = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?|http://127\.0\.0\.1:[0-9]{1,5}")
"""A server without a path. Without encryption only on this machine, where the tests have theirs."""
PUBLIC = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?|http://127\.0\.0\.1:[0-9]{1,5}")
ADDRESS = re.compile(r"(https://[A-Za-z0-9.-]+|http://127\.0\.0\.1)(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
GATEWAY = re.compile(r"(wss://[A-Za-z0-9.-]+|ws://127\.0\.0\.1)(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")
HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45}")
PREFIX_LETTERS = 20


def lower(value: object) -> object:
    """Take a word in any case."""
    return value.strip().lower() if isinstance(value, str) else value


def split(value: object) -> object:
    """Take values parted by commas or spaces."""
    return [part for part in re.split(r"[\s,]+", value) if part] if isinstance(value, str) else value


def check_key(key: SecretStr) -> SecretStr:
    """Take a key."""
    if not KEY.fullmatch(key.get_secret_value()):
        raise ValueError
    return key


def commas(value: object) -> object:
    """Take values parted by commas alone, Japanese ones too."""
    if not isinstance(value, str):
        return value
    return [part.strip() for part in re.split(r"[,、，]", value) if part.strip()]


def matching(pattern: re.Pattern[str]) -> AfterValidator:
    """Take only what looks like that, without a slash at its end."""

    def check(value: str) -> str:
        bare = value.strip().rstrip("/")
        if not pattern.fullmatch(bare):
            raise ValueError
        return bare

    return AfterValidator(check)


def check_secret(secret: SecretStr) -> SecretStr:
    """Take what may be a secret or a token of a platform."""
    bare = secret.get_secret_value().strip()
    if not SECRET.fullmatch(bare):
        raise ValueError
    return SecretStr(bare)


def check_prefix(prefix: str) -> str:
    """Take a short word."""
    if len(prefix) > PREFIX_LETTERS:
        raise ValueError
    return prefix


def check_shards(ids: tuple[int, ...], info: ValidationInfo) -> tuple[int, ...]:
    """Take numbers of shards that there are."""
    count = info.data.get("discord_shard_count")
    if ids and (count is None or len(set(ids)) < len(ids) or not all(0 <= each < count for each in ids)):
        raise ValueError
    return ids


def check_together(address: str | None, info: ValidationInfo) -> str | None:
    """Take all of Discord's addresses or none: half of them would send what is meant for a test to Discord."""
    both = (info.data.get("discord_api_url"), info.data.get("discord_gateway_url"))
    if any((each is None) != (address is None) for each in both):
        raise ValueError
    return address


def check_folder(path: Path) -> Path:
    """Take an absolute path; `~` is the home of the user."""
    try:
        expanded = path.expanduser()
    except RuntimeError:
        raise ValueError from None
    if not expanded.is_absolute():
        raise ValueError
    return expanded


def check_address(address: SecretStr) -> SecretStr:
    """Take the address of a SQLite file."""
    text = address.get_secret_value()
    if not text.startswith(SQLITE) or "?" in text or not Path(text.removeprefix(SQLITE)).is_absolute():
        raise ValueError
    return address
