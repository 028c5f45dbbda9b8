"""Whether LINE has sent a body: only LINE and we know the channel secret."""

import binascii
import hmac
from functools import lru_cache

HEADER = "X-Line-Signature"
"""Looked up without regard to case: LINE reserves the right to change it."""


def is_genuine(body: bytes, signature: str, secret: str) -> bool:
    """Tell whether `signature` is that of exactly these bytes. How long that takes does not tell how near it was."""
    return hmac.compare_digest(_signature(body, secret), signature.encode("utf-8", "surrogateescape"))


def sign(body: bytes, secret: str) -> str:
    """Return the signature of a body, as LINE would."""
    return _signature(body, secret).decode("ascii")


def _signature(body: bytes, secret: str) -> bytes:
    code = _keyed(secret).copy()
    code.update(body)
    return binascii.b2a_base64(code.digest(), newline=False)


@lru_cache(maxsize=4)
def _keyed(secret: str) -> hmac.HMAC:
    """Return what every signature with this secret begins with."""
    return hmac.new(secret.encode(), digestmod="sha256")
