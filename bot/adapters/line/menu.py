"""The rich menu: two rows of three areas, in each language. Whatever it does, typing does too; PCs do not show it."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.line.buttons import NO_STEP, Action, encode
from bot.adapters.line.flex import postback
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.wording import Speech, Wording
from policies.vocabulary import Language

WIDTH, HEIGHT = 2500, 1686
"""Of the picture, in pixels: the largest that LINE takes."""
COLUMNS = (0, 833, 1667, WIDTH)
ROWS = (0, HEIGHT // 2, HEIGHT)
AREAS = ("paste", "letter", "example", "help", "language", "privacy")
"""From left to right, the upper row first; the names stand in `menu.toml`."""
OURS = "kotowari-"
"""With this the names of our menus and aliases begin."""

_PICTURES = Path(__file__).with_name("pictures")
_OTHER = {Language.JA: Language.EN, Language.EN: Language.JA}
_NAME_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu ready to be set. `body` is what LINE is told of it; its name changes with the body and the picture."""

    language: Language
    body: JsonMessage
    picture: bytes

    @property
    def name(self) -> str:
        """The name under which LINE keeps it."""
        return str(self.body["name"])

    @property
    def alias(self) -> str:
        """The name that stays the same from version to version."""
        return alias_of(self.language)


def alias_of(language: Language) -> str:
    """Return the name that leads to the present menu of a language."""
    return f"{OURS}{language}"


def picture_path(language: Language) -> Path:
    """Return where the picture of a menu ships."""
    return _PICTURES / f"menu-{language}.png"


def menu(language: Language, wording: Wording) -> Menu:
    """Return the menu of a language."""
    speech = wording.in_language(language)
    picture = picture_path(language).read_bytes()
    body = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": False,
        "chatBarText": speech.text("menu.bar"),
        "areas": [
            {"bounds": _bounds(place), "action": {**_action(area, speech), "label": speech.text(f"menu.{area}.label")}}
            for place, area in enumerate(AREAS)
        ],
    }
    version = hashlib.sha256(json.dumps(body, sort_keys=True).encode() + picture).hexdigest()[:_NAME_LETTERS]
    return Menu(language, {**body, "name": f"{alias_of(language)}-{version}"}, picture)


def _bounds(place: int) -> dict[str, int]:
    row, column = divmod(place, len(COLUMNS) - 1)
    left, top = COLUMNS[column], ROWS[row]
    return {"x": left, "y": top, "width": COLUMNS[column + 1] - left, "height": ROWS[row + 1] - top}


def _action(area: str, speech: Speech) -> JsonMessage:
    """Return what a tap on the area does. The message of a tap is what the person could have typed."""
    language = speech.language
    if area == "letter":
        return {"type": "message", "text": speech.text("menu.letter.says")}
    if area == "example":
        return postback(encode(Action.EXAMPLE, NO_STEP, f"{language}1"), speech.text("doors.example.1.text"))
    if area == "language":
        other = _OTHER[language]
        return {
            "type": "richmenuswitch",
            "richMenuAliasId": alias_of(other),
            "data": encode(Action.HELP, NO_STEP, other),
        }
    tap = postback(encode(Action(area), NO_STEP, language), speech.text(f"menu.{area}.title"))
    return {**tap, "inputOption": "openKeyboard"} if area == "paste" else tap
