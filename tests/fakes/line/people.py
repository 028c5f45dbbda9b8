"""The people, groups and rooms that the loopback LINE knows."""

from dataclasses import dataclass, field

WEEK = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class User:
    """Somebody with a LINE account. `language` is None for who has not agreed to the privacy policy."""

    id: str
    name: str = "花子"
    language: str | None = "ja"

    def profile(self):
        """What the API tells about them."""
        told = {"userId": self.id, "displayName": self.name}
        return {**told, "language": self.language} if self.language else told


@dataclass(frozen=True, slots=True)
class Chat:
    """A group (`kind` "group") or an old multi-person chat ("room")."""

    id: str
    kind: str
    name: str = "案件の相談"


@dataclass
class Directory:
    """Who is a friend, who blocked the bot, who is where."""

    users: dict[str, User] = field(default_factory=dict)
    friends: set[str] = field(default_factory=set)
    blockers: set[str] = field(default_factory=set)
    wrote_at: dict[str, float] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    joined: set[str] = field(default_factory=set)

    def is_known(self, target):
        """May the bot push there at all? Left groups and invented ids are refused."""
        return target in self.users or target in self.joined

    def reads(self, target, now):
        """Does a push arrive? People who blocked the bot, or neither are friends nor wrote lately, get nothing."""
        if target in self.joined:
            return True
        if target in self.blockers:
            return False
        return target in self.friends or now - self.wrote_at.get(target, float("-inf")) <= WEEK

    def size(self, target):
        """How many people a message there reaches: that many count against the month's limit."""
        return len(self.members[target]) if target in self.members else 1
