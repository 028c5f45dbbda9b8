"""What a button sends back when it is tapped: a few words without anything personal.

The form is `version;action;step;value`, for instance `1;choice;1764072000000003;platform=crowdworks`. Whose button it
was shows the chat that the tap comes from; `step` shows which state of the case it was made for, so that a button of
an older answer, or of an older case, is told from one of the newest answer.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.core.conversation import Conversation

MOST_UNITS = 300
"""LINE takes no longer data with a button, in UTF-16 units; ours is ASCII, where units are letters."""

VERSION = "1"
NO_STEP = 0
"""For a button that does the same whatever the case is: help, an example, erasing."""

_FORM = re.compile(r"(?P<version>[0-9]{1,3});(?P<action>[a-z_]{1,32});(?P<step>[0-9]{1,18});(?P<value>[!-~]{0,200})")


class Action(StrEnum):
    """What a tap asks for."""

    CHOICE = "choice"
    """An answer to our question. The value is `fact=value`, as in `Question.fact` and `Choice.value`."""
    SOFTER = "softer"
    FIRMER = "firmer"
    LANGUAGE = "language"
    """The letter in the language that the value names: `ja` or `en`."""
    WHY = "why"
    WHAT_IF_APPROVED = "what_if_approved"
    INSISTS = "insists"
    ALREADY_SHARED = "already_shared"
    HELP = "help"
    """The value names the language to answer in, or is empty: the same for those below, up to `FORGET_NO`."""
    WELCOME = "welcome"
    PASTE = "paste"
    """How to bring a client's message here: for the rich menu, whose buttons have no message to go on from."""
    PRIVACY = "privacy"
    """What is stored, and for how long."""
    FORGET = "forget"
    """Ask whether everything is to be erased."""
    FORGET_YES = "forget_yes"
    FORGET_NO = "forget_no"
    EXAMPLE = "example"
    """Try one of the examples of the welcome. The value is its language and number: `ja1`."""


_ACTIONS = frozenset(Action)


@dataclass(frozen=True, slots=True)
class Button:
    """A button that was tapped."""

    action: Action
    step: int
    value: str = ""


def encode(action: Action, step: int, value: str = "") -> str:
    """Return the data of a button. Raise `ValueError` if it could not be read back."""
    data = f"{VERSION};{action};{step};{value}"
    if decode(data) is None:
        message = "a button holds a step of 0 or more, and up to 200 visible ASCII letters"
        raise ValueError(message)
    return data


def decode(data: str) -> Button | None:
    """Return the button, or None if the data is not ours, damaged, or of a version that we do not know."""
    found = _FORM.fullmatch(data)
    if found is None or found["version"] != VERSION or found["action"] not in _ACTIONS:
        return None
    return Button(Action(found["action"]), int(found["step"]), found["value"])


def step_of(case: Conversation | None) -> int:
    """Return what the buttons under an answer carry as `step`, given the case as it is kept after that answer.

    Steps are counted anew in every case; the moment at which this state of the case ends tells cases apart.
    """
    if case is None:
        return NO_STEP
    return int(case.expires_at.timestamp() * 1000) * 1000 + case.step % 1000
