"""Colour, which only adds: everything it says stands in words as well."""

import os
from collections.abc import Mapping
from typing import TextIO

from policies.vocabulary import Verdict

_END = "\x1b[0m"
_BOLD, _DIM = "\x1b[1m", "\x1b[2m"
_BY_VERDICT: Mapping[Verdict, str] = {
    Verdict.SHARE: "\x1b[1;32m",
    Verdict.SHARE_MINIMAL: "\x1b[1;32m",
    Verdict.ASK_FIRST: "\x1b[1;33m",
    Verdict.APPROVAL_FIRST: "\x1b[1;33m",
    Verdict.DECLINE: "\x1b[1;31m",
    Verdict.DECLINE_AND_REPORT: "\x1b[1;31m",
}


class Paint:
    """Colours whole lines, or leaves them as they are."""

    def __init__(self, *, on: bool) -> None:
        """Take whether there is any colour at all."""
        self._on = on

    def verdict(self, line: str, verdict: Verdict) -> str:
        """Make a verdict stand out."""
        return self._in(_BY_VERDICT[verdict], line)

    def label(self, line: str) -> str:
        """Make the title of a part stand out."""
        return self._in(_BOLD, line)

    def aside(self, line: str) -> str:
        """Let a line step back."""
        return self._in(_DIM, line)

    def _in(self, colour: str, line: str) -> str:
        return f"{colour}{line}{_END}" if self._on and line else line


def paint_for(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Paint:
    """Return colours for a terminal that can show them, unless the person wants none (`NO_COLOR`)."""
    plain = bool(environment.get("NO_COLOR")) or environment.get("TERM", "dumb") == "dumb"
    return Paint(on=stream.isatty() and not plain)
