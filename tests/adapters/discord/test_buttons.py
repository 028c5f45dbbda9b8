"""What buttons carry."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.buttons import ANYBODY, Action, Press, button, decode, encode, owner_of, select, step_of
from bot.adapters.discord.limits import BUTTON_LABEL, CUSTOM_ID
from bot.core.conversation import Conversation
from policies.vocabulary import FACT_VALUES

MOMENT = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
PRESSES = st.builds(
    Press,
    st.sampled_from(Action),
    st.integers(0, 10**18 - 1),
    st.text("0123456789abcdef", min_size=1, max_size=16),
    st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=42),
)


def _case(**options):
    return Conversation(**{"key": "c", "person": "p", "expires_at": MOMENT, **options})


@given(PRESSES, st.booleans())
def test_every_press_comes_back_as_it_was(press, is_select):
    """Within the length that Discord takes."""
    custom_id = encode(press, select=is_select)

    assert press == decode(custom_id)
    assert len(custom_id) <= CUSTOM_ID


@given(st.text())
def test_no_id_is_too_odd(custom_id):
    """What is not ours, or damaged, gives no press and no error."""
    assert decode(custom_id) is None or custom_id[0] in "ks"


@pytest.mark.parametrize(
    "custom_id",
    [
        "",
        "k1;why;3;0",
        "k2;why;3;0;",
        "k1;fly;3;0;",
        "k1;why;-1;0;",
        "k1;why;３;0;",
        "k1;why;3;g;",
        "k1;why;3;0;\n",
        "k1;why;3;0;あ",
        "x1;why;3;0;",
    ],
)
def test_foreign_ids_are_no_press(custom_id):
    """Older or newer versions, unknown actions, other letters."""
    assert decode(custom_id) is None


@pytest.mark.parametrize(
    "press",
    [Press(Action.WHY, -1), Press(Action.WHY, 10**18), Press(Action.WHY, owner="x"), Press(Action.WHY, value="x" * 43)],
)
def test_what_could_not_be_read_back_is_refused(press):
    """Before it is sent."""
    with pytest.raises(ValueError, match="a button holds"):
        encode(press)


def test_choices_have_room(core):
    """Every fact with every value."""
    values = {str(fact): list(known) for fact, known in FACT_VALUES.items()}
    values["platform"] = list(core.rulebook.platforms)
    for fact, known in values.items():
        for value in (*known, "unknown"):
            press = Press(Action.CHOICE, 10**18 - 1, "f" * 16, f"{fact}={value}")
            assert press == decode(encode(press))


def test_step_tells_states_apart():
    """The next answer in a case, and the first of another one."""
    first, second = _case(step=0), _case(step=1, expires_at=MOMENT + dt.timedelta(seconds=1))
    other = _case(step=0, expires_at=MOMENT + dt.timedelta(milliseconds=1))

    assert 3 == len({step_of(first), step_of(second), step_of(other)})
    assert 0 == step_of(None)


def test_owner_is_part_of_the_hash():
    """Nobody has none."""
    assert "0123456789abcdef" == owner_of("0123456789abcdef" * 4)
    assert ANYBODY == owner_of("")


async def test_long_labels_are_cut():
    """So that Discord takes the rest."""
    made = button("あ" * 200, Press(Action.WHY))
    listed = select("い" * 200, Press(Action.CHOICE, value="stage"), [("う" * 200, "x")])

    assert BUTTON_LABEL == len(made.item.label)
    assert made.item.label.endswith("…")
    assert 150 == len(listed.item.placeholder)
    assert 100 == len(listed.item.options[0].label)
