"""The stored form of cases and preferences: plain JSON values, and back.

What a newer or older version wrote in words that this one does not know raises `ValueError`; half a case would be worse
than none, because a lost ask can make the advice milder.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any, cast

from bot.core.conversation import Conversation, KnownAsk, Preferences
from bot.core.reading import Speaker
from policies.vocabulary import Kind, Language, Manner, Purpose, Tone

Plain = dict[str, Any]

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


def microseconds(moment: dt.datetime) -> int:
    """Return an aware moment as whole microseconds since 1970, without rounding. Raise `TypeError` for a naive one."""
    return (moment - EPOCH) // MICROSECOND


def moment(count: int) -> dt.datetime:
    """Return the moment so many microseconds after 1970, in UTC."""
    return EPOCH + count * MICROSECOND


def to_bytes(plain: Plain) -> bytes:
    """Write plain values, always alike for the same values."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode("ascii")


def from_bytes(data: bytes) -> Plain:
    """Read what `to_bytes` wrote."""
    return cast(Plain, json.loads(data))


def from_conversation(conversation: Conversation) -> Plain:
    """Return all of a case but its key, its person and its expiry, which have columns of their own."""
    return {
        "step": conversation.step,
        "asks": [_from_ask(ask) for ask in conversation.asks],
        "signs": sorted(conversation.signs),
        "facts": dict(conversation.facts),
        "origins": dict(conversation.origins),
        "wanted": conversation.wanted,
        "likely": list(conversation.likely),
        "not_asked": sorted(conversation.not_asked),
        "language": conversation.language,
        "letter_language": conversation.letter_language,
        "speaker": conversation.speaker,
        "tone": conversation.tone,
        "purpose": conversation.purpose,
    }


def to_conversation(key: str, person: str, expires_at: dt.datetime, plain: Plain) -> Conversation:
    """Put a case together again. Raise `ValueError` if its words are not those of this version."""
    try:
        return Conversation(
            key=key,
            person=person,
            expires_at=expires_at,
            step=plain["step"],
            asks=tuple(_to_ask(ask) for ask in plain["asks"]),
            signs=frozenset(plain["signs"]),
            facts=plain["facts"],
            origins=plain["origins"],
            wanted=plain["wanted"],
            # Cases of earlier versions have none.
            likely=tuple(Kind(kind) for kind in plain.get("likely", ())),
            not_asked=frozenset(plain["not_asked"]),
            language=Language(plain["language"]),
            letter_language=Language(plain["letter_language"]) if plain["letter_language"] else None,
            speaker=Speaker(plain["speaker"]),
            tone=Tone(plain["tone"]),
            purpose=Purpose(plain["purpose"]) if plain["purpose"] else None,
        )
    except (KeyError, TypeError) as error:
        raise ValueError("a case of another version") from error


def from_preferences(preferences: Preferences) -> Plain:
    """Return only what is set; nothing set gives nothing to keep."""
    settings = {"language": preferences.language, "platform": preferences.platform, "tone": preferences.tone}
    return {name: value for name, value in settings.items() if value is not None}


def to_preferences(person: str, plain: Mapping[str, Any]) -> Preferences:
    """Put preferences together again, leaving out a choice that this version no longer knows."""
    language, tone = plain.get("language"), plain.get("tone")
    return Preferences(
        person=person,
        language=Language(language) if language in list(Language) else None,
        platform=plain.get("platform"),
        tone=Tone(tone) if tone in list(Tone) else None,
    )


def _from_ask(ask: KnownAsk) -> Plain:
    return {"kind": ask.kind, "tool": ask.tool, "manner": sorted(ask.manner)}


def _to_ask(plain: Plain) -> KnownAsk:
    return KnownAsk(Kind(plain["kind"]), plain["tool"], frozenset(map(Manner, plain["manner"])))
