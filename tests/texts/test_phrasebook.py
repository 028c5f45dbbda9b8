"""Texts are complete in every language, and a gap is an error, never an empty place in a sentence."""

import tomllib
from pathlib import Path

import pytest

from bot.core.compose import Notice
from bot.texts import phrasebook
from bot.texts.lint import lint
from bot.texts.phrasebook import PhraseError
from policies.vocabulary import FACT_VALUES, Alternative, Fact, Kind, Language, LetterReason, Purpose, Tone, Verdict

ROOT = Path(__file__).parents[2]


def test_texts_are_found_by_file_table_and_key(texts, tmp_path):
    """Keys follow the files; items of a list are numbered."""
    phrases = phrasebook.load(tmp_path).of("en")

    assert "Hello Ann." == phrases.fill("ui.greeting.hello", name="Ann")
    assert ["one", "two"] == [phrases.text("ui.greeting.list.0"), phrases.text("ui.greeting.list.1")]
    assert phrases.find("ui.greeting.farewell") is None


def test_braces_in_a_value_are_left_alone(texts, tmp_path):
    """What fills a slot is not read again."""
    assert "Hello {x}." == phrasebook.load(tmp_path).of("en").fill("ui.greeting.hello", name="{x}")


@pytest.mark.parametrize("values", [{}, {"name": ""}, {"nmae": "Ann"}])
def test_slot_that_nothing_fills_is_an_error(texts, tmp_path, values):
    """No letter goes out with a gap in it."""
    with pytest.raises(PhraseError) as caught:
        phrasebook.load(tmp_path).of("en").fill("ui.greeting.hello", **values)

    assert "en, ui.greeting.hello: nothing fills name; give every slot a value" == str(caught.value)


def test_unknown_key_is_an_error(texts, tmp_path):
    """The error names language and key."""
    with pytest.raises(PhraseError, match=r"ja, ui\.nothing: there is no such text; add it to every language"):
        phrasebook.load(tmp_path).of("ja").text("ui.nothing")


@pytest.mark.parametrize(
    ("file", "content", "line"),
    [
        (
            "en/ui.toml",
            '[greeting]\nlist = ["one", "two"]\n',
            "en/ui.toml, ui.greeting.hello: is missing; translate it from ja/ui.toml",
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = "Hello {nmae}."\nlist = ["one", "two"]\n',
            "ja/ui.toml, ui.greeting.hello: has the slots {name}, but en has {nmae}; use the same slots in every language",
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = "Hello {name}."\nlist = ["one", " "]\n',
            "en/ui.toml, ui.greeting.list.1: is empty; write the text, or remove the key from every language",
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = 3\nlist = ["one", "two"]\n',
            "en/ui.toml, ui.greeting.hello: is no text; write it between quotation marks",
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = "Hello {name!r}."\nlist = ["one", "two"]\n',
            (
                "en/ui.toml, ui.greeting.hello: has a slot that is no plain name: {name}; "
                "write a slot as {name} and a brace as {{ or }}"
            ),
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = "Hello {}."\nlist = ["one", "two"]\n',
            (
                "en/ui.toml, ui.greeting.hello: has a slot that is no plain name: {}; "
                "write a slot as {name} and a brace as {{ or }}"
            ),
        ),
        (
            "en/ui.toml",
            '[greeting]\nhello = "Hello {name."\nlist = ["one", "two"]\n',
            (
                "en/ui.toml, ui.greeting.hello: expected '}' before end of string; "
                "write a slot as {name} and a brace as {{ or }}"
            ),
        ),
        ("en/more.toml", 'x = "y"\n', "ja/more.toml, more.x: is missing; translate it from en/more.toml"),
    ],
)
def test_each_mistake_is_reported_with_its_remedy(texts, tmp_path, file, content, line):
    """File, key, what is wrong, and what to do."""
    texts(file, content)

    with pytest.raises(PhraseError) as caught:
        phrasebook.load(tmp_path)

    assert line in str(caught.value).splitlines()


