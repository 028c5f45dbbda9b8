"""Recognise names in which letters are hidden behind a sign, as people write to pass a filter: "L○NE", "テレグ○ム"."""

import re
from collections.abc import Iterator, Mapping

from bot.core.normalise import MASK


class MaskedNames:
    """Names that people disguise, each with what it stands for."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._patterns = [
            (re.compile("".join(f"[{re.escape(letter)}{MASK}]" for letter in name)), meaning)
            for name, meaning in names.items()
        ]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and meaning of every name with at least one letter hidden and at least half to be seen."""
        if MASK not in text:
            return
        for pattern, meaning in self._patterns:
            for match in pattern.finditer(text):
                hidden = match.group().count(MASK)
                if 0 < hidden <= len(match.group()) / 2 and not _in_word(text, match.start(), match.end()):
                    yield match.start(), match.end(), meaning


def _in_word(text: str, start: int, end: int) -> bool:
    """Tell whether Latin letters go on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
