"""Numbers and addresses in the lines that say whom to turn to, as links that a phone can follow.

Numbers such as #9110 get no link: iPhones do not dial what has a # in it, so that a tap would do nothing.
"""

import re
from urllib.parse import quote

_URL = re.compile(r"https?://[^\s（）()、。,]+")
_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_NUMBER = re.compile(r"(?<![A-Za-z0-9#.@/-])\d(?:[ -]?\d){2,14}(?![A-Za-z0-9@/:]|-\d)")
_KEPT = ":/?#[]@!$&'()*+,;=%~"
"""What stays as it is in an address: all that has a meaning there, and what is escaped already."""


def web_uri(url: str) -> str:
    """Return the address in ASCII, as LINE wants it."""
    return quote(url, safe=_KEPT)


def contacts(line: str) -> list[tuple[str, str]]:
    """Return what to show and the address of every phone number and page in a line such as "Name: phone 188".

    What stands in brackets is an aside: extensions, numbers for other cases.
    """
    how = re.split(r"[：:](?!//)\s*", line, maxsplit=1)[-1]
    bare = _URL.sub(" ", _ASIDE.sub(" ", how))
    numbers = [(number[0], f"tel:{number[0].replace(' ', '')}") for number in _NUMBER.finditer(bare)]
    pages = [(url[0], web_uri(url[0])) for url in _URL.finditer(how)]
    return [*numbers, *pages]
