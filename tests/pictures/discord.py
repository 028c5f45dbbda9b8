"""Answers on Discord as a person sees them, on the dark and the light theme: one message of every verdict.

python -m tests.pictures.discord [--to FOLDER] [--only PART_OF_A_NAME]

Draws the components that our answers use from what goes over the wire; whatever it does not know is an error.
"""

import argparse
import asyncio
import datetime as dt
import re
from html import escape
from pathlib import Path

import bot.adapters.discord
from bot.adapters.discord.answer import AnswerContext, render
from bot.adapters.discord.wording import Wording
from bot.bootstrap import load_core
from bot.core.advise import advise
from bot.core.focus import on_letter, on_reasons
from bot.texts import phrasebook
from policies.vocabulary import Language, Verdict
from tests.pictures.browser import Browser

DAY = dt.date(2026, 11, 24)
DEFAULT = Path("build/pictures")
WIDTH = 1240
ALONE = AnswerContext(step=1, owner="0")
OWN_SITE = {"platform": "direct", "stage": "before_contract", "client_verified": "yes", "in_job_post": "yes"}
EXAMPLES = {
    Language.JA: {
        Verdict.SHARE: (
            "直接のご応募ありがとうございます。弊社の採用ページから、職務経歴書をご提出ください。",
            OWN_SITE,
        ),
        Verdict.SHARE_MINIMAL: ("これまでの制作実績を見せてください。", {}),
        Verdict.ASK_FIRST: ("資料をお送りしますので、ご自宅の住所を教えてください。", {}),
        Verdict.APPROVAL_FIRST: (
            "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。",
            {},
        ),
        Verdict.DECLINE: ("ココナラで購入前のお客様から、運転免許証の写真を送ってほしいと言われました。", {}),
        Verdict.DECLINE_AND_REPORT: (
            "荷物を受け取って送金するだけの仕事です。口座番号とキャッシュカードを送ってください。",
            {},
        ),
    },
    Language.EN: {
        Verdict.SHARE: ("You applied on our own website. Please send your employment history there.", OWN_SITE),
        Verdict.SHARE_MINIMAL: ("Could you send me a link to your portfolio?", {}),
        Verdict.ASK_FIRST: ("We will send you samples. What is your home address?", {}),
        Verdict.APPROVAL_FIRST: (
            "CrowdWorks client before the contract: please send your LINE ID and your resume.",
            {},
        ),
        Verdict.DECLINE: ("Upwork client here. Before we sign, please send a photo of your passport.", {}),
        Verdict.DECLINE_AND_REPORT: (
            "Receive parcels and forward the money. Please send your bank account and card.",
            {},
        ),
    },
}

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
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.button { border-radius: 8px; padding: 6px 16px; font-size: 14px; color: #fff; background: var(--button); }
.s1 { background: #5865f2; } .s3 { background: #248046; } .s4 { background: #da373c; }
.select { background: var(--input); border-radius: 4px; padding: 10px 12px; color: var(--faint); width: 100%; }
"""
_INLINE = (
    (re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\((https?://[^\s()]+)\)"), r'<span class="link">\1</span>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
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
    return f'<div class="box" style="border-left-color: {colour}">{"".join(map(_part, part["components"]))}</div>'


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
    return f'<div class="text">{"".join(drawn)}</div>'


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
    """Yield the name and the HTML of every picture. An example whose verdict is another one by now is an error."""
    core = load_core()
    texts = phrasebook.load(Path(bot.adapters.discord.__file__).parent / "texts")
    wording = Wording(core.phrasebook, texts, core.rulebook)
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


async def _drawn():
    """Components may be made only where an event loop runs."""
    return list(pages())


def main():
    """Draw what was asked for, and tell of each picture where it is and what is clipped in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.discord", allow_abbrev=False)
    parser.add_argument("--to", type=Path, default=DEFAULT, help=f"folder (default: {DEFAULT})")
    parser.add_argument("--only", default="", help="only pictures with this in their names")
    arguments = parser.parse_args()
    browser = Browser()
    for name, html in asyncio.run(_drawn()):
        if arguments.only in name:
            picture = arguments.to / f"discord-{name}.png"
            clipped = browser.shoot(html, picture, WIDTH)
            print(f"{picture}{f'  CLIPPED: {clipped}' if clipped else ''}")


if __name__ == "__main__":
    main()
