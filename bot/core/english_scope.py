"""How far an English denial, a job or a doer reaches: its noun phrase, its clause, the sentence before it."""

import re

from bot.core.english import PREPOSITION, excluded_behind, governing, sense
from bot.core.english_reach import BEFORE, CLAUSE, GRIP, VIEW, view
from bot.core.segment import Sentence
from bot.core.sift import Found, Heaps
from bot.core.words import Sort

_BORDER = re.compile(r"[,;:(]| - | but | so | and | yet | because | although | though | while ")
_PHRASE_END = re.compile(r"[,;:().!?]| and | but | so | before | if | when | or ")
_HANDED = re.compile(
    r"(?:please |kindly |do )?(?:send|give|tell|let|share|provide|supply|forward|submit|attach|e-?mail|mail|text|drop"
    r"|pass|pop|shoot|hand|ping|fire|may|can i|could i|can we|could we|reply|state|quote|name|include|what"
    r"|which)(?! (?:them|him|her|customers|users|guests) )"
)
"""Acts that move a thing from the addressee to the client, whatever the job is about."""
_TO = re.compile(r"(?:^|[^a-z])to $")
_YOU_TO = re.compile(
    r"(?:you(?:'ll)?|have|need|kind(?: enough)?|mind|sure|forget|remember|hesitate|asked|nice|great|good"
    r"|free|best|easiest"
    r"|required|supposed|how|where|next|want|is) to $"
)
"""Infinitives of what the addressee does; any other is somebody else's: "a guest who wants to send us"."""
_OBLIGED = re.compile(r"(?<![a-z])you(?:'ll| will)? (?:must|need to|have to|should|are to|are asked to|better) ")
_NOT_THEIRS = re.compile(r"(?<![a-z])(?:i|i'd|i'm|clients|buyers|freelancers|people|one|you) $")
_DISOWNED = re.compile(
    r"\s*(?:(?:and |but |so )?(?:we|i)(?:'d| would)? (?:never|don't|do not|won't|didn't|did not) (?:do|ask"
    r"|want|need|require|mean|send)"
    r" (?:for )?(?:any of |anything like )?(?:that|this|so|such|it|them|these|those|either)(?![a-z])"
    r"|(?:and |but |so )?(?:we|i) (?:won't|don't|wouldn't|will not|do not|would not|didn't|never do"
    r"|never will|never would)\W*$"
    r"|(?:that|this|it|they|those)(?:'s| is| was|'re| are)(?:n't| not) (?:us|me|ours|from us|for you"
    r"|meant for you|your)"
    r"|(?:please |just )?(?:ignore|don't answer|do not answer|don't reply|delete) (?:it|that|this|them|such|those))"
)
_TELLS = re.compile(
    r"(?<![a-z])(?:our|the|this|that|their|each|every|his|her|an?) (?:[a-z]+ ){0,2}(?:app|site|website|page"
    r"|letter|newsletter|bot|system"
    r"|software|shop|store|screen|leaflet|brochure|widget|plug-?in|game|poster|advert|ad|video|clip|film"
    r"|scene|story|novel"
    r"|book|chapter|article|text|e-?mail|message|song|poem|sketch|dialogue|character|hero|heroine|villain|narrator"
    r"|customer|user|guest|visitor|reader|tenant|patient|shopper|viewer|member|machine|kiosk|template|banner|flyer)"
    r" (?:[a-z]+ly |also |then |now |only |already |must |should |can |has to )?"
    r"(?:send|ask|show|mention|list|require|let|say|tell|contain|display|collect|give|print|store|state|promise"
    r"|demand|request|explain|describe|warn|enter|type|upload|sell|lend|hold|offer|pay|share|open|get"
    r"|receive|read|leave|write)e?s?(?![a-z])"
    r"|(?<![a-z])(?:our|the|that|their|each|every|an?|some|most) (?:[a-z]+ )?"
    r"(?:customer|user|guest|visitor|reader|tenant|patient|shopper|viewer|pupil|student|passenger|caller"
    r"|character|hero|heroine)s?"
    r" (?:who |that |often |always |then |now |must |should |will |may |might |could )*(?:can't|cannot|can"
    r"|want|ask|forg[eo]t|need|ha[sv]e?|had|call|write|wrote"
    r"|complain|type|enter|try|trie|lose|lost|see|is|are|was|were|send|sent|give|gave|show|upload|post"
    r"|share|leave|left|tell|told|sign|put|pick|fill|choose|receive|get)s?(?![a-z])"
    r"|(?<![a-z])(?:ask|tell|send|give|show|lend|remind|warn|urge|text|mail|call|phone)(?:s|ing)? (?:its"
    r"|their|his|her|our|all|the|new|some|any)? ?"
    r"(?:customer|user|guest|member|patient|tenant|reader|visitor|pupil|student|passenger|client|shopper"
    r"|viewer|resident|donor|fan|child|parent)s?(?![a-z])"
)
"""What a piece of work, or who uses it, does with a thing: "our app sends a code by SMS"."""
_DOING = re.compile(
    r"(?:pay|paid|buy|bought|purchas|order|cover|transfer|wir|remit|send|deposit|settl|sign|countersign"
    r"|register|return|fill|join|install)"
)
_WE_DO = re.compile(
    r"(?<![a-z'])(?:i|we|he|she|they|client|company|agency|boss)(?:'ll|'d|'re|'m|'ve| have| had| both| all"
    r"| already| just| will| would| can| could| always| usually| also| only"
    r"| happily| gladly| then| now| like to| want to| going to| happy to| glad to| have to| need to"
    r"| able to| are| am| shall)* $"
)


