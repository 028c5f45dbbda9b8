"""Whether a body comes from LINE."""

import pytest

from bot.adapters.line.signature import is_genuine, sign

BODY = b'{"destination":"U1","events":[]}'
# Made with: openssl dgst -sha256 -hmac secret -binary | base64
RIGHT = "9a6kxZ9i5nWMf5b8hc6KEcGGkvVpRrwtLnjZ/UIHOrM="


def test_signature_is_that_of_openssl():
    """A known value, so that both halves cannot be wrong in the same way."""
    assert RIGHT == sign(BODY, "secret")
    assert is_genuine(BODY, RIGHT, "secret")


@pytest.mark.parametrize(
    ("body", "signature", "secret"),
    [
        (BODY + b" ", RIGHT, "secret"),
        (BODY, RIGHT, "Secret"),
        (BODY, RIGHT[:-1], "secret"),
        (BODY, RIGHT + "=", "secret"),
        (BODY, RIGHT.lower(), "secret"),
        (BODY, "", "secret"),
        (BODY, "だれか", "secret"),
        (BODY, "\udcff", "secret"),
        (b"", RIGHT, "secret"),
    ],
)
def test_everything_else_is_not_genuine(body, signature, secret):
    """One byte more or less, another secret, or no signature at all; nothing fails over it."""
    assert not is_genuine(body, signature, secret)
