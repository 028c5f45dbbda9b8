"""Which wording of a message is the newest: edits may come in any order, and one must not be answered after a newer."""

from collections import OrderedDict

MOST = 10_000
"""So many messages are remembered; edits follow within minutes."""


class Latest:
    """Remembers of each message when the newest wording was written. Keys are keyed hashes; nothing is at rest."""

    def __init__(self, most: int = MOST) -> None:
        """Remember `most` messages, the last ones."""
        self._most = most
        self._written_at: OrderedDict[str, int] = OrderedDict()

    def is_newest(self, key: str, written_at: int) -> bool:
        """Note a wording, and tell whether there has been none that is newer. The same wording stays the newest."""
        newest = max(written_at, self._written_at.pop(key, 0))
        self._written_at[key] = newest
        if len(self._written_at) > self._most:
            self._written_at.popitem(last=False)
        return written_at >= newest
