"""Find what a careful native reader would stumble over in a letter or a text of ours.

Some decisions behind the list. 「とんでもございません」 is let through, as the Council for Cultural Affairs does since
2007. So are the settled double forms 「お伺いする」 and 「お召し上がりになる」, but not with させていただく on top.
させていただく is allowed once in a text. Words that accuse somebody have no place in a letter, whatever is suspected.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_JA = 90
MAX_EN = 260
"""Longest sentence, in letters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong (the name of a check), and the words."""

    check: str
    words: str

    def __str__(self) -> str:
        return f"{self.check}: {self.words}"


_JA_WORDS = {
    "double honorific": (
        r"おっしゃられ|ご覧になられ|いらっしゃられ|お見えになられ|お[^、。「」]{1,5}になられ|ご[^、。「」]{1,4}になられ"
        r"|お伺いさせていただ|お伺い申し上げさせ|拝[見読聴借受]さ(せ|れ)|ご[拝伺]|お[^、。「」]{1,4}させていただ"
        r"|ご[^、。「」]{1,4}させていただ|申し上げさせていただ|いたさせていただ|(各位|御中|殿|様)様"
    ),
    "humble for the client": (
        r"(お|ご)[一-龠ぁ-ん]{1,4}して(ください|くださ|いただ)|(伺って|拝見して|参って|いたして)(ください|いただ)|申されま"
        r"|ご(利用|使用|確認|参照|返信|覧)できま"
    ),
    "casual or wrong": (
        r"了解(しました|です|いたしました)|ご苦労様|すいません|なるほどですね|よろしかったでしょうか|よろしいでしょうかね"
        r"|大丈夫です|じゃな|ちゃ(い|っ)|っす|とか"
    ),
    "sa put in": r"[わかがさたなばまら]させて(いただ|くださ|もら)",
    "re put in": r"(行け|読め|書け|送れ|話せ|飲め|会え|使え|出せ|渡せ|返せ|直せ)れ(る|ま[すせ]|な)",
    "ra left out": (
        r"(見|来|食べ|受け|伝え|考え|決め|答え|控え|続け|始め|届け|寝|起き|変え|調べ|教え|載せ|任せ)れ(る|ま[すせ]|な[いか])"
    ),
    "punctuation": (
        r"。。|、、|、。|。、|，|．|[ぁ-んァ-ヶー一-龠々][,.!?;:()]|[,!?;:()][ぁ-んァ-ヶー一-龠々]|[！？!]|　| $|^ |  "
    ),
    "half-width kana": r"[ｦ-ﾟ]",
    "left-over brace": r"[{}]",
    "accusation": r"詐欺|違法|怪し|不審|悪質|犯罪|だまし|騙|嘘",
}
_EN_WORDS = {
    "punctuation": r"  | [,.;:?!]|,,|\.\.|[!]| $|^ |[,;][A-Za-z]|\?\.|\.[A-Z]",
    "left-over brace": r"[{}]",
    "small letter": r"(?:^|[.?] )[a-z]",
    "article": r"\b[Aa] (?=[aeio])|\b[Aa]n (?=[bcdfgjklmnpqrstvwyz])|\b(a|an|the|to|my|of|and|or) \1\b",
    "accusation": r"\b(scam\w*|fraud\w*|illegal\w*|suspicious|criminal\w*|shady)\b",
    "asks for data": r"\b(send|share|give|tell|provide)( us| me)?( with)? your\b|\bwhat( is|'s) your\b",
}
_ENGLISH_FORMAL = re.compile(
    r"\b(hereby|herewith|pursuant|aforementioned|henceforth|therein|kindly be advised|shall)\b"
)
_ENGLISH_SHORT = re.compile(r"\b\w+['’](m|s|ll|d|ve|re|t)\b")
_CUSHIONS = (
    "恐れ入りますが",
    "申し訳ございませんが",
    "あいにく",
    "差し支えなければ",
    "お手数ですが",
    "お手数をおかけしますが",
)
_REQUESTS = re.compile(
    r"教えて|お知らせ(くださ|いただ|願)|(お送り|ご記入|ご提示|ご提出|ご送付|ご返信|ご回答|ご共有)(くださ|いただ|願)|送って|送付して"
)
_PAIRS = ("「」", "『』", "（）", "“”", "()")


_CHECKS = {
    language: [(check, re.compile(pattern, re.MULTILINE)) for check, pattern in words.items()]
    for language, words in (("ja", _JA_WORDS), ("en", _EN_WORDS))
}
_SENTENCES = {"ja": re.compile(r"(?<=[。！？])|\n"), "en": re.compile(r"(?<=[.?!]) |\n")}
_LONGEST = {"ja": MAX_JA, "en": MAX_EN}


def lint(text: str, language: str, names: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Return what is wrong with a text. `names`: of the things asked for; none may come twice in a sentence."""
    found: list[Finding] = []
    for paragraph in text.split("\n\n"):
        found += _paragraph(paragraph, language, tuple(names))
    found += _whole(text, language)
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _paragraph(text: str, language: str, names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Check one paragraph. Letters share most of theirs, so what was found is kept."""
    found = [Finding(check, match.group()) for check, pattern in _CHECKS[language] for match in pattern.finditer(text)]
    for sentence in sentences(text, language):
        found += _sentence(sentence, language, names)
    return tuple(found)


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text."""
    return [part.strip() for part in _SENTENCES[language].split(text) if part.strip()]


def _sentence(sentence: str, language: str, names: Sequence[str]) -> Iterator[Finding]:
    if len(sentence) > _LONGEST[language]:
        yield Finding("too long", sentence)
    present = [name for name in names if name in sentence]
    yield from (Finding("named twice", name) for name in present if sentence.count(name) > 1)
    if language == "ja":
        if sum(cushion in sentence for cushion in _CUSHIONS) > 1:
            yield Finding("cushions piled up", sentence)
        if len(re.findall("ですが、|ますが、", sentence)) > 1:
            yield Finding("one が after another", sentence)
        if present and _REQUESTS.search(sentence):
            yield Finding("asks for data", sentence)
    elif _ENGLISH_FORMAL.search(sentence) and _ENGLISH_SHORT.search(sentence):
        yield Finding("stiff and casual at once", sentence)


def _whole(text: str, language: str) -> Iterator[Finding]:
    counts = Counter(sentences(text, language))
    yield from (Finding("said twice", sentence) for sentence, times in counts.items() if times > 1)
    yield from (Finding("unbalanced", pair) for pair in _PAIRS if text.count(pair[0]) != text.count(pair[1]))
    if language == "ja":
        if text.count("させていただ") > 1:
            yield Finding("させていただく piled up", "させていただく")
        yield from (Finding("cushion twice", cushion) for cushion in _CUSHIONS if text.count(cushion) > 1)
