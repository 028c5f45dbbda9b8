"""The first response to an interaction."""

import time

from tests.fakes.discord import payloads, permissions
from tests.fakes.discord.forms import autocomplete_problems, modal_problems
from tests.fakes.discord.interactions import (
    ANSWER,
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    SUBMIT,
    UPDATE,
)
from tests.fakes.discord.keys import unknown_keys
from tests.fakes.discord.limits import defer_problems, message_problems
from tests.fakes.discord.measures import choice
from tests.fakes.discord.refusals import MISSING_PERMISSIONS, refusal
from tests.fakes.discord.routes import Route
from tests.fakes.discord.world import EPHEMERAL

_PATH = "/interactions/{interaction_id}/{interaction_token}/callback"
# What may be answered to what. A form that was opened by a command has no message to change.
_ALLOWED = {
    COMMAND: {ANSWER, DEFER, MODAL},
    COMPONENT: {ANSWER, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {ANSWER, DEFER},
}
_NAMES = {ANSWER: "answer", DEFER: "defer", DEFER_UPDATE: "defer update", UPDATE: "update", CHOICES: "choices"}


class Callbacks:
    """Everything that a bot may do first."""

    def __init__(self, server):
        self._server = server

    def routes(self):
        """One."""
        return [Route("callback", "POST", _PATH, self._answer, _PATH, self._problems, open=True)]

    def _problems(self, asked):
        body, data = asked.json, asked.json.get("data") or {}
        yield from unknown_keys("callback", body)
        kind = body.get("type")
        interaction = self._server.interactions.find(asked.names["interaction_token"])
        if interaction is not None:
            yield from choice(kind, _allowed(interaction), "type")
        for problem in _data_problems(kind, data, interaction):
            yield problem.below("data")

    async def _answer(self, asked):
        server, kind, data = self._server, asked.json["type"], asked.json.get("data") or {}
        one = server.interactions.to_answer(asked.names["interaction_id"], asked.names["interaction_token"])
        message = self._carry_out(one, kind, data, asked.files)
        one.answered_with = kind
        one.acknowledged_after = time.monotonic() - one.sent
        one.note(_NAMES.get(kind, "modal"), data, message)
        if asked.query.get("with_response", "").lower() not in ("1", "true"):
            return None
        return self._told(one, kind, message)

    def _carry_out(self, one, kind, data, files):
        """Do it; the message that came of it."""
        if kind == CHOICES:
            one.choices = data["choices"]
            return None
        if kind == MODAL:
            one.modal = data
            return None
        if kind in (DEFER_UPDATE, UPDATE):
            one.original = one.message
            return self._server.writer.revise(one.message, data, files) if kind == UPDATE else one.message
        born = {"kind": _message_kind(one), "answers": one, "replies_to": one.message}
        ephemeral = bool(payloads.flags_of(data) & EPHEMERAL) or must_be_ephemeral(one)
        if kind == DEFER:
            one.original = self._server.writer.loading(one.channel, ephemeral=ephemeral, **born)
        else:
            hidden = {"flags": EPHEMERAL, "seen_by": one.user} if ephemeral else {}
            one.original = self._server.writer.write(data, files, one.channel, **born, **hidden)
        return one.original

    def _told(self, one, kind, message):
        told = {"id": one.id, "type": one.kind}
        if message is None:
            return {"interaction": told}
        told["response_message_id"] = message.id
        told["response_message_loading"] = message.loading
        told["response_message_ephemeral"] = message.ephemeral
        resource = {"type": kind}
        if kind in (ANSWER, UPDATE):
            resource["message"] = payloads.message(message)
        return {"interaction": told, "resource": resource}


def must_be_ephemeral(one):
    """Where somebody brought the app along: refused if they may not write, hidden if the server wants it so."""
    guild = one.channel.guild
    if guild is None or not one.only_for_user:
        return False
    allowed = permissions.in_channel(guild, one.channel, one.user)
    if not allowed & permissions.VIEW_CHANNEL:
        raise refusal(MISSING_PERMISSIONS)
    return not allowed & permissions.USE_EXTERNAL_APPS or not allowed & permissions.SEND_MESSAGES


def _allowed(one):
    with_message = {DEFER_UPDATE, UPDATE} if one.kind == SUBMIT and one.message is not None else set()
    return _ALLOWED[one.kind] | with_message


def _data_problems(kind, data, one):
    if kind == ANSWER:
        return message_problems(data, "answer")
    if kind in (DEFER, DEFER_UPDATE):
        return defer_problems(data, _NAMES[kind])
    if kind == UPDATE:
        return message_problems(data, "edit", one.message if one is not None else None)
    if kind == CHOICES:
        return autocomplete_problems(data)
    return modal_problems(data) if kind == MODAL else ()


def _message_kind(one):
    """20 answers a slash command, 23 a context menu, 19 is a reply to the message that was pressed on."""
    root = one
    while root.opened_by is not None:
        root = root.opened_by
    if one.message is not None:
        return 19
    return 23 if root.menu else 20
