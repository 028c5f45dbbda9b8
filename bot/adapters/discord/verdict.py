"""How a verdict is told: in a word, and by a sign and a colour that say nothing which the word does not."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.discord.wording import Speech, capital
from bot.core.reply import Reply
from policies.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """How a verdict looks: a sign, and the colour of the bar beside the answer, on light and dark alike."""

    sign: str
    colour: int


LOOKS: Mapping[Verdict, Look] = {
    Verdict.SHARE: Look("✅", 0x2E9E5B),
    Verdict.SHARE_MINIMAL: Look("☑️", 0x1C93A6),
    Verdict.ASK_FIRST: Look("❓", 0xD69A00),
    Verdict.APPROVAL_FIRST: Look("⏳", 0xE0731D),
    Verdict.DECLINE: Look("✋", 0xD33A3A),
    Verdict.DECLINE_AND_REPORT: Look("🚨", 0x9B1C1C),
}


def verdict_word(reply: Reply, speech: Speech) -> str:
    """Return the verdict in a word. Where no answer must be given the word does not speak of one."""
    if reply.heading == speech.text("ui.verdict.silent.heading"):
        return capital(speech.text("answer.silent"))
    return capital(speech.text(f"ui.verdict.name.{reply.verdict}"))
