"""Discord's limits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord import limits
from bot.adapters.discord.buttons import Action, Press, button
from bot.adapters.discord.layout import Group, lay_out, row, shown_length
from bot.adapters.discord.limits import VIEW_TEXT, cut, length, split


def test_figures_are_those_of_the_documentation():
    """Written down twice, for all other tests go by the first."""
    assert (40, 4000) == (limits.VIEW_COMPONENTS, limits.VIEW_TEXT)
    assert (100, 80, 5) == (limits.CUSTOM_ID, limits.BUTTON_LABEL, limits.BUTTONS_IN_ROW)
    assert (25, 100, 100, 150) == (limits.SELECT_OPTIONS, limits.OPTION_LABEL, limits.OPTION_VALUE, limits.PLACEHOLDER)
    assert (45, 5, 4000) == (limits.MODAL_TITLE, limits.MODAL_ITEMS, limits.MODAL_TEXT)
    assert (45, 100, 512) == (limits.INPUT_LABEL, limits.INPUT_DESCRIPTION, limits.URL)
    assert (32, 100, 8000) == (limits.COMMAND_NAME, limits.COMMAND_DESCRIPTION, limits.COMMAND_CHARACTERS)
    assert (25, 100, 5) == (limits.CHOICES, limits.CHOICE_NAME, limits.FOLLOWUPS)
    assert (3, 900) == (limits.ACK_S, limits.TOKEN_S)


def test_length_counts_the_longer_way():
    """A picture is two units in some clients."""
    assert 1 == length("あ")
    assert 2 == length("🚨")


@given(st.text(), st.integers(2, 50))
def test_cut_keeps_within_the_limit(text, most):
    """And says that something is missing."""
    shown = cut(text, most)

    assert length(shown) <= most
    assert shown == " ".join(text.split()) or shown.endswith("…")


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400), st.integers(10, 60))
def test_split_loses_nothing_but_space(text, most):
    """Whatever the text."""
    pieces = split(text, most)

    assert all(length(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_split_prefers_ends_of_sentences():
    """Of paragraphs before those of lines, and of lines before those of sentences."""
    assert ["一行目。", "二行目。"] == split("一行目。\n\n二行目。", 7)
    assert ["一つ目。", "二つ目。"] == split("一つ目。二つ目。", 6)


async def test_long_texts_go_on_in_the_next_message():
    """The rows stand below the last."""
    rows = [row(button("理由", Press(Action.WHY)))]
    views = lay_out([Group(["あ" * 3000]), Group(["い" * 3000, "う" * 500])], colour=1, outer=rows)

    assert [3000, 3502] == [shown_length(view) for view in views]
    assert [17] == [part["type"] for part in views[0].to_components()]
    assert [17, 1] == [part["type"] for part in views[1].to_components()]


async def test_block_that_is_too_long_is_several_blocks():
    """Each can be copied as it is."""
    letter = "\n".join("あいうえお" * 10 for _ in range(150))
    views = lay_out([Group([f"**文案**\n```\n{letter}\n```"])], colour=1)

    assert len(views) > 1
    for view in views:
        assert shown_length(view) <= VIEW_TEXT
        for part in view.to_components()[0]["components"]:
            assert 0 == part["content"].count("```") % 2


async def test_nobody_reads_a_book():
    """After some messages the rest is left out, and shown to be."""
    views = lay_out([Group(["あ" * 3800]) for _ in range(9)], colour=1)

    assert 4 == len(views)
    assert "…" == views[-1].to_components()[0]["components"][-1]["content"]
