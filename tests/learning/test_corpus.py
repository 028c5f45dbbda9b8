"""The messages that the second reader learns from, and its weights."""

import json

import pytest

from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language
from policies.weights import FOLDER
from tests.learning import corpus
from tests.learning.digest import digest


def written(folder, text):
    (folder / "en").mkdir()
    (folder / "en" / "a.txt").write_text(text, encoding="utf-8")
    return folder


def test_message_is_read_line_by_line(tmp_path):
    """With what is surely asked for, and what may be."""
    text = "@ client\nThanks.\n[phone email|messenger name?] Your number?\n\n@ freelancer\nhm\n"

    first, second = corpus.messages(Language.EN, written(tmp_path, text))

    assert (Speaker.CLIENT, Speaker.FREELANCER) == (first.speaker, second.speaker)
    either = frozenset({Kind.EMAIL, Kind.MESSENGER, Kind.NAME})
    assert [("Thanks.", frozenset(), frozenset()), ("Your number?", frozenset({Kind.PHONE}), either)] == first.lines
    assert [{Kind.PHONE}, {Kind.EMAIL, Kind.MESSENGER}] == first.wanted
    assert {Kind.NAME} == first.allowed


def test_spans_are_those_of_the_text(tmp_path):
    """However the lines are joined."""
    for message in corpus.messages(
        Language.EN, written(tmp_path, "@ client\nOne.\ntwo\n\n@ client\nOther one.\ntwo\n")
    ):
        text, spans = message.text()
        assert [line for line, *_ in message.lines] == [text[start:end] for start, end, *_ in spans]


@pytest.mark.parametrize(
    "text, place",
    [
        ("hello\n", "en/a.txt, line 1: belongs to no message"),
        ("@ client\n[fone] hello\n", "en/a.txt, line 2: no kind of ask is called fone"),
        ("@ client\n\n@ client\nhello\n", "en/a.txt: a message without words"),
        ("@ client stage=begun\nhello\n", "en/a.txt, line 1: no fact is called stage=begun"),
    ],
)
def test_mistake_names_its_place_and_remedy(tmp_path, text, place):
    """All at once."""
    with pytest.raises(corpus.CorpusError, match=place):
        corpus.messages(Language.EN, written(tmp_path, text))


def test_facts_may_stand_behind_the_speaker(tmp_path):
    """Those that the words state."""
    text = "@ freelancer platform=upwork already_shared=yes\n[phone] gave them my number on upwork\n"

    (message,) = corpus.messages(Language.EN, written(tmp_path, text))

    assert {"platform": "upwork", "already_shared": "yes"} == message.facts


@pytest.mark.parametrize("language", Language)
def test_every_kind_is_taught(language):
    """And so are messages that ask for nothing."""
    messages = corpus.messages(language)
    taught = {kind for message in messages for wanted in message.wanted for kind in wanted}

    assert set(Kind) == taught
    assert len(messages) // 3 < sum(not message.wanted for message in messages)


@pytest.mark.parametrize("language", Language)
def test_weights_are_those_of_the_corpus(language):
    """Otherwise: `make model`."""
    assert digest(language) == json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))["corpus"]
