"""Keys: pseudonyms for platform ids, and encryption of what must be readable later.

A sealed record is `key id (8 bytes) · nonce (12) · AES-256-GCM ciphertext and tag`. The key id is derived from the key,
so a record says which key opens it and keys need no names. The newest key seals, all keys open. Nonces are random: one
key is good for 2^32 records, over a year at a hundred saves a second; then put a new one in front.
The context given to `seal` is authenticated, so that a record moved to another row does not open there.
"""

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import Problem, SettingsError, StoreCorrupt, StoreKeyMissing

KEY_BYTES = 32
KEY_ID_BYTES = 8
NONCE_BYTES = 12

KEYS_SETTING = "KOTOWARI_KEYS"
NEW_KEY_REMEDY = "make one with: openssl rand -base64 32"


def pseudonym(key: bytes, platform: str, raw_id: str) -> str:
    """Return the name under which a platform's id is kept: the same for the same id, meaningless without `key`."""
    return pseudonyms(key, platform)(raw_id)


def pseudonyms(key: bytes, platform: str) -> Callable[[str], str]:
    """Return what gives the names of one platform's ids, for those who need many."""
    name = platform.encode()
    begun = hmac.new(key, len(name).to_bytes(4, "big") + name, "sha256")

    def name_of(raw_id: str) -> str:
        code = begun.copy()
        code.update(raw_id.encode())
        return code.hexdigest()

    return name_of


def context(table: str, *found_by: str | int) -> bytes:
    """Return what binds a record to its row."""
    return "\0".join((table, *map(str, found_by))).encode()


def new_key() -> bytes:
    """Make a random key."""
    return secrets.token_bytes(KEY_BYTES)


def encode_key(key: bytes) -> str:
    """Write a key as it stands in settings and key files."""
    return base64.b64encode(key).decode("ascii")


def decode_key(text: str) -> bytes:
    """Read a key in Base64, either alphabet, padded or not. Raise `ValueError`, which never quotes the text."""
    plain = text.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        key = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError("not 32 bytes in Base64")
    return key


class Keyring:
    """Seals with the newest of its keys, opens with whichever a record names."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take the keys newest first."""
        if not keys:
            raise ValueError("a keyring needs a key")
        self._ciphers = {_derive(key, "id")[:KEY_ID_BYTES]: AESGCM(_derive(key, "seal")) for key in keys}
        self.newest_id = next(iter(self._ciphers))

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypt `plain` so that it opens only together with the same `context`."""
        nonce = os.urandom(NONCE_BYTES)
        return self.newest_id + nonce + self._ciphers[self.newest_id].encrypt(nonce, plain, context)

    def is_newest(self, sealed: bytes) -> bool:
        """Tell whether the newest key has sealed it."""
        return sealed.startswith(self.newest_id)

    def unseal(self, sealed: bytes, context: bytes, *, where: str) -> bytes:
        """Decrypt. Raise `StoreKeyMissing` or `StoreCorrupt`, naming `where` the record stands."""
        key_id, rest = sealed[:KEY_ID_BYTES], sealed[KEY_ID_BYTES:]
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise StoreKeyMissing(_missing(key_id, where))
        try:
            return cipher.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], context)
        except (InvalidTag, ValueError) as error:
            raise StoreCorrupt(
                Problem("a record does not open; it is damaged", where, "restore a backup, or erase that record")
            ) from error


def keyring(settings_keys: Sequence[str], key_path: Path) -> Keyring:
    """Return the keys of the settings, newest first, and behind them the one in `key_path` if there is one.

    With neither, a key is made and kept at `key_path`, readable by its owner alone.
    Raise `SettingsError` if a key cannot be used.
    """
    keys = [_settings_key(text) for text in settings_keys]
    if not keys and not key_path.exists():
        _keep_new_key(key_path)
    if key_path.exists():
        keys.append(_read_key_file(key_path))
    return Keyring(keys)


def _derive(key: bytes, use: str) -> bytes:
    """Return a key for one use only, so that no key serves two purposes."""
    return hmac.new(key, b"kotowari/1/" + use.encode(), hashlib.sha256).digest()


def _missing(key_id: bytes, where: str) -> Problem:
    remedy = f"put the key with which it was made back into {KEYS_SETTING}, after the newer ones"
    return Problem(f"sealed with key {key_id.hex()}, which is not at hand", where, remedy)


def _settings_key(text: str) -> bytes:
    try:
        return decode_key(text)
    except ValueError:
        raise SettingsError(Problem("a key is not 32 bytes in Base64", KEYS_SETTING, NEW_KEY_REMEDY)) from None


def _read_key_file(path: Path) -> bytes:
    try:
        mode, text = path.stat().st_mode, path.read_text("ascii", errors="replace")
    except OSError as error:
        remedy = f"let the program's user own and read it, or set {KEYS_SETTING}"
        raise SettingsError(Problem("the key file cannot be read", str(path), remedy)) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(Problem("others than its owner may use this key file", str(path), f"chmod 600 {path}"))
    try:
        return decode_key(text)
    except ValueError:
        remedy = f"restore it from a backup; it must hold one line of Base64 ({NEW_KEY_REMEDY})"
        raise SettingsError(Problem("the key file does not hold a key", str(path), remedy)) from None


def _keep_new_key(path: Path) -> None:
    """Write a new key. When two processes start at once, both end with the same one."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(encode_key(new_key()) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        remedy = f"let the program's user write to that folder, or set {KEYS_SETTING}"
        raise SettingsError(Problem("no key is set and none can be kept there", str(path), remedy)) from error


def _sync_folder(path: Path) -> None:
    """Make the names in a folder outlast a power cut, so that no record is ever sealed with a key that then is gone."""
    if os.name == "posix":
        folder = os.open(path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
