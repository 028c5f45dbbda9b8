"""The card of a reply: the verdict first, in a word, a sign and a colour; then why, and what to do.

A card has one bubble. Where a bubble would be heavier than LINE takes, sources go first, then reasons; if even that
does not help there is no card, and the reply is told in plain text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.adapters.line import flex
from bot.adapters.line.buttons import Action, encode
from bot.adapters.line.calls import contacts, web_uri
from bot.adapters.line.clean import clean, one_line
from bot.adapters.line.limits import (
    BUBBLE_BYTES,
    CLIPBOARD_UNITS,
    JsonMessage,
    is_uri,
    json_bytes,
    utf16_length,
)
from bot.adapters.line.question import hint, listed_choices
from bot.adapters.line.reasons import (
    MAX_REASONS,
    Group,
    best_source,
    grouped,
    hides_reasons,
    is_about_reasons,
)
from bot.adapters.line.verdict import LOOKS, alt_text, verdict_word
from bot.adapters.line.wording import Speech, capital
from bot.core.reply import Reason, Reply, SourceLine
from policies.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class CardContext:
    """Where the card is shown. `step`: what its buttons carry, from `buttons.step_of`.

    `show_letters`: False where letters must not be shown, for instance before many eyes.
    """

    step: int
    is_group: bool = False
    show_letters: bool = True


@dataclass(frozen=True, slots=True)
class _Detail:
    """How much a card tells."""

    reasons: int | None
    all_sources: bool = False
    sources: bool = True


_BRIEF = (_Detail(MAX_REASONS), _Detail(MAX_REASONS, sources=False), _Detail(1, sources=False))
_FULL = (_Detail(None, all_sources=True), _Detail(None), _Detail(MAX_REASONS), _Detail(1, sources=False))


def card(reply: Reply, speech: Speech, context: CardContext, *, asks: bool) -> JsonMessage | None:
    """Return the message with the card of a reply that has a verdict, or None if no bubble can hold it.

    `asks`: whether our question stands on the card.
    """
    for detail in _FULL if is_about_reasons(reply) else _BRIEF:
        made = _Card(reply, speech, context, detail, asks=asks).bubble()
        if json_bytes(made) <= BUBBLE_BYTES:
            return {"type": "flex", "altText": alt_text(reply, speech), "contents": made}
    return None


class _Card:
    """The parts of one card."""

    def __init__(self, reply: Reply, speech: Speech, context: CardContext, detail: _Detail, *, asks: bool) -> None:
        self._reply = reply
        self._speech = speech
        self._context = context
        self._detail = detail
        self._asks = asks
        self._groups: Sequence[Group] = grouped(reply, detail.reasons)
        self._cited: set[str] = set()

    def bubble(self) -> JsonMessage:
        """Return the bubble."""
        blocks = [block for block in self._blocks() if block]
        parts: list[JsonMessage] = []
        for block in blocks:
            parts += [*([flex.separator()] if parts else []), flex.box("vertical", block, margin="xl", spacing="md")]
        parts[:1] = [{**part, "margin": "none"} for part in parts[:1]]
        body = flex.box("vertical", parts, paddingAll="20px", backgroundColor=flex.PAPER)
        return flex.bubble(self._header(), body, list(self._buttons()))

    # --- what it comes to --------------------------------------------------------------------------

    def _header(self) -> JsonMessage:
        verdict = self._reply.verdict
        assert verdict is not None
        look = LOOKS[verdict]
        sign = flex.box(
            "vertical",
            [flex.text(look.sign, "lg", look.tint, align="center", weight="bold", wrap=False, scaling=False)],
            width="36px",
            height="36px",
            cornerRadius="18px",
            backgroundColor=look.colour,
            justifyContent="center",
            flex=0,
        )
        word = flex.text(verdict_word(self._reply, self._speech), "xl", look.colour, weight="bold", gravity="center")
        on_dark = verdict is Verdict.DECLINE_AND_REPORT
        heading = flex.text(clean(self._reply.heading), "md", look.colour if on_dark else flex.INK)
        row = flex.box("horizontal", [sign, word], spacing="md", alignItems="center")
        return flex.box("vertical", [row, heading], spacing="md", paddingAll="20px", backgroundColor=look.tint)

    def _blocks(self) -> Iterator[list[JsonMessage]]:
        reply = self._reply
        yield self._premises()
        yield self._list("aftercare", reply.aftercare, numbered=True)
        yield self._calls()
        yield self._reasons()
        yield self._list("steps", reply.steps, numbered=True)
        yield self._letters()
        yield self._list("would_change", [change.text for change in reply.would_change])
        yield self._notes()
        yield self._question()

    def _premises(self) -> list[JsonMessage]:
        """Return what was asked for, and what we go by."""
        reply, speech = self._reply, self._speech
        if not reply.asks:
            return []
        names = speech.joined([one_line(ask.name) for ask in reply.asks])
        parts = [self._title("asks"), flex.text(capital(names), "md", weight="bold")]
        known: dict[str | None, list[str]] = {}
        for name, value in reply.facts.items():
            known.setdefault(reply.origins.get(name), []).append(speech.fact(name, value))
        for origin, facts in known.items():
            label = speech.label("facts")
            if origin is not None:
                label = speech.bracketed(label, speech.text(f"ui.origin.{origin}"))
            parts.append(flex.text(speech.labelled(label, speech.joined(facts)), "sm", flex.FAINT))
        return parts

    # --- why ---------------------------------------------------------------------------------------

    def _reasons(self) -> list[JsonMessage]:
        groups = [group for group in self._groups if group.reasons or len(self._groups) > 1]
        if not groups:
            return []
        parts = [self._title("reasons")]
        for group in groups:
            if len(groups) > 1:
                parts.append(self._group_title(group))
            parts += [flex.marked("・" if self._speech.is_ja else "•", self._reason(each)) for each in group.reasons]
        return parts

    def _group_title(self, group: Group) -> JsonMessage:
        """Return what the reasons below are about, with its own verdict."""
        look = LOOKS[group.verdict]
        colour = look.tint if group.verdict is Verdict.DECLINE_AND_REPORT else look.colour
        names = self._speech.joined([one_line(name) for name in group.names])
        word = self._speech.text(f"ui.verdict.name.{group.verdict}")
        own = flex.text(f"{look.sign} {capital(word)}", "sm", colour, weight="bold")
        return flex.box("vertical", [flex.text(capital(names), "sm", weight="bold"), own], margin="lg")

    def _reason(self, reason: Reason) -> list[JsonMessage]:
        """Return a reason with its sources; those of a reason that stands further up as well are there."""
        parts = [flex.text(clean(reason.text), "sm")]
        if self._detail.sources and reason.rule not in self._cited:
            self._cited.add(reason.rule)
            sources = reason.sources if self._detail.all_sources else best_source(reason)
            parts += [self._source(source) for source in sources]
        return parts

    def _source(self, source: SourceLine) -> JsonMessage:
        kind = self._speech.text(f"ui.source_kind.{source.kind}")
        read_on = f"{self._speech.label('read_on')} {source.read_on}"
        words = self._speech.bracketed(one_line(source.title), kind if self._speech.is_ja else kind.lower(), read_on)
        uri = web_uri(source.url)
        return flex.link(words, uri) if is_uri(uri) else flex.text(f"{words} {source.url}", "xs", flex.FAINT)

    # --- what to do --------------------------------------------------------------------------------

    def _list(self, label: str, items: Sequence[str], *, numbered: bool = False) -> list[JsonMessage]:
        if not items:
            return []
        bullet = "・" if self._speech.is_ja else "•"
        lines = [
            flex.marked(f"{number}." if numbered else bullet, [flex.text(clean(item), "sm")])
            for number, item in enumerate(items, start=1)
        ]
        return [self._title(label), *lines]

    def _calls(self) -> list[JsonMessage]:
        """Return whom to turn to, with numbers to tap."""
        if not self._reply.calls:
            return []
        parts = [self._title("calls")]
        for line in self._reply.calls:
            links = [
                flex.link(self._contact(words, uri), uri, "sm") for words, uri in contacts(clean(line)) if is_uri(uri)
            ]
            parts.append(flex.box("vertical", [flex.text(clean(line), "sm"), *links], spacing="xs"))
        return parts

    def _contact(self, words: str, uri: str) -> str:
        if uri.startswith("tel:"):
            return self._speech.text("card.call_number", number=words)
        return self._speech.text("card.open_page", host=urlsplit(uri).netloc)

    def _letters(self) -> list[JsonMessage]:
        """Say that letters follow, and what each is for."""
        drafts = self._reply.drafts if self._context.show_letters else ()
        if not drafts:
            return []
        speech = self._speech
        names = []
        for draft in drafts:
            tone = speech.text(f"ui.tone.{draft.tone}")
            names.append(speech.bracketed(speech.text(f"ui.purpose.{draft.purpose}"), tone))
        below = (
            speech.text("card.draft_below")
            if len(drafts) == 1
            else speech.text("card.drafts_below", count=str(len(drafts)))
        )
        listed = (
            [flex.text(names[0], "sm")]
            if len(names) == 1
            else [flex.marked(f"{number}.", [flex.text(name, "sm")]) for number, name in enumerate(names, start=1)]
        )
        return [self._title("drafts"), *listed, flex.text(below, "sm", flex.FAINT)]

    def _notes(self) -> list[JsonMessage]:
        notes = [flex.text(clean(note), "sm", flex.FAINT) for note in self._reply.notes if clean(note).strip()]
        if self._context.is_group:
            notes.append(flex.text(self._speech.text("card.private"), "sm", flex.FAINT))
        return notes

    def _question(self) -> list[JsonMessage]:
        question = self._reply.question
        if question is None or not self._asks:
            return []
        choices = [flex.text(choice, "sm") for choice in listed_choices(question)]
        asked = flex.text(clean(question.text), "md", weight="bold")
        return [self._title("question"), asked, *choices, flex.text(hint(question, self._speech), "sm", flex.FAINT)]

    # --- buttons -----------------------------------------------------------------------------------

    def _buttons(self) -> Iterator[JsonMessage]:
        """Return what is worth a place that does not vanish: the letters to copy, and the reasons not shown."""
        reply, speech = self._reply, self._speech
        drafts = reply.drafts if self._context.show_letters else ()
        for number, draft in enumerate(drafts, start=1):
            letter = clean(draft.text).strip("\n")
            if not 0 < utf16_length(letter) <= CLIPBOARD_UNITS:
                continue
            label = speech.label("copy") if len(drafts) == 1 else speech.text("card.copy_number", number=str(number))
            yield flex.button(label, {"type": "clipboard", "clipboardText": letter}, first=True)
        if not is_about_reasons(reply) and hides_reasons(reply, self._groups):
            why = speech.text("card.quick.why")
            yield flex.button(why, flex.postback(encode(Action.WHY, self._context.step), why))

    def _title(self, name: str) -> JsonMessage:
        return flex.text(self._speech.label(name), "xs", flex.FAINT, weight="bold")
