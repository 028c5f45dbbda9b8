"""What the last step of the second reader weighs."""

import pytest

from bot.core.evidence import NAMES, UNLIKELY, Evidence, Scores
from bot.core.features import View
from policies.vocabulary import Kind, Language
from policies.weights import grown, load

KINDS = [Kind.PHONE, Kind.EMAIL]


def view(length=30, **found):
    return View(0, length, "x" * length, item=False, signature=False, **found)


def scores(*values, **mentions):
    return Scores.of(values, KINDS, {Kind(kind): score for kind, score in mentions.items()})


def row(at, kind, seen, scored, *, told=False):
    return dict(zip(NAMES, Evidence(seen, scored, told=told).row(at, kind), strict=True))


def test_scores_of_a_kind_are_told_from_those_of_others():
    """And what the first reader says of it."""
    seen, scored = [view(ruled={Kind.PHONE}, excluded={Kind.EMAIL})], [scores(1.5, 2.0, -1.0, phone=0.5)]

    phone, email = (row(0, kind, seen, scored, told=True) for kind in KINDS)

    names = ("kind", "any", "lead over others", "first of all", "mentioned", "mention", "ruled", "excluded", "told")
    assert (2.0, 1.5, 3.0, 1.0, 1.0, 0.5, 1.0, 0.0, 1.0) == tuple(phone[name] for name in names)
    assert (-1.0, 1.5, -3.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0) == tuple(email[name] for name in names)
    assert (UNLIKELY, 0.5) == (phone["other mention"], email["other mention"])


def test_other_sentences_count():
    """Those beside it, and the highest scores anywhere else."""
    seen = [view(), view(), view()]
    scored = [scores(0.0, 1.0, -1.0, phone=2.0), scores(1.0, 3.0, -3.0), scores(2.0, 2.0, -2.0, phone=1.0)]

    first, middle, last = (row(at, Kind.PHONE, seen, scored) for at in range(3))

    assert (3.0, 2.0, 3.0) == tuple(each["kind elsewhere"] for each in (first, middle, last))
    assert (1.0, 2.0, 2.0) == tuple(each["mention elsewhere"] for each in (first, middle, last))
    assert (1.0, 2.0) == (middle["kind before"], middle["kind behind"])
    assert (UNLIKELY, 3.0) == (first["kind before"], last["kind before"])
    assert [(3.0, 0.0, 2.0), (3.0, 1.0, 1.0), (3.0, 2.0, 0.0)] == [
        (each["sentences"], each["sentence"], each["sentences behind"]) for each in (first, middle, last)
    ]
    assert {2.0} == {each["any at most"] for each in (first, middle, last)}


@pytest.mark.parametrize(("length", "counted"), [(99, 9.9), (100, 10.0), (101, 10.0)])
def test_length_counts_up_to_a_limit(length, counted):
    """In tens of letters."""
    assert counted == row(0, Kind.PHONE, [view(length)], [scores(0.0, 0.0, 0.0)])["length"]


def test_trees_are_walked_by_their_tests():
    """Up to the limit to the one side, above it to the other; and their leaves add up."""
    trees = [[0, 1.0, -0.5, [1, 0.0, 2.0, 4.0]], 0.25]

    assert -0.25 == grown(trees, (1.0, 9.0))
    assert 2.25 == grown(trees, (1.1, 0.0))
    assert 4.25 == grown(trees, (1.1, 0.1))


@pytest.mark.parametrize("language", Language)
def test_shipped_trees_ask_for_what_there_is(language):
    """And for most of it."""
    asked = set()

    def walk(node):
        if isinstance(node, list):
            asked.add(node[0])
            walk(node[2])
            walk(node[3])

    for tree in load(language).trees:
        walk(tree)
    assert asked <= set(range(len(NAMES)))
    assert len(asked) > len(NAMES) / 2
