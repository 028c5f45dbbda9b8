"""What is known of a case: drawn first, then told in the words, told beside them, or left unknown."""

from dataclasses import dataclass, field
from random import Random

from policies.vocabulary import Language
from tests.generator.lexicon import Lexicon

PLATFORMS = {
    Language.JA: (("crowdworks", 36), ("lancers", 20), ("coconala", 14), ("shufti", 8), ("direct", 10), (None, 12)),
    Language.EN: (("upwork", 44), ("fiverr", 16), ("freelancer", 14), ("direct", 12), (None, 14)),
}
STAGES = (("before_contract", 50), ("contracted", 12), ("funded", 24), ("ended", 4), (None, 10))
WITH_APPROVAL = ("crowdworks", "lancers")
WITHOUT_ESCROW_WORDS = ("coconala", "direct", "fiverr")
"""Where the words about escrow that the contexts use are not those that people use."""


@dataclass(slots=True)
class Situation:
    """Facts that hold, those told in the words, and those told beside them."""

    facts: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    """The sentences that tell facts."""


def draw(random: Random, words: Lexicon, voice: str) -> Situation:
    """Draw a situation. `voice`: whose words tell of it, `client` or `freelancer`."""
    facts: dict[str, str] = {}
    platform = weighted(random, PLATFORMS[words.language])
    if platform:
        facts["platform"] = platform
    stage = weighted(random, STAGES)
    if platform == "direct" and stage == "funded":
        stage = "contracted"
    if stage:
        facts["stage"] = stage
    if platform in WITH_APPROVAL and random.random() < 0.3:
        facts["approval"] = random.choice(("approved", "pending", "none"))
    if random.random() < 0.12:
        facts["relationship"] = random.choice(("new", "repeat"))
    return tell(random, words, voice, facts)


def tell(random: Random, words: Lexicon, voice: str, facts: dict[str, str]) -> Situation:
    """Divide facts into those that the words tell and those told beside them."""
    situation = Situation(dict(facts))
    for fact, value in facts.items():
        lines = words.contexts[voice].get(fact, {}).get(value, {}).get("say")
        sayable = lines and (fact != "stage" or _has_words(value, facts.get("platform")))
        if sayable and random.random() < 0.4:
            situation.told[fact] = value
            situation.lines.append(random.choice(lines))
        else:
            situation.beside[fact] = value
    return situation


def _has_words(stage: str, platform: str | None) -> bool:
    return stage == "before_contract" or platform not in WITHOUT_ESCROW_WORDS


def weighted(random: Random, choices: tuple[tuple[str | None, int], ...]) -> str | None:
    """Draw one of the choices by their weights."""
    return random.choices([choice for choice, _ in choices], [weight for _, weight in choices])[0]
