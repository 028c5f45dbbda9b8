"""The letter that a rule offers says what its verdict says."""

from collections.abc import Iterator

from policies.checks.book import Book
from policies.problems import Problem, suggest
from policies.vocabulary import CAUTION, DIRECT, Alternative, Fact, Purpose, Verdict

FITTING: dict[Verdict, tuple[Purpose, ...]] = {
    Verdict.SHARE: (Purpose.AGREE,),
    Verdict.SHARE_MINIMAL: (Purpose.AGREE, Purpose.OFFER_REDUCED, Purpose.OFFER_PLATFORM_TOOL),
    Verdict.ASK_FIRST: (Purpose.ASK_PURPOSE, Purpose.OFFER_REDUCED, Purpose.OFFER_PLATFORM_TOOL),
    Verdict.APPROVAL_FIRST: (Purpose.PROPOSE_APPROVAL, Purpose.OFFER_PLATFORM_TOOL, Purpose.ASK_PURPOSE),
    Verdict.DECLINE: (Purpose.DECLINE, Purpose.OFFER_PLATFORM_TOOL, Purpose.OFFER_REDUCED, Purpose.WITHDRAW),
    Verdict.DECLINE_AND_REPORT: (Purpose.DECLINE, Purpose.OFFER_PLATFORM_TOOL, Purpose.WITHDRAW, Purpose.REPORT),
}
"""What a letter may be for under each verdict. The other purposes are for letters that a person asks for."""


def purposes_fit(book: Book) -> Iterator[Problem]:
    """Complain of letters that agree to what is declined, or decline what may be shared."""
    for name, rule in book.rules.items():
        fitting = FITTING[rule.verdict]
        if rule.letter.purpose not in fitting:
            wrong = f"a letter to “{rule.letter.purpose}” does not fit the verdict “{rule.verdict}”"
            yield book.problem(name, ("letter", "purpose"), wrong, suggest(rule.letter.purpose, fitting))
        if rule.no_letter and CAUTION[rule.verdict] < CAUTION[Verdict.DECLINE]:
            wrong = f"no_letter does not fit the verdict “{rule.verdict}”"
            yield book.problem(name, ("no_letter",), wrong, "remove it: it is for criminals who must get no answer")


def platform_words_need_a_platform(book: Book) -> Iterator[Problem]:
    """Complain of letters that speak of a platform in rules for direct work."""
    for name, rule in book.rules.items():
        if rule.when.get(Fact.PLATFORM) != (DIRECT,):
            continue
        for key, value in (("reason", rule.letter.reason), ("alternative", rule.letter.alternative)):
            if value is not None and value.startswith("platform_"):
                wrong = f"“{value}” speaks of a platform, but the rule is for direct work"
                yield book.problem(name, ("letter", key), wrong, "choose one without a platform, or remove it")


def offers_hold_something(book: Book) -> Iterator[Problem]:
    """Complain of letters that offer less than was asked for, without saying what."""
    for name, rule in book.rules.items():
        letter = rule.letter
        if letter.purpose == Purpose.OFFER_REDUCED and letter.alternative in (None, Alternative.NOTHING):
            wrong = "the letter offers something reduced but names nothing"
            yield book.problem(name, ("letter",), wrong, "add alternative")


CHECKS = (purposes_fit, platform_words_need_a_platform, offers_hold_something)
