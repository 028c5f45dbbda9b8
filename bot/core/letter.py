"""Write one letter to a client about everything that was asked for in a message.

What is said of each ask is a `Point`. Points that are said in the same way stand together in one paragraph: first what
is agreed to, then in turn what is offered in part, refused, left to an approval, and asked about. A reason is given
once, and what can be had instead follows the refusals. The words stand in `bot/texts/<language>/letters.toml`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.core.occasion import Occasion, PlatformWords, Point
from bot.texts.framing import bare, frame
from bot.texts.naming import Thing, acts, join_names, name_of, records, shared_way, topics, way_of
from bot.texts.phrasebook import Phrases
from policies.vocabulary import Alternative, Kind, LetterReason, Purpose, Tone

QUESTIONS: dict[Kind, str] = {
    Kind.MEETING: "call",
    Kind.IN_PERSON: "visit",
    Kind.EXTERNAL_FORM: "form",
    Kind.EXTERNAL_SIGNUP: "tool",
    Kind.SHARED_WORKSPACE: "tool",
    Kind.REMOTE_ACCESS: "tool",
    Kind.SIGNATURE: "paper",
    Kind.DIRECT_DEAL: "deal",
    Kind.PAYMENT: "money",
}
"""What the client is asked about a kind before it is given; of all others, what the data are for."""

MAX_OFFERS = 3
"""No more sentences than these say in one place what can be had instead."""

CROWDED = 3
"""From so many paragraphs on, each is kept short."""

_AT_WORK = frozenset((Alternative.WORK_ADDRESS, Alternative.WORK_NUMBER, Alternative.WORK_ACCOUNT))
_WORK_CONTACT = {Kind.EMAIL: Alternative.WORK_ADDRESS, Kind.PHONE: Alternative.WORK_NUMBER}
_PLATFORM_CALL = "platform_call"

_LESS = frozenset(
    (
        Alternative.AGE_BAND,
        Alternative.AVAILABILITY_ONLY,
        Alternative.ICON,
        Alternative.INDUSTRY_ONLY,
        Alternative.ONLINE_INSTEAD,
        Alternative.OUTLINE,
        Alternative.PLATFORM_CALL,
        Alternative.REGION_ONLY,
        Alternative.VOICE_ONLY,
    )
)
"""Who agrees to one of these offers less than was asked for."""

_PART = {
    Purpose.AGREE: "agreed",
    Purpose.OFFER_REDUCED: "reduced",
    Purpose.OFFER_PLATFORM_TOOL: "reduced",
    Purpose.PROPOSE_APPROVAL: "later",
    Purpose.ASK_PURPOSE: "asked",
}
_ON_FORMS = frozenset((Purpose.REPORT, Purpose.APPROVAL_REASON))
_WHOLE = frozenset((Purpose.SECOND_REFUSAL, Purpose.WITHDRAW, Purpose.REQUEST_DELETION))


@dataclass(slots=True)
class _Desk:
    """A letter in the making: its words, what the platform is called in it, what it has offered and why it said no."""

    phrases: Phrases
    occasion: Occasion
    here: dict[str, str]
    offered: set[Alternative] = field(default_factory=set)
    explained: set[LetterReason] = field(default_factory=set)

    @property
    def tone(self) -> Tone:
        return self.occasion.tone


def write(points: Sequence[Point], occasion: Occasion, phrases: Phrases) -> str:
    """Write the letter. The first point's purpose is that of the whole letter where it needs a letter of its own."""
    if not points:
        message = "a letter needs something to be about"
        raise ValueError(message)
    if occasion.client is None and occasion.own is None:
        return _anonymous(tuple(points), occasion, phrases)
    return _write(tuple(points), occasion, phrases)


@lru_cache(maxsize=2048)
def _anonymous(points: tuple[Point, ...], occasion: Occasion, phrases: Phrases) -> str:
    """Write a letter without a name in it. Only such letters are kept."""
    return _write(points, occasion, phrases)


