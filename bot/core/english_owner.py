"""Whose an English thing is: the addressee's, the client's, somebody else's, or everybody's."""

import re

from bot.core.english_reach import CLAUSE, view
from bot.core.said import Mention
from bot.core.segment import Sentence
from bot.core.sift import Found

OTHERS = "somebody's"
YOURS = ("your", "ur", "yr")
THEIRS = ("my", "our", "their", "his", "her", OTHERS)
_OWNER = re.compile(r"(?:^|[^a-z])(my|our|his|her|their|its|the|a|an|any|your|ur|yr)\s+(?:[a-z\-]+\s+){0,2}$")
_SHARED_OWNER = re.compile(
    r"(?:^|[^a-z])(your|ur|yr)\s+(?:[a-z\-]+ ){0,2}[a-z\-]+(?:,| and| or| &| plus|/) ?(?:[a-z\-]+ )?$"
)
"""An owner shared by the things of a row: "your full name and address"."""
_SHARED_GENITIVE = re.compile(
    r"(?<![a-z'])(?!(?:what|let|it|that|here|there|who|how|where|when|why|one|he|she)')([a-z]{3,})(?:'s"
    r"|s') [a-z\-]+(?: [a-z\-]+)?"
    r"(?:, [a-z\-]+(?: [a-z\-]+)?){0,4},? (?:and |or )?(?:[a-z\-]+ )?$"
)
"""The same of somebody else's: "the host's name, public e-mail address and handle"."""
_GENITIVE = re.compile(
    r"(?<!your )(?<!ur )(?<![a-z'])(?!(?:what|let|it|that|here|there|who|how|where|when|why|one|he|she"
    r"|upwork|fiverr)')"
    r"([a-z]{3,})(?:'s|s') (?!your |ur |the |my |our |an? )(?:[a-z\-]+ )?$"
)
_YOU_AMONG_THEM = re.compile(
    r"(?:everybody|everyone|each|person|applicant|candidate|freelancer|contractor|worker|member|participant|vendor"
    r"|supplier|translator|designer|writer|editor|developer|tutor|artist|speaker|assistant|newcomer|joiner|starter"
    r"|hire|bidder|payee|contributor|author|reader|examiner|employee|colleague|partner|teammate|provider"
    r"|seller|agent|driver"
    r"|model|actor|crew|teacher|coach|guide|photographer|musician|performer|narrator|one|recipient|receiver"
    r"|addressee|consignee|owner|holder)$"
)
"""Whose things a client asks for who asks all of them: the person addressed is one."""
_OF_YOU = re.compile(r"(?<![a-z])of (?:you|yours|yourself|urself|urs)(?![a-z])")
_EACH = re.compile(
    r"(?<![a-z])(?:everybody|everyone|each|every|all|any|anyone|whoever|who(?:ever)? (?:wants|joins|works|applies)"
    r"|(?:applicant|candidate|freelancer|contractor|worker|member|participant|vendor|supplier|people"
    r"|hire)s?)(?![a-z])"
)


def others_own(owner: str | None, start: int, sentence: Sentence, text: str) -> bool:
    """Tell whether the owner is neither the addressee nor everybody ("each applicant sends his passport")."""
    if owner in ("his", "her", "their"):
        return not _EACH.search(text, view(start, sentence), start)
    return owner in ("my", "our", OTHERS)


def addressed(word: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether the words say that the thing is the person's own who is addressed: "your CV"."""
    return addressee(word, owner_of(word.start, sentence, text), text)


def addressee(word: Found | Mention, owner: str | None, text: str) -> bool:
    """Tell whether the thing is the addressee's, by its owner before it or by "of you" behind it."""
    return owner in YOURS or _OF_YOU.search(text, word.start, word.end + len(" of yourself")) is not None


def owner_of(start: int, sentence: Sentence, text: str) -> str | None:
    """Return the word that tells whose a thing is: an article, a possessive, or `OTHERS` for somebody's."""
    before = text[max(sentence.start, start - 40) : start]
    genitive = _GENITIVE.search(before)
    if genitive is not None:
        return None if _YOU_AMONG_THEM.search(genitive.group(1)) else OTHERS
    match = _OWNER.search(before) or _SHARED_OWNER.search(before)
    if match is not None:
        return match.group(1)
    row = _SHARED_GENITIVE.search(text, max(sentence.start, start - CLAUSE), start)
    return OTHERS if row is not None and not _YOU_AMONG_THEM.search(row.group(1)) else None
