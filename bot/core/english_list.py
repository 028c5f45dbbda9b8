"""English sentences that lack a predicate and share that of a heading or of the sentence beside them."""

import re

from bot.core.english_reach import BEFORE, CLAUSE, view
from bot.core.said import ASKING
from bot.core.segment import Sentence
from bot.core.sift import Found, Heaps
from bot.core.words import Sort

_GOES_ON = re.compile(
    r"\W*(?:and|also|plus|then|oh and|oh, and|as well as|likewise|same (?:goes )?for|next|finally|lastly"
    r"|last but not least|ditto)(?![a-z])"
)
_TOO = re.compile(r"(?:too|as well|also|please|pls|thanks|thx|if possible|both sides|likewise)\W*$")
_VERB = re.compile(
    r"(?<![a-z'])(?:i|we|you|u|they|he|she|it|this|that|is|are|was|were|am|be|been|has|have|had|will|would"
    r"|can|could|may|might|do|does|did|should|must|isn't"
    r"|i'm|it's|we're|that's|there's|i've|we've|i'll|we'll|get|gets|got|go|goes|look|looks|make|makes|let)(?![a-z])"
)
_PLACED = re.compile(
    r"\s*(?:on|in|at|under|above|below|from) (?:the|each|every|our|my|page|slide|line|row"
    r"|column)(?![a-z])"
)
_NUMBERED = re.compile(
    r"\W*(?:step|item|document|paper|requirement|condition|stage|no|nr|part) ?#?(?:\d"
    r"|one|two|three|four|five):"
)
_THEM = re.compile(
    r"\W*(?:(?:please|pls|kindly|just|so|and|then|you (?:can|may|could)|could you|can you|i need|we need"
    r"|we'd need|i'd need|let me have|let us have),? )*"
    r"(?:(?:send|give|share|jot|write|type|put|pop|drop|e-?mail|mail|text|list|note|fill|enter|attach"
    r"|upload|provide|submit|forward|post|supply"
    r"|hand)(?: me| us)? )?(?:them|these|those|both|all (?:three|four|of (?:them|these|it|this|that))"
    r"|the lot)(?: please)?"
    r"(?: (?:to|in|down|over|here|by|before|as|for|when|please|today|tomorrow|back|asap|now)(?![a-z])|[.!]|$)"
)


def goes_on(word: Found, sentence: Sentence, before: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a sentence without a verb goes on with the ask of the one before: "And one full-body photo."."""
    if sentence.end - sentence.start > 2 * CLAUSE or _PLACED.match(text, word.end):
        return False
    names = heaps.act_names(before.start, before.end)
    if not names & ASKING or "negate" in names or "work" in names:
        return False
    if heaps.has(Sort.JOB, before.start, before.end) or _VERB.search(text, sentence.start, sentence.end):
        return False
    if _GOES_ON.match(text, sentence.start, sentence.end) or _TOO.search(text, sentence.start, sentence.end):
        return True
    return bool(heaps.things.between(before.start, before.end)) and word.start - sentence.start <= BEFORE


def asked_behind(word: Found, sentence: Sentence, after: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the sentence lists what the next one asks for: "Three boxes: name, address. Jot them down here"."""
    if text.find(":", view(word.start, sentence), word.start) < 0:
        return False
    if heaps.act_names(sentence.start, sentence.end) & {"work", "negate"}:
        return False
    return _THEM.match(text, after.start, after.end) is not None


def listed(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing stands behind a heading within its own sentence: "Next: passport."."""
    colon = text.rfind(":", view(word.start, sentence), word.start)
    if colon < 0 or "work" in heaps.act_names(sentence.start, sentence.end):
        return False
    if _NUMBERED.match(text, sentence.start, colon + 1) and not _VERB.search(text, colon, sentence.end):
        return True
    return heaps.has(Sort.LIST_HEAD, sentence.start, colon + 1)
