"""What the things asked for are called, with the tool that is meant, and how several of them make one phrase."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from bot.texts.phrasebook import Phrases
from policies.vocabulary import Kind

Thing = tuple[str, str | None]
"""A kind and the tool that is meant."""

Way = Literal["tell", "send", "act"]

TOLD = frozenset(
    (
        Kind.EMAIL,
        Kind.PHONE,
        Kind.ADDRESS,
        Kind.MESSENGER,
        Kind.SNS,
        Kind.NAME,
        Kind.BIRTHDATE,
        Kind.NATIONAL_ID,
        Kind.FAMILY,
        Kind.SENSITIVE,
        Kind.EMPLOYER,
        Kind.BANK_ACCOUNT,
        Kind.CARD,
        Kind.WALLET,
        Kind.PASSWORD,
        Kind.OTP,
    )
)
SENT = frozenset((Kind.PHOTO, Kind.ID_DOCUMENT, Kind.RESUME, Kind.WORK_HISTORY, Kind.CERTIFICATE, Kind.PORTFOLIO))

MAX_NAMES = 4
"""Of more things than these the last are not named."""

_REST: Thing = ("others", None)


def way_of(kind: str) -> Way:
    """Tell whether the thing is told, sent or done."""
    return "tell" if kind in TOLD else "send" if kind in SENT else "act"


def shared_way(things: Iterable[Thing]) -> Way | Literal["give"]:
    """Return the way that all things share: what is told or sent is given; where something is done, all is."""
    ways = {way_of(kind) for kind, _ in things}
    if len(ways) == 1:
        return ways.pop()
    return "act" if "act" in ways else "give"


@lru_cache(maxsize=4096)
def name_of(phrases: Phrases, kind: str, tool: str | None, form: str) -> str:
    """Return the name of a thing in one of its forms (`name`, `topic`, `act`, `record`, `how`), tool included."""
    key = f"kinds.{kind}.{form}"
    if tool is not None:
        special = phrases.find(f"{key}_{tool}")
        if special is not None:
            return special
        title = phrases.find(f"kinds.tool.{tool}")
        if title is not None and phrases.find(f"{key}_tool") is not None:
            return phrases.fill(f"{key}_tool", tool=title)
    return phrases.text(key)


def topics(phrases: Phrases, things: Sequence[Thing], *, few: bool = True) -> str:
    """Name the things: "my LINE ID and my phone number"; all of them, or only a few if they are many."""
    named = [name_of(phrases, *thing, "topic") for thing in (_few(things) if few else things)]
    return _join(phrases, named, "names_and")


def acts(phrases: Phrases, things: Sequence[Thing], word: Literal["and", "or"]) -> str:
    """Name what would be done with the things: "share my LINE ID or meet in person"."""
    parted = _parted(_few(things))
    phrased = []
    for way, members in parted.items():
        if way == "act":
            phrased += [name_of(phrases, *thing, "act") for thing in members]
        else:
            named = [name_of(phrases, *thing, "topic") for thing in members]
            phrased.append(phrases.fill(f"letters.verb.{way}", list=_join(phrases, named, f"names_{word}")))
    long = len(phrased) > 1 and any(len(members) > 1 for way, members in parted.items() if way != "act")
    return _join(phrases, phrased, f"long_{word}" if long else f"acts_{word}")


def records(phrases: Phrases, things: Sequence[Thing]) -> str:
    """Name what the client holds of the things once they have been shared."""
    held = [name_of(phrases, *thing, "record" if way_of(thing[0]) == "act" else "topic") for thing in things]
    return _join(phrases, held, "names_and")


def join_names(phrases: Phrases, names: Sequence[str]) -> str:
    """Join names by "and"."""
    return _join(phrases, names, "names_and")


def _few(things: Sequence[Thing]) -> Sequence[Thing]:
    return things if len(things) <= MAX_NAMES else [*things[: MAX_NAMES - 1], _REST]


def _parted(things: Sequence[Thing]) -> dict[Way, list[Thing]]:
    parted: dict[Way, list[Thing]] = {}
    for thing in things:
        parted.setdefault(way_of(thing[0]), []).append(thing)
    return parted


def _join(phrases: Phrases, items: Sequence[str], style: str) -> str:
    if len(items) < 2:
        return items[0]
    if len(items) == 2:
        return phrases.text(f"letters.list.{style}.pair").join(items)
    head = phrases.text(f"letters.list.{style}.comma").join(items[:-1])
    return head + phrases.text(f"letters.list.{style}.last") + items[-1]
