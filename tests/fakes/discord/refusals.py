"""What Discord answers when it refuses."""

from dataclasses import dataclass, field

UNAUTHORIZED = 0
UNKNOWN_CHANNEL = 10003
UNKNOWN_GUILD = 10004
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
UNKNOWN_COMMAND = 10063
TOO_LARGE = 40005
ACKNOWLEDGED_ALREADY = 40060
TOO_MANY_FOLLOWUPS = 40094
MISSING_ACCESS = 50001
OTHERS_MESSAGE = 50005
EMPTY_MESSAGE = 50006
NO_MESSAGES_TO_USER = 50007
MISSING_PERMISSIONS = 50013
INVALID_TOKEN = 50027
INVALID_FORM = 50035
INVALID_JSON = 50109
NO_HISTORY = 160002
AUTOMOD = 200000
BLOCKED_LINK = 240000

_WORDS = {
    UNKNOWN_CHANNEL: (404, "Unknown Channel"),
    UNKNOWN_GUILD: (404, "Unknown Guild"),
    UNKNOWN_MESSAGE: (404, "Unknown Message"),
    UNKNOWN_USER: (404, "Unknown User"),
    UNKNOWN_WEBHOOK: (404, "Unknown Webhook"),
    UNKNOWN_INTERACTION: (404, "Unknown interaction"),
    UNKNOWN_COMMAND: (404, "Unknown application command"),
    TOO_LARGE: (413, "Request entity too large"),
    ACKNOWLEDGED_ALREADY: (400, "Interaction has already been acknowledged."),
    TOO_MANY_FOLLOWUPS: (400, "This interaction has hit the maximum number of follow up messages."),
    MISSING_ACCESS: (403, "Missing Access"),
    OTHERS_MESSAGE: (403, "Cannot edit a message authored by another user"),
    EMPTY_MESSAGE: (400, "Cannot send an empty message"),
    NO_MESSAGES_TO_USER: (403, "Cannot send messages to this user"),
    MISSING_PERMISSIONS: (403, "Missing Permissions"),
    INVALID_TOKEN: (401, "Invalid Webhook Token"),
    INVALID_JSON: (400, "The request body contains invalid JSON."),
    NO_HISTORY: (403, "Cannot reply without permission to read message history"),
    AUTOMOD: (400, "Message was blocked by automatic moderation"),
    BLOCKED_LINK: (400, "Message blocked by harmful links filter"),
}

# Mistakes of the bot, whatever people did: a test must not pass with one of them.
_OURS = {ACKNOWLEDGED_ALREADY, TOO_MANY_FOLLOWUPS, EMPTY_MESSAGE, INVALID_JSON, OTHERS_MESSAGE}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a body: where (`("embeds", 0, "title")`), Discord's name for it, and words."""

    path: tuple
    code: str
    message: str

    def below(self, *path):
        """The same, seen from further out."""
        return Problem((*path, *self.path), self.code, self.message)

    @property
    def place(self):
        """`embeds.0.title`."""
        return ".".join(str(step) for step in self.path)


@dataclass(eq=False)
class RefusalError(Exception):
    """An error answer in Discord's form. `ours` marks mistakes of the bot, which must fail a test."""

    status: int
    code: int
    message: str
    problems: tuple[Problem, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    ours: bool = False
    body: dict | None = None

    def answer(self):
        """The JSON to send."""
        if self.body is not None:
            return self.body
        told = {"message": self.message, "code": self.code}
        return {**told, "errors": _nested(self.problems)} if self.problems else told


def refusal(code):
    """By its number."""
    status, message = _WORDS[code]
    return RefusalError(status, code, message, ours=code in _OURS)


def invalid(problems, *, ours=True):
    """400, code 50035: the errors name each place."""
    return RefusalError(400, INVALID_FORM, "Invalid Form Body", tuple(problems), ours=ours)


def _nested(problems):
    tree = {}
    for problem in problems:
        branch = tree
        for step in problem.path:
            branch = branch.setdefault(str(step), {})
        branch.setdefault("_errors", []).append({"code": problem.code, "message": problem.message})
    return tree
