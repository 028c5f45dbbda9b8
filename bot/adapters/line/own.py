"""Which messages in groups are ours, so that an answer to one of them is known to be for us."""

from collections import OrderedDict
from collections.abc import Sequence

MOST = 10_000


class OwnMessages:
    """Remembers the ids of the last messages sent to groups. They are in memory alone; a restart forgets them."""

    def __init__(self, most: int = MOST) -> None:
        """Remember `most` of them."""
        self._most = most
        self._ids: OrderedDict[str, None] = OrderedDict()

    def note(self, message_ids: Sequence[str]) -> None:
        """Take down what was sent."""
        self._ids.update(dict.fromkeys(message_ids))
        while len(self._ids) > self._most:
            self._ids.popitem(last=False)

    def is_own(self, message_id: str) -> bool:
        """Tell whether we have sent it, as far as we remember."""
        return message_id in self._ids
