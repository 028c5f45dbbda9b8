"""What is wrong with the policy files: every mistake with its file, its place and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the file, the place in it, what is wrong and what to do."""

    path: str
    place: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f", {self.place}" if self.place else ""
        return f"{self.path}{place}: {self.wrong}; {self.remedy}"


class PolicyError(Exception):
    """The policy files cannot be used. `problems` lists every mistake that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def nearest(word: object, choices: Iterable[str]) -> str | None:
    """Return the choice that `word` was most likely meant to be, or None if none is near."""
    import difflib  # here, because a sound start never needs it

    known = list(choices)
    spelt = str(word).strip().lower().replace("-", "_").replace(" ", "_")
    starting = [choice for choice in known if len(spelt) > 2 and choice.startswith(spelt)]
    close = difflib.get_close_matches(spelt, known, n=1, cutoff=0.6)
    containing = [choice for choice in known if len(spelt) > 2 and spelt in choice]
    return next(iter((*starting, *close, *containing)), None)


def suggest(word: object, choices: Iterable[str], what: str = "one of") -> str:
    """Return a remedy that names the nearest choice, and all of them where none is near or they are few."""
    known = sorted(set(choices))
    near = nearest(word, known)
    if near is not None and len(known) > 10:
        return f"did you mean “{near}”?"
    listed = ", ".join(known)
    return f"did you mean “{near}”? It must be {what}: {listed}" if near else f"write {what}: {listed}"
