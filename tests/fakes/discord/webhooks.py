"""What comes after the first response: the original answer changed, and messages that follow it."""

from tests.fakes.discord import payloads
from tests.fakes.discord.callbacks import must_be_ephemeral
from tests.fakes.discord.interactions import DEFER, FOLLOWUPS, followup_of, original_of
from tests.fakes.discord.limits import message_problems
from tests.fakes.discord.refusals import TOO_MANY_FOLLOWUPS, Problem, RefusalError, refusal
from tests.fakes.discord.routes import Route
from tests.fakes.discord.world import EPHEMERAL

_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_HOOK}/messages/@original"
_MESSAGE = f"{_HOOK}/messages/{{message_id}}"


class Webhooks:
    """By the token of an interaction."""

    def __init__(self, server):
        self._server = server

    def routes(self):
        """The original before any other, because its name would pass for an id."""
        return [
            Route("get original", "GET", _ORIGINAL, self._get, open=True),
            Route("edit original", "PATCH", _ORIGINAL, self._edit, _ORIGINAL, self._edit_problems, open=True),
            Route("delete original", "DELETE", _ORIGINAL, self._delete, open=True),
            Route("followup", "POST", _HOOK, self._follow, _HOOK, self._followup_problems, open=True),
            Route("get followup", "GET", _MESSAGE, self._get, open=True),
            Route("edit followup", "PATCH", _MESSAGE, self._edit, _MESSAGE, self._edit_problems, open=True),
            Route("delete followup", "DELETE", _MESSAGE, self._delete, open=True),
        ]

    def _find(self, asked):
        one = self._server.interactions.to_continue(asked.names["webhook_id"], asked.names["webhook_token"])
        name = asked.names.get("message_id")
        return one, original_of(one) if name is None else followup_of(one, name)

    def _had(self, asked):
        try:
            return self._find(asked)[1]
        except RefusalError:
            return None

    def _edit_problems(self, asked):
        return message_problems(asked.json, "edit", self._had(asked))

    def _followup_problems(self, asked):
        yield from message_problems(asked.json, "followup")
        for key in ("username", "avatar_url", "thread_name", "applied_tags"):
            if asked.json.get(key) is not None:
                yield Problem((key,), "UNKNOWN_KEY", "Not supported for answers to interactions")

    async def _get(self, asked):
        return payloads.message(self._find(asked)[1])

    async def _edit(self, asked):
        one, message = self._find(asked)
        self._server.writer.revise(message, asked.json, asked.files)
        one.note("edit original" if message is one.original else "edit followup", asked.json, message)
        return payloads.message(message)

    async def _delete(self, asked):
        one, message = self._find(asked)
        self._server.writer.delete(message)
        one.note("delete original" if message is one.original else "delete followup", None, message)

    async def _follow(self, asked):
        one = self._server.interactions.to_continue(asked.names["webhook_id"], asked.names["webhook_token"])
        if one.answered_with == DEFER and one.original.loading and not one.original.deleted:
            return self._finish(one, asked)
        if one.only_for_user and len(one.followups) >= FOLLOWUPS:
            raise refusal(TOO_MANY_FOLLOWUPS)
        ephemeral = bool(payloads.flags_of(asked.json) & EPHEMERAL) or must_be_ephemeral(one)
        hidden = {"flags": EPHEMERAL, "seen_by": one.user} if ephemeral else {}
        message = self._server.writer.write(asked.json, asked.files, one.channel, answers=one, **hidden)
        one.followups.append(message)
        one.note("followup", asked.json, message)
        return payloads.message(message)

    def _finish(self, one, asked):
        """The old way to end a defer: the message that loads becomes this one, hidden or not as it was.

        Discord still does it but has given it up, so it counts as a mistake.
        """
        self._server.blame("followup", "", "a defer is finished with a followup instead of an edit", "rule")
        body = {**asked.json, "flags": payloads.flags_of(asked.json) & ~EPHEMERAL}
        self._server.writer.revise(one.original, body, asked.files)
        one.note("edit original", asked.json, one.original)
        return payloads.message(one.original)
