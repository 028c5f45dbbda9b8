"""Counting how a reader fares on labelled messages: for all of them, and by kind, category and language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.accuracy.score import match


@dataclass(frozen=True, slots=True)
class Found:
    """An ask that a reader reports, with the words it rests on."""

    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader says of a message."""

    asks: tuple[Found, ...]
    verdict: str | None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """One message that fell short."""

    case: dict
    answer: Answer
    missed: tuple[str, ...]
    spurious: tuple[str, ...]
    wrong_verdict: bool
    unsafe: bool
    overcautious: bool


@dataclass(slots=True)
class Tally:
    """The figures over many messages. `count` holds whole numbers, from which the shares follow."""

    count: Counter = field(default_factory=Counter)
    kinds: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    categories: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    ways: defaultdict = field(default_factory=lambda: defaultdict(Counter))
    faults: list[Fault] = field(default_factory=list)

    def add(self, case: dict, answer: Answer) -> None:
        """Count one answer."""
        found = list(dict.fromkeys(ask.kind for ask in answer.asks))
        matched, missed, spurious = match(case["asks"], found)
        required = [ask for ask in case["asks"] if not ask.get("optional")]
        verdict = answer.verdict
        unsafe = bool(required) and (verdict in case["unsafe"] or (not found and bool(case["unsafe"])))
        overcautious = bool(required) and verdict in case["overcautious"]
        wrong = bool(required) and verdict not in case["verdict_ok"]
        one = Counter(
            cases=1,
            matched=len(matched),
            missed=len(missed),
            spurious=len(spurious),
            with_ask=bool(required),
            verdict=bool(required) and not wrong,
            unsafe=unsafe,
            overcautious=overcautious,
            no_ask=not case["asks"],
            quiet=not case["asks"] and not found and verdict is None,
            clean=not (missed or spurious or wrong),
        )
        one += self._facts(case, answer)
        self.count.update(one)
        self.categories[case["category"]].update(one)
        for way in case.get("ways", ()):
            self.ways[way].update(one)
        for ask in matched:
            self.kinds[ask["kind"]]["matched"] += 1
        for kind in missed:
            self.kinds[kind]["missed"] += 1
        for kind in spurious:
            self.kinds[kind]["spurious"] += 1
        if missed or spurious or wrong or (not case["asks"] and verdict is not None):
            self.faults.append(Fault(case, answer, tuple(missed), tuple(spurious), wrong, unsafe, overcautious))

    def _facts(self, case: dict, answer: Answer) -> Counter:
        told = case["text_facts"]
        known = {**case["facts"], **told}
        return Counter(
            facts=len(told),
            facts_read=sum(answer.facts.get(name) == value for name, value in told.items()),
            facts_wrong=sum(name in known and known[name] != value for name, value in answer.facts.items()),
        )


def share(part: int, whole: int) -> str:
    """Return a share for people to read; a dash where nothing was counted."""
    return f"{part / whole:.3f}" if whole else "–"


def figures(count: Counter) -> dict[str, str]:
    """Return the figures that the project promises, by name."""
    return {
        "precision": share(count["matched"], count["matched"] + count["spurious"]),
        "recall": share(count["matched"], count["matched"] + count["missed"]),
        "quiet": share(count["quiet"], count["no_ask"]),
        "verdict": share(count["verdict"], count["with_ask"]),
        "unsafe": share(count["unsafe"], count["with_ask"]),
        "overcautious": share(count["overcautious"], count["with_ask"]),
        "facts": share(count["facts_read"], count["facts"]),
    }


def confusions(faults: Iterable[Fault]) -> Counter:
    """Count which kinds were read in place of which, with the words of what was read too much."""
    found: Counter = Counter()
    for fault in faults:
        for kind in fault.missed:
            found[kind, ", ".join(sorted(fault.spurious)) or "nothing"] += 1
        if not fault.missed:
            for kind in fault.spurious:
                found["nothing", kind] += 1
    return found
