"""What is kept from one start for the next: it gives the same, only sooner."""

import json
from pathlib import Path

import pytest

from bot.bootstrap import load_core
from bot.ready_texts import ready_texts
from bot.ready_words import kept_path
from bot.texts.phrasebook import PhraseError
from policies.load import POLICIES_PATH

CASES = Path(__file__).parent / "accuracy"


@pytest.fixture(scope="module")
def texts():
    """Some messages of both languages, and some that hurt."""
    cases = [
        json.loads(line)["text"]
        for name in ("practice-ja.jsonl", "practice-en.jsonl")
        for line in (CASES / name).read_text("utf-8").splitlines()[::9]
    ]
    return [*cases, "", "L I N E", "ＬＩＮＥ\u0301のＩＤ", "L○NE", "電話番号を断る文面を作って"]


def test_sparing_core_reads_as_the_whole_one_does(texts):
    """Words that do not stand in a text cannot be found in it."""
    whole, sparing = load_core(), load_core(sparing=True)

    assert [] == [text for text in texts if whole.read(text) != sparing.read(text)]


def test_kept_words_give_the_same(texts):
    """Damaged ones are made anew."""
    before = load_core()
    path = kept_path(POLICIES_PATH, "words-ja")
    path.write_bytes(path.read_bytes()[:-1])
    after = load_core()

    assert [before.read(text) for text in texts] == [after.read(text) for text in texts]


@pytest.fixture
def folder(tmp_path):
    """Texts of two languages."""
    for language, hello in (("ja", "{name}様"), ("en", "Hello {name}")):
        (tmp_path / language).mkdir()
        (tmp_path / language / "ui.toml").write_text(f'hello = "{hello}"\n', encoding="utf-8")
    return tmp_path


def test_kept_texts_are_the_texts(folder):
    """With their slots."""
    made, kept = ready_texts(folder, "try"), ready_texts(folder, "try")

    assert kept_path(folder, "try").exists()
    assert [(each.texts, each.slots) for each in made.languages.values()] == [
        (each.texts, each.slots) for each in kept.languages.values()
    ]
    assert "Hello Ann" == kept.of("en").fill("ui.hello", name="Ann")


def test_changed_text_is_noticed(folder):
    """Whatever has been kept."""
    ready_texts(folder, "try")
    (folder / "en" / "ui.toml").write_text('hello = "Good day {name}"\n', encoding="utf-8")

    assert "Good day {name}" == ready_texts(folder, "try").of("en").text("ui.hello")


def test_faulty_texts_are_never_kept(folder):
    """They are reported every time."""
    (folder / "en" / "ui.toml").write_text('hello = "Hello"\n', encoding="utf-8")

    for _ in range(2):
        with pytest.raises(PhraseError, match="slots"):
            ready_texts(folder, "try")
