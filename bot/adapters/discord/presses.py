"""Answers to pressed buttons and selects.

A press is acknowledged before anything else, as one that leaves the message as it is. An answer to our question then
takes the place of the message, where only its person sees it; everything else follows as a message of its own, and the
buttons that stay are brought up to the new step, so that they go on to work.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui

from bot.adapters.discord.buttons import ANYBODY, Action, Press, decode, encode, owner_of, step_of
from bot.adapters.discord.desk import AnyInteraction, Desk, Views
from bot.adapters.discord.hints import Hints
from bot.adapters.discord.identity import Identity, Place, place_of
from bot.adapters.discord.own_data import OwnData
from bot.adapters.discord.spoken import Spoken
from bot.adapters.discord.turn import Asked, Said, Turn
from bot.core.conversation import Conversation
from policies.vocabulary import Language

_ANY_STATE = frozenset(
    (
        Action.EXAMPLE,
        Action.FORGET,
        Action.FORGET_YES,
        Action.FORGET_NO,
        Action.SHOW_PRIVATE,
        Action.CHANNELS,
    )
)
"""Presses that mean the same whatever has been said since."""
_IN_PLACE = frozenset(
    (
        Action.CHOICE,
        Action.SHARED,
        Action.FORGET,
        Action.FORGET_YES,
        Action.FORGET_NO,
        Action.CHANNELS,
    )
)
"""Presses after which the message that they are on is outdated."""
_TELLS_FACTS = frozenset((Action.CHOICE, Action.SHARED))
"""Presses after which older questions are answered."""

_LANGUAGES = {language.value: language for language in Language}

Special = Callable[[AnyInteraction, Press, Sequence[str]], Awaitable[Views]]


@dataclass(frozen=True, slots=True)
class _Pressed:
    """A press with all that is known of it."""

    interaction: AnyInteraction
    press: Press
    place: Place
    case: Conversation | None
    language: Language


class Presses:
    """Does what a button promises, or says why not."""

    def __init__(self, desk: Desk, turn: Turn, spoken: Spoken, identity: Identity, own_data: OwnData) -> None:
        """Take what acknowledges and sends, what answers words, and what puts presses into words."""
        self._desk = desk
        self._turn = turn
        self._spoken = spoken
        self._identity = identity
        self._own_data = own_data
        self._special: dict[Action, Special] = {}

    def handle(self, specials: Mapping[Action, Special]) -> None:
        """Leave presses of some kinds to others, who return what is to be shown."""
        self._special.update(specials)

    async def pressed(self, interaction: AnyInteraction, custom_id: str, chosen: Sequence[str]) -> None:
        """Answer a press; never raises."""
        press = decode(custom_id)
        no_store = "erase" if press is not None and press.action is Action.FORGET_YES else "store"
        with self._desk.under_way.one_more():
            if await self._desk.acknowledge(interaction, thinking=False):
                await self._desk.attempt(
                    interaction, lambda: self._answer(interaction, press, chosen), no_store=f"doors.failed.{no_store}"
                )

    async def _answer(self, interaction: AnyInteraction, press: Press | None, chosen: Sequence[str]) -> None:
        """Answer a press; None stands for a button that cannot be read. May raise `StoreError`."""
        if press is None:
            await self._explain(interaction, "doors.button.unknown", self._desk.language(interaction))
            return
        press = _with_choice(press, chosen)
        place = place_of(interaction)
        case = await self._turn.case(place)
        language = self._language(interaction, press, case)
        pressed = _Pressed(interaction, press, place, case, language)
        if press.owner not in (ANYBODY, owner_of(self._identity.person(place))):
            await self._explain(interaction, "doors.button.owner", self._desk.language(interaction))
        elif press.action not in _ANY_STATE and (case is None or press.step != step_of(case)):
            await self._explain(interaction, "ui.notice.stale" if case else "doors.button.over", language)
        elif press.action in self._special:
            await self._show(pressed, await self._special[press.action](interaction, press, chosen))
        else:
            await self._say(pressed)

    async def _say(self, pressed: _Pressed) -> None:
        """Say what the press says, and show the answer."""
        press, language = pressed.press, pressed.language
        shown = self._own_data.confirming(press.action, pressed.place, language)
        if shown is not None:
            await self._show(pressed, [shown])
            return
        words = self._spoken.words(press.action, press.value, language)
        if words is None:
            await self._explain(pressed.interaction, "doors.button.unknown", language)
            return
        if press.action is Action.CHOICE and pressed.case is not None:
            await self._turn.expect(pressed.case, press.value.partition("=")[0])
        hints = Hints(language) if press.action is Action.EXAMPLE else Hints()
        said = await self._turn.say(pressed.place, words, Asked(hints=hints, language=_asked_in(press, language)))
        await self._show(pressed, said.views, said)

    # --- showing -----------------------------------------------------------------------------------

    async def _show(self, pressed: _Pressed, views: Views, said: Said | None = None) -> None:
        if not views:
            return
        interaction, press = pressed.interaction, pressed.press
        if press.action in _IN_PLACE and _is_only_for(interaction):
            first, *others = views
            await self._desk.replace(interaction, first)
            await self._desk.follow(interaction, others, ephemeral=_stays_hidden(interaction))
            return
        await self._desk.follow(interaction, views, ephemeral=_stays_hidden(interaction))
        if said is not None and press.action not in (*_TELLS_FACTS, *_ANY_STATE) and said.step != press.step:
            await self._bring_up(interaction, press, said.step)

    async def _bring_up(self, interaction: AnyInteraction, press: Press, step: int) -> None:
        """Let the buttons that stay go on to work."""
        view = brought_up(interaction.message, press, step)
        if view is not None:
            await self._desk.replace(interaction, view)

    async def _explain(self, interaction: AnyInteraction, key: str, language: Language) -> None:
        await self._desk.follow(interaction, [self._desk.notice(key, language)])

    def _language(self, interaction: AnyInteraction, press: Press, case: Conversation | None) -> Language:
        """Return the language that the button names, in which the case is talked about, or of the person's Discord."""
        named = press.value[:2] if press.action in _ANY_STATE else ""
        return _LANGUAGES.get(named) or (case.language if case is not None else self._desk.language(interaction))


