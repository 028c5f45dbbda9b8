"""The picture of the rich menu, drawn from the words of `menu.toml`.

Which words it was drawn from is noted in the PNG itself, so that a test can tell when it is out of date.
"""

import hashlib
import struct
import zlib
from html import escape

from bot.adapters.line.menu import AREAS, COLUMNS, HEIGHT, ROWS, WIDTH, picture_path
from bot.bootstrap import load_line_texts
from policies.vocabulary import Language

NOTE = b"Drawn from\0"

# Strokes on a field of 24 by 24.
ICONS = {
    "paste": "M9 4h6v3H9z M9 5.5H6.5V20h11V5.5H15 M9.5 12h5 M9.5 15.5h5",
    "letter": "M3.5 6h17v12.5h-17z M4 6.5l8 6.5 8-6.5",
    "example": "M12 3.5a6 6 0 0 0-3.5 10.9V17h7v-2.6A6 6 0 0 0 12 3.5z M9.5 20.5h5",
    "help": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7 M12 16.7v.1",
    "language": "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z M3.5 12h17 M12 3.5c-5 5-5 12 0 17 M12 3.5c5 5 5 12 0 17",
    "privacy": "M6 10.5h12v9.5H6z M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5 M12 14.2v2.2",
}

STYLE = """
* { box-sizing: border-box; margin: 0; }
body { width: 2500px; height: 1686px; background: #E9EEF3; position: relative; font-family: 'Noto Sans CJK JP', sans-serif; }
.area { position: absolute; padding: 14px; }
.card { height: 100%; border-radius: 56px; background: #fff; color: #1F2328; display: flex; flex-direction: column;
  align-items: center; justify-content: center; text-align: center; }
.first .card { background: #1F5C8B; color: #fff; }
svg { width: 230px; height: 230px; fill: none; stroke: #1F5C8B; stroke-width: 1.4; stroke-linecap: round;
  stroke-linejoin: round; }
.first svg { stroke: #fff; }
.title { font-size: 90px; font-weight: bold; margin-top: 44px; white-space: nowrap; }
.aside { font-size: 62px; margin-top: 20px; color: #57606A; white-space: nowrap; }
.first .aside { color: #fff; }
"""


def page(language):
    """The page that is drawn."""
    phrases = load_line_texts().of(language)
    areas = ""
    for place, area in enumerate(AREAS):
        row, column = divmod(place, len(COLUMNS) - 1)
        left, top = COLUMNS[column], ROWS[row]
        box = f"left: {left}px; top: {top}px; width: {COLUMNS[column + 1] - left}px; height: {ROWS[row + 1] - top}px"
        title, aside = (escape(phrases.text(f"menu.{area}.{part}")) for part in ("title", "aside"))
        areas += (
            f'<div class="area{" first" if not place else ""}" style="{box}"><div class="card check">'
            f'<svg viewBox="0 0 24 24"><path d="{ICONS[area]}"/></svg>'
            f'<div class="title">{title}</div><div class="aside">{aside}</div></div></div>'
        )
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{areas}'


def digest(language):
    """What tells whether the words or the drawing have changed."""
    return hashlib.sha256(page(language).encode()).hexdigest()


def noted(png):
    """The digest that a picture was drawn from, or None."""
    start = png.find(b"tEXt" + NOTE)
    return png[start + 4 + len(NOTE) :][:64].decode() if start > 0 else None


def draw(browser):
    """Draw the menus of all languages where they ship from. Yield the paths, with what is clipped."""
    for language in Language:
        path = picture_path(language)
        clipped = browser.shoot(page(language), path, WIDTH, HEIGHT)
        path.write_bytes(_with_note(path.read_bytes(), digest(language)))
        yield f"{path}{f'  CLIPPED: {clipped}' if clipped else ''}"


def _with_note(png, text):
    """The PNG with a note behind its header, which is 33 bytes with the signature."""
    chunk = b"tEXt" + NOTE + text.encode()
    return png[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png[33:]
