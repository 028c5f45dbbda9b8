"""What buttons carry."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.line.buttons import MOST_UNITS, Action, Button, decode, encode, step_of
from bot.core.conversation import Conversation

MOMENT = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)


def _case(**options):
    return Conversation(**{"key": "c", "person": "p", "expires_at": MOMENT, **options})


def test_what_is_written_can_be_read():
    """The example of the module's description."""
    assert "1;choice;3;platform=crowdworks" == encode(Action.CHOICE, 3, "platform=crowdworks")
    assert Button(Action.CHOICE, 3, "platform=crowdworks") == decode("1;choice;3;platform=crowdworks")


@given(st.sampled_from(Action), st.integers(0, 10**18 - 1), st.text(st.characters(codec="ascii", categories="L")))
def test_every_button_comes_back_as_it_was(action, step, value):
    """Whatever it carries."""
    assert Button(action, step, value[:200]) == decode(encode(action, step, value[:200]))


@given(st.text())
def test_no_data_is_too_odd(data):
    """Data that is not ours, or damaged, gives no button and no error."""
    button = decode(data)

    assert button is None or data == encode(button.action, button.step, button.value)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1;choice;3",
        "2;why;3;",
        "1;fly;3;",
        "1;why;-1;",
        "1;why;x;",
        "1;why;3;\n",
        "1;why;３;",
        "0;why;3;",
        "1;why;3;あ",
    ],
)
def test_foreign_data_is_no_button(data):
    """Older or newer versions, unknown actions, other digits, other letters."""
    assert decode(data) is None


@pytest.mark.parametrize(("step", "value"), [(-1, ""), (10**18, ""), (1, "x" * 201), (1, "あ"), (1, "a b")])
def test_what_could_not_be_read_back_is_refused(step, value):
    """When the button is made, rather than when it is tapped."""
    with pytest.raises(ValueError, match="a button holds"):
        encode(Action.CHOICE, step, value)


def test_the_longest_button_fits():
    """Into what LINE takes."""
    longest = max(Action, key=len)

    assert len(encode(longest, 10**18 - 1, "x" * 200)) <= MOST_UNITS


def test_every_state_of_a_case_has_its_own_step():
    """The next turn, and the first turn of the next case, whose steps begin anew."""
    first, next_turn = _case(), _case(step=1)
    next_case = _case(expires_at=MOMENT + dt.timedelta(milliseconds=1))

    assert 3 == len({step_of(first), step_of(next_turn), step_of(next_case)})
    assert step_of(first) == step_of(_case())
    assert 0 == step_of(None)


def test_the_step_of_a_long_case_fits():
    """A thousand turns on, far in the future."""
    late = _case(step=12345, expires_at=dt.datetime(2286, 1, 1, tzinfo=dt.UTC))

    assert step_of(late) == decode(encode(Action.WHY, step_of(late))).step
