"""People, servers, channels and messages, as Discord knows them."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.permissions import EVERYBODY

TEXT, DM, PRIVATE_GROUP = 0, 1, 3

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
LOADING = 1 << 7
SUPPRESS_NOTIFICATIONS = 1 << 12
VOICE_MESSAGE = 1 << 13
COMPONENTS_V2 = 1 << 15


@dataclass(eq=False, slots=True)
class User:
    """`installed`: has the app in the own account. `takes_dms`: people may shut them."""

    id: str
    name: str
    locale: str = "ja"
    installed: bool = False
    takes_dms: bool = True
    bot: bool = False

    @property
    def mention(self):
        """How a text names them."""
        return f"<@{self.id}>"


@dataclass(eq=False, slots=True)
class Role:
    """`permissions` is a sum of the bits in `permissions`."""

    id: str
    name: str
    permissions: int = 0
    managed: bool = False


@dataclass(eq=False, slots=True)
class Member:
    """Somebody in a server."""

    user: User
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False, slots=True)
class Channel:
    """`overwrites`: id of a role or user → (allowed, denied). `people` only where there is no server."""

    id: str
    name: str | None
    kind: int = TEXT
    guild: Any = field(default=None, repr=False)
    people: tuple[User, ...] = ()
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    last_message_id: str | None = None


@dataclass(eq=False, slots=True)
class Guild:
    """`joined`: the bot is a member. `blocked_words`: AutoMod refuses messages with one of them."""

    id: str
    name: str
    locale: str
    owner: User
    joined: bool = True
    everyone: Role = None
    roles: dict[str, Role] = field(default_factory=dict, repr=False)
    members: dict[str, Member] = field(default_factory=dict, repr=False)
    channels: dict[str, Channel] = field(default_factory=dict, repr=False)
    blocked_words: set[str] = field(default_factory=set)

    def __post_init__(self):
        # The role of everybody has the id of the server.
        self.everyone = Role(self.id, "@everyone", EVERYBODY)
        self.members[self.owner.id] = Member(self.owner)


@dataclass(eq=False, slots=True)
class Message:
    """`seen_by` is somebody where only they see it. `pings`: whom it really notified. `answers`: the interaction."""

    id: str
    channel: Channel
    author: User
    timestamp: str
    content: str = ""
    embeds: list[dict] = field(default_factory=list)
    components: list[dict] = field(default_factory=list)
    attachments: list[dict] = field(default_factory=list)
    flags: int = 0
    kind: int = 0
    mentions: list[User] = field(default_factory=list)
    pings: set[str] = field(default_factory=set)
    replies_to: Any = field(default=None, repr=False)
    answers: Any = field(default=None, repr=False)
    seen_by: User | None = None
    edited: str | None = None
    deleted: bool = False
    poll: dict | None = None

    @property
    def ephemeral(self):
        """Only the person who asked sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def loading(self):
        """The bot is thinking."""
        return bool(self.flags & LOADING)

    @property
    def layout(self):
        """Made of components only (Components V2)."""
        return bool(self.flags & COMPONENTS_V2)


class World:
    """Everything by id."""

    def __init__(self):
        self.users = {}
        self.guilds = {}
        self.channels = {}
        self.messages = {}
