"""How a verdict is told: in a word, and by a sign and a colour that say nothing which the word does not."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.line.clean import one_line
from bot.adapters.line.limits import ALT_UNITS, cut_text
from bot.adapters.line.wording import Speech, capital
from bot.core.reply import Reply
from policies.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict looks: a sign, and its colour on a tint of it."""

    sign: str
    colour: str
    tint: str


LOOKS: Mapping[Verdict, Look] = {
    Verdict.SHARE: Look("✓", "#1A6B3C", "#E6F3EA"),
    Verdict.SHARE_MINIMAL: Look("◐", "#0B6370", "#E2F1F3"),
    Verdict.ASK_FIRST: Look("?", "#7A5200", "#FBF1D9"),
    Verdict.APPROVAL_FIRST: Look("!", "#8F4300", "#FCEADB"),
    Verdict.DECLINE: Look("✕", "#A12222", "#FAE7E7"),
    Verdict.DECLINE_AND_REPORT: Look("‼", "#FFFFFF", "#8E1B1B"),
}


def verdict_word(reply: Reply, speech: Speech) -> str:
    """Return the verdict in a word. Where no answer must be given the word does not speak of one."""
    if reply.heading == speech.text("ui.verdict.silent.heading"):
        return capital(speech.text("card.silent"))
    return capital(speech.text(f"ui.verdict.name.{reply.verdict}"))


def alt_text(reply: Reply, speech: Speech) -> str:
    """Return what a notification shows: the verdict, and nobody's name, for others may see it."""
    said = speech.labelled(verdict_word(reply, speech), one_line(reply.heading))
    return cut_text(said, ALT_UNITS)
