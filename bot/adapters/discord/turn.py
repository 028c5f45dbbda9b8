"""One turn of a conversation: words in, messages out, with the buttons that fit the case as it is afterwards."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from discord import ui

from bot.adapters.discord.answer import AnswerContext, render
from bot.adapters.discord.assistants import Assistants
from bot.adapters.discord.buttons import owner_of, step_of
from bot.adapters.discord.counts import Counts
from bot.adapters.discord.hints import NONE, Hints, hinted
from bot.adapters.discord.identity import Identity, Place
from bot.adapters.discord.wording import Wording
from bot.core.advise import merge
from bot.core.conversation import Conversation, KnownAsk
from bot.core.message import Message
from bot.core.ports import Clock, ContextStore
from bot.core.reading import Speaker
from bot.core.reply import Reply
from policies.vocabulary import Language, Tone


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered, and what the buttons under it carry as step."""

    views: list[ui.LayoutView]
    reply: Reply
    step: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How words are to be taken. `language`: the one outright asked for. `ephemeral`: nobody else sees the answer.

    `counted`: said in a server that has us, whose moderators learn what is asked about there, of many people together.
    """

    language: Language | None = None
    speaker: Speaker | None = None
    hints: Hints = NONE
    ephemeral: bool = True
    counted: bool = False


AS_IT_COMES = Asked()


class Turn:
    """Says a person's words to the assistant, and makes messages of the reply."""

    def __init__(
        self,
        assistants: Assistants,
        store: ContextStore,
        clock: Clock,
        wording: Wording,
        identity: Identity,
        counts: Counts,
        lifetime: dt.timedelta,
    ) -> None:
        """`lifetime`: how long a case is kept after the last message about it."""
        self._assistants = assistants
        self._store = store
        self._counts = counts
        self._clock = clock
        self._wording = wording
        self._identity = identity
        self._lifetime = lifetime

    async def case(self, place: Place) -> Conversation | None:
        """Return the case under way. May raise `StoreError`."""
        return await self._store.load(self._identity.conversation(place), self._clock.now())

    async def say(self, place: Place, words: str, asked: Asked = AS_IT_COMES) -> Said:
        """Answer words. May raise `StoreError`."""
        person, conversation = self._identity.person(place), self._identity.conversation(place)
        message = Message(words, person, conversation, self._clock.now(), asked.language, asked.speaker)
        assistant = await self._assistants.of(place.guild_id)
        with hinted(asked.hints):
            reply = await assistant.answer(message)
        case = await self.case(place)
        step = step_of(case)
        if asked.counted and reply.verdict is not None:
            await self._counts.note(place, case)
        context = AnswerContext(step, owner_of(person), asked.ephemeral)
        return Said(render(reply, self._wording, context), reply, step)

    async def begin(self, place: Place, facts: Mapping[str, str], language: Language) -> None:
        """Begin a new case with facts that are told before there is anything asked for. May raise `StoreError`."""
        known, origins = merge((facts, "told"))
        await self._store.save(replace(self._new(place), facts=known, origins=origins, language=language))

    async def begin_with(
        self, place: Place, asks: tuple[KnownAsk, ...], facts: Mapping[str, str], language: Language, tone: Tone
    ) -> None:
        """Begin a new case in which it is known what is asked for, without any message. May raise `StoreError`."""
        known, origins = merge((facts, "told"))
        await self._store.save(
            replace(
                self._new(place),
                asks=asks,
                facts=known,
                origins=origins,
                language=language,
                letter_language=language,
                tone=tone,
            )
        )

    async def expect(self, case: Conversation, fact: str) -> None:
        """Take what comes next for an answer to the question for that fact. May raise `StoreError`."""
        if case.wanted != fact:
            await self._store.save(replace(case, wanted=fact))

    def _new(self, place: Place) -> Conversation:
        expires_at = self._clock.now() + self._lifetime
        return Conversation(self._identity.conversation(place), self._identity.person(place), expires_at)