def brought_up(message: discord.Message | None, press: Press, step: int) -> ui.LayoutView | None:
    """Return a message's components with the buttons of that press's step at a new one, or None if there are none."""
    if message is None or not message.flags.components_v2:
        return None
    view = ui.LayoutView.from_message(message, timeout=None)
    changed = False
    for item in view.walk_children():
        if not isinstance(item, ui.Button | ui.Select) or not item.custom_id:
            continue
        old = decode(item.custom_id)
        if old is not None and (old.step, old.owner) == (press.step, press.owner):
            item.custom_id = encode(replace(old, step=step), select=isinstance(item, ui.Select))
            changed = True
    # A view that is over is not kept by the library: the presses are answered by their ids alone.
    view.stop()
    return view if changed else None


def _with_choice(press: Press, chosen: Sequence[str]) -> Press:
    """Return the press of a select as if there had been a button for what was chosen."""
    if press.action is not Action.CHOICE or not chosen:
        return press
    fact = press.value.partition("#")[0]
    return replace(press, value=f"{fact}={chosen[0]}")


def _asked_in(press: Press, language: Language) -> Language | None:
    """Return the language to answer in outright: an erasing press has no case that tells it."""
    return language if press.action is Action.FORGET_YES else None


def _is_only_for(interaction: AnyInteraction) -> bool:
    """Tell whether nobody but the person sees the message, so that it may change under their eyes."""
    message: Any = interaction.message
    return message is not None and (message.flags.ephemeral or interaction.context.dm_channel)


def _stays_hidden(interaction: AnyInteraction) -> bool:
    """Tell whether an answer is for the person's eyes alone; in a chat with us alone everything is."""
    message: Any = interaction.message
    return not (interaction.context.dm_channel and message is not None and not message.flags.ephemeral)
