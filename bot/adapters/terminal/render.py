"""A reply as lines for a terminal: the verdict first, the question that is to be answered last.

Between them stand what we go by, the reasons with numbered sources, the steps, and the letters, each set off by plain
rules and in lines as long as its paragraphs, so that it can be copied as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.adapters.terminal.clean import clean, one_line
from bot.adapters.terminal.paint import Paint
from bot.adapters.terminal.wrap import flow, wrap
from bot.core.reply import AskAdvice, Choice, Draft, Question, Reason, Reply, SourceLine
from bot.texts.phrasebook import Phrasebook, Phrases
from policies.rulebook import Rulebook
from policies.vocabulary import CAUTION, Fact, Language, Verdict

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""
NARROWEST = 20
MAX_REASONS = 3
"""Reasons shown of each ask; all of them when they were asked for."""
MAX_CHOICES = 12
"""Of more choices than these the rest is not listed."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a reply is shown on. `texts` are those that only the terminal has."""

    phrasebook: Phrasebook
    texts: Phrasebook
    rulebook: Rulebook
    paint: Paint
    width: int = 80

    @property
    def room(self) -> int:
        """The width of a line of text."""
        return max(min(self.width, WIDEST), NARROWEST)


def render(reply: Reply, screen: Screen) -> list[str]:
    """Return the lines of a reply."""
    page = _Page(reply, screen)
    lines: list[str] = []
    for block in page.blocks():
        if block:
            lines += [*([""] if lines else []), *block]
    return lines


