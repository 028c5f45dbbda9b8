"""What a person sends us, whatever the platform."""

import datetime as dt
from dataclasses import dataclass

from bot.core.reading import Speaker
from policies.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `person` and `conversation` are keyed hashes; the platform's own ids stay with its adapter.

    `language`: the one in which the answer was asked for outright. `speaker`: whose words they are, where known.
    """

    text: str
    person: str
    conversation: str
    received_at: dt.datetime
    language: Language | None = None
    speaker: Speaker | None = None
