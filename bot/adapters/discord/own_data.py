"""What a person may see and decide of what is kept of them: export, erasing, and the notice on privacy."""

import io
import json
from typing import Any

import discord
from discord import ButtonStyle, ui

from bot.adapters.discord.buttons import ANYBODY, NO_STEP, Action, Press, button, owner_of
from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.layout import Group, Row, lay_out, row
from bot.adapters.discord.wording import Wording
from bot.core.ports import ContextStore
from policies.vocabulary import Language

FILE_NAME = "kotowari.json"
EXAMPLES = ("1", "2", "3")


class OwnData:
    """Makes the messages. `hours`: how long a case is kept."""

    def __init__(self, wording: Wording, store: ContextStore, identity: Identity, hours: int) -> None:
        """Take the words, and where a person's data is."""
        self._wording = wording
        self._store = store
        self._identity = identity
        self._hours = hours

    def help(self, language: Language) -> ui.LayoutView:
        """Tell what can be done, with examples to try."""
        speech = self._wording.in_language(language)
        examples = row(
            *(
                button(speech.text(f"doors.example.{number}.label"), Press(Action.EXAMPLE, value=f"{language}{number}"))
                for number in EXAMPLES
            )
        )
        texts = [
            f"## {speech.text('doors.help.title')}",
            speech.text("doors.help.body"),
            speech.text("doors.help.doors"),
        ]
        return lay_out([Group(texts)], inner=[examples])[0]

    def privacy(self, place: Place, language: Language) -> ui.LayoutView:
        """Tell what is stored and for how long, and offer to erase it."""
        speech = self._wording.in_language(language)
        texts = [
            f"## {speech.text('doors.privacy.title')}",
            speech.text("doors.privacy.stored", hours=str(self._hours)),
            speech.text("doors.privacy.rights"),
        ]
        erase = self._button("doors.forget.offer", Action.FORGET, place, language)
        return lay_out([Group(texts)], inner=[row(erase)])[0]

    def ask_to_forget(self, place: Place, language: Language) -> ui.LayoutView:
        """Ask for a yes before everything is erased."""
        yes = self._button("doors.forget.yes", Action.FORGET_YES, place, language, ButtonStyle.danger)
        no = self._button("doors.forget.no", Action.FORGET_NO, place, language)
        return self._text("doors.forget.ask", language, row(yes, no))

    def confirming(self, action: Action, place: Place, language: Language) -> ui.LayoutView | None:
        """Return the answer to a press that only leads to erasing or away from it, or None for any other."""
        if action is Action.FORGET:
            return self.ask_to_forget(place, language)
        if action is Action.FORGET_NO:
            return self._text("doors.forget.kept", language)
        return None

    async def export(self, place: Place, language: Language) -> tuple[ui.LayoutView, discord.File | None]:
        """Return all that is kept about the person, as a file if there is anything. May raise `StoreError`."""
        kept = await self._store.export(self._identity.person(place))
        if not any(kept.get(name) for name in kept if name != "person"):
            return self._text("ui.notice.nothing_stored", language), None
        text = json.dumps(_readable(kept), ensure_ascii=False, indent=2)
        file = discord.File(io.BytesIO(text.encode("utf-8")), FILE_NAME)
        view = self._text("doors.export.ready", language)
        view.add_item(ui.File(f"attachment://{FILE_NAME}"))
        return view, file

    def _button(
        self, key: str, action: Action, place: Place, language: Language, style: ButtonStyle = ButtonStyle.secondary
    ) -> Any:
        owner = owner_of(self._identity.person(place)) or ANYBODY
        label = self._wording.in_language(language).text(key)
        return button(label, Press(action, NO_STEP, owner, str(language)), style)

    def _text(self, key: str, language: Language, *rows: Row) -> ui.LayoutView:
        return lay_out([Group([self._wording.in_language(language).text(key)])], inner=rows)[0]


def _readable(kept: Any) -> dict[str, Any]:
    """Return what is kept without the names under which it is kept, which tell nobody anything."""
    cases = [{name: value for name, value in case.items() if name != "key"} for case in kept["conversations"]]
    others = {name: value for name, value in kept.items() if name not in ("person", "conversations")}
    return {**others, "conversations": cases}
