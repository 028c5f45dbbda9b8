"""Cases, events and keys for the tests of this room."""

import datetime as dt
import hashlib
from dataclasses import replace

from bot.core.conversation import Conversation, KnownAsk, Preferences
from bot.core.ports import Arrival
from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language, Manner, Purpose, Tone

NOW = dt.datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=dt.UTC)
TOMORROW = NOW + dt.timedelta(days=1)
LEASE = dt.timedelta(seconds=10)

OLD_KEY = b"old key".ljust(32, b"\1")
NEW_KEY = b"new key".ljust(32, b"\2")


def digest(name: str) -> str:
    """Return a stand-in for a keyed hash."""
    return hashlib.sha256(name.encode()).hexdigest()


ANN, BEN = digest("person ann"), digest("person ben")


def a_case(name: str = "case", person: str = ANN, **changes: object) -> Conversation:
    """Return a case with a value other than the default in every field."""
    full = Conversation(
        key=digest(name),
        person=person,
        expires_at=TOMORROW,
        step=3,
        asks=(KnownAsk(Kind.MESSENGER, "line", frozenset({Manner.EVASIVE, Manner.OWN_CONTACT})), KnownAsk(Kind.PHONE)),
        signs=frozenset({"urgency", "hide_it"}),
        facts={"platform": "crowdworks", "stage": "before_contract"},
        origins={"platform": "text", "stage": "told"},
        wanted="approval",
        likely=(Kind.PHONE, Kind.EMAIL),
        not_asked=frozenset({"client_verified"}),
        language=Language.EN,
        letter_language=Language.JA,
        speaker=Speaker.FREELANCER,
        tone=Tone.FIRM,
        purpose=Purpose.SECOND_REFUSAL,
    )
    return replace(full, **changes)  # type: ignore[arg-type]


def preferences(person: str = ANN) -> Preferences:
    """Return preferences with everything set."""
    return Preferences(person, language=Language.EN, platform="lancers", tone=Tone.SOFT)


def an_arrival(name: str = "event", person: str = ANN, conversation: str = "", **changes: object) -> Arrival:
    """Return an event; each person has one conversation unless another is named."""
    full = Arrival(
        "line", digest(name), person, conversation or digest(f"chat of {person}"), f"said {name}".encode(), NOW
    )
    return replace(full, **changes)  # type: ignore[arg-type]