def test_all_mistakes_are_reported_at_once(texts, tmp_path):
    """A file that is no TOML does not hide what is wrong with the others."""
    texts("ja/broken.toml", "x = \n")
    texts("en/ui.toml", '[greeting]\nhello = ""\nlist = ["one", "two"]\n')

    with pytest.raises(PhraseError) as caught:
        phrasebook.load(tmp_path)

    assert ["en/ui.toml, ui.greeting.hello", "ja/broken.toml", "en/ui.toml, ui.greeting.hello"] == [
        problem.where for problem in caught.value.problems
    ]


def test_folder_without_languages_is_refused(tmp_path):
    """An installation that lost its texts says so at start."""
    with pytest.raises(PhraseError, match=r"no language was found"):
        phrasebook.load(tmp_path)


def test_every_language_of_the_vocabulary_is_there(book):
    """The languages in which we answer are those of the texts."""
    assert set(Language) == set(book.languages)


def _keys():
    for kind in Kind:
        yield from (f"kinds.{kind}.{form}" for form in ("name", "topic"))
    for verdict in Verdict:
        yield from (f"ui.verdict.{table}.{verdict}" for table in ("name", "heading", "so_far", "shared"))
    for fact in Fact:
        yield from (f"ui.fact.{fact}.{form}" for form in ("name", "question"))
    for fact, values in FACT_VALUES.items():
        yield from (f"ui.fact.{fact}.value.{value}" for value in values)
    for reason in LetterReason:
        yield from (f"letters.reason.{reason}.{form}" for form in ("told", "because"))
    yield from (f"ui.purpose.{purpose}" for purpose in Purpose)
    yield from (f"ui.tone.{tone}" for tone in Tone)
    yield from (f"ui.notice.{notice}" for notice in Notice)


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_vocabulary_has_its_text(book, language):
    """A new kind, fact, reason or verdict cannot be forgotten."""
    phrases = book.of(language)

    assert [] == [key for key in _keys() if phrases.find(key) is None]


@pytest.mark.parametrize("alternative", [each for each in Alternative if each is not Alternative.NOTHING])
def test_every_alternative_is_worded_in_one_way(book, alternative):
    """It is something to tell, to send, to accept, or a sentence."""
    forms = ("tell", "send", "accept", "line")

    assert 1 == sum(book.of("ja").find(f"letters.alternative.{alternative}.{form}") is not None for form in forms)


def test_every_tool_of_the_policies_has_its_title(book):
    """What can be recognised can be named."""
    tools = [tomllib.loads(path.read_text(encoding="utf-8"))["id"] for path in (ROOT / "policies/tools").glob("*.toml")]

    assert [] == [tool for tool in tools if book.of("ja").find(f"kinds.tool.{tool}") is None]


@pytest.mark.parametrize("language", Language)
def test_labels_of_choices_are_short(book, language):
    """LINE's quick replies hold 20 letters."""
    phrases = book.of(language)
    labels = [phrases.text(f"ui.fact.{fact}.value.{value}") for fact, values in FACT_VALUES.items() for value in values]

    assert [] == [label for label in [*labels, phrases.text("ui.fact.unknown")] if len(label) > 20]


@pytest.mark.parametrize("language", Language)
def test_texts_to_the_freelancer_pass_the_linter(book, language):
    """What we say ourselves is as careful as what we write for others. Slots and labels are no sentences."""
    phrases = book.of(language)
    ends = ("。", ".", "?")
    said = [text.replace("{", "").replace("}", "") for key, text in phrases.texts.items() if key.startswith("ui.")]
    spared = {"small letter", "too long", "asks for data"}

    found = [finding for text in said if text.endswith(ends) for finding in lint(text, language)]

    assert [] == [finding for finding in found if finding.check not in spared]
