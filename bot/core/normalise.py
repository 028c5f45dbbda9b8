"""Bring a message into one spelling, with a map back to the original.

Width, case, half-width kana and look-alike signs are folded, invisible characters dropped, letters set apart by
spaces or dots joined again. NFKC is applied letter by letter behind a cap on combining marks, for over a whole
text it takes quadratic time in them.
"""

import re
import unicodedata
from dataclasses import dataclass

from policies.vocabulary import Language

MAXMARKS = 3
"""Combining marks in a row that are kept; no language needs more."""

MAX_FOLDED = 20_000
"""Letters of a folded text that are kept; only signs that unfold into many can lead beyond."""

MASK = "○"
"""What people write in place of a letter to pass a filter; all such signs are folded into this one."""

_MASKS = "◯●〇◎❍⚪⭕✕✖╳※＊"
_LOOKALIKES = dict(zip("аеорсхуіѕјԁһԛԝкмтοαιѵ厶", "aeopcxyisjdhqwkmtoaivム", strict=True))
"""Letters of other scripts that look like the ones which are meant."""
_DASHES = "‐‑‒–—―−─"
_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "´": "'", "`": "'"}


class _Fold(dict[int, str]):
    """Folded form of every letter met so far; a table for `str.translate`."""

    def __init__(self) -> None:
        self.irregular: set[str] = set()
        """Letters met so far that do not become exactly one letter."""

    def __missing__(self, code: int) -> str:
        folded = _fold_letter(chr(code))
        self[code] = folded
        if len(folded) != 1 or unicodedata.combining(folded):
            self.irregular.add(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in _MASKS:
        return MASK
    if letter in _DASHES:
        return "-"
    if letter in _QUOTES:
        return _QUOTES[letter]
    if letter in "\n\r\u2028\u2029\x0b\x0c\x85":
        return "\n"
    if letter in _LOOKALIKES:
        return _LOOKALIKES[letter]
    category = unicodedata.category(letter)
    if category in ("Cf", "Cc", "Cs", "Co", "Cn") and letter != "\t":
        return ""
    if category == "Zs" or letter == "\t":
        return " "
    if letter in "\ufe0f\ufe0e":
        return ""
    if "\U0001f100" <= letter <= "\U0001f1ff" or "\u2460" <= letter <= "\u24ff":
        return unicodedata.normalize("NFKC", letter).casefold()
    folded = unicodedata.normalize("NFKC", letter)
    return folded.replace("\u2026", "...").casefold() if folded else letter


_FOLD = _Fold()

_JA = "ぁ-ゖァ-ヺー一-鿿々〆"
MARKS = "☆★♡♥❤♪♫◇◆✿❀"
"""Signs of decoration that are put between the letters of a name."""
_JAPANESE = re.compile(f"[{_JA}]")
_JA_SPACE = re.compile(f"(?<=[{_JA}]) +(?=[{_JA}])")
_SPACED = re.compile(
    r"(?<![a-z0-9])(?:[a-z][ .・\-_/,]{1,2}){2,}[a-z](?![a-z0-9])"
    f"|(?<![{_JA}])(?:[ぁ-ゖァ-ヺー][ .・_/]{{1,3}}){{2,}}[ぁ-ゖァ-ヺー](?![{_JA}])"
    f"|(?<![{_JA}])(?:[{_JA}] ?[{MARKS}] ?)+(?=[{_JA}])"
    rf"|[{_JA}]([.・\-_/])(?:[{_JA}]\1)+[{_JA}]"
)
_APART = re.compile(rf"[ .・\-_/,][^\W\d_][ .・\-_/,]|(?<![{_JA}])[{_JA}] ?[{MARKS}]")
"""A letter by itself between two others: cheap to look for, and rare."""
_BETWEEN = " .・-_/," + MARKS
_VOWELS = frozenset("aeiou03")
POSING = dict(zip("013457$!", "oieastsi", strict=True))
"""Digits and signs that stand for the letters which they look like: "d3p0s1t"."""
_POSED = re.compile("[a-z][013457$!]{1,2}[a-z]")
"""Cheap to look for, and rare."""
_DISGUISED = re.compile(r"(?<![a-z0-9])(?:[a-z]![a-z]{3,}|[a-z]+(?:[013457$]{1,2}[a-z]+)+)(?![a-z0-9])")
_STARS = re.compile(r"(?<=[a-zァ-ヺー])\*{1,4}|\*{1,4}(?=[a-zァ-ヺー])")


@dataclass(frozen=True, slots=True)
class Text:
    """A folded text. `places[i]` is the offset in the original of folded letter `i`; None means they are the same."""

    original: str
    folded: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original of the folded span."""
        if self.places is None:
            return start, end
        if start >= end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


def normalise(text: str) -> Text:
    """Fold a text of any content. Takes time linear in its length."""
    folded = _undisguised(_stars(text.translate(_FOLD)))
    if len(folded) == len(text) and not _needs_care(text, folded):
        return Text(text, folded, None)
    letters, places = _fold_with_places(text)
    joined, joined_places = _join(_undisguised(_stars(letters)), places)
    return Text(text, joined, tuple(joined_places))


def language_of(folded: str) -> Language:
    """Return the language of a folded text, judged by its letters."""
    return Language.JA if _JAPANESE.search(folded) is not None else Language.EN


def _stars(folded: str) -> str:
    """Turn stars in the place of letters into the mask sign, letter by letter."""
    return _STARS.sub(lambda match: MASK * len(match.group()), folded) if "*" in folded else folded


def _undisguised(folded: str) -> str:
    """Turn digits that pose as letters, with letters on either side, into these."""
    if _POSED.search(folded) is None:
        return folded
    return _DISGUISED.sub(lambda match: "".join(map(_meant, match[0], f" {match[0]}", f"{match[0][1:]} ")), folded)


def _meant(letter: str, before: str, after: str) -> str:
    """Return what a letter stands for: a 1 for an l between vowels, else for an i."""
    if letter == "1" and before in _VOWELS and after in _VOWELS:
        return "l"
    return POSING.get(letter, letter)


def _needs_care(text: str, folded: str) -> bool:
    """Tell whether letters were lost, unfolded or must be joined, so that places differ."""
    if not _FOLD.irregular.isdisjoint(text):
        return True
    if " " in folded and _JA_SPACE.search(folded) is not None:
        return True
    return _APART.search(folded) is not None and _SPACED.search(folded) is not None


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """Fold letter by letter, composing kana with their marks and capping runs of combining marks."""
    out: list[str] = []
    places: list[int] = []
    marks = 0
    for place, letter in enumerate(text):
        if len(out) >= MAX_FOLDED:
            break
        for piece in _FOLD[ord(letter)]:
            if unicodedata.combining(piece):
                marks += 1
                if out and marks <= MAXMARKS:
                    composed = unicodedata.normalize("NFC", out[-1] + piece)
                    if len(composed) == 1:
                        out[-1] = composed
                continue
            marks = 0
            out.append(piece)
            places.append(place)
    return "".join(out), places


def _join(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Drop the spaces between Japanese letters and between letters that are set apart one by one."""
    drop: set[int] = set()
    for match in _SPACED.finditer(folded):
        drop.update(place for place in range(match.start(), match.end()) if folded[place] in _BETWEEN)
    for match in _JA_SPACE.finditer(folded):
        drop.update(range(match.start(), match.end()))
    if not drop:
        return folded, places
    kept = [place for place in range(len(folded)) if place not in drop]
    return "".join(folded[place] for place in kept), [places[place] for place in kept]
