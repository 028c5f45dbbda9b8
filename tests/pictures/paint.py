"""LINE's messages as HTML: the part of Flex that our cards use, text bubbles and quick replies.

Sizes are LINE's own at its default text size. Whatever we do not know how to draw is an error, never left out.
"""

from html import escape

SIZES = {"xxs": 11, "xs": 13, "sm": 14, "md": 16, "lg": 19, "xl": 22, "xxl": 29}
SPACES = {"none": 0, "xs": 2, "sm": 4, "md": 8, "lg": 12, "xl": 16, "xxl": 20}
PLACES = {"start": "flex-start", "center": "center", "end": "flex-end", "top": "flex-start", "bottom": "flex-end"}

STYLE = """
* { box-sizing: border-box; margin: 0; }
html { background: #fff; }
body { font-family: 'Noto Sans CJK JP', sans-serif; display: flex; width: max-content; }
.chat { width: 375px; padding: 16px 10px 24px; }
.light { background: #8fabce; } .dark { background: #111; }
.bubble { width: 345px; border-radius: 17px; overflow: hidden; margin-bottom: 10px; }
.said { max-width: 300px; width: fit-content; border-radius: 17px; padding: 9px 13px; font-size: 15px; margin-bottom: 10px;
  line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; color: #111; }
.dark .said { background: #2a2a2a; color: #eee; }
.theirs { margin-left: auto; background: #8de055; color: #111; }
.dark .theirs { background: #06a94d; color: #fff; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; }
.button { border-radius: 8px; text-align: center; padding: 9px 12px; font-size: 15px; font-weight: bold; }
.quick { display: flex; flex-wrap: wrap; gap: 8px; }
.quick span { background: #fff; color: #111; border-radius: 18px; padding: 7px 13px; font-size: 13px; }
.dark .quick span { background: #2a2a2a; color: #eee; border: 1px solid #555; }
"""


def page(asked, messages):
    """Return a page with the same chat on a light and on a dark background."""
    inner = f'<div class="said theirs">{escape(asked)}</div>' + "".join(map(_message, messages))
    chats = "".join(f'<div class="chat {theme}">{inner}</div>' for theme in ("light", "dark"))
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{chats}'


def _message(message):
    quick = [item["action"]["label"] for item in message.get("quickReply", {}).get("items", [])]
    pills = "".join(f"<span>{escape(label)}</span>" for label in quick)
    drawn = _bubble(message["contents"]) if message["type"] == "flex" else _said(message["text"])
    return drawn + (f'<div class="quick">{pills}</div>' if pills else "")


def _said(text):
    return f'<div class="said check">{escape(text)}</div>'


def _bubble(bubble):
    parts = "".join(_PARTS["box"](bubble[name], "vertical") for name in ("header", "body", "footer") if name in bubble)
    return f'<div class="bubble">{parts}</div>'


def _part(part, parent, spacing=0):
    return _PARTS[part["type"]](part, parent, spacing)


def _style(part, parent, spacing, **more):
    margin = SPACES[part["margin"]] if "margin" in part else spacing
    sideways = parent != "vertical"
    rules = {
        f"margin-{'left' if sideways else 'top'}": f"{margin}px",
        "flex": f"{part.get('flex', 1 if sideways else 0)} {0 if part.get('flex') == 0 else 1} auto"
        if not sideways or part.get("flex") == 0
        else f"{part.get('flex', 1)} 1 0",
        "min-width": "0",
        "background": part.get("backgroundColor"),
        "width": part.get("width"),
        "height": part.get("height"),
        "border-radius": part.get("cornerRadius"),
        "padding": part.get("paddingAll"),
        **more,
    }
    return "; ".join(f"{name}: {value}" for name, value in rules.items() if value is not None)


def _box(box, parent, spacing=0):
    sideways = box["layout"] != "vertical"
    own = SPACES[box.get("spacing", "none")]
    inner = "".join(_part(part, box["layout"], own if place else 0) for place, part in enumerate(box["contents"]))
    more = {
        "display": "flex",
        "flex-direction": "row" if sideways else "column",
        "justify-content": PLACES.get(box.get("justifyContent"), box.get("justifyContent")),
        "align-items": PLACES.get(box.get("alignItems"), "stretch"),
    }
    return f'<div style="{_style(box, parent, spacing, **more)}">{inner}</div>'


def _text(text, parent, spacing):
    more = {
        "font-size": f"{SIZES[text['size']]}px",
        "line-height": f"calc(1.25em + {text.get('lineSpacing', '0px')})",
        "color": text["color"],
        "font-weight": text.get("weight"),
        "text-align": text.get("align"),
        "text-decoration": text.get("decoration"),
        "align-self": PLACES.get(text.get("gravity")),
    }
    return f'<div class="text check" style="{_style(text, parent, spacing, **more)}">{escape(text["text"])}</div>'


def _separator(part, parent, spacing):
    return f'<div style="{_style(part, parent, spacing, background=part["color"], height="1px")}"></div>'


def _button(part, parent, spacing):
    colour = "#ffffff" if part["style"] == "primary" else "#1f2328"
    more = {"background": part["color"], "color": colour}
    label = escape(part["action"]["label"])
    return f'<div class="button check" style="{_style(part, parent, spacing, **more)}">{label}</div>'


_PARTS = {"box": _box, "text": _text, "separator": _separator, "button": _button}