def _write(given: Sequence[Point], occasion: Occasion, phrases: Phrases) -> str:
    points = list({point.thing: point for point in reversed(given)}.values())[::-1]
    desk = _Desk(phrases, occasion, _here(occasion.platform, phrases))
    purpose = points[0].purpose
    if purpose in _ON_FORMS:
        return _on_form(purpose, points, desk)
    paragraphs = _whole(purpose, points, desk) if purpose in _WHOLE else _answer(points, desk)
    return frame(phrases, paragraphs, client=occasion.client, own=occasion.own, warm=occasion.warm)


def _here(platform: PlatformWords | None, phrases: Phrases) -> dict[str, str]:
    """Return what the platform and its means are called in the letter, by slot."""
    here = {
        "platform": phrases.text("letters.here.platform"),
        "messages": phrases.text("letters.here.messages_here"),
        "call": phrases.text("letters.here.call_here"),
        "procedure": phrases.text("letters.here.procedure_here"),
    }
    if platform is not None:
        here["platform"] = platform.title
        here["messages"] = phrases.fill("letters.here.messages", platform=platform.title)
        if platform.call is not None:
            named = platform.title in platform.call
            here["call"] = (
                platform.call if named else phrases.fill("letters.here.call", **here | {"call": platform.call})
            )
        if platform.procedure is not None:
            here["procedure"] = phrases.fill("letters.here.procedure", name=platform.procedure)
    return here


# --- an answer to the asks -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    """The points by what is said of them."""

    agreed: list[Point]
    reduced: list[Point]
    refused: list[list[Point]]
    later: list[Point]
    asked: list[Point]

    @property
    def crowded(self) -> bool:
        return sum(map(bool, (self.agreed, self.reduced, self.later, self.asked))) + len(self.refused) >= CROWDED

    @property
    def weightiest(self) -> str:
        """The part that the closing looks back on."""
        if self.later:
            return "approval"
        if self.asked:
            return "ask"
        return "no" if self.refused else "offer" if self.reduced else "yes"


def _part(points: Sequence[Point]) -> _Parts:
    parts: dict[str, list[Point]] = {"agreed": [], "reduced": [], "refused": [], "later": [], "asked": []}
    for point in points:
        parts["reduced" if _is_less(point) else _PART.get(point.purpose, "refused")].append(point)
    refused = _by_reason(parts.pop("refused"))
    return _Parts(**parts, refused=refused)


def _is_less(point: Point) -> bool:
    """Tell whether agreeing means to give less than was asked for; an act is agreed to, whatever is left out of it."""
    if point.purpose is not Purpose.AGREE:
        return False
    alternative = _alternative(point)
    if alternative is Alternative.WITHOUT_THAT_FIELD:
        return way_of(point.kind) != "act"
    return alternative in _LESS


def _by_reason(points: Iterable[Point]) -> list[list[Point]]:
    """Part the points by their reason; those of a third and further reason stand together without one."""
    groups: dict[LetterReason | None, list[Point]] = {}
    for point in points:
        groups.setdefault(point.reason, []).append(point)
    parted = list(groups.values())
    if len(parted) <= 2:
        return parted
    return [*parted[:2], [point for group in parted[2:] for point in group]]


def _answer(points: Sequence[Point], desk: _Desk) -> list[str]:
    """Return the paragraphs of a letter that answers each ask in its own way."""
    parts = _part(points)
    yes = [say(group, desk) for say, group in ((_agree, parts.agreed), (_reduce, parts.reduced)) if group]
    no = [_decline(group, parts.crowded, number > 0, desk) for number, group in enumerate(parts.refused)]
    wait = [say(group, desk) for say, group in ((_propose, parts.later), (_ask, parts.asked)) if group]
    return [
        desk.phrases.text(f"letters.thanks.first.{desk.tone}"),
        *_connected([*yes, *no, *wait], len(yes) if no else 0, desk.phrases),
        *_instead(parts, desk),
        _closing(parts.weightiest, parts.crowded, desk),
    ]


def _connected(paragraphs: Sequence[str], turn: int, phrases: Phrases) -> list[str]:
    """Put a connecting word before each paragraph but the first; before the one numbered `turn` it says "but"."""
    also = [phrases.text("letters.connect.also.0"), phrases.text("letters.connect.also.1")]
    joined = list(paragraphs[:1])
    for number, text in enumerate(paragraphs[1:], 1):
        joined.append(_after(phrases.text("letters.connect.but") if number == turn else also[0], text))
        also = also if number == turn else also[-1:]
    return joined


