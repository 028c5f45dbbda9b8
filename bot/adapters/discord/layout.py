"""Texts and rows of buttons, laid out in as few messages as Discord's limits allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from discord import ui

from bot.adapters.discord.limits import ELLIPSIS, VIEW_TEXT, length, split

Row = ui.ActionRow[Any]

FENCE = "```"
MOST_PAGES = 4
"""Nobody reads more messages in answer to one; what is left over is not shown."""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that belong together; a line parts groups from each other."""

    texts: Sequence[str]


@dataclass(slots=True)
class _Page:
    """What stands in one message."""

    groups: list[list[str]] = field(default_factory=list)
    used: int = 0

    def has_room(self, text: str) -> bool:
        return self.used + length(text) + len("\n\n") <= VIEW_TEXT

    def add(self, text: str, *, begins: bool) -> None:
        if begins or not self.groups:
            self.groups.append([])
        self.groups[-1].append(text)
        self.used += length(text) + len("\n\n")


def lay_out(
    groups: Sequence[Group],
    *,
    colour: int | None = None,
    inner: Sequence[Row] = (),
    outer: Sequence[Row] = (),
) -> list[ui.LayoutView]:
    """Return the messages. The rows stand in the last one: `inner` below its text, `outer` below everything.

    With a `colour` the texts stand in a box that has a bar of it.
    """
    pages = list(_pages(groups)) or [_Page()]
    if len(pages) > MOST_PAGES:
        pages = pages[:MOST_PAGES]
        pages[-1].groups.append([ELLIPSIS])
    views = []
    for number, page in enumerate(pages, start=1):
        is_last = number == len(pages)
        views.append(_view(page, colour, inner if is_last else (), outer if is_last else ()))
    return views


def _pages(groups: Sequence[Group]) -> Iterator[_Page]:
    page = _Page()
    for group in groups:
        begins = True
        for piece in (piece for text in group.texts for piece in _pieces(text)):
            if not page.has_room(piece):
                yield page
                page = _Page()
            page.add(piece, begins=begins)
            begins = False
    if page.groups:
        yield page


def _pieces(text: str) -> list[str]:
    """Part a text that is too long for one message. Each piece of a block to copy is a block of its own."""
    most = VIEW_TEXT - 100
    if length(text) <= most:
        return [text]
    before, fence, rest = text.partition(f"{FENCE}\n")
    if not fence or not rest.endswith(FENCE):
        return split(text, most)
    blocks = [f"{FENCE}\n{piece}\n{FENCE}" for piece in split(rest.removesuffix(FENCE), most)]
    return [*([before.rstrip("\n")] if before.strip() else []), *blocks]


def _view(page: _Page, colour: int | None, inner: Sequence[Row], outer: Sequence[Row]) -> ui.LayoutView:
    parts: list[ui.Item[Any]] = []
    for group in page.groups:
        if parts:
            parts.append(ui.Separator())
        parts.append(ui.TextDisplay("\n\n".join(group)))
    parts += inner
    view = ui.LayoutView(timeout=None)
    if colour is None:
        for part in parts:
            view.add_item(part)
    elif parts:
        view.add_item(ui.Container(*parts, accent_colour=colour))
    for row in outer:
        view.add_item(row)
    return view


def shown_length(view: ui.LayoutView) -> int:
    """Return how many characters of text a message displays."""
    return sum(length(item.content) for item in view.walk_children() if isinstance(item, ui.TextDisplay))


def row(*items: ui.Item[Any]) -> Row:
    """Return a row of up to five buttons, or of one select."""
    return ui.ActionRow(*items)
