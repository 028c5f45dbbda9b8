"""What an English sentence does with a thing that it names. The predicate stands before its noun.

A negation, a job or an owner counts only as far as its grammar reaches: its noun phrase, its clause.
"""

import re

from bot.core.said import ASKING, DECISIVE, Mention, Said, Status
from bot.core.segment import Sentence
from bot.core.sift import Found, Heaps
from bot.core.words import Sort

CLAUSE = 80
"""How far a clause is searched for its end, in letters."""
GRIP = 40
"""How far before a thing, in letters, the act may stand that takes hold of it."""
BEFORE = 12
"""How near, in letters, a negation stands to what it denies."""
VIEW = 160
"""How far before a word, in letters, its sentence is looked at for who does what."""

OTHERS = "somebody's"
_YOURS = ("your", "ur", "yr")
_THEIRS = ("my", "our", "their", "his", "her", OTHERS)

_OWNER = re.compile(r"(?:^|[^a-z])(my|our|his|her|their|its|the|a|an|any|your|ur|yr)\s+(?:[a-z\-]+\s+){0,2}$")
_SHARED_OWNER = re.compile(
    r"(?:^|[^a-z])(your|ur|yr)\s+(?:[a-z\-]+ ){0,2}[a-z\-]+(?:,| and| or| &| plus|/) ?(?:[a-z\-]+ )?$"
)
"""An owner shared by the things of a row: "your full name and address"."""
_SHARED_GENITIVE = re.compile(
    r"(?<![a-z'])(?!(?:what|let|it|that|here|there|who|how|where|when|why|one|he|she)')([a-z]{3,})(?:'s|s')"
    r" [a-z\-]+(?: [a-z\-]+)?"
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
    r"|model|actor|crew|teacher|coach|guide|photographer|musician|performer|narrator|one|recipient|receiver|addressee|consignee|owner|holder)$"
)
"""Whose things a client asks for who asks all of them: the person addressed is one."""
_OF_YOU = re.compile(r"(?<![a-z])of (?:you|yours|yourself|urself|urs)(?![a-z])")
_EACH = re.compile(
    r"(?<![a-z])(?:everybody|everyone|each|every|all|any|anyone|whoever|who(?:ever)? (?:wants|joins|works|applies)"
    r"|(?:applicant|candidate|freelancer|contractor|worker|member|participant|vendor|supplier|people"
    r"|hire)s?)(?![a-z])"
)

