"""The second reader: what it adds, what it takes back, and where it is not sure."""

import dataclasses

import pytest

from bot.core.classify import candidates
from bot.core.features import View
from bot.core.read import read
from bot.core.reading import Intent, Speaker
from bot.core.review import MOST_DOUBTS, review
from policies.vocabulary import Kind, Language
from policies.weights import load


def view(number, text="そちらの番号を。", ruled=(), mentions=None):
    return View(number * 10, number * 10 + len(text), text, False, False, set(ruled), mentions=mentions or {})


@pytest.fixture
def weights():
    return dataclasses.replace(load(Language.JA), kept=0.2, asked=0.5, unsure=0.3)


@pytest.mark.parametrize(
    "ruled, chance, asked", [(True, 0.2, True), (True, 0.19, False), (False, 0.5, True), (False, 0.49, False)]
)
def test_what_the_first_reader_found_needs_less(weights, ruled, chance, asked):
    """Both sides of both levels."""
    seen = [view(0, ruled=[Kind.PHONE] if ruled else [])]

    assert asked is (Kind.PHONE in review(seen, [{Kind.PHONE: chance}], weights).asked)


def test_candidates_come_in_one_order():
    """The likeliest, then those named, then those that the first reader found: never as a set happens to lie."""
    seen = view(0, ruled=list(Kind)[::-1], mentions={Kind.WALLET: [(0, 1)], Kind.CARD: [(2, 3)]})

    found = candidates(seen, {Kind.PHONE: 1.0, Kind.EMAIL: 2.0, Kind.NAME: -7.0})

    assert [Kind.EMAIL, Kind.PHONE, Kind.WALLET, Kind.CARD] == found[:4]
    assert sorted(set(Kind) - set(found[:4])) == found[4:]


@pytest.mark.parametrize("chance, named, asked", [(0.69, False, False), (0.7, False, True), (0.69, True, True)])
def test_kind_without_words_of_its_own_is_no_shadow_of_another(weights, chance, named, asked):
    """Unless it is likely by itself."""
    seen = [view(0, mentions={Kind.RESUME: [(0, 2)]} if named else {})]

    reviewed = review(seen, [{Kind.ID_DOCUMENT: 0.9, Kind.RESUME: chance}], weights)

    assert Kind.ID_DOCUMENT in reviewed.asked
    assert asked is (Kind.RESUME in reviewed.asked)


@pytest.mark.parametrize(("chance", "ruled", "asked"), [(0.69, False, False), (0.7, False, True), (0.69, True, True)])
def test_what_the_first_reader_sees_refused_must_be_likely(weights, chance, ruled, asked):
    """Unless it finds the same thing asked for there, too."""
    seen = [view(0, mentions={Kind.PHONE: [(0, 2)]}, ruled=[Kind.PHONE] if ruled else [])]
    seen[0].excluded.add(Kind.PHONE)

    assert asked is (Kind.PHONE in review(seen, [{Kind.PHONE: chance}], weights).asked)


@pytest.mark.parametrize("length, kept", [(4, 4), (3, 1)])
def test_list_counts_as_a_whole(weights, length, kept):
    """If one thing of it is asked for."""
    listed = list(Kind)[:length]
    likely = {kind: 0.25 if kind is listed[0] else 0.0 for kind in listed}

    assert kept == len(review([view(0, ruled=listed)], [likely], weights).asked)
    assert {} == review([view(0, ruled=listed)], [dict.fromkeys(listed, 0.19)], weights).asked


def test_kind_is_taken_where_it_is_likeliest(weights):
    """With the words for it, if there are any."""
    seen = [view(0), view(1, mentions={Kind.PHONE: [(4, 6)]}), view(2)]
    likely = [{Kind.PHONE: 0.6}, {Kind.PHONE: 0.9}, {Kind.EMAIL: 0.7}]

    assert {Kind.PHONE: (14, 16), Kind.EMAIL: (20, 28)} == review(seen, likely, weights).asked


def test_doubts_are_told_only_in_silence(weights):
    """And not more than a few."""
    seen = [view(number) for number in range(4)]
    doubts = [{Kind.PHONE: 0.3 + number / 100, kind: 0.31} for number, kind in enumerate(list(Kind)[10:14])]

    assert [view.start for view in seen[:MOST_DOUBTS]] != []
    assert MOST_DOUBTS == len(review(seen, doubts, weights).doubtful)
    assert () == review(seen, [*doubts[:3], {Kind.EMAIL: 0.9}], weights).doubtful
    assert () == review(seen, [{Kind.PHONE: 0.29}] * 4, weights).doubtful


def test_remarks_to_us_are_not_weighed(both_readers):
    """Whatever the second reader would make of them."""
    eager = dataclasses.replace(
        both_readers, weights=lambda language: dataclasses.replace(load(language), final_bias=50.0)
    )

    assert () == read("もっとやわらかく", eager, Speaker.FREELANCER).asks
    assert () != read("名簿の電話番号の誤りを、来週の水曜までに三つ直してください。", eager, Speaker.CLIENT).asks


def test_second_reader_may_take_back_everything(both_readers):
    """Then the words of the first one come back as a doubt, if they are one."""
    text = "お電話番号を教えてください。"
    never = dataclasses.replace(
        both_readers, weights=lambda language: dataclasses.replace(load(language), kept=2.0, asked=2.0)
    )

    assert [Kind.PHONE] == [ask.kind for ask in read(text, both_readers, Speaker.CLIENT).asks]
    doubting = read(text, never, Speaker.CLIENT)
    assert ((), ("お電話番号を教えてください",), Intent.MESSAGE) == (doubting.asks, doubting.unsure, doubting.intent)


def test_new_ask_quotes_the_message(both_readers):
    """The span counts the original text."""
    eager = dataclasses.replace(
        both_readers, weights=lambda language: dataclasses.replace(load(language), final_bias=50.0)
    )
    text = "ＯＫです。　例のもの、お願いします。"

    for ask in read(text, eager, Speaker.CLIENT).asks:
        assert ask.quote == text[ask.span[0] : ask.span[1]]
