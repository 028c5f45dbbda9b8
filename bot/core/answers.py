"""Understand an answer to our question: the number of a choice, its label, yes or no, "I don't know"."""

import re
from collections.abc import Mapping, Sequence

from bot.core.choices import ASK, NONE, UNKNOWN
from bot.core.normalise import normalise
from bot.core.reply import Choice, Question
from policies.vocabulary import DIRECT, Fact, Language

LONGEST = 40
"""An answer is no longer than this, in folded letters."""

_NUMBER = re.compile(r"\(?(\d{1,2})\)?(番|ばん|番目|つ目|です|で|、|。|\.|\s)*")
_YES = re.compile(r"(はい|ええ|うん|そうです|そうだ|yes|yep|yeah|y|もちろん)(?=[、。,.!\s]|です|$)")
_NO = re.compile(r"(いいえ|いえ|ううん|いや|まだ|ちがいます|違います|no|nope|not yet|n)(?=[、。,.!\s]|です|$)")
_DIRECT = re.compile(r"直接|サイト(は|を)使|仲介(なし|はな)|direct(ly|)$|no platform")
_OTHER = re.compile(r"(その|)(他|ほか)|別の|どれでもな|other|none of|another")
_POLITE = (
    ("ませんでした", "なかった"),
    ("ません", "ない"),
    ("でした", "だった"),
    ("ました", "た"),
    ("ています", "ている"),
    ("あります", "ある"),
)
"""Polite endings, and the plain ones in which labels may be written."""
_TAIL = re.compile(r"(です|でした|だ|だった|ます|。|、|\.|!|\s)*$")

_YES_MEANS: Mapping[tuple[str, Language], tuple[str, str]] = {
    (Fact.APPROVAL, Language.JA): ("approved", "none"),
    (Fact.APPROVAL, Language.EN): ("approved", "none"),
    (Fact.RELATIONSHIP, Language.JA): ("new", "repeat"),
    (Fact.RELATIONSHIP, Language.EN): ("repeat", "new"),
}
"""What yes and no mean where the values have other names. The Japanese question is whether it is the first job with
the client, the English one whether there was one before."""


def answer_to(question: Question, text: str, language: Language) -> str | None:
    """Return the value that the text gives as an answer, `unknown`, or None if it is no answer to this question."""
    said = normalise(text).folded.strip(" 　。.!、,\n")
    if not said or len(said) > LONGEST:
        return None
    return _by_number(said, question.choices) or _by_yes_or_no(said, question, language) or _by_label(said, question)


def is_choice(question: Question, text: str) -> bool:
    """Tell whether the text is the very label of a choice, as a button sends it."""
    said = normalise(text).folded.strip()
    return any(said == normalise(choice.label).folded for choice in question.choices)


def is_reaction(text: str) -> bool:
    """Tell whether a text makes sense only as an answer to something: a number, a yes, a no."""
    said = normalise(text).folded.strip(" 　。.!、,\n")
    return any(form.fullmatch(said) for form in (_NUMBER, _YES, _NO))


def _by_number(said: str, choices: Sequence[Choice]) -> str | None:
    """Read a number; 0 stands for the last choice, "I don't know", as well."""
    match = _NUMBER.fullmatch(said)
    if match is None or int(match[1]) > len(choices):
        return None
    return choices[int(match[1]) - 1].value


def _by_yes_or_no(said: str, question: Question, language: Language) -> str | None:
    means = _yes_and_no(question, language)
    if means is None:
        return None
    if _YES.match(said):
        return means[0]
    return means[1] if _NO.match(said) else None


def _yes_and_no(question: Question, language: Language) -> tuple[str, str] | None:
    """Return the values that yes and no stand for, or None if they answer nothing."""
    values = [choice.value for choice in question.choices]
    if {"yes", "no"} <= set(values):
        return "yes", "no"
    if question.fact == ASK and values[1:] == [NONE, UNKNOWN]:
        return values[0], NONE
    return _YES_MEANS.get((question.fact, language))


def _by_label(said: str, question: Question) -> str | None:
    """Read the words of one choice, or so much of them that no other can be meant."""
    bare = _bare(said)
    labels = {choice.value: _bare(normalise(choice.label).folded) for choice in question.choices}
    for value, label in labels.items():
        if bare in (value, label):
            return value
    if question.fact == Fact.PLATFORM and _DIRECT.search(said):
        return DIRECT
    if question.fact == Fact.PLATFORM and _OTHER.match(said):
        return UNKNOWN
    if len(bare) < 2:
        return None
    close = [value for value, label in labels.items() if bare in label]
    return close[0] if len(close) == 1 else None


def _bare(text: str) -> str:
    """Return the text in plain form, without the ends of a sentence."""
    for polite, plain in _POLITE:
        text = text.replace(polite, plain)
    return _TAIL.sub("", text) or text
