"""Answers to our question, in whatever form."""

import pytest

from bot.core.answers import answer_to, is_reaction
from bot.core.choices import UNKNOWN
from bot.core.reply import Choice, Question
from bot.texts import phrasebook, telling
from policies.vocabulary import DIRECT, FACT_VALUES, Fact, Language

BOOK = phrasebook.load()


def ask(fact, language=Language.JA):
    """Our question for a fact."""
    phrases = BOOK.of(language)
    choices = [Choice(value, telling.answer(phrases, fact, value)) for value in FACT_VALUES[fact]]
    return Question(fact, telling.question(phrases, fact, None), (*choices, Choice(UNKNOWN, "わからない")))


PLATFORMS = Question(
    Fact.PLATFORM,
    "どのサービスですか。",
    (Choice("lancers", "ランサーズ"), Choice(DIRECT, "直接のお取引（仲介サイトなし）"), Choice(UNKNOWN, "わからない")),
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1", "none"),
        ("2", "pending"),
        ("２", "pending"),
        ("③", "approved"),
        ("(2)", "pending"),
        ("2です", "pending"),
        ("2番です。", "pending"),
        ("0", UNKNOWN),
        ("4", UNKNOWN),
        ("5", None),
        ("99", None),
        ("2026", None),
        ("はい", "approved"),
        ("はい、承認済みです", "approved"),
        ("いいえ", "none"),
        ("まだです", "none"),
        ("まだ申請していません", "none"),
        ("申請して結果待ちです", "pending"),
        ("pending", "pending"),
        ("わからない", UNKNOWN),
        ("うーん", None),
        ("", None),
        ("はいはいと言いながら長々と別の話を続けている、答えではまったくない文章です。そうでしょう", None),
    ],
)
def test_answer_about_the_approval(said, value):
    """By number, by yes or no, by the words of a choice."""
    assert value == answer_to(ask(Fact.APPROVAL), said, Language.JA)


@pytest.mark.parametrize(
    ("language", "said", "value"),
    [
        (Language.JA, "はい", "new"),
        (Language.JA, "いいえ", "repeat"),
        (Language.EN, "yes", "repeat"),
        (Language.EN, "No, never", "new"),
    ],
)
def test_yes_means_what_the_question_asks(language, said, value):
    """The two languages ask from opposite ends."""
    assert value == answer_to(ask(Fact.RELATIONSHIP, language), said, language)


def test_questions_on_the_relationship_are_those_that_yes_was_made_for():
    """Whoever rewords them must look at what yes means."""
    assert BOOK.of("ja").text("ui.fact.relationship.question").endswith("初めてですか。")
    assert "before" in BOOK.of("en").text("ui.fact.relationship.question")


@pytest.mark.parametrize(
    ("said", "value"), [("はい", "yes"), ("書かれていませんでした", "no"), ("書かれていました", "yes")]
)
def test_yes_and_no_are_values_themselves(said, value):
    """Where the fact is one of yes and no."""
    assert value == answer_to(ask(Fact.IN_JOB_POST), said, Language.JA)


@pytest.mark.parametrize("fact", [Fact.STAGE, Fact.PURPOSE])
def test_yes_is_no_answer_to_which(fact):
    """Nothing is guessed."""
    assert answer_to(ask(fact), "はい", Language.JA) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [("ランサーズ", "lancers"), ("直接のやり取りです", DIRECT), ("その他", UNKNOWN), ("別のサービス", UNKNOWN)],
)
def test_platform_by_its_name(said, value):
    """Or none, or another."""
    assert value == answer_to(PLATFORMS, said, Language.JA)


@pytest.mark.parametrize(("text", "expected"), [("2", True), ("はい。", True), ("no", True), ("住所を教えて", False)])
def test_reactions_make_no_sense_alone(text, expected):
    """A number, a yes, a no."""
    assert expected == is_reaction(text)
