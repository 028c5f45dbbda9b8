"""From a category to a message: who speaks, of what, asking how, in which shape."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from policies.vocabulary import Kind, Language
from tests.generator import shape
from tests.generator.ask import Asking, Said
from tests.generator.disguise import roughen
from tests.generator.lexicon import WAYS, Lexicon, lexicon
from tests.generator.situation import WITH_APPROVAL, Situation, draw, tell

CATEGORIES = (
    ("single_ask", 26),
    ("multi_ask", 12),
    ("no_ask", 22),
    ("legit", 7),
    ("freelancer_question", 12),
    ("already_shared", 6),
    ("evasive", 7),
    ("long", 8),
)

ROUGH = 0.4
"""Share of the messages with slips or habits of typing."""

DISTRACTED = 0.3
"""Share of the client's asking messages that also say what is not wanted, or speak of such a thing."""

LONG_CHARS = {Language.JA: 180, Language.EN: 300}


RARE_WAYS = ("own_contact", "link")
"""Manners that only some kinds know."""


@dataclass(slots=True)
class Message:
    """A message with its derivation."""

    text: str
    language: Language
    category: str
    speaker: str
    situation: Situation
    said: list[Said] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)

    @property
    def ways(self) -> frozenset[str]:
        """The manners of asking in it."""
        return frozenset().union(*(one.ways for one in self.said if one.meant))


@dataclass(slots=True)
class Parts:
    """What a message is put together from."""

    random: Random
    words: Lexicon
    asking: Asking
    situation: Situation
    category: str

    def pick_kinds(self, count: int, way: str | None = None) -> list[Kind]:
        """Draw different kinds that are not as good as each other, the first one that knows the way of asking."""
        chosen: list[Kind] = []
        if way in RARE_WAYS:
            knowing = [kind for kind in Kind if any(one.way == way for one in self.words.kinds[kind].says)]
            chosen.append(self.random.choice(knowing))
        for kind in self.random.sample(list(Kind), len(Kind)):
            if kind not in chosen and not any(
                kind in self.related(other) or other in self.related(kind) for other in chosen
            ):
                chosen.append(kind)
        return chosen[:count]

    def related(self, kind: Kind) -> set[Kind]:
        """Return the kinds that may be read in place of or beside this one."""
        kindred = self.words.kinds[kind]
        return {kind, *kindred.near, *kindred.may}

    def way(self) -> str:
        """Draw a manner of asking."""
        return self.random.choices(WAYS, [20, 16, 9, 9, 8, 8, 0, 6, 5, 5, 8, 4, 5])[0]

    def context(self, voice: str, count: int) -> list[str]:
        """Draw sentences that state nothing of the case but what the situation holds."""
        contexts = self.words.contexts[voice]
        lines = list(contexts["plain"]["say"])
        stage = self.situation.facts.get("stage")
        hints = contexts.get("hint", {})
        if stage == "before_contract" and hints:
            lines += hints["early"]["say"]
        if stage in ("contracted", "funded") and hints:
            lines += hints["running"]["say"]
        return [self.asking.fill(line) for line in self.random.sample(lines, count) if line]

    def distraction(self, kinds: list[Kind]) -> Said:
        """Say what is not wanted, or speak of such a thing, of a kind that has nothing to do with `kinds`."""
        taken = set().union(*(self.related(kind) for kind in kinds))
        free = [kind for kind in Kind if kind not in taken and not self.related(kind) & set(kinds)]
        kind = self.random.choice(free)
        return self.asking.exclude(kind) if self.random.random() < 0.5 else self.asking.mention(kind)


def message(language: Language, random: Random, category: str) -> Message:
    """Derive one message of a category."""
    words = lexicon(language)
    voice = "freelancer" if category in ("freelancer_question", "already_shared") else "client"
    situation = _favourable(random, words) if category == "legit" else draw(random, words, voice)
    asking = Asking(words, random, stage=situation.facts.get("stage"))
    parts = Parts(random, words, asking, situation, category)
    made = _MAKERS[category](parts)
    if random.random() < ROUGH:
        emoji = words.layout["emoji"]
        made.text, done = roughen(made.text, language, emoji, random)
        made.steps += [f"habit: {name}" for name in done]
    return made


def _favourable(random: Random, words: Lexicon) -> Situation:
    """Draw a situation in which much is fine."""
    facts = {"stage": random.choice(("contracted", "funded"))}
    platforms = {Language.JA: ("crowdworks", "lancers", "direct"), Language.EN: ("upwork", "direct", "fiverr")}
    facts["platform"] = random.choice(platforms[words.language])
    if facts["platform"] in WITH_APPROVAL:
        facts |= {"approval": "approved", "stage": "funded"}
    if facts["platform"] == "direct":
        facts |= {"stage": "contracted", "relationship": "repeat"}
    return tell(random, words, "client", facts)


# --- one maker for each category -----------------------------------------------------------------


