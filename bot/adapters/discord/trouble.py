"""What is logged, counted and told of errors: of the work on an answer, and of Discord's refusals to take it."""

from discord import ui

from bot.adapters.discord.answer import notice
from bot.adapters.discord.refusals import FAILED, Refusal, code_of, meaning
from bot.adapters.discord.tally import Tally
from bot.adapters.discord.wording import Wording
from bot.errors import MisuseError, StoreError
from bot.logs import EventLog
from policies.vocabulary import Language

NO_STORE = "doors.failed.store"
"""Text for a store that cannot be read or written."""

_log = EventLog(__name__)


class Trouble:
    """Knows what to say."""

    def __init__(self, wording: Wording, tally: Tally) -> None:
        """Take the words, and where errors are counted."""
        self._wording = wording
        self._tally = tally

    def told(self, error: Exception, language: Language, no_store: str = NO_STORE) -> ui.LayoutView:
        """Note an error of the work, and return what is said of it: nothing that the error itself says.

        `no_store`: the text for a store that fails.
        """
        if isinstance(error, MisuseError):
            key = error.key
        elif isinstance(error, StoreError):
            self._tally.failures.add("store")
            _log.error("store_failed_at_door", error, platform="discord")
            key = no_store
        elif isinstance(error, FAILED):
            key = f"doors.refused.{self.refused(error)}"
        else:
            self._tally.failures.add("answer")
            _log.error("answer_failed", error, platform="discord")
            key = "ui.notice.failed"
        return notice(key, language, self._wording)

    def refused(self, error: Exception, signal: str = "answer") -> Refusal:
        """Note that Discord did not take something, and return why. `signal`: what it did not take."""
        why = meaning(error)
        self._tally.refusals.add(str(why))
        _log.warning("discord_refused", error, platform="discord", signal=signal, code=code_of(error), outcome=str(why))
        return why
