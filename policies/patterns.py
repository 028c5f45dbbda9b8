r"""The small pattern language in which the data files write words.

A pattern is text with three signs: `…` stands for up to 40 characters within a sentence, `(a|b)` for one of several
pieces (an empty piece makes the group optional), and `*` at the end of a Latin word lets the word go on; what follows
it in the pattern may then stand a little further on, as after `…`. Everything else is literal; a bracket of the text
itself is written `\(` or `\)`. Latin words match at word borders only; Japanese pieces match anywhere.

A pattern becomes a chain of segments, each a set of literal texts. Groups are multiplied out only as far as a segment
stays small; beyond that the chain goes on with a segment that must follow at once.
"""

from dataclasses import dataclass
from itertools import product

GAP = "…"
MAX_GAP = 40
"""How many characters `…` may stand for."""
_OPEN, _CLOSE = "\ue000", "\ue001"
MAX_LITERALS = 24
"""A segment does not stand for more literals than this, unless one single group does."""


class PatternError(ValueError):
    """A pattern is not written as the pattern language wants it; the text says what to mend."""


@dataclass(frozen=True, slots=True)
class Literal:
    """One piece of text to search for. `open_end`: a Latin word may go on behind it."""

    text: str
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """Literals any of which may stand here, at most `gap` characters behind the segment before."""

    literals: tuple[Literal, ...]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A chain of one or more segments."""

    segments: tuple[Segment, ...]


def parse_all(source: str) -> list[Pattern]:
    """Parse a pattern, whose letters must be normalised already. Raise `PatternError` if it is malformed.

    A group that holds a gap, or a word left open by `*` with more behind it, becomes a pattern for each branch.
    """
    return [_chain(text) for text in _unfold(source.replace("\\(", _OPEN).replace("\\)", _CLOSE))]


def _unfold(source: str) -> list[str]:
    """Replace the groups that cannot be multiplied out by patterns of their own."""
    place = source.find("(")
    while place >= 0:
        branches, after = _group(source[place + 1 :], source)
        if any(_stands_alone(branch, after) for branch in branches):
            return [text for branch in branches for text in _unfold(f"{source[:place]}{branch}{after}")]
        place = source.find("(", len(source) - len(after))
    return [source]


def _stands_alone(branch: str, after: str) -> bool:
    """Tell whether a branch of a group holds a gap, or an open word with more behind it."""
    open_word = "*" in (branch if after and not after.startswith(GAP) else branch[:-1])
    return GAP in branch or open_word


def _chain(source: str) -> Pattern:
    segments: list[Segment] = []
    for part in source.replace("* " + GAP, "*" + GAP).replace("* ", "*" + GAP).split(GAP):
        found = _segments(part.strip(), source)
        if not found:
            raise PatternError(
                f"“{_shown(source)}” has an empty piece; put a word on each side of “…”, outside optional groups"
            )
        first = Segment(found[0].literals, found[0].gap + MAX_GAP if segments else 0)
        segments += [first, *found[1:]]
    return Pattern(tuple(segments))


def _shown(source: str) -> str:
    return source.replace(_OPEN, "\\(").replace(_CLOSE, "\\)")


def _segments(part: str, source: str) -> list[Segment]:
    """Turn a piece without gaps into segments that follow each other at once."""
    found: list[Segment] = []
    texts, gap = [""], 0
    for branches in _pieces(part, source):
        if len(texts) * len(branches) <= MAX_LITERALS or texts == [""]:
            texts = ["".join(pair) for pair in product(texts, branches)]
            continue
        gap = _close(texts, gap, found, source)
        texts = branches
    _close(texts, gap, found, source)
    return found


def _close(texts: list[str], gap: int, found: list[Segment], source: str) -> int:
    """End a segment; one that may be empty becomes room for the next. Return the gap before the next segment."""
    if "" in texts:
        return gap + max(map(len, texts))
    found.append(Segment(tuple(_literal(text, source) for text in sorted(set(texts))), gap))
    return 0


def _literal(text: str, source: str) -> Literal:
    if "*" in text[:-1] or text == "*":
        raise PatternError(f"“{_shown(source)}” has “*” inside a word; it may stand at the end of a word only")
    return Literal(text.removesuffix("*").replace(_OPEN, "(").replace(_CLOSE, ")"), text.endswith("*"))


def _pieces(part: str, source: str) -> list[list[str]]:
    """Split a piece into literal texts and groups, each as the list of the texts that it stands for."""
    pieces: list[list[str]] = []
    rest = part
    while rest:
        before, opened, after = rest.partition("(")
        if ")" in before:
            raise PatternError(f"“{_shown(source)}” closes a group that it did not open; remove “)” or add “(”")
        if before:
            pieces.append([before])
        if not opened:
            break
        inside, rest = _group(after, source)
        pieces.append([text for branch in inside for text in _flat(branch, source)])
    return pieces


def _flat(branch: str, source: str) -> list[str]:
    return ["".join(choice) for choice in product(*_pieces(branch, source))]


def _group(after: str, source: str) -> tuple[list[str], str]:
    """Split `a|b)rest` into its branches and the rest, with regard to groups inside."""
    branches: list[str] = []
    depth = start = 0
    for place, letter in enumerate(after):
        if letter == "(":
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
        elif letter == ")":
            return [*branches, after[start:place]], after[place + 1 :]
        elif letter == "|" and not depth:
            branches.append(after[start:place])
            start = place + 1
    raise PatternError(f"“{_shown(source)}” opens a group that it does not close; add “)”")
