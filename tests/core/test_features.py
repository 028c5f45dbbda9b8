"""What the second reader sees of a sentence."""

from bot.core import features
from bot.core.features import View
from bot.core.read import seen
from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language


def test_letters_run_over_the_ends():
    """So that what opens or closes a sentence is told from what stands within."""
    found = features.letters("電話は?")

    assert {"^電話は", "話は?$", "電"} <= found
    assert all(len(gram) <= features.LETTERS for gram in found)


def test_words_run_over_gaps_and_into_words():
    """A pair with one word between them, and pieces of longer words."""
    found = features.words("send your number")

    assert {"^ send your", "send * number", "<numb"} <= found


def test_numbers_and_addresses_are_not_learned_by_heart():
    """One looks like another."""
    for one, other in (
        ("090-1111-2222まで", "080-3333-4444まで"),
        ("see https://a.example/x", "see https://b.example/y"),
    ):
        assert features.letters(one) == features.letters(other)
        assert features.words(one) == features.words(other)


def test_view_holds_what_the_first_reader_found(words):
    """Asked for, excluded, or merely named."""
    sentences, spans = seen("メールアドレスは不要です。\n電話番号を教えてください。", words, Speaker.CLIENT)

    first, second = sentences
    assert (set(), {Kind.PHONE}) == (first.ruled, second.ruled)
    assert {Kind.EMAIL} == first.excluded
    assert {Kind.PHONE} == set(second.mentions)
    assert [0, 14] == [start for start, _ in spans]


def test_mention_is_seen_without_its_own_words():
    """What is learned of one kind serves all."""
    views = []
    for kind, noun in ((Kind.PHONE, "電話番号"), (Kind.ADDRESS, "ご住所")):
        view = View(0, 20, f"{noun}を教えてください", item=False, signature=False)
        view.mentions[kind] = [(0, len(noun))]
        views.append(features.mention(view, kind, Language.JA, told=False) - {f"K:{kind}"})

    assert views[0] == views[1]
    assert "r:を教えて" in views[0]
