"""Answers on Discord as a person sees them, on the dark and the light theme: one message of every verdict, and pages.

Draws the components that our answers use from what goes over the wire; whatever it does not know is an error.
"""

import asyncio
import re
from html import escape

from bot.adapters.discord.answer import AnswerContext, notice, render
from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.own_data import OwnData
from bot.adapters.discord.policy_page import PolicyPage
from bot.adapters.discord.wording import Wording
from bot.bootstrap import load_core, load_discord_texts
from bot.core.advise import advise
from bot.core.focus import on_letter, on_reasons
from policies.vocabulary import Verdict
from tests.pictures.examples import DAY, EXAMPLES

WIDTH = 1240
"""Of a picture: the same chat twice."""
ALONE = AnswerContext(step=1, owner="0")
SOMEBODY = Place(1, 1)

STYLE = """
* { box-sizing: border-box; margin: 0; }
body { font-family: 'Noto Sans', 'Noto Sans CJK JP', 'Noto Color Emoji', sans-serif; display: flex; width: 1240px; }
.chat { width: 620px; padding: 16px 24px; font-size: 16px; line-height: 1.375; overflow-wrap: anywhere; }
.dark { background: #313338; color: #dbdee1; --box: #2b2d31; --line: #3f4147; --faint: #949ba4; --code: #1e1f22;
  --link: #00a8fc; --button: #4e5058; --input: #1e1f22; }
.light { background: #fff; color: #313338; --box: #f2f3f5; --line: #d9dade; --faint: #5c5e66; --code: #e3e5e8;
  --link: #006ce7; --button: #6d6f78; --input: #e3e5e8; }
.said { color: var(--faint); margin-bottom: 8px; border-left: 3px solid var(--line); padding-left: 8px; }
.message { margin-bottom: 12px; } .message > * { margin-bottom: 8px; }
.box { background: var(--box); border: 1px solid var(--line); border-left: 4px solid; border-radius: 8px; padding: 16px; }
.box > * { margin-bottom: 8px; } .box > *:last-child { margin-bottom: 0; }
.rule { height: 1px; background: var(--line); margin: 12px 0; }
h2 { font-size: 20px; line-height: 1.375; margin: 4px 0; } small { font-size: 13px; color: var(--faint); display: block; }
p { white-space: pre-wrap; min-height: 8px; } .item { padding-left: 22px; text-indent: -18px; white-space: pre-wrap; }
small .link, .link { color: var(--link); }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 4px; padding: 8px; font-size: 14px;
  white-space: pre-wrap; font-family: 'Noto Sans Mono CJK JP', monospace; margin: 4px 0; }
code { background: var(--code); border-radius: 4px; padding: 1px 4px; font-size: 14px;
  font-family: 'Noto Sans Mono CJK JP', monospace; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.button { border-radius: 8px; padding: 6px 16px; font-size: 14px; color: #fff; background: var(--button); }
.s1 { background: #5865f2; } .s3 { background: #248046; } .s4 { background: #da373c; }
.select { background: var(--input); border-radius: 4px; padding: 10px 12px; color: var(--faint); width: 100%; }
"""
_INLINE = (
    (re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\((https?://[^\s()]+)\)"), r'<span class="link">\1</span>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<!\\)`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"(?<![\">])(https?://[^\s<（）()、。]+)"), r'<span class="link">\1</span>'),
    (re.compile(r"\\([\\*_~`|\[\]#.\-]|&lt;|&gt;)"), r"\1"),
)


def page(asked, views):
    """The page with the same answer on the dark and on the light theme."""
    messages = "".join(f'<div class="message">{"".join(map(_part, view.to_components()))}</div>' for view in views)
    inner = f'<div class="said">{escape(asked)}</div>{messages}'
    chats = "".join(f'<div class="chat {theme}">{inner}</div>' for theme in ("dark", "light"))
    return f'<!doctype html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{chats}'


def _part(part):
    return _PARTS[part["type"]](part)


def _box(part):
    colour = f"#{part['accent_color']:06x}"
    return f'<div class="box check" style="border-left-color: {colour}">{"".join(map(_part, part["components"]))}</div>'


def _row(part):
    return f'<div class="row">{"".join(map(_part, part["components"]))}</div>'


def _button(part):
    emoji = part.get("emoji", {}).get("name", "")
    return f'<div class="button check s{part["style"]}">{escape(emoji)} {escape(part["label"])}</div>'


def _select(part):
    return f'<div class="select check">{escape(part["placeholder"])} ({len(part["options"])}) ▾</div>'


def _text(part):
    """The little of Discord's markdown that our texts use."""
    pieces = re.split(r"```\n(.*?)\n```\n?", part["content"], flags=re.DOTALL)
    drawn = []
    for number, piece in enumerate(pieces):
        if number % 2:
            drawn.append(f"<pre>{escape(piece)}</pre>")
        elif piece:
            drawn += map(_line, piece.rstrip("\n").split("\n"))
    return f'<div class="text check">{"".join(drawn)}</div>'


def _line(line):
    if line.startswith("## "):
        return f"<h2>{_inline(line[3:])}</h2>"
    if line.startswith("-# "):
        return f"<small>{_inline(line[3:])}</small>"
    if line.startswith("- "):
        return f'<div class="item">•  {_inline(line[2:])}</div>'
    if re.match(r"\d+\. ", line):
        return f'<div class="item">{_inline(line)}</div>'
    return f"<p>{_inline(line)}</p>"


def _inline(text):
    drawn = escape(text, quote=False)
    for pattern, replacement in _INLINE:
        drawn = pattern.sub(replacement, drawn)
    return drawn


_PARTS = {
    1: _row,
    2: _button,
    3: _select,
    10: _text,
    14: lambda _part: '<div class="rule"></div>',
    17: _box,
}


def pages():
    """Return the name and the HTML of every picture. An example whose verdict is another one by now is an error."""

    async def inside():
        # Components may be made only where an event loop runs.
        return list(_pages())

    return asyncio.run(inside())


def _pages():
    core = load_core()
    wording = Wording(core.phrasebook, load_discord_texts(), core.rulebook)
    own_data = OwnData(wording, None, Identity(lambda raw_id: "0"), 24)
    for language, examples in EXAMPLES.items():
        for verdict, (text, facts) in examples.items():
            reply = advise(text, core=core, on=DAY, facts=facts, language=language)
            assert verdict is reply.verdict, f"{text}: {reply.verdict}, not {verdict}"
            yield f"{language}-{verdict}", page(text, render(reply, wording, ALONE))
        text, _ = examples[Verdict.APPROVAL_FIRST]
        reply = advise(text, core=core, on=DAY, language=language)
        yield f"{language}-why", page(text, render(on_reasons(reply), wording, ALONE))
        yield f"{language}-letter", page(text, render(on_letter(reply), wording, ALONE))
        shared = advise(text, core=core, on=DAY, language=language, facts={"already_shared": "yes"})
        in_public = AnswerContext(step=1, owner="0", ephemeral=False)
        yield f"{language}-shared-in-public", page(text, render(shared, wording, in_public))
        platform = {"ja": "crowdworks", "en": "upwork"}[language]
        yield f"{language}-policy", page("/policy", PolicyPage(wording).show(platform, language))
        yield f"{language}-help", page("/help", [own_data.help(language)])
        yield f"{language}-privacy", page("/privacy", [own_data.privacy(SOMEBODY, language)])
        yield f"{language}-forget", page("/forget", [own_data.ask_to_forget(SOMEBODY, language)])
        yield f"{language}-refused", page("…", [notice("doors.refused.automod", language, wording)])