def _client_asks(parts: Parts, count: int, context: tuple[int, int]) -> Message:
    way = parts.way()
    kinds = parts.pick_kinds(count, way)
    said = _asks(parts, kinds, way)
    if parts.random.random() < DISTRACTED:
        said.append(parts.distraction(kinds))
    return _from_client(parts, said, context)


def _asks(parts: Parts, kinds: list[Kind], way: str | None = None) -> list[Said]:
    """Ask for the kinds: in a form, in a list, or one sentence after the other."""
    random, words = parts.random, parts.words
    things = [kind for kind in kinds if words.kinds[kind].things and kind != Kind.PAYMENT]
    said: list[Said] = []
    if things and way not in RARE_WAYS and random.random() < (0.07 if len(kinds) == 1 else 0.25):
        said.append(parts.asking.blanks(things))
    elif len(things) > 1 and way not in RARE_WAYS and random.random() < 0.3:
        said.append(parts.asking.enumeration(things))
    else:
        things = []
    for kind in (kind for kind in kinds if kind not in things):
        one = parts.asking.ask(kind, way or parts.way())
        way = None
        parts.asking.purposes = parts.asking.purposes and not one.purpose
        said.append(one)
    return said


def _from_client(parts: Parts, said: list[Said], context: tuple[int, int]) -> Message:
    lines = [*parts.context("client", parts.random.randint(*context)), *parts.situation.lines]
    made = shape.client(parts, lines, said)
    body = Message(made.text, parts.words.language, parts.category, made.speaker, parts.situation, said)
    body.steps = [*(one.rule for one in said), *made.steps]
    return body


def _single(parts: Parts) -> Message:
    return _client_asks(parts, 1, (0, 2))


def _multi(parts: Parts) -> Message:
    return _client_asks(parts, parts.random.choice((2, 2, 2, 3, 3, 4)), (0, 2))


def _long(parts: Parts) -> Message:
    made = _client_asks(parts, parts.random.choice((1, 1, 2, 3)), (6, 10))
    if len(made.text) < LONG_CHARS[parts.words.language]:
        made.category = "single_ask" if sum(len(one.meant) for one in made.said) == 1 else "multi_ask"
    return made


def _legit(parts: Parts) -> Message:
    kind = parts.random.choice(_OFTEN_FINE)
    return _from_client(parts, _asks(parts, [kind]), (0, 2))


def _no_ask(parts: Parts) -> Message:
    random = parts.random
    said = []
    for kind in parts.pick_kinds(random.choice((0, 1, 1, 1, 2, 2, 3))):
        said.append(parts.asking.exclude(kind) if random.random() < 0.5 else parts.asking.mention(kind))
    return _from_client(parts, said, (1, 4))


def _evasive(parts: Parts) -> Message:
    kind = parts.random.choice((Kind.MESSENGER, Kind.MESSENGER, *Kind))
    return _from_client(parts, [parts.asking.veiled(kind)], (0, 2))


def _question(parts: Parts) -> Message:
    frames = parts.words.frames["reports"]
    said = [parts.asking.report(parts.random.choice(list(Kind)))]
    if parts.random.random() < 0.15:
        other = parts.random.choice(
            [kind for kind in Kind if not parts.related(kind) & parts.related(said[0].meant[0].kind)]
        )
        said.append(parts.asking.report(other))
    return _from_freelancer(parts, said, parts.random.choice(frames["question"]))


def _shared(parts: Parts) -> Message:
    kinds = [kind for kind in Kind if kind != Kind.CARD or parts.random.random() < 0.9]
    said = [parts.asking.shared(parts.random.choice(kinds))]
    parts.situation.facts["already_shared"] = parts.situation.told["already_shared"] = "yes"
    return _from_freelancer(parts, said, parts.random.choice(parts.words.frames["shared"]["after"]))


def _from_freelancer(parts: Parts, said: list[Said], question: str) -> Message:
    lines = [*parts.context("freelancer", parts.random.randint(0, 2)), *parts.situation.lines]
    parts.random.shuffle(lines)
    at = parts.random.randint(0, len(lines))
    sentences = [*lines[:at], *(one.text for one in said), *lines[at:], question]
    text = shape.run_on([line for line in sentences if line], parts.words.language)
    made = Message(text, parts.words.language, parts.category, "freelancer", parts.situation, said)
    made.steps = [one.rule for one in said]
    return made


_OFTEN_FINE = (
    Kind.PORTFOLIO,
    Kind.MEETING,
    Kind.EMAIL,
    Kind.SHARED_WORKSPACE,
    Kind.ADDRESS,
    Kind.MESSENGER,
    Kind.PHONE,
    Kind.BANK_ACCOUNT,
    Kind.NAME,
    Kind.SIGNATURE,
    Kind.EXTERNAL_FORM,
)

_MAKERS: dict[str, Callable[[Parts], Message]] = {
    "single_ask": _single,
    "multi_ask": _multi,
    "no_ask": _no_ask,
    "legit": _legit,
    "freelancer_question": _question,
    "already_shared": _shared,
    "evasive": _evasive,
    "long": _long,
}
