"""What the commands write: lines and JSON, always in UTF-8, and nothing that would steer the terminal."""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from bot.errors import Problem

_HIDDEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
"""Characters that JSON may hold as they are but that a terminal may obey or hide."""
_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def set_up() -> None:
    """Write UTF-8 wherever the output goes, whatever the system would choose."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def write(lines: Iterable[str]) -> None:
    """Write lines that may be coloured; what was not written by us must have been cleaned."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def write_json(value: Any) -> None:
    """Write a value as one line of JSON, the same for the same value on every machine."""
    text = _HIDDEN.sub(_escaped, json.dumps(value, ensure_ascii=False))
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(problems: Iterable[Problem | str]) -> None:
    """Write one line for each problem to standard error."""
    for problem in problems:
        sys.stderr.write(f"{plain(str(problem))}\n")


def plain(text: str) -> str:
    """Return a text of ours in which words of a person may stand, on one line and without control characters."""
    return _STEERING.sub("", " ".join(text.split())).encode("utf-8", "replace").decode("utf-8")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
