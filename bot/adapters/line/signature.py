"""Whether LINE has sent a body: only LINE and we know the channel secret."""

import base64
import hmac

HEADER = "X-Line-Signature"
"""Looked up without regard to case: LINE reserves the right to change it."""


def is_genuine(body: bytes, signature: str, secret: str) -> bool:
    """Tell whether `signature` is that of exactly these bytes. How long that takes does not tell how near it was."""
    return hmac.compare_digest(sign(body, secret).encode(), signature.encode("utf-8", "surrogateescape"))


def sign(body: bytes, secret: str) -> str:
    """Return the signature of a body, as LINE would."""
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode("ascii")
