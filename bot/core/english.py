"""What an English sentence does with a thing that it names. The predicate stands before its noun.

A negation, a job or an owner counts only as far as its grammar reaches: its noun phrase, its clause.
"""

import re

from bot.core.english_owner import THEIRS, YOURS, addressee, others_own, owner_of
from bot.core.english_reach import BEFORE, CLAUSE, GRIP, VIEW, view
from bot.core.said import ASKING, DECISIVE, Mention, Said, Status
from bot.core.segment import Sentence
from bot.core.sift import Found, Heaps
from bot.core.words import Sort

_STATED = re.compile(
    r"^\s*(?:(?:really |all )?[a-z]{3,}ed (?:us|me|my|our|the|him|her|them|everybody|everyone)|is|was|are"
    r"|were|looks?|came|arrived|went|stays?|has|have|speaks?|shows?|stood|caught|seems?|matters?"
    r"|will|can|on file)\b"
)
_AFTER = re.compile(
    r"^\s*(?:,?\s*please|,\s*thanks|\?|,? ?(?:is|are|was) (?:needed|required|mandatory|missing)|needed|required"
    r"|would (?:be|help|fix|do|solve|complete|suffice|settle|reassure|please|speed|make|go a long way|allow"
    r"|enable|satisfy)"
    r"|(?:will|should) help|(?:is|are) (?:still |all )?(?:outstanding|pending|missing|lacking|what|all)|missing"
    r"|(?:,[^,]{1,40},)? (?:should|must|has to|have to|needs? to|ought to|is to|are to) (?:reach|be (?:with"
    r"|here|in|on file|sent"
    r"|enclosed|attached|handed)|arrive|come (?:with|by|before|in)|get to|land|go (?:to|with)|accompany))"
)
_SUBJECT = re.compile(
    r"(?<![a-z'])(?<!may )(?<!can )(?<!could )(?<!shall )(?<!should )(?<!might )(?<!must )(?<!do )(?<!did )"
    r"(?:i|we|they|he|she|it)(?:'ve|'ll|'d| have| had| will| would| can| could| already| just| also| only| always"
    r"| now| then| usually| never)* $"
)
"""Whose act it is, right before the verb: not the addressee's, then."""
_DID_YOU = re.compile(r"(?:where|how|when|why|what)(?: [a-z]+){0,4} (?:did|have) (?:you|u) $")
_HARD_BORDER = re.compile(r"[;]| - | but | now | still ")
_ITEM_START = re.compile(r"[,;:(]| and | or | plus | but ")
_NONE = re.compile(r"(?:^|[^a-z])(?:no|nor|neither)\s+(?:[a-z\-]+ )?$")
"""A thing that is not there: "no birthday please"."""
_NOUN = re.compile(r"(?<![a-z])(?:an?|the|your|our|my|this|in|of|full) $")
"""What stands before a noun: an act behind it is none ("a colour copy of your ID")."""
_UNLESS = ("until ", "unless ", "without ", "before ", "who ", "that ", "till ")
"""Beginnings of acts that name a condition: a negation before them makes them a demand."""
PREPOSITION = re.compile(r"(?:without|instead of|rather than|other than|except|no (?!need|one|longer))")
"""Negations that deny the noun behind them and nothing else."""
_TOPIC = re.compile(
    r"\W*(?:and |so |now |ok |okay )?(?:for|on|regarding|about|as for|concerning|under|inside|next to"
    r"|behind|above|below)"
    r" (?:the|our|each|every|this|these|those|a|an) (?:[a-z\-]+ )?$"
)
"""The topic that a sentence opens with, of which something else is then said: "for the ID card we want a hole"."""
_POLITE = re.compile(
    r"(?:please|kindly|pls|plz|(?:could|can|would|will) (?:you|u)|(?:need|needs|want|wants|like|expect|ask"
    r"|asks) you to)$"
)
_TO_DO = re.compile(r"(?: (?:you|someone|somebody|you guys|a person))? to")
_OTHER_VERB = re.compile(
    r"(?: also| just| quickly| kindly| please| then| now| maybe| perhaps|,)* (?!(?:spare|offer|advise"
    r"|intimate|relay|find|dig|manage|part|do"
    r"|get|bring|use|be|have|grant|allow|organi[sz]e|arrange|leave|choose|pick|prepare|obtain|order|fetch|carry|take"
    r"|read|see|note|go|come|with|for|your|the|a|an|all|both|any|it|them|this|that|also|let|say|mail|post|text|move"
    r"|switch|continue|ask|contact|reach|speak|talk|chat|sit|keep|trust|prove|hold|grab|accept|approve|check|sign|try"
    r"|know|record|fill|answer|respond|complete|e-?mail|message|dm|ping|ring|follow|search|look|download"
    r"|obtain|collect|store|file|copy|hear|meet|receive|learn|ensure|establish|verify|confirm|match|compare) )"
    r"([a-z\-]+)(?: (?:out|up|off|down|over|through|away|from))? "
    r"(?:the|a|an|our|this|these|those|that|all|each|every|my|his|her|their|its|both|any|some|two|three|it"
    r"|them|\d|'|\")"
)
_PARTICLE_VERB = re.compile(
    r"(?: also| just| then| now|,)* (?:black|white|grey|mask|strike|cross|edit|crop"
    r"|fade|phase|block|rub) out "
)
_OWN_DOING = re.compile(
    r"(?:^|[^a-z])(?<!may )(?<!can )(?<!could )(?<!shall )(?<!should )(?:i|we|she|he|they)(?:'ve| have| had"
    r"| just| already| also| still| really)*"
    r" [a-z]{3,} your (?:[a-z]+ ){0,2}$"
)
"""What the client itself did with the addressee's thing: "I found your Instagram by chance"."""
_RELATIVE = re.compile(
    r"(?<![a-z])(?:that|which|who|whoever) [a-z]{3,} (?:an?|the|any|some|his|her|their"
    r"|our)? ?(?:[a-z\-]+ )?$"
)
_OF_SOMETHING = re.compile(
    r"\W*(?:(?:so |and |but )?(?:do you (?:think|find|believe|feel|reckon)|would you say"
    r"|what do you think)(?! you)|(?:so |and |but |then )?(?:could|can|should|does|do|did|is|are|was|will"
    r"|would|has|have) (?!you|u |your|anyone|any |it (?:be|help|trouble|bother|hurt|kill|suit)|there)"
    r"(?:the|our|my|this|that|these|those|it|its|he|she|they|[a-z]+'s) (?!.*(?<![a-z])(?:you|your|ur|u)(?![a-z])))"
)
"""A question of something else than the addressee: "could the bear get a name?"."""
_INVENTED = re.compile(
    r"(?:mock|mocked-up|dummy|fake|fictional|fictitious|imaginary|made-up|invented|placeholder|toy|pretend"
    r"|specimen|stock|cartoon"
    r"|generic|example) (?:[a-z]+ )?$"
)
_MET = re.compile(r", (?!or |nor )|;| but ")


