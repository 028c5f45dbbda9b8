"""Read the labelled messages of `policies/corpus`."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.reading import Speaker
from policies.vocabulary import FACT_VALUES, Fact, Kind, Language

ROOT = Path(__file__).parents[2] / "policies" / "corpus"

_HEAD = re.compile(r"@ (client|freelancer)((?: [a-z_]+=[a-z_]+)*) *")
_LABELLED = re.compile(r"\[([a-z_?| ]+)\] ?(.+)")
_ENDS = re.compile(r"[。！？.?!]$")


class CorpusError(ValueError):
    """Every mistake of the corpus, one a line: file, line, mistake and remedy."""


@dataclass
class Message:
    """One message. `lines`: each with the kinds surely asked for in it, and those for which either answer is right."""

    name: str
    speaker: Speaker
    lines: list[tuple[str, frozenset[Kind], frozenset[Kind]]] = field(default_factory=list)
    wanted: list[frozenset[Kind]] = field(default_factory=list)
    """For each ask the kinds that are as good."""
    allowed: set[Kind] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)
    """What the words state; of most messages this is not written down."""

    def text(self):
        """Return the text, and the span and the labels of each line in it.

        Lines that end a sentence run on in half of the messages, as people write.
        """
        runs_on = sum(map(ord, self.name + self.lines[0][0])) % 2 == 0
        text, spans = "", []
        for number, (line, sure, either) in enumerate(self.lines):
            if number:
                text += _between(self.lines[number - 1][0], runs_on=runs_on)
            spans.append((len(text), len(text) + len(line), sure, either))
            text += line
        return text, spans


def _between(before, *, runs_on):
    if not (runs_on and _ENDS.search(before)):
        return "\n"
    return "" if before[-1] in "。！？" else " "


def messages(language: Language, root: Path = ROOT) -> list[Message]:
    """Return all messages of a language. Raises `CorpusError`."""
    problems, found = [], []
    for path in sorted((root / language).glob("*.txt")):
        found += _file(path, f"{path.parent.name}/{path.name}", problems)
    if problems:
        raise CorpusError("\n".join(problems))
    return found


def _file(path, name, problems):
    found, message = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        head = _HEAD.fullmatch(line)
        if head:
            message = Message(name, Speaker(head[1]))
            message.facts = _facts(head[2], f"{name}, line {number}", problems)
            found.append(message)
        elif not line.strip():
            message = None
        elif message is None:
            problems.append(
                f"{name}, line {number}: belongs to no message: begin one with `@ client` or `@ freelancer`"
            )
        else:
            _line(message, line, f"{name}, line {number}", problems)
    problems += [f"{name}: a message without words: remove its `@` line" for one in found if not one.lines]
    return found


def _facts(written, place, problems):
    facts = dict(each.split("=") for each in written.split())
    for fact, value in facts.items():
        if fact not in tuple(Fact) or value not in FACT_VALUES.get(Fact(fact), [value]):
            problems.append(f"{place}: no fact is called {fact}={value}: see policies/vocabulary.py")
    return facts


def _line(message, line, place, problems):
    labelled = _LABELLED.fullmatch(line)
    if labelled is None:
        message.lines.append((line, frozenset(), frozenset()))
        return
    sure, either = set(), set()
    for label in labelled[1].split():
        kinds = set(label.rstrip("?").split("|"))
        unknown = kinds - set(Kind)
        if unknown:
            problems.append(
                f"{place}: no kind of ask is called {', '.join(sorted(unknown))}: see policies/vocabulary.py"
            )
            continue
        kinds = frozenset(map(Kind, kinds))
        if label.endswith("?"):
            either |= kinds
            message.allowed |= kinds
        else:
            message.wanted.append(kinds)
            (sure if len(kinds) == 1 else either).update(kinds)
    message.lines.append((labelled[2], frozenset(sure), frozenset(either - sure)))
