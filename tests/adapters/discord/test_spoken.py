"""What presses say is understood as what stands on them."""

import datetime as dt

import pytest

from bot.adapters.discord.assistants import Assistants
from bot.adapters.discord.buttons import Action
from bot.adapters.discord.counts import Counts
from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.servers import Servers
from bot.adapters.discord.spoken import Spoken
from bot.adapters.discord.turn import Asked, Turn
from bot.core.advise import advise
from bot.core.choices import ASK, NONE, UNKNOWN
from bot.core.reading import Intent
from policies.vocabulary import Language
from tests.adapters.discord.conftest import hashed
from tests.adapters.discord.test_answer import DAY, situations
from tests.core.memory import Clock

PLACE = Place(1, 2, 3)


@pytest.fixture
def turn(core, wording, store, servers, counts):
    """What answers words."""
    identity, clock, day = Identity(hashed), Clock(), dt.timedelta(days=1)
    assistants = Assistants(core, store, clock, wording, Servers(servers, identity), day)
    return Turn(
        assistants, store, clock, wording, identity, Counts(counts, Servers(servers, identity), identity, clock), day
    )


def questions(core):
    """Situations that lead to a question, one for each set of asks and known facts: text and facts."""
    seen = set()
    for text, facts in situations(core):
        reply = advise(text, core=core, on=DAY, facts=facts)
        if reply.question is None:
            continue
        key = (frozenset((ask.kind, ask.tool) for ask in reply.asks), reply.question.fact, tuple(reply.facts.items()))
        if key not in seen:
            seen.add(key)
            yield text, facts


@pytest.mark.parametrize("language", list(Language))
async def test_every_choice_is_understood(core, wording, turn, store, language):
    """Of every question that our rules and practice messages lead to: the fact is as was pressed."""
    spoken, wrong, count = Spoken(wording), [], 0
    for text, facts in questions(core):
        await turn.begin(PLACE, facts, language)
        question = (await turn.say(PLACE, text, Asked(language))).reply.question
        asked = await turn.case(PLACE)
        for choice in question.choices if question else ():
            await store.save(asked)
            await turn.expect(asked, question.fact)
            await turn.say(PLACE, spoken.words(Action.CHOICE, f"{question.fact}={choice.value}", language))
            case = await turn.case(PLACE)
            count += 1
            if question.fact == ASK:
                known = case.asks[0].kind if case.asks else NONE if case.wanted else UNKNOWN
            else:
                known = UNKNOWN if question.fact in case.not_asked else case.facts.get(question.fact)
            if known != choice.value:
                wrong.append((text, question.fact, choice.value, known))

    assert [] == wrong
    assert count > 300


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("action", "value", "intent"),
    [
        (Action.SOFTER, "", Intent.SOFTER),
        (Action.FIRMER, "", Intent.FIRMER),
        (Action.LANGUAGE, "ja", Intent.LANGUAGE),
        (Action.LANGUAGE, "en", Intent.LANGUAGE),
        (Action.WHY, "", Intent.WHY),
        (Action.APPROVED, "", Intent.WHAT_IF_APPROVED),
        (Action.SHARED, "", Intent.ALREADY_SHARED),
        (Action.INSISTS, "", Intent.INSISTS),
        (Action.LETTER, "", Intent.LETTER),
        (Action.FORGET_YES, "", Intent.FORGET),
    ],
)
def test_every_press_is_understood(core, wording, action, value, intent, language):
    """In both languages, as if it had been typed."""
    assert intent is core.read(Spoken(wording).words(action, value, language)).intent


@pytest.mark.parametrize(
    ("action", "value"),
    [
        (Action.CHOICE, "stage=tomorrow"),
        (Action.CHOICE, "weather=fine"),
        (Action.CHOICE, "platform=nowhere"),
        (Action.CHOICE, ""),
        (Action.LANGUAGE, "fr"),
        (Action.EXAMPLE, "fr1"),
        (Action.EXAMPLE, "ja9"),
        (Action.WRONG, ""),
        (Action.SHOW_PRIVATE, ""),
    ],
)
def test_what_says_nothing(wording, action, value):
    """Values of another version, and presses that are no words."""
    assert Spoken(wording).words(action, value, Language.JA) is None