def _after(word: str, text: str) -> str:
    """Let a sentence follow a connecting word. English sentences of ours begin with "I" or may be written small."""
    if word.isascii() and text[1].islower():
        return word + text[0].lower() + text[1:]
    return word + text


def _agree(points: Sequence[Point], desk: _Desk) -> str:
    phrases = desk.phrases
    offers = _offers(points, "agreed", desk)
    if offers:
        return phrases.fill(
            f"letters.agree.{desk.tone}.offer", topic=topics(phrases, _things(points)), offer=_run(offers)
        )
    ways = list(dict.fromkeys(_how(point, phrases) for point in points))
    how = ways[0] if len(ways) == 1 else phrases.text("letters.how.several")
    return phrases.fill(f"letters.agree.{desk.tone}.bare", all=acts(phrases, _things(points), "and"), how=how)


def _how(point: Point, phrases: Phrases) -> str:
    way = way_of(point.kind)
    return name_of(phrases, point.kind, point.tool, "how") if way == "act" else phrases.text(f"letters.how.{way}")


def _reduce(points: Sequence[Point], desk: _Desk) -> str:
    offers = _offers(points, "offered", desk) or [desk.phrases.text("letters.offered.some")]
    return _say("offer_reduced", desk.tone, points, desk, offer=_run(offers))


def _decline(points: Sequence[Point], crowded: bool, again: bool, desk: _Desk) -> str:
    more = {}
    if again and desk.tone is Tone.SOFT:
        more["no"] = desk.phrases.text(f"letters.no.soft_again.{shared_way(_things(points))}")
    return _say("decline", "short" if crowded or again else desk.tone, points, desk, **more)


def _propose(points: Sequence[Point], desk: _Desk) -> str:
    form = "pending" if desk.occasion.pending else "apply"
    key = f"letters.propose_approval.{desk.tone}.{form}"
    return desk.phrases.fill(key, **_slots(points, LetterReason.PLATFORM_APPROVAL, desk))


def _ask(points: Sequence[Point], desk: _Desk) -> str:
    stated = desk.occasion.cause not in (None, "unstated")
    about = {QUESTIONS.get(point.kind, "data_known" if stated else "data") for point in points}
    question = desk.phrases.text(f"letters.question.{about.pop() if len(about) == 1 else 'several'}")
    unasked = [replace(point, reason=None) if point.reason is LetterReason.OWN_POLICY else point for point in points]
    return _say("ask_purpose", desk.tone, unasked, desk, question=question)


def _say(block: str, tone: str, points: Sequence[Point], desk: _Desk, **more: str) -> str:
    """Fill a block of the letter, with the reason if all points share one that has not been given yet."""
    reasons = {point.reason for point in points}
    reason = reasons.pop() if len(reasons) == 1 else None
    if reason is None or reason in desk.explained:
        reason, form = None, "bare"
    else:
        desk.explained.add(reason)
        form = "reason"
    return desk.phrases.fill(f"letters.{block}.{tone}.{form}", **_slots(points, reason, desk) | more)


def _slots(points: Sequence[Point], reason: LetterReason | None, desk: _Desk) -> dict[str, str]:
    phrases = desk.phrases
    things = _things(points)
    slots = {
        "what": acts(phrases, things, "or"),
        "no": phrases.text(f"letters.no.{desk.tone}.{shared_way(things)}"),
        "procedure": desk.here["procedure"],
    }
    if reason is not None:
        slots["told"] = phrases.fill(f"letters.reason.{reason}.told", **desk.here)
        slots["because"] = phrases.fill(f"letters.reason.{reason}.because", **desk.here)
    return slots


def _things(points: Iterable[Point]) -> list[Thing]:
    return [point.thing for point in points]


# --- what can be had instead -----------------------------------------------------------------------


def _instead(parts: _Parts, desk: _Desk) -> list[str]:
    """Return the paragraph on what can be had instead of what is refused or has to wait, if anything can."""
    if desk.occasion.stop:
        return []
    if parts.later:
        desk.offered.add(Alternative.PLATFORM_PROCEDURE)
    points = [point for group in (*parts.refused, parts.later, parts.asked) for point in group]
    offers = _offers(points, "offered", desk)
    return [_run(offers[:-1] if parts.crowded and len(offers) == MAX_OFFERS else offers)] if offers else []


