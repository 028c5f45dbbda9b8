"""One turn of a conversation: words in, messages out, with the buttons that fit the case as it is afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.line.buttons import step_of
from bot.adapters.line.events import Event
from bot.adapters.line.identity import Identity
from bot.adapters.line.limits import JsonMessage
from bot.adapters.line.messages import CardContext, render
from bot.adapters.line.wording import Wording
from bot.core.assistant import Assistant
from bot.core.conversation import Conversation
from bot.core.message import Message
from bot.core.ports import Clock, ContextStore
from policies.vocabulary import Language


@dataclass(frozen=True, slots=True)
class Said:
    """What was answered. `is_advice`: it holds a verdict."""

    messages: Sequence[JsonMessage]
    language: Language
    is_advice: bool


class Turn:
    """Says a person's words to the assistant, and makes messages of the reply."""

    def __init__(
        self,
        assistant: Assistant,
        store: ContextStore,
        clock: Clock,
        wording: Wording,
        identity: Identity,
        default_language: Language,
    ) -> None:
        """`default_language`: where nothing tells which one a person speaks."""
        self._assistant = assistant
        self._store = store
        self._clock = clock
        self._wording = wording
        self._identity = identity
        self.default_language = default_language

    async def case(self, event: Event) -> Conversation | None:
        """Return the case under way where the event comes from. May raise `StoreError`."""
        return await self._store.load(self._identity.conversation(event), self._clock.now())

    async def say(self, event: Event, words: str, language: Language | None = None) -> Said:
        """Answer words, in `language` if it is given. A number or a mark is in no language and decides on none.

        May raise `StoreError`.
        """
        if language is None and not any(map(str.isalpha, words)):
            before = await self.case(event)
            language = before.language if before else self.default_language
        message = Message(
            words, self._identity.speaker(event), self._identity.conversation(event), self._clock.now(), language
        )
        reply = await self._assistant.answer(message)
        case = await self.case(event)
        context = CardContext(step_of(case), is_group=bool(event.place_id))
        return Said(render(reply, self._wording, context), reply.lang, reply.verdict is not None)
