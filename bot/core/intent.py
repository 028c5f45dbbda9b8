"""Tell what a person wants of us: a remark on the case under way, a letter, or advice on a message.

A remark is short and asks for nothing that a client wants; whatever a client asks for comes first. Only in the
freelancer's own words may a remark name what was asked for: "they asked for my LINE ID again".
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.core.reading import Ask, Intent, Speaker
from bot.core.sift import Found, Heaps
from bot.core.words import Sort
from policies.vocabulary import Fact, Language, Purpose, Tone

SHORT = 40
"""A remark is no longer than this, in folded letters; an English one may be twice as long."""

_ASKING = frozenset(("give", "request", "report"))
_RESET = 20
"""What erases everything must be said outright, in no more letters than these."""

_FOLLOW_UPS = (
    Intent.INSISTS,
    Intent.ALREADY_SHARED,
    Intent.SOFTER,
    Intent.FIRMER,
    Intent.LANGUAGE,
)
"""Where a remark could be several of these it is the first."""

_LANGUAGES = {"language_en": Language.EN, "language_ja": Language.JA}
_TONES = {"softer": Tone.SOFT, "firmer": Tone.FIRM}
_NAMES = {"thanks": Intent.SMALL_TALK, **dict.fromkeys(_LANGUAGES, Intent.LANGUAGE)}
"""What the files tell apart more finely than we do."""

_PURPOSES = tuple(
    (re.compile(words), purpose)
    for words, purpose in (
        ("削除|消(し|去)|delet|erase", Purpose.REQUEST_DELETION),
        ("通報|違反報告|report", Purpose.REPORT),
        ("申請(の|する|)(理由|文)|申請書|application", Purpose.APPROVAL_REASON),
        ("辞退|withdraw|pull out|back out", Purpose.WITHDRAW),
        ("目的を(聞|尋|確認|伺)|用途を(聞|尋|確認|伺)|what (it|that|this)('s| is) for|why they", Purpose.ASK_PURPOSE),
        ("(もう一度|再度|また)(お|)断|(again|second)", Purpose.SECOND_REFUSAL),
        ("断|refus|declin|say no|turn (it|this|that|them|him|her) down", Purpose.DECLINE),
    )
)
"""What a letter is wanted for, by words of the request; the first that is met."""

_SOMEBODY = re.compile(r"相手|先方|クライアント|\b(client|them|they|him|her|buyer)\b")
_POLITE_END = re.compile(
    r"(て|)(ください|下さい|くれ(る|ます|ません|)(か|)|もらえ(る|ます|ません)(か|)|いただけ(ます|ません)か|お願い(します|)"
    r"|ほしい(です|)|(my|your|the|all|of|it|that|data|conversation|case|everything|about|me|please|now)|[\s。、.,!ねよ]"
    r")*"
)
_POLITE_START = re.compile(
    r"(全部|すべて|全て|これまでの|今までの|今の|ことは|ことを|は|を|please|can you|could you|now|[\s、,])*"
)
_WHY = re.compile("なぜ|どうして|なんで|why|[?？か]$")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted, and how a letter is wanted where the words say so."""

    intent: Intent
    tone: Tone | None = None
    purpose: Purpose | None = None
    language: Language | None = None


def wish(
    text: str, heaps: Heaps, asks: Sequence[Ask], facts: Mapping[str, str], speaker: Speaker, language: Language
) -> Wish:
    """Tell what is wanted. `text` is folded."""
    found = [word for word in heaps.of(Sort.INTENT) if not _is_mark(word, text)]
    names = {word.label.name for word in found}
    own = speaker is Speaker.FREELANCER
    limit = SHORT if language is Language.JA else 2 * SHORT
    if asks and not own:
        return Wish(Intent.MESSAGE)
    if "small_talk" in names:
        return Wish(Intent.SMALL_TALK)
    if Intent.LETTER in names and (own or len(text) <= 2 * limit):
        return _letter(text, names)
    if len(text) > limit:
        return _longer(text, names, asks, facts, limit, own=own)
    if asks:
        return _named(names, facts, heaps.act_names(0, len(text)))
    return _remark(text, found, names, facts)


