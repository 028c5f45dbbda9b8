"""The stored form gives back exactly what it was given."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversation import Conversation, KnownAsk, Preferences
from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language, Manner, Purpose, Tone
from storage import records
from tests.storage.samples import ANN, NOW, TOMORROW, a_case, preferences

words = st.text(max_size=12)
moments = st.datetimes(min_value=dt.datetime(1970, 1, 1), max_value=dt.datetime(9000, 1, 1), timezones=st.just(dt.UTC))
asks = st.builds(KnownAsk, st.sampled_from(Kind), st.none() | words, st.frozensets(st.sampled_from(Manner)))
cases = st.builds(
    Conversation,
    key=words,
    person=words,
    expires_at=moments,
    step=st.integers(0, 10_000),
    asks=st.lists(asks, max_size=5).map(tuple),
    signs=st.frozensets(words, max_size=4),
    facts=st.dictionaries(words, words, max_size=4),
    origins=st.dictionaries(words, words, max_size=4),
    wanted=st.none() | words,
    not_asked=st.frozensets(words, max_size=4),
    language=st.sampled_from(Language),
    letter_language=st.none() | st.sampled_from(Language),
    speaker=st.sampled_from(Speaker),
    tone=st.sampled_from(Tone),
    purpose=st.none() | st.sampled_from(Purpose),
)


@given(cases)
def test_any_case_comes_back(case):
    """Through plain values and bytes, time to the microsecond."""
    stored = records.to_bytes(records.from_conversation(case))
    expires_at = records.moment(records.microseconds(case.expires_at))

    assert case == records.to_conversation(case.key, case.person, expires_at, records.from_bytes(stored))


@given(st.none() | st.sampled_from(Language), st.none() | words, st.none() | st.sampled_from(Tone))
def test_any_preferences_come_back(language, platform, tone):
    """What is not set is not kept."""
    settings = Preferences(ANN, language, platform, tone)

    assert settings == records.to_preferences(ANN, records.from_preferences(settings))


def test_every_field_of_a_case_is_kept():
    """A field added to `Conversation` without a place here would be lost in silence."""
    names = {field.name for field in dataclasses.fields(Conversation)}

    assert names - {"key", "person", "expires_at"} == set(records.from_conversation(a_case()))


def test_every_preference_is_kept():
    """The same for `Preferences`."""
    names = {field.name for field in dataclasses.fields(Preferences)}

    assert names - {"person"} == set(records.from_preferences(preferences()))


def test_same_case_gives_the_same_bytes():
    """Whatever the order of its sets and facts."""
    turned = a_case(facts=dict(reversed(a_case().facts.items())), signs=frozenset(["hide_it", "urgency"]))

    assert records.to_bytes(records.from_conversation(a_case())) == records.to_bytes(records.from_conversation(turned))


@pytest.mark.parametrize(
    "change",
    [
        {"asks": [{"kind": "telepathy", "tool": None, "manner": []}]},
        {"asks": [{"kind": "phone", "tool": None, "manner": ["whispered"]}]},
        {"asks": [{"kind": "phone"}]},
        {"asks": None},
        {"language": "fr"},
        {"letter_language": "fr"},
        {"speaker": "parrot"},
        {"tone": None},
        {"purpose": "poem"},
    ],
)
def test_unknown_words_are_refused_as_a_whole(change):
    """An ask dropped in silence could turn a refusal into advice to share."""
    plain = records.from_conversation(a_case()) | change
    with pytest.raises(ValueError):  # noqa: PT011 - the words differ with the enumeration
        records.to_conversation("key", ANN, TOMORROW, plain)


def test_missing_field_is_refused():
    """An older version that kept less is another version too."""
    plain = records.from_conversation(a_case())
    del plain["signs"]
    with pytest.raises(ValueError, match="another version"):
        records.to_conversation("key", ANN, TOMORROW, plain)


def test_unknown_preference_is_left_out():
    """The others still count: a preference never makes advice milder."""
    plain = {"language": "fr", "platform": "lancers", "tone": "soft"}

    assert Preferences(ANN, platform="lancers", tone=Tone.SOFT) == records.to_preferences(ANN, plain)


def test_moments_are_exact_and_must_be_aware():
    """Time zones meet in the same count; a moment without one is a mistake."""
    tokyo = NOW.astimezone(dt.timezone(dt.timedelta(hours=9)))

    assert records.microseconds(NOW) == records.microseconds(tokyo)
    assert NOW == records.moment(records.microseconds(NOW))
    with pytest.raises(TypeError):
        records.microseconds(NOW.replace(tzinfo=None))