def status(mention: Mention, sentence: Sentence, text: str, heaps: Heaps) -> Said:
    """Return what the sentence does with the thing mentioned."""
    if compound(mention.end, heaps):
        return Said(Status.MENTIONED)
    if _INVENTED.search(text, max(sentence.start, mention.start - 24), mention.start):
        return Said(Status.MENTIONED)
    if _absent(mention.start, sentence, text) or excluded_behind(mention.end, sentence, text, heaps):
        return Said(Status.EXCLUDED, "negate", mention.end)
    owner = owner_of(mention.start, sentence, text)
    act = governing(mention.start, sentence, text, heaps)
    if act is not None and not addressee(mention, owner, text) and _asks_for_work(act, mention.start, text, heaps):
        return Said(Status.MENTIONED, "work", act.start)
    left = max(sentence.start, mention.start - GRIP)
    if act is None and owner in YOURS and _OWN_DOING.search(text, left, mention.start):
        return Said(Status.MENTIONED, "self", mention.start)
    if act is not None and not _let_go(act, owner, mention, text):
        name = sense(act, sentence, text)
        if name in ASKING or name in mention.also_by:
            theirs = others_own(owner, mention.start, sentence, text) and not mention.client_side
            return Said(Status.MENTIONED if theirs else Status.ASKED, name, act.start)
        return Said(DECISIVE.get(name, Status.MENTIONED), name, act.start)
    if act is None and owner not in YOURS and _opens(mention.start, sentence, text):
        return Said(Status.MENTIONED)
    return _ungoverned(mention, owner, sentence, text, heaps)


def _opens(place: int, sentence: Sentence, text: str) -> bool:
    return place - sentence.start <= GRIP and _TOPIC.match(text, sentence.start, place) is not None


def _asks_for_work(act: Found, place: int, text: str, heaps: Heaps) -> bool:
    """Tell whether what is politely asked for is to do something with the thing: "please sort them by card number".

    A verb that is no known act and has an object is work; what is to be handed over has acts of its own.
    """
    if act.label.name != "request" or heaps.acts.at(act.end + 1) is not None:
        return False
    start = act.end
    if not _POLITE.search(text, act.start, act.end):
        to_do = _TO_DO.match(text, act.end)
        if to_do is None:
            return False
        start = to_do.end()
    if _PARTICLE_VERB.match(text, start, place):
        return True
    verb = _OTHER_VERB.match(text, start, place + 1)
    return verb is not None and heaps.acts.at(verb.start(1)) is None and not heaps.things.at(verb.start(1))


def _ungoverned(mention: Mention, owner: str | None, sentence: Sentence, text: str, heaps: Heaps) -> Said:
    """Return what is done with a thing that no act before it governs."""
    tail = text[mention.end : min(sentence.end, mention.end + CLAUSE)]
    behind = _AFTER.match(tail) if owner not in THEIRS and owner != "its" else None
    if behind and (behind.group().strip() != "?" or not _elsewhere(sentence, text)):
        return Said(Status.ASKED, "question")
    if owner in THEIRS and not mention.client_side:
        return Said(Status.MENTIONED)
    if owner in YOURS:
        return Said(Status.OPEN) if _STATED.match(tail) and "?" not in tail else Said(Status.ASKED, "request")
    return Said(Status.ASKED, "request") if _directive(mention, sentence, text, heaps) else Said(Status.OPEN)