_STATED = re.compile(
    r"^\s*(?:(?:really |all )?[a-z]{3,}ed (?:us|me|my|our|the|him|her|them|everybody|everyone)|is|was|are|were|looks?|came|arrived|went|stays?|has|have|speaks?|shows?|stood|caught|seems?|matters?"
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
_BORDER = re.compile(r"[,;:(]| - | but | so | and | yet | because | although | though | while ")
_HARD_BORDER = re.compile(r"[;]| - | but | now | still ")
_PHRASE_END = re.compile(r"[,;:().!?]| and | but | so | before | if | when | or ")
_ITEM_START = re.compile(r"[,;:(]| and | or | plus | but ")
_HANDED = re.compile(
    r"(?:please |kindly |do )?(?:send|give|tell|let|share|provide|supply|forward|submit|attach|e-?mail|mail|text|drop"
    r"|pass|pop|shoot|hand|ping|fire|may|can i|could i|can we|could we|reply|state|quote|name|include|what"
    r"|which)(?! (?:them|him|her|customers|users|guests) )"
)
"""Acts that move a thing from the addressee to the client, whatever the job is about."""
_NONE = re.compile(r"(?:^|[^a-z])(?:no|nor|neither)\s+(?:[a-z\-]+ )?$")
"""A thing that is not there: "no birthday please"."""
_TO = re.compile(r"(?:^|[^a-z])to $")
_YOU_TO = re.compile(
    r"(?:you(?:'ll)?|have|need|kind(?: enough)?|mind|sure|forget|remember|hesitate|asked|nice|great|good"
    r"|free|best|easiest"
    r"|required|supposed|how|where|next|want|is) to $"
)
"""Infinitives of what the addressee does; any other is somebody else's: "a guest who wants to send us"."""
_NOUN = re.compile(r"(?<![a-z])(?:an?|the|your|our|my|this|in|of|full) $")
"""What stands before a noun: an act behind it is none ("a colour copy of your ID")."""
_UNLESS = ("until ", "unless ", "without ", "before ", "who ", "that ", "till ")
"""Beginnings of acts that name a condition: a negation before them makes them a demand."""
_PREPOSITION = re.compile(r"(?:without|instead of|rather than|other than|except|no (?!need|one|longer))")
"""Negations that deny the noun behind them and nothing else."""
_OBLIGED = re.compile(r"(?<![a-z])you(?:'ll| will)? (?:must|need to|have to|should|are to|are asked to|better) ")


def status(mention: Mention, sentence: Sentence, text: str, heaps: Heaps) -> Said:
    """Return what the sentence does with the thing mentioned."""
    if compound(mention.end, heaps):
        return Said(Status.MENTIONED)
    if _INVENTED.search(text, max(sentence.start, mention.start - 24), mention.start):
        return Said(Status.MENTIONED)
    if _absent(mention.start, sentence, text) or excluded_behind(mention.end, sentence, text, heaps):
        return Said(Status.EXCLUDED, "negate", mention.end)
    owner = owner_of(mention.start, sentence, text)
    act = _governing(mention.start, sentence, text, heaps)
    if act is not None and not _addressee(mention, owner, text) and _asks_for_work(act, mention.start, text, heaps):
        return Said(Status.MENTIONED, "work", act.start)
    left = max(sentence.start, mention.start - GRIP)
    if act is None and owner in _YOURS and _OWN_DOING.search(text, left, mention.start):
        return Said(Status.MENTIONED, "self", mention.start)
    if act is not None and not _let_go(act, owner, mention, text):
        name = _sense(act, sentence, text)
        if name in ASKING or name in mention.also_by:
            theirs = _others_own(owner, mention.start, sentence, text) and not mention.client_side
            return Said(Status.MENTIONED if theirs else Status.ASKED, name, act.start)
        return Said(DECISIVE.get(name, Status.MENTIONED), name, act.start)
    if act is None and owner not in _YOURS and _opens(mention.start, sentence, text):
        return Said(Status.MENTIONED)
    return _ungoverned(mention, owner, sentence, text, heaps)


def _opens(place: int, sentence: Sentence, text: str) -> bool:
    return place - sentence.start <= GRIP and _TOPIC.match(text, sentence.start, place) is not None


def _view(place: int, sentence: Sentence) -> int:
    return max(sentence.start, place - VIEW)


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


_OWN_DOING = re.compile(
    r"(?:^|[^a-z])(?<!may )(?<!can )(?<!could )(?<!shall )(?<!should )(?:i|we|she|he|they)(?:'ve| have| had"
    r"| just| already| also| still| really)*"
    r" [a-z]{3,} your (?:[a-z]+ ){0,2}$"
)
"""What the client itself did with the addressee's thing: "I found your Instagram by chance"."""


def _ungoverned(mention: Mention, owner: str | None, sentence: Sentence, text: str, heaps: Heaps) -> Said:
    """Return what is done with a thing that no act before it governs."""
    tail = text[mention.end : min(sentence.end, mention.end + CLAUSE)]
    behind = _AFTER.match(tail) if owner not in _THEIRS and owner != "its" else None
    if behind and (behind.group().strip() != "?" or not _elsewhere(sentence, text)):
        return Said(Status.ASKED, "question")
    if owner in _THEIRS and not mention.client_side:
        return Said(Status.MENTIONED)
    if owner in _YOURS:
        return Said(Status.OPEN) if _STATED.match(tail) and "?" not in tail else Said(Status.ASKED, "request")
    return Said(Status.ASKED, "request") if _directive(mention, sentence, text, heaps) else Said(Status.OPEN)


def _sense(act: Found, sentence: Sentence, text: str) -> str:
    """Return what the act does, seen from the addressee: what the client itself gives is its own affair."""
    if act.label.name != "give":
        return act.label.name
    before = text[max(sentence.start, act.start - 24) : act.start]
    return "self" if _SUBJECT.search(before) or _DID_YOU.search(before) else "give"


def _let_go(act: Found, owner: str | None, mention: Mention, text: str) -> bool:
    """Tell whether an act that asks for nothing no longer governs: a new clause speaks of the addressee's thing."""
    if act.label.name == "plan" and text.find(":", act.end, mention.start) >= 0:
        return act.label.name not in mention.also_by
    if owner not in _YOURS or act.label.name not in ("done", "self", "plan"):
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
    return "?" in text[sentence.end - 3 : sentence.end] and not _OF_SOMETHING.match(
        text, sentence.start, min(sentence.end, sentence.start + VIEW)
    )


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
    for act in heaps.acts.between(_view(mention.start, sentence), end):
        if act.label.name == "negate":
            denies_noun = _PREPOSITION.match(text, act.start) is not None
            if item <= act.start < end or (act.start < item and not denies_noun):
                return True
    return False


def _absent(start: int, sentence: Sentence, text: str) -> bool:
    return _NONE.search(text, max(sentence.start, start - 24), start) is not None


_INVENTED = re.compile(
    r"(?:mock|mocked-up|dummy|fake|fictional|fictitious|imaginary|made-up|invented|placeholder|toy|pretend"
    r"|specimen|stock|cartoon"
    r"|generic|example) (?:[a-z]+ )?$"
)


def _others_own(owner: str | None, start: int, sentence: Sentence, text: str) -> bool:
    """Tell whether the owner is neither the addressee nor everybody ("each applicant sends his passport")."""
    if owner in ("his", "her", "their"):
        return not _EACH.search(text, _view(start, sentence), start)
    return owner in ("my", "our", OTHERS)


def verb(word: Found, text: str, heaps: Heaps) -> bool:
    """Tell whether what looks like a thing is the verb of the sentence: "name a user"."""
    act = heaps.acts.at(word.start)
    return act is not None and act.label.name == "give" and act.end > word.end and text[word.start : word.end] == "name"


def addressed(word: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether the words say that the thing is the person's own who is addressed: "your CV"."""
    return _addressee(word, owner_of(word.start, sentence, text), text)


def _addressee(word: Found | Mention, owner: str | None, text: str) -> bool:
    return owner in _YOURS or _OF_YOU.search(text, word.start, word.end + len(" of yourself")) is not None


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


def _governing(start: int, sentence: Sentence, text: str, heaps: Heaps) -> Found | None:
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
        if act.start - before.end <= BEFORE and not _PREPOSITION.match(text, before.start):
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


_MET = re.compile(r", (?!or |nor )|;| but ")


def _spent(negation: Found, place: int, text: str) -> bool:
    """Tell whether a negation that denies a noun has met its noun before the place: "no CV, two samples"."""
    if not _PREPOSITION.match(text, negation.start):
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


_NOT_THEIRS = re.compile(r"(?<![a-z])(?:i|i'd|i'm|clients|buyers|freelancers|people|one|you) $")


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
            return not _PREPOSITION.match(text, act.start) or word.start - act.end <= 2
    return False


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


def disowned(after: Sentence, text: str) -> bool:
    """Tell whether a sentence takes back the one before it: "We never do that"."""
    return _DISOWNED.match(text, after.start, after.end) is not None


def clause_start(place: int, sentence: Sentence, text: str) -> int:
    """Return where the clause begins in which the place lies, at most `CLAUSE` letters before it."""
    start = max(sentence.start, place - CLAUSE)
    for border in _BORDER.finditer(text, start, place):
        start = border.end()
    return start


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


def for_work(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the sentence is about work on such things rather than an ask for one.

    What is handed over directly, or what the addressee must do, is an ask; a job named elsewhere does not excuse it.
    """
    if _TELLS.search(text, _view(word.start, sentence), word.start):
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
    act = _governing(word.start, sentence, text, heaps)
    if (
        act is not None
        and act.label.name == "give"
        and word.start - act.end <= GRIP
        and _HANDED.match(text, act.start)
        and not _somebodys(act, sentence, text)
        and _sense(act, sentence, text) == "give"
    ):
        return act.end
    duties = list(_OBLIGED.finditer(text, _view(word.start, sentence), word.start))
    duty = duties[-1] if duties else None
    if duty is None or any(act.label.name == "work" for act in heaps.acts.between(duty.end(), word.start)):
        return -1
    return max(duty.end(), clause_start(word.start, sentence, text))


def _somebodys(act: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether the act is an infinitive of somebody else: "a guest who wants to mail us her passport"."""
    before = text[max(sentence.start, act.start - 24) : act.start]
    return _TO.search(before) is not None and _YOU_TO.search(before) is None


_BY = re.compile(r"(?: back| directly| there)? (?:on|via|over|through|in|by|using) (?:my |our |the |his |her )?")


def by_service(call: Found, text: str, heaps: Heaps) -> bool:
    """Tell whether a phrase as "text me" names a service behind it, so that it asks for that and not for a number."""
    link = _BY.match(text, call.end)
    return link is not None and (heaps.tools.at(link.end()) or heaps.tools.over(call.end - 1)) is not None


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


def own_doing(call: Found, sentence: Sentence, text: str) -> bool:
    """Tell whether it is the client that pays, signs or registers: "we'd like to pay the second half"."""
    return bool(
        _DOING.match(text, call.start) and _WE_DO.search(text, max(sentence.start, call.start - GRIP), call.start)
    )


_AS_SERVICE = re.compile(
    r"(?<![a-z])(?:on|via|over|through|by|to|use|using|have|got|install|download|add"
    r"|my|your|ur) $"
)


def common_word(word: Found, text: str, original: str) -> bool:
    """Tell whether "line" is just the word: LINE is written with a capital, or used like a service."""
    if word.label.name != "line" or text[word.start : word.end] != "line" or original[:1] == "L":
        return False
    used = _AS_SERVICE.search(text, max(0, word.start - BEFORE), word.start)
    return used is None and not text.startswith((" id", " account", " app"), word.end)


def compound(end: int, heaps: Heaps) -> bool:
    """Tell whether a word goes on as the name of a piece of work: "my Telegram bot"."""
    behind = heaps.ends.get(end) or heaps.ends.get(end + 1)
    return behind is not None and behind.label.sort is Sort.WORK_HEAD


# --- what a freelancer tells ---------------------------------------------------------------------

_CHANNEL = re.compile(r"(?:^|[^a-z])(?:on|via|over|through|by|in|from) (?:the |my |his |her |their |our |a )?$")
_WROTE = re.compile(
    r"(?<![a-z])(?:wrote|writes|said|says|told|tells|messaged|texted|contacted|found|met|approached|reached"
    r"|pinged|asked"
    r"|asks|replied|answered|sent|invited|advertised|posted|saw|know|called|spoke|talked|chatted|sells|sold"
    r"|hired)(?![a-z])"
)
_ELSEWHERE = re.compile(r"[,;:]|(?:^|[^a-z])(?:to|we|should|could|must|us|if|that|whether|for|and|but) ")
_ACCOUNT_BEHIND = re.compile(r"\s*(?:account|accounts|log-?in|password|credentials|admin|page|profile|wallet|app)")


def mere_channel(start: int, sentence: Sentence, text: str) -> bool:
    """Tell whether a service is only where something was said: "he wrote on WhatsApp that …"."""
    left = max(sentence.start, start - CLAUSE)
    preposition = _CHANNEL.search(text, left, start)
    if preposition is None:
        return False
    wrote = list(_WROTE.finditer(text, left, preposition.start() + 1))
    return bool(wrote) and not _ELSEWHERE.search(text, wrote[-1].end(), preposition.start() + 1)


def mere_owner(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a service only tells whose password is wanted: "the login to my Canva account"."""
    secrets = ("password", "otp", "account_lending")
    behind = _ACCOUNT_BEHIND.match(text, word.end)
    start, end = max(sentence.start, word.start - GRIP), min(sentence.end, word.end + BEFORE)
    if any(thing.label.name in secrets for thing in heaps.things.between(start, end)):
        if text.endswith(("login", "log-in", "account", "password"), word.start, word.end):
            return True
        return behind is not None or _TO_MINE.search(text, start, word.start) is not None
    return False


_TO_MINE = re.compile(r"(?:^|[^a-z])(?:to|for|of|into) (?:my|your|ur|the|a|an|our|his) (?:[a-z]+ )?$")


_BARE = re.compile(r"(?:your |ur |the |an? )?(?:id|ids|handle|handles|username|user name|nickname|nick)$")
_WALLETS = frozenset(("paypal", "wise", "payoneer", "skrill", "venmo", "zelle", "cash_app", "crypto", "revolut"))
_BY_WHAT_NAME = re.compile(r"(?:what|which) (?:user ?|nick)?$")


def part_of_service(word: Found, sentence: Sentence, before: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a bare "ID", "handle" or "name" is the one on a service: "it's Skype, put down your ID"."""
    said = text[word.start : word.end]
    if said == "address":
        return any(tool.label.name in _WALLETS for tool in heaps.tools.between(sentence.start, sentence.end))
    if _BARE.match(said):
        return bool(heaps.tools.between(before.start, sentence.end))
    if said in ("name", "names") and _BY_WHAT_NAME.search(text, max(sentence.start, word.start - 24), word.start):
        return bool(heaps.tools.between(word.end, sentence.end))
    return False


# --- lists and ellipses --------------------------------------------------------------------------

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


def asked_behind(word: Found, sentence: Sentence, after: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the sentence lists what the next one asks for: "Three boxes: name, address. Jot them down here"."""
    if text.find(":", _view(word.start, sentence), word.start) < 0:
        return False
    if heaps.act_names(sentence.start, sentence.end) & {"work", "negate"}:
        return False
    return _THEM.match(text, after.start, after.end) is not None


def listed(word: Found, sentence: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether the thing stands behind a heading within its own sentence: "Next: passport."."""
    colon = text.rfind(":", _view(word.start, sentence), word.start)
    if colon < 0 or "work" in heaps.act_names(sentence.start, sentence.end):
        return False
    if _NUMBERED.match(text, sentence.start, colon + 1) and not _VERB.search(text, colon, sentence.end):
        return True
    return heaps.has(Sort.LIST_HEAD, sentence.start, colon + 1)


# --- addresses -----------------------------------------------------------------------------------

_POSTAL = re.compile(
    r"(?<![a-z])(?:street|ship|shipping|ships|post|postal|parcel|package|courier|deliver|delivery|home"
    r"|billing|invoice"
    r"|registered|business|office|zip|postcode|town|city|flat|print|prints|letter|tax|taxes|register"
    r"|trading|permanent|live|lives)(?![a-z])|address (?:where|at which|in which) you"
)
_INVITING = re.compile(
    r"(?<![a-z])(?:invit\w+|access|share|sharing|shared|log-?in|workspace|drive|board"
    r"|folder|calendar|seat|channel)(?![a-z])"
)


def electronic(word: Found, sentence: Sentence, before: Sentence, text: str, heaps: Heaps) -> bool:
    """Tell whether a bare "address" is one for mail: an invitation goes there, or mail was spoken of."""
    said = text[word.start : word.end]
    if said not in ("address", "addresses") and not said.startswith(("which address", "what address")):
        return False
    start, end = max(before.start, word.start - 2 * VIEW), min(sentence.end, word.end + VIEW)
    if _POSTAL.search(text, start, end):
        return False
    if any(thing.label.name == "email" for thing in heaps.things.between(start, end)):
        return True
    return _INVITING.search(text, start, end) is not None
