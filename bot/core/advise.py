"""Advice on one message that stands alone: read, merge the facts, decide, compose."""

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.core.compose import Notice, compose, compose_notice
from bot.core.decide import Query, decide
from bot.core.read import MAX_CHARS, read
from bot.core.reading import Intent, Reading, Speaker
from bot.core.reply import Reply
from bot.core.words import Words
from bot.errors import MisuseError
from bot.texts.phrasebook import Phrasebook
from policies.rulebook import Rulebook
from policies.vocabulary import Fact, Language, Purpose, Tone

NO_FACTS: Mapping[str, str] = MappingProxyType({})

EMPTY, TOO_LONG = "empty", "too_long"
"""Keys of `MisuseError`."""

NOTICES = {Intent.HELP: Notice.HELP, Intent.SMALL_TALK: Notice.SMALL_TALK}
"""What is said to words that want no advice."""

_REFUSAL = re.compile(
    r"(?:お|ご|)(?:断り|辞退)(?:の|する|したい|するため|する為)?|断(?:る|りたい)|refus\w*|declin\w*|\bsay(?:ing)? no\b",
    re.IGNORECASE,
)

_ORDER = {fact.value: place for place, fact in enumerate(Fact)}


@dataclass(frozen=True, slots=True, eq=False)
class Core:
    """All that advice rests on: the words to read by, the rules to decide by, the phrases to speak in.

    `words`: all of them, or what gives those that one text needs: slower for each text, but with much less memory.
    """

    words: Words | Callable[[str], Words]
    rulebook: Rulebook
    phrasebook: Phrasebook

    def read(self, text: str, speaker: Speaker | None = None, *, named: bool = False) -> Reading:
        """Read a text. `named`: it only names what was asked for.

        Who asks us for a letter is the freelancer, even if nothing else shows it; and what is to be refused in that
        letter has been asked for, though it is named beside a refusal.
        """
        reading = read(text, self._words_for(text), speaker, named=named)
        if reading.intent is not Intent.LETTER or reading.asks or speaker is Speaker.CLIENT:
            return reading
        bare = _REFUSAL.sub(lambda found: " " * len(found[0]), text)
        asks = read(bare, self._words_for(bare), Speaker.FREELANCER, named=True).asks
        quoted = tuple(replace(ask, quote=text[ask.span[0] : ask.span[1]]) for ask in asks)
        return replace(reading, asks=quoted, speaker=Speaker.FREELANCER)

    def _words_for(self, text: str) -> Words:
        return self.words if isinstance(self.words, Words) else self.words(text)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the answer is wanted: its language, and the letter's language, tone and purpose."""

    language: Language
    letter_language: Language
    tone: Tone
    purpose: Purpose | None = None


def advise(
    text: str,
    *,
    core: Core,
    on: dt.date,
    facts: Mapping[str, str] = NO_FACTS,
    speaker: Speaker | None = None,
    language: Language | None = None,
    tone: Tone | None = None,
    not_asked: Collection[str] = (),
) -> Reply:
    """Advise on a message by the rules of the day `on`.

    `facts` are told beside the text, and count for more than what it says. `language` is that of the answer and of the
    letters; without it, that of the message. Raise `MisuseError` for a text without a letter, or one that is too long.
    """
    check(text)
    reading = core.read(text, speaker)
    spoken = language or reading.language
    notice = NOTICES.get(reading.intent)
    if notice and not reading.asks and speaker is not Speaker.CLIENT:
        return compose_notice(notice, core.rulebook, core.phrasebook, spoken)
    known, origins = merge((reading.facts, "text"), (facts, "told"))
    letter = language or reading.wanted_language or spoken
    wishes = Wishes(spoken, letter, tone or tone_of(reading) or Tone.PLAIN, reading.purpose)
    return judge(reading, known, origins, wishes, core=core, on=on, not_asked=not_asked)


def check(text: str) -> None:
    """Raise `MisuseError` if there is nothing to read in the text, or more than can be read."""
    if len(text) > MAX_CHARS:
        raise MisuseError(TOO_LONG)
    if not any(map(str.isalnum, text)):
        raise MisuseError(EMPTY)


def merge(*layers: tuple[Mapping[str, str], str]) -> tuple[dict[str, str], dict[str, str]]:
    """Lay facts over each other, each layer with its origin, later ones on top. Return the facts and their origins."""
    facts: dict[str, str] = {}
    origins: dict[str, str] = {}
    for layer, origin in layers:
        facts.update({str(fact): value for fact, value in layer.items()})
        origins.update({str(fact): origin for fact in layer})
    names = sorted(facts, key=_ORDER.__getitem__)
    return {name: facts[name] for name in names}, {name: origins[name] for name in names}


def tone_of(reading: Reading) -> Tone | None:
    """Return the tone that the words ask for; who is asked again and again answers firmly."""
    return reading.tone or (Tone.FIRM if reading.intent is Intent.INSISTS else None)


def judge(
    reading: Reading,
    facts: Mapping[str, str],
    origins: Mapping[str, str],
    wishes: Wishes,
    *,
    core: Core,
    on: dt.date,
    not_asked: Collection[str] = (),
) -> Reply:
    """Decide on what was read, and put it into words."""
    kinds = frozenset([ask.kind for ask in reading.asks])
    queries = [Query(ask.kind, ask.tool, ask.manner, reading.signs, kinds) for ask in reading.asks]
    return compose(
        decide(queries, facts, core.rulebook, on, not_asked),
        reading,
        facts,
        origins,
        core.rulebook,
        core.phrasebook,
        on,
        wishes.language,
        wishes.letter_language,
        wishes.tone,
        wishes.purpose,
    )
