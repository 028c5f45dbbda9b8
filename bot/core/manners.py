"""The manner of an ask: by threat, by flattery, with a thing masked; told by the words beside it."""

from bot.core import japanese
from bot.core.normalise import MARKS, POSING, Text
from bot.core.segment import Layout
from bot.core.sift import Found, Heaps
from bot.core.words import Sort
from policies.vocabulary import Kind, Language, Manner

NEAR = 120
"""How far from an ask, in letters, the words lie that tell its manner."""


def manners(
    kind: Kind, word: Found, folded: str, layout: Layout, heaps: Heaps, language: Language
) -> frozenset[Manner]:
    """Return how the kind is asked for by the word, as its sentence and the next one tell."""
    number = layout.sentence_at(word.start)
    sentence = layout.sentences[number]
    after = layout.sentences[number + 1] if number + 1 < len(layout.sentences) else sentence
    found = set()
    start, end = max(sentence.start, word.start - NEAR), min(after.end, word.end + NEAR)
    if kind in japanese.SHOWN and any(act.label.name == "mask" for act in heaps.acts.between(start, end)):
        found.add(Manner.REDUCED)
    for near in heaps.manners.between(start, end):
        if language is Language.JA and japanese.denied(near.end, folded):
            continue
        if near.label.sort is Sort.MANNER and near.start < sentence.end:
            found.add(Manner(near.label.name))
        elif near.label.sort is Sort.KIND_MANNER and near.label.name == kind:
            found.add(Manner(near.label.value))
    return frozenset(found)


def set_apart(word: Found, text: Text) -> bool:
    """Tell whether the letters of a name were parted by signs, or digits pose as them: "ら☆い☆ん", "disc0rd"."""
    start, end = text.span(word.start, word.end)
    written, name = text.original[start:end], text.folded[word.start : word.end]
    if any(sign in written and sign not in name for sign in POSING):
        return True
    return end - start > word.end - word.start and any(sign in written for sign in MARKS)
