"""A reply as messages of components: the verdict first, in words, a sign and a colour; our question and buttons last.

Between them stand why, what to do, and the letters, each in a block that can be copied. What does not fit into one
message goes on in the next; the buttons are below the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discord import ui

from bot.adapters.discord.buttons import Action, Press
from bot.adapters.discord.clean import code_block, link, one_line, plain
from bot.adapters.discord.follow_ups import choices, follow_ups
from bot.adapters.discord.house import SERVERS_URL
from bot.adapters.discord.layout import Group as Texts
from bot.adapters.discord.layout import Row, lay_out
from bot.adapters.discord.limits import URL
from bot.adapters.discord.reasons import MAX_REASONS, Group, best_source, grouped, is_about_reasons
from bot.adapters.discord.verdict import LOOKS, verdict_word
from bot.adapters.discord.wording import Speech, Wording, capital
from bot.core.reply import Draft, Reason, Reply, SourceLine
from policies.vocabulary import Language

FEW = 2
"""Where an answer would need more messages than these, each reason stands once, with its best source only."""


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """Where an answer is shown. `step` and `owner`: what its buttons carry, from `buttons.step_of` and `owner_of`.

    `ephemeral`: only the person who asked sees it; in a server everybody else does not.
    """

    step: int
    owner: str
    ephemeral: bool = True


def render(reply: Reply, texts: Wording, context: AnswerContext) -> list[ui.LayoutView]:
    """Return the messages of a reply: the first one answers, the others follow it."""
    speech = texts.in_language(reply.lang)

    def pressed(action: Action, value: str) -> Press:
        return Press(action, context.step, context.owner, value)

    asked = choices(reply.question, speech, pressed) if reply.question else []
    if reply.verdict is None:
        return lay_out(list(_plain_groups(reply)), inner=asked)
    outer, colour = follow_ups(reply, speech, pressed), LOOKS[reply.verdict].colour
    views: list[ui.LayoutView] = []
    for every_source in (True, False):
        groups = [
            Texts(group) for group in _Answer(reply, speech, context, every_source=every_source).groups() if group
        ]
        views = lay_out(groups, colour=colour, inner=asked, outer=outer)
        if len(views) <= FEW:
            break
    return views


def notice(key: str, language: Language, wording: Wording, *rows: Row, **values: str) -> ui.LayoutView:
    """Return a text of ours as a message: of the texts for Discord or, if they have no such key, of those for all."""
    return lay_out([Texts([wording.in_language(language).text(key, **values)])], inner=rows)[0]


def _plain_groups(reply: Reply) -> Iterator[Texts]:
    """Yield what is said where there is no advice."""
    if reply.notes:
        yield Texts([plain(note) for note in reply.notes])
    if reply.question is not None:
        yield Texts([f"**{plain(reply.question.text)}**"])


class _Answer:
    """The parts of one answer, each a list of texts that belong together."""

    def __init__(self, reply: Reply, speech: Speech, context: AnswerContext, *, every_source: bool) -> None:
        self._every_source = every_source
        self._reply = reply
        self._speech = speech
        self._context = context
        self._at_length = is_about_reasons(reply)
        self._groups: Sequence[Group] = grouped(reply, None if self._at_length else MAX_REASONS)
        self._cited: set[str] = set()

    def groups(self) -> Iterator[list[str]]:
        reply = self._reply
        yield [self._heading(), *self._premises()]
        yield [
            *self._list("aftercare", reply.aftercare, numbered=True),
            *self._list("calls", reply.calls),
            *self._reasons(),
            *self._list("steps", reply.steps, numbered=True),
        ]
        yield [self._draft(draft) for draft in reply.drafts]
        yield [*self._list("would_change", [change.text for change in reply.would_change]), *self._notes()]
        yield self._question()

    # --- what it comes to --------------------------------------------------------------------------

    def _heading(self) -> str:
        verdict = self._reply.verdict
        assert verdict is not None
        return f"## {LOOKS[verdict].sign} {verdict_word(self._reply, self._speech)}\n{plain(self._reply.heading)}"

    def _premises(self) -> Iterator[str]:
        """Yield what was asked for, and what we go by."""
        reply, speech = self._reply, self._speech
        if not reply.asks:
            return
        names = capital(speech.joined([one_line(ask.name) for ask in reply.asks]))
        lines = [speech.labelled(f"**{speech.label('asks')}**", names)]
        known: dict[str | None, list[str]] = {}
        for name, value in reply.facts.items():
            known.setdefault(reply.origins.get(name), []).append(speech.fact(name, value))
        for origin, facts in known.items():
            label = speech.label("facts")
            if origin is not None:
                label = speech.bracketed(label, speech.text(f"ui.origin.{origin}"))
            lines.append(f"-# {speech.labelled(label, speech.joined(facts))}")
        yield "\n".join(lines)

    # --- why ---------------------------------------------------------------------------------------

    def _reasons(self) -> Iterator[str]:
        groups = [group for group in self._groups if group.reasons or len(self._groups) > 1]
        if not groups:
            return
        title = self._title("reasons")
        if len(groups) == 1:
            for block in self._reason_blocks(groups[0]):
                yield f"{title}\n{block}" if title else block
                title = ""
            return
        for group in groups:
            head = self._group_title(group)
            blocks = list(self._reason_blocks(group)) or [""]
            first = "\n".join(filter(None, (title, head, blocks[0])))
            yield from (first, *blocks[1:])
            title = ""

    def _reason_blocks(self, group: Group) -> Iterator[str]:
        """Yield the reasons in one text, or each alone where they are told at length and may need several messages."""
        shown = [each for each in group.reasons if self._every_source or each.rule not in self._cited]
        told = [self._reason(reason) for reason in shown]
        if self._at_length:
            yield from told
        elif told:
            yield "\n".join(told)

    def _group_title(self, group: Group) -> str:
        """Return what the reasons below are about, with its own verdict."""
        names = capital(self._speech.joined([one_line(name) for name in group.names]))
        word = capital(self._speech.text(f"ui.verdict.name.{group.verdict}"))
        return f"{LOOKS[group.verdict].sign} **{self._speech.labelled(names, word)}**"

    def _reason(self, reason: Reason) -> str:
        """Return a reason with its sources; those of a reason that stands further up as well are there."""
        lines = [f"- {one_line(reason.text)}"]
        if reason.rule not in self._cited:
            self._cited.add(reason.rule)
            sources = reason.sources if self._at_length and self._every_source else best_source(reason)
            lines += [
                f"-# {self._speech.labelled(self._speech.text('answer.source'), self._source(one))}" for one in sources
            ]
        return "\n".join(lines)

    def _source(self, source: SourceLine) -> str:
        words = link(source.title, source.url) if len(source.url) <= URL else one_line(source.title)
        if source.url.startswith(SERVERS_URL):
            # Whose rule it is stands in the reason already.
            return words
        kind = self._speech.text(f"ui.source_kind.{source.kind}")
        read_on = f"{self._speech.label('read_on')} {source.read_on}"
        return self._speech.bracketed(words, kind if self._speech.is_ja else kind.lower(), read_on)

    # --- what to do --------------------------------------------------------------------------------

    def _list(self, label: str, items: Sequence[str], *, numbered: bool = False) -> Iterator[str]:
        if items:
            lines = [
                f"{number}. {one_line(item)}" if numbered else f"- {one_line(item)}"
                for number, item in enumerate(items, start=1)
            ]
            yield "\n".join((self._title(label), *lines))

    def _draft(self, draft: Draft) -> str:
        speech = self._speech
        tone = speech.text(f"ui.tone.{draft.tone}")
        name = speech.bracketed(speech.text(f"ui.purpose.{draft.purpose}"), tone)
        return f"**{name}**\n{code_block(draft.text)}"

    def _notes(self) -> Iterator[str]:
        notes = [one_line(note) for note in self._reply.notes if note.strip()]
        if not self._context.ephemeral:
            notes.append(self._speech.text("answer.public"))
        if notes:
            yield "\n".join(f"-# {note}" for note in notes)

    def _question(self) -> list[str]:
        question = self._reply.question
        return [f"{self._title('question')}\n{plain(question.text)}"] if question is not None else []

    def _title(self, name: str) -> str:
        return f"**{self._speech.label(name)}**"
