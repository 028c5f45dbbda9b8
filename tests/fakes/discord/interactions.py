"""Interactions from beginning to end: how long they may be answered, and what the bot did with them."""

import time
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.refusals import (
    ACKNOWLEDGED_ALREADY,
    INVALID_TOKEN,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    refusal,
)

FIRST_SECONDS = 3
TOKEN_SECONDS = 15 * 60
FOLLOWUPS = 5

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9

GUILD, BOT_DM, PRIVATE = 0, 1, 2  # contexts
GUILD_INSTALL, USER_INSTALL = "0", "1"  # keys of the owners


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that the bot did with an interaction and Discord took.

    `how`: "answer", "defer", "defer update", "update", "choices", "modal", "edit original", "delete original",
    "followup", "edit followup" or "delete followup". `after`: seconds since the interaction was sent.
    """

    how: str
    body: Any
    message: Any
    ephemeral: bool
    after: float


@dataclass(eq=False)
class Interaction:
    """`owners` are who installed the app, by kind of installation. `message` is the one that was pressed on.

    `original` is the answer in the channel, `modal` the form that was opened, `choices` what autocomplete offered.
    """

    id: str
    token: str = field(repr=False)
    kind: int
    application_id: str
    user: Any
    channel: Any
    owners: dict[str, str]
    context: int
    created: float
    name: str = ""
    menu: bool = False
    message: Any = None
    opened_by: Any = field(default=None, repr=False)
    payload: dict = field(default_factory=dict, repr=False)
    sent: float = field(default_factory=time.monotonic)
    expired: bool = False
    token_expired: bool = False
    answered_with: int | None = None
    acknowledged_after: float | None = None
    original: Any = None
    followups: list = field(default_factory=list)
    modal: dict | None = None
    choices: list | None = None
    answers: list[Answer] = field(default_factory=list, repr=False)

    @property
    def only_for_user(self):
        """The app is not in this server: the person brought it along."""
        return GUILD_INSTALL not in self.owners

    @property
    def acknowledged(self):
        """Was there a first response?"""
        return self.answered_with is not None

    @property
    def finished(self):
        """Is there something to see for the person: no longer only an acknowledgement?"""
        if self.answered_with == DEFER:
            return self.original is None or not self.original.loading
        if self.answered_with == DEFER_UPDATE:
            return len(self.answers) > 1
        return self.acknowledged

    @property
    def shown(self):
        """The messages of the answer that are there now, the original first."""
        mine = [self.original] if self.answered_with in (ANSWER, DEFER) else []
        return [one for one in (*mine, *self.followups) if one is not None and not one.deleted]

    def note(self, how, body, message=None):
        """Something was done with it."""
        ephemeral = message is not None and message.ephemeral
        self.answers.append(Answer(how, body, message, ephemeral, time.monotonic() - self.sent))


class Interactions:
    """Every one that was sent."""

    def __init__(self, clock):
        self._clock = clock
        self.all = []
        self._by_token = {}

    def add(self, interaction):
        """Just sent."""
        self.all.append(interaction)
        self._by_token[interaction.token] = interaction

    def find(self, token):
        """By its token, dead or alive; None if there is none."""
        return self._by_token.get(token)

    def to_answer(self, interaction_id, token):
        """The one that may have its first response now, or a refusal."""
        one = self._by_token.get(token)
        if one is None or one.id != interaction_id:
            raise refusal(UNKNOWN_INTERACTION)
        if one.acknowledged:
            raise refusal(ACKNOWLEDGED_ALREADY)
        if one.expired or self._clock.now() - one.created > FIRST_SECONDS:
            raise refusal(UNKNOWN_INTERACTION)
        return one

    def to_continue(self, application_id, token):
        """The one that was answered and whose token lives, or a refusal."""
        one = self._by_token.get(token)
        if one is None or one.application_id != application_id or not one.acknowledged:
            raise refusal(UNKNOWN_WEBHOOK)
        if one.token_expired or self._clock.now() - one.created > TOKEN_SECONDS:
            raise refusal(INVALID_TOKEN)
        return one


def original_of(one):
    """The message that "@original" means, or a refusal."""
    if one.original is None or one.original.deleted:
        raise refusal(UNKNOWN_MESSAGE)
    return one.original


def followup_of(one, message_id):
    """A message that was sent with this token, or a refusal."""
    known = [one.original, one.message, *one.followups]
    found = next((message for message in known if message is not None and message.id == message_id), None)
    if found is None or found.deleted:
        raise refusal(UNKNOWN_MESSAGE)
    return found
