"""Cut a folded text into sentences, and mark what is quoted, listed or a signature."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_ABBREVIATED = "".join(
    f"(?<!{before}\\.)"
    for before in (r"[\s(。!?:)]\d", r"q\d", r"^\d", r"\bmr", r"\bms", r"\bmrs", r"\bdr", r"\bno", r"e\.g", r"i\.e")
)
_END = re.compile(
    # The set in front lets the search skip from one possible end to the next.
    r"[。!?\n.笑♪☆★](?:(?<=[。!?])[。!?]*[」』)\"']*"
    r"|(?<=\n)\n*"
    rf"|(?<=\.)(?=[\s\"')]|$){_ABBREVIATED}"
    r"|(?<=[^、\s]笑)(?=[^\s」』。!?、)顔いっわえ声おみむめもんうけ])"
    r"|(?<=[♪☆★])[♪☆★]*)"
    r"|[ぁ-んァ-ヺ一-龥)。]\s?(?=[2-9][.)]\s?[ぁ-んァ-ヺ一-龥])"
)
_ITEM = re.compile(
    r"\s*(?:[・\-*•●■◆▪▶→>]|\(?[0-9a-z一二三四五六七八九十]{1,2}[).:、,．](?![0-9])|q\d+[.:)、]?|一つ、"
    r"|[1-9](?=[^\d\s年月日円時分本名社件つ回週%万千百]))"
    r"|\s*(?:first|second|third|one|two|three|four|five)\s*[:,]"
)
_QUOTE = re.compile(
    r"「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|\"[^\"\n]{12,200}\""
    r"|'(?<![a-z0-9]')[^'\n]{12,200}(?:'[a-z][^'\n]{0,200}){0,3}'(?![a-z0-9])"
)
_ASIDE = re.compile(r"\([^()\n]{1,80}\)")
_HANDLE = re.compile(r"[\w.+-]*@[\w.-]+|https?://\S+|(?<![\w.])[\w-]+\.(?:com|net|org|jp|me|ee|gg|us|io|app)\b\S*")
_SPOKEN = re.compile(
    r"[。!?]|です|ます|ください|下さい|[:・]\s*$|^\s*(?:[・●■▪*]|[0-9][.)])|please|お願い"
    r"|教えて|いただ"
)
_REACHED_AT = re.compile(
    r"(?:tel|fax|phone|mobile|電話|携帯|mail|メール|line|url|web|hp|〒|住所)\s?[:.：]?\s?(?:[0-9+@]"
    r"|[\w.+-]+@|https?|[都道府県市区])|〒\d|\d{2,4}-\d{2,4}-\d{3,4}"
    r"|[\w.+-]+@[\w-]+\.\w|(?:都|道|府|県).{1,8}(?:市|区|町|村)"
)
LONGEST_SIGNATURE = 400
"""No signature is longer than this, in letters."""
LONGEST_LINE = 60
"""A line of a signature is no longer than this."""
_SIGNATURE = re.compile(r"(?:^|\n)\s*(?:-- ?|[-_=―─━*~・]{4,})\s*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the folded text. `item`: it is an entry of a list."""

    start: int
    end: int
    item: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sentences, quotations, asides in brackets, signature lines and addresses of a text lie."""

    sentences: tuple[Sentence, ...]
    breaks: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]
    asides: tuple[tuple[int, int], ...]
    signature: tuple[tuple[int, int], ...]
    handles: tuple[tuple[int, int], ...]

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence in which the place lies."""
        return bisect_right(self.breaks, place)


def lay_out(text: str) -> Layout:
    """Find sentences, quotations and signature lines. Takes time linear in the length."""
    ends = [match.end() for match in _END.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    sentences = []
    start = 0
    for end in ends:
        sentences.append(Sentence(start, end, _ITEM.match(text, start, end) is not None))
        start = end
    quotes = tuple(match.span() for match in _QUOTE.finditer(text))
    handles = tuple(match.span() for match in _HANDLE.finditer(text)) if "@" in text or "." in text else ()
    asides = tuple(match.span() for match in _ASIDE.finditer(text)) if "(" in text else ()
    return Layout(tuple(sentences), tuple(ends[:-1]), quotes, asides, _signature(text), handles)


def _signature(text: str) -> tuple[tuple[int, int], ...]:
    """Return the span of what follows a rule line near the end, or else of the lines that give the writer's address."""
    rule = _SIGNATURE.search(text)
    if rule is not None and len(text) - rule.end() <= LONGEST_SIGNATURE:
        return ((rule.start(), len(text)),)
    start = _block(text)
    return ((start, len(text)),) if start is not None else ()


def _block(text: str) -> int | None:
    """Return where the lines at the end begin that hold no sentence but a telephone number, an address or the like."""
    start = place = len(text)
    marked = 0
    while place > 0 and len(text) - place < LONGEST_SIGNATURE:
        begin = text.rfind("\n", 0, place - 1) + 1
        line = text[begin:place].strip()
        if line and (_SPOKEN.search(line) or len(line) > LONGEST_LINE):
            break
        if line:
            marked += _REACHED_AT.search(line) is not None
            start = begin
        place = begin
    return start if marked and 0 < start < len(text) else None


def inside(spans: tuple[tuple[int, int], ...], place: int) -> bool:
    """Tell whether the place lies in one of the spans, which are in order and do not overlap."""
    number = bisect_right(spans, (place, len(spans) and spans[-1][1])) - 1
    return number >= 0 and spans[number][0] <= place < spans[number][1]