class _Page:
    """The parts of one reply, each a list of lines."""

    def __init__(self, reply: Reply, screen: Screen) -> None:
        self._reply = reply
        self._screen = screen
        self._phrases: Phrases = screen.phrasebook.of(reply.lang)
        self._texts: Phrases = screen.texts.of(reply.lang)
        self._paint = screen.paint
        self._width = screen.room
        self._sources: dict[str, int] = {}
        self._cited: list[SourceLine] = []

    def blocks(self) -> Iterator[list[str]]:
        reply = self._reply
        if reply.verdict is None:
            yield [line for note in reply.notes for line in self._wrap(note)]
            yield self._question(reply.question)
            return
        yield [*self._heading(reply.verdict), *self._premises()]
        yield self._list("aftercare", reply.aftercare, numbered=True)
        yield self._list("calls", reply.calls)
        yield self._reasons()
        yield self._source_list()
        yield self._list("steps", reply.steps, numbered=True)
        for draft in reply.drafts:
            yield self._draft(draft)
        yield self._list("would_change", [change.text for change in reply.would_change])
        yield [line for note in reply.notes for line in self._wrap(note)]
        yield self._question(reply.question)

    # --- what it comes to --------------------------------------------------------------------------

    def _heading(self, verdict: Verdict) -> list[str]:
        return [self._paint.verdict(line, verdict) for line in self._wrap(self._reply.heading)]

    def _premises(self) -> list[str]:
        """Return what was asked for, and what we go by."""
        asks, facts = self._reply.asks, self._reply.facts
        lines: list[str] = []
        if asks:
            names = self._joined(one_line(ask.name) for ask in asks)
            lines += self._labelled(self._label("asks"), names)
        for origin, known in self._by_origin().items() if asks and facts else ():
            label = self._label("facts")
            if origin is not None:
                label = self._bracketed(label, self._phrases.text(f"ui.origin.{origin}"))
            lines += self._labelled(label, self._joined(known))
        return lines

    def _by_origin(self) -> dict[str | None, list[str]]:
        """Return the facts that we go by, in words, parted by where they come from."""
        known: dict[str | None, list[str]] = {}
        for name, value in self._reply.facts.items():
            known.setdefault(self._reply.origins.get(name), []).append(self._fact(name, value))
        return known

    def _labelled(self, label: str, text: str) -> list[str]:
        return self._wrap(text, f"{label}{'：' if self._is_ja else ': '}", "  ")

    def _fact(self, name: str, value: str) -> str:
        if name == Fact.PLATFORM:
            platform = self._screen.rulebook.platforms.get(value)
            return value if platform is None else getattr(platform.title, self._reply.lang)
        title = self._phrases.text(f"ui.fact.{name}.name")
        label = self._phrases.text(f"ui.fact.{name}.value.{value}")
        return (
            f"{title}「{label}」"
            if self._reply.lang is Language.JA
            else f"{title.lower()}: {label[:1].lower()}{label[1:]}"
        )

    # --- why ---------------------------------------------------------------------------------------

    def _reasons(self) -> list[str]:
        groups = self._grouped()
        if not groups:
            return []
        lines = [self._title("reasons")]
        for names, verdict, reasons in groups:
            if len(groups) > 1:
                lines += self._wrap(f"{names} → {self._phrases.text(f'ui.verdict.name.{verdict}')}", "  ")
            for reason in reasons:
                lines += self._wrap(reason.text + self._marks(reason), "  ・" if self._is_ja else "  - ")
        return lines

    @property
    def _at_length(self) -> bool:
        """A reply of reasons alone answers the question why."""
        return not (self._reply.steps or self._reply.drafts or self._reply.aftercare)

    def _grouped(self) -> list[tuple[str, Verdict, Sequence[Reason]]]:
        """Return the asks that are advised on alike, together, the most cautious advice first.

        Beside a fraud the honest ones do not matter.
        """
        groups: dict[tuple[str, ...], list[AskAdvice]] = {}
        for ask in sorted(self._reply.asks, key=lambda ask: -CAUTION[ask.verdict]):
            rules = [reason.rule for reason in ask.reasons] if self._at_length else ()
            groups.setdefault((ask.verdict, *rules), []).append(ask)
        worst = self._reply.verdict is Verdict.DECLINE_AND_REPORT and not self._at_length
        return [
            (self._joined(one_line(ask.name) for ask in asks), asks[0].verdict, self._shared(asks))
            for asks in groups.values()
            if not worst or asks[0].verdict is self._reply.verdict
        ]

    def _shared(self, asks: Sequence[AskAdvice]) -> Sequence[Reason]:
        """Return the reasons of some asks, each once, the first of every ask before the others."""
        turns = zip_longest(*(self._chosen(ask) for ask in asks))
        return list({reason.rule: reason for turn in turns for reason in turn if reason is not None}.values())

    def _chosen(self, ask: AskAdvice) -> Sequence[Reason]:
        """Return the reasons to show: at first a few, and what holds everywhere only where nothing else is known."""
        if self._at_length:
            return ask.reasons
        special = [reason for reason in ask.reasons if reason.rule != f"common.{ask.kind}"]
        return (special or ask.reasons)[:MAX_REASONS]

    def _marks(self, reason: Reason) -> str:
        """Return the numbers of the sources of a reason."""
        numbers = []
        for source in reason.sources if self._at_length else _best(reason.sources):
            if source.url not in self._sources:
                self._sources[source.url] = len(self._sources) + 1
                self._cited.append(source)
            numbers.append(self._sources[source.url])
        space = "" if self._is_ja else " "
        return "".join(f"{space}[{number}]" for number in dict.fromkeys(numbers))

    def _source_list(self) -> list[str]:
        if not self._cited:
            return []
        lines = [self._title("sources")]
        for number, source in enumerate(self._cited, start=1):
            mark = f"  [{number}] "
            lines += [self._paint.aside(line) for line in self._wrap(self._source(source), mark)]
            lines.append(self._paint.aside(self._address(one_line(source.url), len(mark))))
        return lines

    def _address(self, url: str, indent: int) -> str:
        """Set in an address as far as it then still fits on one line."""
        return " " * max(min(indent, self._width - len(url)), 0) + url

    def _source(self, source: SourceLine) -> str:
        kind = self._phrases.text(f"ui.source_kind.{source.kind}")
        read_on = self._phrases.text("ui.label.read_on")
        if self._is_ja:
            return f"{source.title}（{kind}、{read_on} {source.read_on}）"
        return f"{source.title} ({kind.lower()}, {read_on} {source.read_on})"

    # --- what to do --------------------------------------------------------------------------------

    def _list(self, label: str, items: Sequence[str], *, numbered: bool = False) -> list[str]:
        if not items:
            return []
        lines = [self._title(label)]
        for number, item in enumerate(items, start=1):
            bullet = "・" if self._is_ja else "- "
            lines += self._wrap(item, f"  {number}. " if numbered else f"  {bullet}")
        return lines

    def _draft(self, draft: Draft) -> list[str]:
        purpose = self._phrases.text(f"ui.purpose.{draft.purpose}")
        tone = self._phrases.text(f"ui.tone.{draft.tone}")
        rule = "─" * self._width
        title = self._paint.label(self._bracketed(purpose, tone if self._is_ja else tone.lower()))
        return [title, self._paint.aside(rule), *clean(draft.text).strip("\n").split("\n"), self._paint.aside(rule)]

    # --- the question ------------------------------------------------------------------------------

    def _question(self, question: Question | None) -> list[str]:
        if question is None:
            return []
        asked = [self._paint.label(line) for line in self._wrap(question.text)]
        hint = self._texts.text("chat.choose")
        if len(question.choices) - 1 > MAX_CHOICES:
            hint = self._texts.text("chat.other_platform")
        return [*asked, *self._choices(question.choices), *(self._paint.aside(line) for line in self._wrap(hint))]

    def _choices(self, choices: Sequence[Choice]) -> list[str]:
        """Return the choices with their numbers; "I don't know", which is the last, has the number 0."""
        listed = [f"{number} {one_line(choice.label)}" for number, choice in enumerate(choices[:-1], start=1)]
        shown = [*listed[:MAX_CHOICES], f"0 {one_line(choices[-1].label)}"]
        return [f"  {line}" for line in flow(shown, self._width - 2)]

    # --- pieces ------------------------------------------------------------------------------------

    @property
    def _is_ja(self) -> bool:
        return self._reply.lang is Language.JA

    def _wrap(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        return wrap(clean(text), self._width, first, rest)

    def _label(self, name: str) -> str:
        return self._phrases.text(f"ui.label.{name}")

    def _title(self, name: str) -> str:
        return self._paint.label(self._label(name))

    def _joined(self, names: Iterable[str]) -> str:
        return ("、" if self._is_ja else ", ").join(names)

    def _bracketed(self, text: str, aside: str) -> str:
        return f"{text}（{aside}）" if self._is_ja else f"{text} ({aside})"


def _best(sources: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """Return the one source to show beside a short reason: the first that is official."""
    official = [source for source in sources if source.kind == "official"]
    return (official or sources)[:1]
