"""Whether a message in a group or room is meant for us, and what it says to us.

The bot sees every message of a group that it is in. Only one that mentions it, begins with one of the agreed words, or
answers a message of its own is for it; of all others nothing may be kept. Mentions are not always possible, since LINE
does not always offer bots in its list of names.
"""

import unicodedata
from collections.abc import Callable, Sequence

from bot.adapters.line.events import EDITED, MESSAGE, Event, Mentionee

OwnMessage = Callable[[str], bool]
"""Tells by a message's id on LINE whether we have sent it."""

_CALLS = "@＠"
_AFTER_PREFIX = " \t\r\n　、。,.:：;；!！?？…・-~〜"
_UNIT_BYTES = 2


def _nobody(_message_id: str) -> bool:
    return False


class Addressing:
    """Finds out what is meant for us."""

    def __init__(self, prefixes: Sequence[str], is_own: OwnMessage = _nobody) -> None:
        """`prefixes`: words with which a message to us may begin; width and case do not count."""
        self._prefixes = tuple(folded for folded in map(_folded, prefixes) if folded)
        self._is_own = is_own

    def is_for_us(self, event: Event) -> bool:
        """Tell whether the event may be kept and handled. In a chat of two everything is meant for us."""
        if event.type not in (MESSAGE, EDITED) or event.in_private:
            return True
        return self.words(event) is not None

    def words(self, event: Event) -> str | None:
        """Return the text without mention and prefix, or None if it is no text that is meant for us."""
        text = event.text
        if text is None or event.in_private:
            return text
        own = _mentions_of_us(event)
        bare = _without(text, own).strip() if own else text.strip()
        said = self._after_prefix(bare)
        if said is not None:
            return said
        return bare if own or self._answers_us(event) else None

    def quotes_others(self, event: Event) -> bool:
        """Tell whether a message quotes one that we cannot read: LINE gives its id and never its text."""
        return bool(event.message and event.message.quoted_message_id) and not self._answers_us(event)

    def _answers_us(self, event: Event) -> bool:
        quoted = event.message.quoted_message_id if event.message else None
        return quoted is not None and self._is_own(quoted)

    def _after_prefix(self, text: str) -> str | None:
        """Return what follows a prefix. It must end there: a word that only begins like one is no call."""
        called = text.lstrip(_CALLS)
        for prefix in self._prefixes:
            # Folding may join or part letters, so the end of the prefix is looked for.
            for end in range(1, min(len(called), 2 * len(prefix)) + 1):
                if _folded(called[:end]) == prefix and not called[end : end + 1].isalnum():
                    return called[end:].lstrip(_AFTER_PREFIX)
        return None


def _mentions_of_us(event: Event) -> list[Mentionee]:
    mention = event.message.mention if event.message else None
    return [one for one in mention.mentionees if one.is_self] if mention else []


def _without(text: str, mentions: Sequence[Mentionee]) -> str:
    """Cut the names out. Their places count UTF-16 units, so that an emoji before them counts two."""
    units = text.encode("utf-16-le")
    for one in sorted(mentions, key=lambda each: -each.index):
        start, end = one.index * _UNIT_BYTES, (one.index + one.length) * _UNIT_BYTES
        if end <= len(units):
            units = units[:start] + units[end:]
    # A wrong place may cut a letter in two.
    return units.decode("utf-16-le", "replace")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()
