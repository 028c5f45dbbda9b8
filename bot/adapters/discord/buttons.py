"""What a button or a select carries, so that it works after a restart as well: a few words, nothing personal.

The form is `k1;action;step;owner;value`, with `s` in place of `k` on selects, for instance
`k1;choice;1764072000000003;9f86d081884c7d65;stage=contracted`. `step` shows which state of the case it was made for,
`owner` is the beginning of the keyed hash under which its person is kept. What is chosen in a select comes with the
press itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from bot.adapters.discord.limits import BUTTON_LABEL, CUSTOM_ID, OPTION_LABEL, PLACEHOLDER, cut
from bot.core.conversation import Conversation

VERSION = "1"
NO_STEP = 0
"""For a button that does the same whatever the case is: help, an example, erasing."""
ANYBODY = "0"
"""The owner of a button that everybody may press."""
OWNER_LETTERS = 16

_FORM = re.compile(
    r"[ks](?P<version>[0-9]{1,3});(?P<action>[a-z_]{1,16});(?P<step>[0-9]{1,18});(?P<owner>[0-9a-f]{1,16});"
    r"(?P<value>[!-~]{0,42})"
)


class Action(StrEnum):
    """What a press asks for."""

    CHOICE = "choice"
    """An answer to our question. The value is `fact=value`; on a select it is the fact alone."""
    SOFTER = "softer"
    FIRMER = "firmer"
    LANGUAGE = "language"
    """The letter in the language that the value names: `ja` or `en`."""
    WHY = "why"
    APPROVED = "approved"
    """What if it were approved?"""
    SHARED = "shared"
    """It has been given already."""
    INSISTS = "insists"
    LETTER = "letter"
    WRONG = "wrong"
    """This answer is wrong."""
    SHOW_PRIVATE = "show_private"
    """Answer the message that this one replies to, for its writer alone."""
    EXAMPLE = "example"
    """Try an example. The value is its language and number: `ja1`."""
    CHANNELS = "channels"
    """Mentions are to be answered in the channels chosen."""
    FORGET = "forget"
    FORGET_YES = "forget_yes"
    FORGET_NO = "forget_no"


_ACTIONS = frozenset(Action)


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed."""

    action: Action
    step: int = NO_STEP
    owner: str = ANYBODY
    value: str = ""


def encode(press: Press, *, select: bool = False) -> str:
    """Return the `custom_id` of a button or select. Raise `ValueError` if it could not be read back."""
    letter = "s" if select else "k"
    custom_id = f"{letter}{VERSION};{press.action};{press.step};{press.owner};{press.value}"
    if decode(custom_id) is None or len(custom_id) > CUSTOM_ID:
        raise ValueError("a button holds a step of 0 or more, a hexadecimal owner and up to 42 visible ASCII letters")
    return custom_id


def decode(custom_id: str) -> Press | None:
    """Return the press, or None if that is not ours, damaged, or of a version that we do not know."""
    found = _FORM.fullmatch(custom_id)
    if found is None or found["version"] != VERSION or found["action"] not in _ACTIONS:
        return None
    return Press(Action(found["action"]), int(found["step"]), found["owner"], found["value"])


def owner_of(person: str) -> str:
    """Return what the buttons of a person carry; `person` is the keyed hash."""
    return person[:OWNER_LETTERS] or ANYBODY


def step_of(case: Conversation | None) -> int:
    """Return what the buttons under an answer carry as `step`, given the case as it is kept after that answer.

    Steps are counted anew in every case; the moment at which this state of the case ends tells cases apart.
    """
    if case is None:
        return NO_STEP
    return int(case.expires_at.timestamp() * 1000) * 1000 + case.step % 1000


# --- as parts of a message -------------------------------------------------------------------------


class Presses(Protocol):
    """The client, as far as buttons need it."""

    async def pressed(self, interaction: discord.Interaction[Any], custom_id: str, chosen: Sequence[str]) -> None:
        """Answer a press; never raises."""
        ...


_BUTTON = re.compile(r"k[0-9]{1,3};[ -~]{0,96}")
_SELECT = re.compile(r"s[0-9]{1,3};[ -~]{0,96}")


def is_foreign(custom_id: str) -> bool:
    """Tell whether the library finds neither of the classes below for it, so that nobody would answer."""
    return not (_BUTTON.fullmatch(custom_id) or _SELECT.fullmatch(custom_id))


class PressButton(ui.DynamicItem["ui.Button[ui.LayoutView]"], template=_BUTTON):
    """A button of ours, of this version or another one."""

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: Any, _match: re.Match[str], /) -> Self:
        """Take the button as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the client."""
        await cast("Presses", interaction.client).pressed(interaction, self.custom_id, ())


class PressSelect(ui.DynamicItem["ui.Select[ui.LayoutView]"], template=_SELECT):
    """A select of ours, of this version or another one."""

    @classmethod
    async def from_custom_id(cls, _interaction: Any, item: Any, _match: re.Match[str], /) -> Self:
        """Take the select as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the client, with what was chosen."""
        await cast("Presses", interaction.client).pressed(
            interaction, self.custom_id, tuple(str(getattr(value, "id", value)) for value in self.item.values)
        )


ITEMS = (PressButton, PressSelect)


def button(
    label: str, press: Press, style: discord.ButtonStyle = discord.ButtonStyle.secondary, emoji: str | None = None
) -> PressButton:
    """Return a button; a label that is too long is cut."""
    made: ui.Button[ui.LayoutView] = ui.Button(
        label=cut(label, BUTTON_LABEL), custom_id=encode(press), style=style, emoji=emoji
    )
    return PressButton(made)


def select(placeholder: str, press: Press, options: Sequence[tuple[str, str]]) -> PressSelect:
    """Return a select of up to 25 options, each a label and a value."""
    made: ui.Select[ui.LayoutView] = ui.Select(
        placeholder=cut(placeholder, PLACEHOLDER),
        custom_id=encode(press, select=True),
        options=[discord.SelectOption(label=cut(label, OPTION_LABEL), value=value) for label, value in options],
    )
    return PressSelect(made)


def channel_select(placeholder: str, press: Press, most: int, chosen: Sequence[int]) -> PressSelect:
    """Return a select of so many channels at most, some of them chosen already; it may be left empty."""
    made: Any = ui.ChannelSelect(
        placeholder=cut(placeholder, PLACEHOLDER),
        custom_id=encode(press, select=True),
        channel_types=[discord.ChannelType.text, discord.ChannelType.forum, discord.ChannelType.news],
        min_values=0,
        max_values=most,
        default_values=[
            discord.SelectDefaultValue(id=channel, type=discord.SelectDefaultValueType.channel) for channel in chosen
        ],
    )
    return PressSelect(made)