def sense(act: Found, sentence: Sentence, text: str) -> str:
    """Return what the act does, seen from the addressee: what the client itself gives is its own affair."""
    if act.label.name != "give":
        return act.label.name
    before = text[max(sentence.start, act.start - 24) : act.start]
    return "self" if _SUBJECT.search(before) or _DID_YOU.search(before) else "give"


def _let_go(act: Found, owner: str | None, mention: Mention, text: str) -> bool:
    """Tell whether an act that asks for nothing no longer governs: a new clause speaks of the addressee's thing."""
    if act.label.name == "plan" and text.find(":", act.end, mention.start) >= 0:
        return act.label.name not in mention.also_by
    if owner not in YOURS or act.label.name not in ("done", "self", "plan"):
        return False
    return _HARD_BORDER.search(text, act.end, mention.start) is not None


def _directive(mention: Mention, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a sentence wants something of the person addressed, whatever the order of its words.

    A negation empties no more than its own item: "a CV and two samples, no phone call".
    """
    names = heaps.act_names(sentence.start, sentence.end)
    if "work" in names or _RELATIVE.search(text, max(sentence.start, mention.start - GRIP), mention.start):
        return False
    if "negate" in names and _in_denied_item(mention, sentence, text, heaps):
        return False
    if "request" in names or "give" in names:
        return True
    return "?" in text[sentence.end - 3 : sentence.end] and not _elsewhere(sentence, text)


def _elsewhere(sentence: Sentence, text: str) -> bool:
    return _OF_SOMETHING.match(text, sentence.start, min(sentence.end, sentence.start + VIEW)) is not None


def _in_denied_item(mention: Mention, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a negation stands in the same item of the list as the thing, or denies the whole of it."""
    start = max(sentence.start, mention.start - CLAUSE)
    borders = [match.end() for match in _ITEM_START.finditer(text, start, mention.start)]
    item = borders[-1] if borders else start
    limit = min(sentence.end, mention.end + CLAUSE)
    end_match = _ITEM_START.search(text, mention.end, limit)
    end = end_match.start() if end_match else limit
    for act in heaps.acts.between(view(mention.start, sentence), end):
        if act.label.name == "negate":
            denies_noun = PREPOSITION.match(text, act.start) is not None
            if item <= act.start < end or (act.start < item and not denies_noun):
                return True
    return False


def _absent(start: int, sentence: Sentence, text: str) -> bool:
    return _NONE.search(text, max(sentence.start, start - 24), start) is not None


def verb(word: Found, text: str, heaps: Heaps) -> bool:
    """Tell whether what looks like a thing is the verb of the sentence: "name a user"."""
    act = heaps.acts.at(word.start)
    return act is not None and act.label.name == "give" and act.end > word.end and text[word.start : word.end] == "name"


def governing(start: int, sentence: Sentence, text: str, heaps: Heaps) -> Found | None:
    """Return the act that governs a thing: the nearest before it, a negation counting for the verb behind it."""
    number = heaps.acts.first_from(start) - 1
    acts = heaps.acts.words
    if number < 0 or acts[number].start < sentence.start:
        return None
    while number and _is_noun(acts[number], sentence, text):
        number -= 1
    act = acts[number]
    if act.start < sentence.start:
        return None
    before = acts[number - 1] if number and acts[number - 1].start >= sentence.start else None
    if before is not None and before.label.name == "negate":
        if text[act.start : act.end] == "without":
            return None
        if text.startswith(_UNLESS, act.start):
            return act
        if act.start - before.end <= BEFORE and not PREPOSITION.match(text, before.start):
            return before
    if act.label.name == "negate" and _spent(act, start, text):
        return before
    return act


def _is_noun(act: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether a single word that could be work is a noun or adjective here: "a colour copy"."""
    if act.label.name != "work" or " " in text[act.start : act.end]:
        return False
    if text.startswith("write to ", act.start):
        return True
    return _NOUN.search(text, max(sentence.start, act.start - BEFORE), act.start) is not None


def _spent(negation: Found, place: int, text: str) -> bool:
    """Tell whether a negation that denies a noun has met its noun before the place: "no CV, two samples"."""
    if not PREPOSITION.match(text, negation.start):
        return False
    return _MET.search(text, negation.end, place) is not None


def excluded_behind(end: int, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether an exclusion follows at once: "phone number is not needed"."""
    acts = heaps.acts.between(end, min(sentence.end, end + 20))
    if not acts:
        return False
    act = acts[0]
    near = text[end : act.start]
    return (
        act.label.name == "negate"
        and len(near) <= 14
        and not {",", "("} & set(near)
        and not re.search(r"\b(?:and|but|so)\b|\bto $", near)
    )


def compound(end: int, heaps: Heaps) -> bool:
    """Tell whether a word goes on as the name of a piece of work: "my Telegram bot"."""
    behind = heaps.ends.get(end) or heaps.ends.get(end + 1)
    return behind is not None and behind.label.sort is Sort.WORK_HEAD
