"""Spellings and slips that change how a message looks, and not what it asks."""

import re
import unicodedata
from random import Random

from policies.vocabulary import Language

_LOOKALIKE = str.maketrans({"o": "0", "i": "1", "a": "@", "e": "3", "O": "0", "I": "1", "A": "4", "E": "3"})
_KEPT = re.compile(r"https?://\S+|\S+@\S+|[\d+()０-９－-]{4,}|\{[a-z_]+\}|@\w+")
_KATAKANA = re.compile(r"[ァ-ヴー]{3,}")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_HIRAGANA = re.compile(r"[ぁ-ん]{5,}")
_DENIAL = re.compile(r"せん|ない|なく|なか|なさ|ぬ|ず|んで|not|n't|no\b|never|without", re.IGNORECASE)
_WORD = re.compile(r"\b[a-z]{6,}\b")


def _half_width() -> dict[str, str]:
    table = {}
    for code in range(0xFF66, 0xFF9E):
        half = chr(code)
        table[unicodedata.normalize("NFKC", half)] = half
        for mark in "ﾞﾟ":
            full = unicodedata.normalize("NFKC", half + mark)
            if len(full) == 1:
                table[full] = half + mark
    return table


HALF_WIDTH = _half_width()


def spell_out(thing: str, random: Random) -> str:
    """Spell the last word of a thing so that a filter for it does not find it."""
    head, gap, word = thing.rpartition(" ") if not re.search(r"[ぁ-ん一-龥ァ-ヴ]", thing) else ("", "", thing)
    how = random.choice(("spaced", "dotted", "lookalike", "hyphens"))
    if how == "lookalike" and _LATIN.fullmatch(word):
        return f"{head}{gap}{word.translate(_LOOKALIKE)}"
    mark = {"spaced": " ", "dotted": ".", "lookalike": "・", "hyphens": "-"}[how]
    return f"{head}{gap}{mark.join(word)}"


def roughen(text: str, language: Language, emoji: list[str], random: Random) -> tuple[str, list[str]]:
    """Apply one or two slips or habits of typing. Return the text and the names of what was done."""
    habits = _HABITS[language]
    done = []
    for name in random.sample(sorted(habits), random.randint(1, 2)):
        changed = habits[name](text, random, emoji)
        if changed != text:
            text, done = changed, [*done, name]
    return text, done


def _kept(text: str, change) -> str:
    """Change what lies between links, addresses and numbers."""
    parts, last = [], 0
    for found in _KEPT.finditer(text):
        parts += [change(text[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*parts, change(text[last:])])


def _half(text: str, random: Random, _: list[str]) -> str:
    return _kept(text, lambda part: _KATAKANA.sub(lambda found: "".join(HALF_WIDTH.get(c, c) for c in found[0]), part))


def _full(text: str, random: Random, _: list[str]) -> str:
    return _kept(text, lambda part: _LATIN.sub(lambda found: "".join(chr(ord(c) + 0xFEE0) for c in found[0]), part))


def _smile(text: str, random: Random, emoji: list[str]) -> str:
    return re.sub(
        r"(?<=[。！？])(?=\s|$|[ぁ-んァ-ヴ一-龥])|(?<=[a-z][.!?])(?=\s|$)",
        lambda found: random.choice(emoji) if random.random() < 0.5 else "",
        text,
    )


def _lines(text: str, random: Random, _: list[str]) -> str:
    return re.sub(r"。(?!\n|」|$)", "。\n", text)


def _no_stops(text: str, random: Random, _: list[str]) -> str:
    return re.sub(r"。(?=\n|$)", "", text).replace("。", "　")


def _swap(text: str, random: Random, _: list[str]) -> str:
    """Swap two letters in one word, or two kana in one run, that denies nothing."""
    pattern = _HIRAGANA if _HIRAGANA.search(text) else _WORD
    runs = [found for found in pattern.finditer(text) if not _DENIAL.search(found[0])]
    if not runs:
        return text
    found = random.choice(runs)
    at = found.start() + random.randrange(1, len(found[0]) - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _double(text: str, random: Random, _: list[str]) -> str:
    """Type one particle twice."""
    places = [found.start() for found in re.finditer(r"[をにでは](?=[一-龥ァ-ヴ])", text)]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at] + text[at:]


def _lower(text: str, random: Random, _: list[str]) -> str:
    return _kept(text, str.lower)


def _no_marks(text: str, random: Random, _: list[str]) -> str:
    return re.sub(r"(?<=[a-z])'(?=[a-z])", "", text)


def _short_words(text: str, random: Random, _: list[str]) -> str:
    text = re.sub(r"\byou\b", "u", text)
    return re.sub(r"\bplease\b", "pls", re.sub(r"\byour\b", "ur", text))


def _curly(text: str, random: Random, _: list[str]) -> str:
    return text.replace("'", "’")


def _shout(text: str, random: Random, _: list[str]) -> str:
    return _kept(text, str.upper)


_HABITS = {
    Language.JA: {
        "half width": _half,
        "full width": _full,
        "emoji": _smile,
        "line breaks": _lines,
        "no full stops": _no_stops,
        "swapped kana": _swap,
        "doubled particle": _double,
    },
    Language.EN: {
        "emoji": _smile,
        "lower case": _lower,
        "swapped letters": _swap,
        "no apostrophes": _no_marks,
        "short words": _short_words,
        "curly marks": _curly,
        "capitals": _shout,
    },
}
