"""A reply on a screen of 80 columns."""

import datetime as dt
from dataclasses import replace

import pytest
from rich.cells import cell_len

from bot.adapters.terminal.paint import Paint, paint_for
from bot.adapters.terminal.render import MAX_CHOICES, Screen, render
from bot.bootstrap import load_core, load_terminal_texts
from bot.core.advise import advise
from bot.core.focus import on_letter, on_question, on_reasons
from policies.vocabulary import Language

DAY = dt.date(2026, 11, 24)
TEXTS = {
    "ja": "クラウドワークスで応募中です。LINEのIDと電話番号、履歴書を送ってほしいと言われました。",
    "en": "Upwork client here. Before we sign, please send your phone number and a photo of your passport.",
}


@pytest.fixture(scope="module")
def core():
    """All that advice rests on."""
    return load_core()


@pytest.fixture(scope="module")
def screen(core):
    """A screen without colour."""
    return Screen(core.phrasebook, load_terminal_texts(), core.rulebook, Paint(on=False), 80)


@pytest.fixture(params=sorted(TEXTS))
def reply(request, core):
    """Advice in each language."""
    return advise(TEXTS[request.param], core=core, on=DAY)


def prose(lines):
    """The lines that are not part of a letter or an address."""
    inside = False
    for line in lines:
        if line.startswith("─"):
            inside = not inside
        elif not inside and "http" not in line:
            yield line


def test_verdict_comes_first_and_the_question_last(reply, screen):
    """What is read first, and what is to be answered."""
    lines = render(reply, screen)

    assert reply.heading.startswith(lines[0])
    assert reply.question is None or any(reply.question.text.startswith(line[:20]) for line in lines[-8:])


def test_prose_fits_the_screen(reply, screen):
    """In cells, and in narrow windows too."""
    for width in (80, 60, 40):
        lines = render(reply, replace(screen, width=width))

        assert [] == [line for line in prose(lines) if cell_len(line) > width]


def test_wide_screens_are_not_filled(reply, screen):
    """Long lines are hard to read."""
    assert max(map(cell_len, prose(render(reply, replace(screen, width=300))))) <= 100


def test_no_line_begins_with_a_closing_mark(core, screen):
    """Kinsoku."""
    lines = list(prose(render(advise(TEXTS["ja"], core=core, on=DAY), screen)))

    assert [] == [line for line in lines if line.strip()[:1] in tuple("、。」）！？ー")]
    assert [] == [line for line in lines if line.rstrip()[-1:] in tuple("「（")]


def test_letter_can_be_copied_as_it_is(reply, screen):
    """Between plain rules, in lines as long as its paragraphs."""
    lines = render(reply, screen)

    for draft in reply.drafts:
        start = lines.index(draft.text.split("\n")[0])
        letter = draft.text.split("\n")
        assert letter == lines[start : start + len(letter)]
        assert {"─"} == set(lines[start - 1]) == set(lines[start + len(letter)])


def test_sources_are_named_with_kind_and_day(reply, screen):
    """Each once, its address on a line of its own."""
    lines = render(reply, screen)
    addresses = [line.strip() for line in lines if line.strip().startswith("http")]

    assert addresses
    assert len(addresses) == len(set(addresses))
    assert all(" " not in address for address in addresses)
    assert "2026-11-23" in "\n".join(lines)


def test_reasons_are_few_unless_asked_for(reply, screen):
    """“Why?” shows all of them, with all sources."""
    brief, full = render(reply, screen), render(on_reasons(reply), screen)
    urls = {source.url for ask in reply.asks for reason in ask.reasons for source in reason.sources}

    assert urls == {line.strip() for line in full if line.strip().startswith("http")}
    assert sum("http" in line for line in brief) <= sum("http" in line for line in full)


def test_choices_are_numbered(core, screen):
    """“I don't know” is 0, and of the platforms only some are listed."""
    reply = advise("電話番号を教えてください。", core=core, on=DAY)
    text = "\n".join(render(reply, screen))

    assert "platform" == reply.question.fact
    assert f"{MAX_CHOICES} " in text
    assert f"{MAX_CHOICES + 1} " not in text.split(reply.question.text)[1]
    assert "0 わからない" in text


def test_question_alone_and_letter_alone(reply, screen):
    """Follow-ups show what was asked for."""
    letter = render(on_letter(reply), screen)

    assert all(line in letter for line in reply.drafts[0].text.split("\n"))
    assert [] == [line for line in letter if "http" in line]
    if reply.question:
        assert reply.question.text == "".join(render(on_question(reply), screen)[:1])


def test_colour_only_adds(reply, screen):
    """Without it every word is there."""
    plain = render(reply, screen)
    coloured = render(reply, replace(screen, paint=Paint(on=True)))
    bare = [line.replace("\x1b[0m", "") for line in coloured]
    for code in ("\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[1;32m", "\x1b[1;33m"):
        bare = [line.replace(code, "") for line in bare]

    assert plain == bare
    assert plain != coloured


@pytest.mark.parametrize(
    ("tty", "environment", "colour"),
    [
        (True, {"TERM": "xterm"}, True),
        (False, {"TERM": "xterm"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (True, {"TERM": "xterm", "NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(tty, environment, colour):
    """https://no-color.org"""

    class Stream:
        def isatty(self):
            return tty

    assert colour == (paint_for(Stream(), environment).label("a") != "a")


def test_nothing_steers_the_terminal(core, screen):
    """Not even where the message is quoted."""
    hostile = "LINE\x1b]0;x\x07のIDを\u202e教えて\x1b[2Jください。電話番号\x9b31mも。"
    text = "\n".join(render(advise(hostile, core=core, on=DAY), screen))

    assert not set(text) & set("\x1b\x07\x9b\u202e")


def test_told_facts_stand_apart_from_read_ones(core, screen):
    """Each with where it comes from."""
    reply = advise("応募中です。電話番号を聞かれました。", core=core, on=DAY, facts={"platform": "crowdworks"})
    text = "\n".join(render(reply, screen))

    assert "前提（お聞きした内容）：クラウドワークス" in text
    assert "前提（メッセージから）：" in text


def test_notice_is_a_paragraph(core, screen):
    """Nothing else."""
    reply = advise("使い方", core=core, on=DAY)
    lines = render(reply, screen)

    assert reply.notes[0] == "".join(lines)
    assert all(cell_len(line) <= 80 for line in lines)


def test_all_languages_have_the_terminals_texts():
    """The loader compares keys and slots."""
    assert {*Language} == set(load_terminal_texts().languages)