def denied(word: Found, sentence: Sentence, text: str, heaps: Heaps, *, told: bool) -> bool:
    """Tell whether a phrase that asks by itself is denied within its clause.

    A negation of a noun ("without reviews") denies what it touches; one of a verb what it governs. `told`: by a
    freelancer, whose own refusal ("I won't go to …") says that it was asked.
    """
    if excluded_behind(word.end, sentence, text, heaps):
        return True
    start = clause_start(word.start, sentence, text)
    for act in reversed(heaps.acts.between(start, word.end + 1)):
        if word.start <= act.start and act.end <= word.end:
            continue
        if act.label.name == "negate":
            if told and _NOT_THEIRS.search(text, max(sentence.start, act.start - BEFORE), act.start):
                return False
            return not PREPOSITION.match(text, act.start) or word.start - act.end <= 2
    return False


def disowned(after: Sentence, text: str) -> bool:
    """Tell whether a sentence takes back the one before it: "We never do that"."""
    return _DISOWNED.match(text, after.start, after.end) is not None


def clause_start(place: int, sentence: Sentence, text: str) -> int:
    """Return where the clause begins in which the place lies, at most `CLAUSE` letters before it."""
    start = max(sentence.start, place - CLAUSE)
    for border in _BORDER.finditer(text, start, place):
        start = border.end()
    return start


def for_work(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the sentence is about work on such things rather than an ask for one.

    What is handed over directly, or what the addressee must do, is an ask; a job named elsewhere does not excuse it.
    """
    if _TELLS.search(text, view(word.start, sentence), word.start):
        return True
    if not heaps.has(Sort.JOB, sentence.start, sentence.end):
        return False
    limit = min(sentence.end, word.end + VIEW)
    phrase = _PHRASE_END.search(text, word.end, limit)
    end = phrase.start() if phrase else limit
    held = _held_from(word, sentence, text, heaps)
    if held >= 0:
        return heaps.has(Sort.JOB, held, word.start) or heaps.has(Sort.JOB, word.end, end)
    if word.label.sort in (Sort.CALL, Sort.OWN):
        return heaps.has(Sort.JOB, sentence.start, word.start) or heaps.has(Sort.JOB, word.end, end)
    return heaps.has(Sort.JOB, sentence.start, sentence.end)


def _held_from(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> int:
    """Return from where on the addressee's duty governs the word (to hand it over, "you must"); -1: from nowhere."""
    act = governing(word.start, sentence, text, heaps)
    if (
        act is not None
        and act.label.name == "give"
        and word.start - act.end <= GRIP
        and _HANDED.match(text, act.start)
        and not _somebodys(act, sentence, text)
        and sense(act, sentence, text) == "give"
    ):
        return act.end
    duties = list(_OBLIGED.finditer(text, view(word.start, sentence), word.start))
    duty = duties[-1] if duties else None
    if duty is None or any(act.label.name == "work" for act in heaps.acts.between(duty.end(), word.start)):
        return -1
    return max(duty.end(), clause_start(word.start, sentence, text))


def _somebodys(act: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether the act is an infinitive of somebody else: "a guest who wants to mail us her passport"."""
    before = text[max(sentence.start, act.start - 24) : act.start]
    return _TO.search(before) is not None and _YOU_TO.search(before) is None


def own_doing(call: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether it is the client that pays, signs or registers: "we'd like to pay the second half"."""
    left = max(sentence.start, call.start - GRIP)
    return bool(_DOING.match(text, call.start) and _WE_DO.search(text, left, call.start))
