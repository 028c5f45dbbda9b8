"""The words of the generator: TOML files below `words/`, checked and made into values.

They are written without a look at the words by which Kotowari reads, so that they can surprise it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policies.vocabulary import FACT_VALUES, Fact, Kind, Language, Manner

WORDS_PATH = Path(__file__).parent / "words"

WAYS = (
    "direct",
    "polite",
    "conditional",
    "assumption",
    "own_contact",
    "link",
    "form",
    "deadline",
    "flattery",
    "threat",
    "casual",
    "dialect",
    "foreign",
)
"""The manners in which people ask."""

FRAME_WAYS = ("direct", "polite", "conditional", "assumption", "casual", "dialect", "foreign")
WRAP_WAYS = ("deadline", "flattery", "threat")

KIND_FILES = ("contact", "person", "papers", "money", "access", "doing")


@dataclass(frozen=True, slots=True)
class Saying:
    """A whole sentence that asks in words of its own."""

    say: str
    way: str = "direct"
    purpose: str | None = None
    manner: frozenset[Manner] = frozenset()
    signs: frozenset[str] = frozenset()
    also: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class Kindred:
    """Everything that is said about one kind of ask, in one language."""

    kind: Kind
    verb: str
    things: tuple[str, ...]
    acts: tuple[tuple[str, ...], ...]
    says: tuple[Saying, ...]
    veiled: tuple[str, ...]
    mentions: tuple[str, ...]
    because: Mapping[str, tuple[str, ...]]
    tools: Mapping[str, tuple[str, ...]]
    veils: Mapping[str, tuple[str, ...]]
    near: tuple[Kind, ...]
    may: tuple[Kind, ...]
    implies: tuple[str, ...]
    at_office: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All words of one language."""

    language: Language
    kinds: Mapping[Kind, Kindred]
    frames: Mapping[str, dict]
    contexts: Mapping[str, dict]
    layout: Mapping[str, list[str]]
    jobs: Mapping[str, list[str]]


@cache
def lexicon(language: Language) -> Lexicon:
    """Load the words of a language. Raise `ValueError` with the place of the first mistake."""
    folder = WORDS_PATH / language.value
    beside = _toml(WORDS_PATH / "kinds.toml")
    entries = {kind: entry for name in KIND_FILES for kind, entry in _toml(folder / f"{name}.toml").items()}
    if set(entries) != set(Kind):
        raise ValueError(f"{folder}: kinds missing or unknown: {sorted(set(Kind) ^ set(entries))}")
    return Lexicon(
        language,
        {kind: _kindred(kind, entries[kind], beside[kind]) for kind in Kind},
        _toml(folder / "frames.toml"),
        _toml(folder / "contexts.toml"),
        _toml(folder / "layout.toml"),
        _toml(folder / "jobs.toml"),
    )


def _toml(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _kindred(kind: Kind, entry: dict, beside: dict) -> Kindred:
    unknown = entry.keys() - {
        "verb",
        "things",
        "acts",
        "says",
        "veiled",
        "mentions",
        "because",
        "tools",
        "veils",
        "at_office",
    }
    if unknown:
        raise ValueError(f"{kind}: no such keys: {sorted(unknown)}")
    because = {purpose: tuple(lines) for purpose, lines in entry.get("because", {}).items() if lines}
    for purpose in (*because, *beside.get("implies", ())):
        _check_purpose(kind, purpose)
    return Kindred(
        kind,
        entry["verb"],
        tuple(entry["things"]),
        tuple((act,) if isinstance(act, str) else tuple(act) for act in entry.get("acts", ())),
        tuple(_saying(kind, one) for one in entry["says"]),
        tuple(entry.get("veiled", ())),
        tuple(entry["mentions"]),
        because,
        {tool: tuple(names) for tool, names in entry.get("tools", {}).items()},
        {tool: tuple(names) for tool, names in entry.get("veils", {}).items()},
        tuple(map(Kind, beside.get("near", ()))),
        tuple(map(Kind, beside.get("may", ()))),
        tuple(beside.get("implies", ())),
        frozenset(entry.get("at_office", ())),
    )


def _saying(kind: Kind, one: dict) -> Saying:
    unknown = one.keys() - {"say", "way", "purpose", "manner", "signs", "also"}
    if unknown or one.get("way", "direct") not in WAYS:
        raise ValueError(f"{kind}: {one['say']}: no such key or way")
    if "purpose" in one:
        _check_purpose(kind, one["purpose"])
    return Saying(
        one["say"],
        one.get("way", "direct"),
        one.get("purpose"),
        frozenset(map(Manner, one.get("manner", ()))),
        frozenset(one.get("signs", ())),
        tuple(map(Kind, one.get("also", ()))),
    )


def _check_purpose(kind: Kind, purpose: str) -> None:
    if purpose not in FACT_VALUES[Fact.PURPOSE]:
        raise ValueError(f"{kind}: no such purpose: {purpose}")


SLOT = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, slots: Mapping[str, str]) -> str:
    """Put words into the slots they are given for; leave the others as they are."""
    return SLOT.sub(lambda found: slots.get(found[1], found[0]), text)
