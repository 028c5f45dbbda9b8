"""The events that LINE sends, read one by one and with patience.

LINE adds kinds, fields and values without notice. What we do not know is passed over; what is broken costs that event
at most, never its neighbours; and of an event that can be used, a broken part that we can do without counts as absent.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

from pydantic import AliasPath, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator
from pydantic.alias_generators import to_camel

MESSAGE: Final = "message"
EDITED: Final = "messageEdited"
UNSEND: Final = "unsend"
FOLLOW: Final = "follow"
UNFOLLOW: Final = "unfollow"
JOIN: Final = "join"
LEAVE: Final = "leave"
MEMBER_LEFT: Final = "memberLeft"
POSTBACK: Final = "postback"

KINDS = frozenset((MESSAGE, EDITED, UNSEND, FOLLOW, UNFOLLOW, JOIN, LEAVE, MEMBER_LEFT, POSTBACK))
"""Every kind of event that means something to us."""

ACTIVE = "active"
"""The mode in which the channel may answer; in any other mode it stays silent."""

USER, GROUP, ROOM = "user", "group", "room"
TEXT = "text"

ID = re.compile("[!-~]{1,256}")
"""What the ids of LINE look like, as far as we rely on it."""
_LATEST_MS = 10**14
_NEEDED = {
    MESSAGE: "message",
    EDITED: "message",
    UNSEND: "unsend",
    POSTBACK: "postback",
}
"""Without this part such an event says nothing."""

Part = TypeVar("Part")


class EventError(ValueError):
    """An event lacks what would make it usable. The message names the fault and quotes nothing of the event."""


def _or_none(value: object, handler: Any) -> Any:
    """Take a part that cannot be used for absent."""
    try:
        return handler(value)
    except ValidationError:
        return None


def _or_zero(value: object, handler: Any) -> Any:
    found = _or_none(value, handler)
    return 0 if found is None else found


def _whole(value: object) -> object:
    """Join halves of letters that belong together, and replace those that stand alone; no UTF-16 place moves."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


def _each_usable(value: object) -> object:
    """Keep what is a place in the text and drop everything else."""
    found = []
    for one in value if isinstance(value, list | tuple) else ():
        try:
            found.append(Mentionee.model_validate(one))
        except ValidationError:
            continue
    return found


def _user_ids(value: object) -> object:
    members = value.get("members") if isinstance(value, Mapping) else value
    ids = (one.get("userId") if isinstance(one, Mapping) else one for one in _listed(members))
    return tuple(one for one in ids if isinstance(one, str) and ID.fullmatch(one))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


_Id = Annotated[str, Field(pattern=r"^[!-~]{1,256}$")]
_Words = Annotated[str, BeforeValidator(_whole)]
_Optional = Annotated[Part | None, WrapValidator(_or_none)]


class _Model(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )


class Source(_Model):
    """Where an event comes from. In groups and rooms the user is known only where they have consented."""

    type: str = ""
    user_id: _Optional[_Id] = None
    group_id: _Optional[_Id] = None
    room_id: _Optional[_Id] = None


class Mentionee(_Model):
    """A name in a text; `index` and `length` count UTF-16 units."""

    index: Annotated[int, Field(ge=0)]
    length: Annotated[int, Field(ge=0)]
    type: str = ""
    user_id: _Optional[_Id] = None
    is_self: bool = False


class Mention(_Model):
    """Who is called by name in a text."""

    mentionees: Annotated[tuple[Mentionee, ...], BeforeValidator(_each_usable)] = ()


class ImageSet(_Model):
    """Pictures that were sent together; each comes as an event of its own, `index` counting from 1."""

    id: str
    index: int = 1


class Content(_Model):
    """A message: its text, or what it is instead (`image`, `sticker` …)."""

    id: _Id
    type: str
    text: _Optional[_Words] = None
    quote_token: _Optional[str] = None
    quoted_message_id: _Optional[_Id] = None
    mention: _Optional[Mention] = None
    mark_as_read_token: _Optional[str] = None
    image_set: _Optional[ImageSet] = None


class Postback(_Model):
    """What a tapped button carries."""

    data: _Words
    params: _Optional[dict[str, Any]] = None


class Unsend(_Model):
    """Which message was taken back."""

    message_id: _Id


class Follow(_Model):
    """Whether a friend is new or has come back."""

    is_unblocked: bool = False


class Event(_Model):
    """One event. `timestamp` is when it happened, in milliseconds since 1970, however late it comes; 0: unknown."""

    type: str
    webhook_event_id: _Id
    mode: str = ACTIVE
    timestamp: Annotated[int, Field(ge=0, le=_LATEST_MS), WrapValidator(_or_zero)] = 0
    is_redelivery: Annotated[bool, WrapValidator(lambda value, handler: bool(_or_none(value, handler)))] = Field(
        default=False, validation_alias=AliasPath("deliveryContext", "isRedelivery")
    )
    reply_token: _Optional[_Id] = None
    source: _Optional[Source] = None
    message: _Optional[Content] = None
    postback: _Optional[Postback] = None
    unsend: _Optional[Unsend] = None
    follow: _Optional[Follow] = None
    left: Annotated[tuple[str, ...], BeforeValidator(_user_ids)] = ()
    """Ids of those who left a group or room."""
    destination: str = ""

    @property
    def is_active(self) -> bool:
        """Whether the channel may answer."""
        return self.mode == ACTIVE

    @property
    def user_id(self) -> str:
        """The person's id on LINE; empty if it is not told."""
        return (self.source.user_id if self.source else None) or ""

    @property
    def place_id(self) -> str:
        """The id of the group or room; empty in a chat of two."""
        source = self.source
        return (source.group_id or source.room_id if source else None) or ""

    @property
    def in_private(self) -> bool:
        """Whether nobody but the person reads along."""
        return self.source is not None and self.source.type == USER and bool(self.user_id)

    @property
    def text(self) -> str | None:
        """The text of a text message, and None for everything else."""
        return self.message.text if self.message is not None and self.message.type == TEXT else None


def parse(raw: object) -> Event | None:
    """Return the event, or None if it is of a kind that means nothing to us. Raise `EventError` if it is unusable."""
    if not isinstance(raw, Mapping):
        raise EventError("an event is no object")
    kind = raw.get("type")
    if not isinstance(kind, str):
        raise EventError("an event has no type")
    if kind not in KINDS:
        return None
    try:
        event = Event.model_validate(raw)
    except ValidationError as error:
        names = ", ".join(sorted({str(fault["loc"][0]) for fault in error.errors(include_input=False)}))
        fault = f"an event cannot be used for its {names}"
        # Raised outside, so that no value travels along as the context of our error.
    else:
        return _usable(event)
    raise EventError(fault)


def _usable(event: Event) -> Event:
    if event.source is None or event.source.type not in (USER, GROUP, ROOM):
        raise EventError("an event does not say where it comes from")
    if event.source.type == USER and not event.user_id:
        raise EventError("an event does not say whom it comes from")
    if event.source.type != USER and not event.place_id:
        raise EventError("an event does not say in which group it happened")
    needed = _NEEDED.get(event.type)
    if needed is not None and getattr(event, needed) is None:
        message = f"an event lacks its {needed}"
        raise EventError(message)
    if event.message is not None and event.message.type == TEXT and event.message.text is None:
        raise EventError("a text message has no text")
    return event
