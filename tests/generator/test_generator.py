"""The generator is sound: all kinds, manners and categories occur, labels are valid, the same seed says the same."""

import json
from functools import cache

import pytest

from bot.core.decide import Query, decide
from policies.vocabulary import Kind, Language
from tests.accuracy.answer import answers
from tests.accuracy.tally import Answer, Found, Tally
from tests.generator.generate import rules, some
from tests.generator.labels import DAY, faults
from tests.generator.lexicon import WAYS, lexicon
from tests.generator.message import CATEGORIES
from tests.generator.situation import PLATFORMS

NUMBER = 250
"""Messages of each language."""

READ = 40
"""Of these as many are read."""


@cache
def messages(language):
    return some(language, 1, NUMBER)


def both():
    return [case for language in Language for case in messages(language)]


def test_every_kind_occurs():
    asked = {ask["kind"] for case in both() for ask in case["asks"] if not ask.get("optional")}

    assert set(Kind) == asked


def test_every_manner_and_category_occurs():
    assert set(WAYS) == {way for case in both() for way in case["ways"]}
    assert {name for name, _ in CATEGORIES} == {case["category"] for case in both()}


@pytest.mark.parametrize("language", Language)
def test_messages_hardly_repeat(language):
    assert NUMBER == len({case["text"] for case in messages(language)})


@pytest.mark.parametrize("language", Language)
def test_same_seed_says_the_same(language):
    assert messages(language)[:20] == some(language, 1, 20)
    assert messages(language)[:20] != some(language, 2, 20)


def test_labels_are_sound():
    assert [] == [(case["id"], wrong) for case in both() if (wrong := faults(case))]


def test_acceptable_verdicts_follow_from_the_labels():
    """What the rules say of one ask, put by its labels alone, is acceptable."""
    for case in both():
        required = [ask for ask in case["asks"] if not ask.get("optional")]
        if len(required) == 1 and " says: " not in str(case["derivation"]):
            kind = Kind(required[0]["kind"])
            query = Query(kind, required[0].get("tool"), kinds=frozenset([kind]))
            verdict = decide([query], {**case["facts"], **case["text_facts"]}, rules(), DAY).verdict
            assert verdict in case["verdict_ok"], case


@pytest.mark.parametrize("language", Language)
def test_words_fit_together(language):
    """Every frame has only slots that are filled, every tool and platform is one that the project knows."""
    words = lexicon(language)

    assert all(len(kindred.mentions) >= 5 for kindred in words.kinds.values())
    assert all(kindred.things or kindred.acts for kindred in words.kinds.values())
    assert {platform for platform, _ in PLATFORMS[language] if platform} <= rules().platforms.keys()
    assert {
        sign for kindred in words.kinds.values() for one in kindred.says for sign in one.signs
    } <= rules().signs.keys()
    assert {sign for wrap in words.frames["wraps"].values() for sign in wrap["signs"]} <= rules().signs.keys()


def test_reader_does_not_rot():
    """A loose floor: what it reads of messages that nobody had in mind does not fall."""
    cases = [case for language in Language for case in messages(language)[:READ]]
    tally = Tally()
    for case, line in zip(cases, answers(cases).splitlines(), strict=True):
        read = json.loads(line)
        asks = tuple(Found(ask["kind"], ask["quote"]) for ask in read["asks"])
        tally.add(case, Answer(asks, read["verdict"], read["facts"]))
    count = tally.count

    assert count["matched"] >= 0.75 * (count["matched"] + count["missed"])
    assert count["matched"] >= 0.75 * (count["matched"] + count["spurious"])
    assert count["quiet"] >= 0.6 * count["no_ask"]
    assert count["unsafe"] <= 0.15 * count["with_ask"]
