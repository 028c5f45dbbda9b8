"""What each kind of event means, and what is said to it.

An event may be handled twice, if a crash comes before its answer is kept. Erasing twice erases nothing more; and what
the first try has done to cases was not kept either (see `held`).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.adapters.line import events
from bot.adapters.line.addressed import Addressing
from bot.adapters.line.buttons import decode
from bot.adapters.line.envelope import read
from bot.adapters.line.events import Event, EventError
from bot.adapters.line.greetings import Greetings
from bot.adapters.line.held import CaseStore
from bot.adapters.line.identity import Identity
from bot.adapters.line.latest import Latest
from bot.adapters.line.limits import MESSAGES, JsonMessage
from bot.adapters.line.tapped import Tapped
from bot.adapters.line.turn import Turn
from bot.core.normalise import language_of, normalise
from bot.core.ports import EventInbox
from bot.errors import StoreError
from bot.logs import EventLog
from policies.vocabulary import Language

SOURCE = "line"
"""Under this name our events stand in the inbox."""

ERASING = frozenset((events.UNSEND, events.UNFOLLOW, events.LEAVE, events.MEMBER_LEFT))
"""Obeyed in every mode: nothing is said to them, and what is to be erased is to be erased."""

_FIRST_OF_SET = 1

log = EventLog(__name__)


class Doors:
    """Answers events. What `handle` returns is sent as one reply; for an empty answer nothing is sent."""

    def __init__(
        self,
        turn: Turn,
        tapped: Tapped,
        greetings: Greetings,
        addressing: Addressing,
        identity: Identity,
        store: CaseStore,
        inbox: EventInbox,
    ) -> None:
        """Take what answers words, what answers taps, what greets, and what is to be erased on LINE's word."""
        self._turn = turn
        self._tapped = tapped
        self._greetings = greetings
        self._addressing = addressing
        self._identity = identity
        self._store = store
        self._inbox = inbox
        self._latest = Latest()
        self._doors: Mapping[str, Callable[[Event], Awaitable[Sequence[JsonMessage]]]] = {
            events.MESSAGE: self._message,
            events.EDITED: self._message,
            events.POSTBACK: self._postback,
            events.FOLLOW: self._follow,
            events.UNFOLLOW: self._unfollow,
            events.JOIN: self._join,
            events.LEAVE: self._leave,
            events.MEMBER_LEFT: self._members_left,
            events.UNSEND: self._unsend,
        }

    def is_for_us(self, event: Event) -> bool:
        """Tell whether the event may be kept and handled; what is said in a group to others must not be."""
        return self._addressing.is_for_us(event)

    async def handle(self, event: Event) -> Sequence[JsonMessage]:
        """Do what the event asks for and return what is said to it: one to five messages, or none.

        Raise `StoreError` if something was to be erased and could not be: that is to be tried again. To what a person
        says we apologise instead.
        """
        if not event.is_active and event.type not in ERASING:
            return ()
        door = self._doors.get(event.type)
        if door is None:
            return ()
        try:
            return await door(event)
        except StoreError as error:
            if event.type in ERASING:
                raise
            log.error("store_failed_at_door", error, platform=SOURCE, signal=event.type)
            return self._greetings.apology(self._language_of(event), erasing=self._tapped.erases(event))

    # --- words and taps ----------------------------------------------------------------------------

    async def _message(self, event: Event) -> Sequence[JsonMessage]:
        words = self._addressing.words(event)
        if words is None:
            return self._not_text(event) if event.in_private else ()
        if await self._is_outdated(event):
            return ()
        if event.place_id and not words:
            return self._called_only(event)
        said = await self._turn.say(event, words)
        if said.is_advice or not self._addressing.quotes_others(event):
            return said.messages
        return [*self._greetings.quoted(said.language), *said.messages][:MESSAGES]

    def _called_only(self, event: Event) -> Sequence[JsonMessage]:
        """Answer somebody in a group who calls us without a word."""
        language = self._language_of(event)
        if self._addressing.quotes_others(event):
            return self._greetings.quoted(language)
        return self._greetings.introduction(language)

    def _not_text(self, event: Event) -> Sequence[JsonMessage]:
        """Answer pictures and the like. Whoever teaches us to read them begins here."""
        message = event.message
        if message is None or (message.image_set is not None and message.image_set.index > _FIRST_OF_SET):
            return ()
        return self._greetings.not_text(message.type, self._turn.default_language)

    async def _postback(self, event: Event) -> Sequence[JsonMessage]:
        button = decode(event.postback.data) if event.postback else None
        return await self._tapped.answer(event, button)

    # --- coming and going --------------------------------------------------------------------------

    async def _follow(self, event: Event) -> Sequence[JsonMessage]:
        preferences = await self._store.preferences(self._identity.person(event))
        language = preferences.language or self._turn.default_language
        return self._greetings.welcome(language, is_back=event.follow is not None and event.follow.is_unblocked)

    async def _unfollow(self, event: Event) -> Sequence[JsonMessage]:
        await self._store.forget(self._identity.person(event))
        return ()

    async def _join(self, _event: Event) -> Sequence[JsonMessage]:
        return self._greetings.introduction(self._turn.default_language)

    async def _leave(self, event: Event) -> Sequence[JsonMessage]:
        place = self._identity.place(event.place_id)
        await self._finish(event, place, lambda _other: True)
        await self._store.end_all(place)
        return ()

    async def _members_left(self, event: Event) -> Sequence[JsonMessage]:
        for user_id in event.left:
            conversation = self._identity.member(event.place_id, user_id)
            await self._finish(event, conversation, lambda _other: True)
            await self._store.end(conversation)
        return ()

    # --- what is taken back or written anew --------------------------------------------------------

    async def _unsend(self, event: Event) -> Sequence[JsonMessage]:
        """Erase the message if it still waits, and the case: nobody knows how much of it rests on those words."""
        if event.unsend is None:
            return ()
        taken_back = event.unsend.message_id
        conversation = self._identity.conversation(event)
        await self._finish(event, conversation, lambda other: _message_id(other) == taken_back)
        await self._store.end(conversation)
        return ()

    async def _is_outdated(self, event: Event) -> bool:
        """Tell whether a newer wording was answered already, or the message has been taken back or edited since."""
        message_id = _message_id(event)
        if not self._latest.is_newest(self._identity.key(message_id), event.timestamp):
            return True
        for other in await self._waiting(self._identity.conversation(event)):
            newer = other.timestamp > event.timestamp and _message_id(other) == message_id
            if newer or (other.unsend is not None and other.unsend.message_id == message_id):
                return True
        return False

    async def _finish(self, event: Event, conversations: str, wanted: Callable[[Event], bool]) -> None:
        """Erase waiting events of conversations whose names begin like that."""
        own = event.webhook_event_id
        waiting = await self._waiting(conversations)
        keys = [
            self._identity.key(other.webhook_event_id)
            for other in waiting
            if other.webhook_event_id != own and wanted(other)
        ]
        if keys:
            await self._inbox.finish(SOURCE, keys)

    async def _waiting(self, conversations: str) -> list[Event]:
        found = []
        for taken in await self._inbox.waiting(SOURCE, conversations):
            try:
                event = read(taken.payload)
            except (EventError, ValueError):
                continue
            if event is not None:
                found.append(event)
        return found

    def _language_of(self, event: Event) -> Language:
        """Return the language of the text, whoever it speaks to; of anything else the one that is set."""
        return language_of(normalise(event.text).folded) if event.text else self._turn.default_language


def _message_id(event: Event) -> str:
    return event.message.id if event.message is not None else ""