def may_be_message(intent: Intent, text: str) -> bool:
    """Tell whether a text may be a message: nobody asks for anything in "softer, please" or in a mere answer to us."""
    return intent in (Intent.MESSAGE, Intent.ALREADY_SHARED) or (intent is Intent.ANSWER and len(text) > SHORT)


def _is_mark(word: Found, text: str) -> bool:
    """Tell whether the word is a mere question mark behind other words: that asks for no help."""
    return text[word.start : word.end] == "?" and text.strip(" ?") != ""


def _letter(text: str, names: Collection[str]) -> Wish:
    purpose = next((purpose for words, purpose in _PURPOSES if words.search(text)), None)
    tone = next((tone for name, tone in _TONES.items() if name in names), None)
    return Wish(Intent.LETTER, tone, purpose, _language(names))


def _language(names: Collection[str]) -> Language | None:
    return next((language for name, language in _LANGUAGES.items() if name in names), None)


def _longer(
    text: str, names: Collection[str], asks: Sequence[Ask], facts: Mapping[str, str], limit: int, *, own: bool
) -> Wish:
    """Read what is too long for a remark: a story, perhaps of a client who insists, or some more facts.

    A client's courtesies state facts as well ("thank you for sending the draft"); those are no answer to us.
    """
    if asks and own and len(text) <= 2 * limit and Intent.INSISTS in names:
        return Wish(Intent.INSISTS)
    if facts and own and not asks and len(text) <= 3 * limit:
        return Wish(Intent.ANSWER)
    return Wish(Intent.MESSAGE)


def _named(names: Collection[str], facts: Mapping[str, str], acts: Collection[str]) -> Wish:
    """Read a freelancer's short words that name what was asked for."""
    if facts.get(Fact.ALREADY_SHARED) == "yes":
        return Wish(Intent.ALREADY_SHARED)
    for intent in (Intent.WHY, *_FOLLOW_UPS):
        if intent in names or intent in {_NAMES.get(name) for name in names}:
            return Wish(intent, language=_language(names))
    if facts and _ASKING.isdisjoint(acts):
        return Wish(Intent.ANSWER)
    return Wish(Intent.MESSAGE)


def _remark(text: str, found: Sequence[Found], names: Collection[str], facts: Mapping[str, str]) -> Wish:
    intents = {str(_NAMES.get(name, name)) for name in names}
    if any(word.label.name == "forget" and _says_forget(text, word) for word in found):
        return Wish(Intent.FORGET)
    if Intent.WHAT_IF_APPROVED in intents:
        return Wish(Intent.WHAT_IF_APPROVED)
    if facts.get(Fact.ALREADY_SHARED) == "yes":
        return Wish(Intent.ALREADY_SHARED)
    for intent in _FOLLOW_UPS:
        if intent in intents:
            return Wish(intent, _tone_beside(intent, names), language=_language(names))
    if Intent.WHY in intents and (not facts or _WHY.search(text)):
        return Wish(Intent.WHY)
    if facts:
        return Wish(Intent.ANSWER)
    for intent in (Intent.UNKNOWN_ANSWER, Intent.HELP, Intent.SMALL_TALK):
        if intent in intents:
            return Wish(intent)
    return Wish(Intent.MESSAGE)


def _tone_beside(intent: Intent, names: Collection[str]) -> Tone | None:
    """Return the tone in which a letter is wanted that is wanted for another cause as well."""
    if intent in (Intent.SOFTER, Intent.FIRMER):
        return None
    return next((tone for name, tone in _TONES.items() if name in names), None)


def _says_forget(text: str, word: Found) -> bool:
    """Tell whether we are told to forget, rather than of something forgotten or to be erased by somebody else."""
    if len(text) > 2 * _RESET or _SOMEBODY.search(text):
        return False
    before, after = text[: word.start], text[word.end :]
    if text.isascii():
        return bool(_POLITE_START.fullmatch(before) and _POLITE_END.fullmatch(after))
    return len(before) <= _RESET and bool(_POLITE_END.fullmatch(after))