def _offers(points: Iterable[Point], manner: str, desk: _Desk) -> list[str]:
    """Return one sentence on all things to tell, one on those to send, one on those to accept, then the others."""
    phrases = desk.phrases
    lists: dict[str, list[str]] = {}
    lines = []
    for alternative in dict.fromkeys(map(_alternative, points)):
        if alternative is None or alternative in desk.offered:
            continue
        desk.offered.add(alternative)
        key = f"letters.alternative.{alternative}"
        form = next(form for form in ("tell", "send", "accept", "line") if phrases.find(f"{key}.{form}"))
        text = phrases.fill(f"{key}.{form}", **desk.here)
        if form == "line":
            lines.append(text)
        else:
            lists.setdefault(form, []).append(text)
    said = {form: join_names(phrases, names) for form, names in lists.items()}
    offers = [
        phrases.fill(f"letters.{manner}.{'more.' if number else ''}{form}", list=names)
        for number, (form, names) in enumerate(said.items())
    ]
    return [*offers, *lines][:MAX_OFFERS]


def _alternative(point: Point) -> Alternative | None:
    """Return what is offered instead, as it suits the kind."""
    alternative = point.alternative
    if alternative is None and point.purpose is Purpose.OFFER_PLATFORM_TOOL:
        return Alternative.PLATFORM_CALL if point.kind is Kind.MEETING else Alternative.PLATFORM_MESSAGES
    if alternative in _AT_WORK:
        return _WORK_CONTACT.get(point.kind, alternative)
    if alternative is Alternative.NOTHING or (
        alternative is Alternative.PLATFORM_CALL and point.tool == _PLATFORM_CALL
    ):
        return None
    return alternative


# --- letters of their own --------------------------------------------------------------------------


def _whole(purpose: Purpose, points: Sequence[Point], desk: _Desk) -> list[str]:
    """Return the paragraphs of a letter that says the same of all asks."""
    phrases, tone = desk.phrases, desk.tone
    if purpose is Purpose.SECOND_REFUSAL:
        said = phrases.fill(f"letters.second_refusal.{tone}", **_slots(points, None, desk))
        thanks = phrases.text(f"letters.thanks.again.{tone}")
        parts = _Parts([], [], [list(points)], [], [])
        return [thanks, said, *_instead(parts, desk), _closing("again", False, desk)]
    if purpose is Purpose.WITHDRAW:
        thanks = phrases.text(f"letters.thanks.withdraw.{tone}")
        return [thanks, phrases.text(f"letters.withdraw.{tone}"), _closing("withdraw", False, desk)]
    said = phrases.fill(f"letters.request_deletion.{tone}", record=records(phrases, _things(points)))
    return [phrases.text(f"letters.thanks.deletion.{tone}"), said, _closing("deletion", False, desk)]


def _on_form(purpose: Purpose, points: Sequence[Point], desk: _Desk) -> str:
    """Return the text for a form of the platform; it is no letter and greets nobody."""
    phrases, occasion = desk.phrases, desk.occasion
    topic = topics(phrases, _things(points), few=False)
    if purpose is Purpose.REPORT:
        party = phrases.text("letters.report.party_unnamed")
        if occasion.client is not None:
            party = phrases.fill("letters.report.party", client=bare(occasion.client))
        return phrases.fill(f"letters.report.{occasion.tone}", party=party, topic=topic)
    cause = phrases.find(f"letters.cause.{occasion.cause}")
    key = f"letters.approval_reason.{occasion.tone}.{'bare' if cause is None else 'cause'}"
    return phrases.fill(key, topic=topic, cause=cause or "", platform=desk.here["platform"])


def _closing(family: str, crowded: bool, desk: _Desk) -> str:
    if family == "no" and desk.occasion.stop:
        family = "stop"
    return desk.phrases.text(f"letters.closing.{family}.{Tone.PLAIN if crowded else desk.tone}")


def _run(sentences: Iterable[str]) -> str:
    """Let sentences follow each other; a space parts them in a script that uses it."""
    said = list(sentences)
    return (" " if said[0][-1].isascii() else "").join(said)
