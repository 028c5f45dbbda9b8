"""What Discord demands of messages, whether or not its API description says so."""

from tests.fakes.discord.components import message_component_problems
from tests.fakes.discord.keys import unknown_keys
from tests.fakes.discord.measures import many, members, text
from tests.fakes.discord.payloads import flags_of, is_layout
from tests.fakes.discord.refusals import Problem
from tests.fakes.discord.world import (
    COMPONENTS_V2,
    EPHEMERAL,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    VOICE_MESSAGE,
)

CONTENT = 2000
EMBEDS = 10
EMBED_TOTAL = 6000
ATTACHMENTS = 10
ALT_TEXT = 1024

_SENT = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE_MESSAGE | COMPONENTS_V2
# What a message may be born with, by where it is sent.
FLAGS = {
    "answer": _SENT | EPHEMERAL,
    "followup": _SENT | EPHEMERAL,
    "channel message": _SENT,
    "edit": SUPPRESS_EMBEDS | COMPONENTS_V2,
    "defer": EPHEMERAL,
    "defer update": 0,
}
# Not used together with Components V2.
_OLD_FIELDS = ("content", "embeds", "poll", "sticker_ids")


def message_problems(body, what, had=None):
    """Of the body of a message. `what` is a key of `FLAGS`, `had` the message that an edit changes."""
    yield from unknown_keys(what, body)
    yield from _flag_problems(body, what, had)
    yield from text(body, "content", 0, CONTENT)
    yield from _embeds(body)
    yield from _attachments(body)
    if isinstance(body.get("allowed_mentions"), dict):
        yield from _allowed(body["allowed_mentions"])
    if isinstance(body.get("message_reference"), dict):
        yield from unknown_keys("reference", body["message_reference"], "message_reference")
    layout = is_layout(flags_of(body)) or (had is not None and had.layout)
    if layout:
        yield from _old_fields(body, had)
    if body.get("components") is not None:
        yield from message_component_problems(body["components"], layout=layout)


def defer_problems(data, what):
    """Of the data of a defer: nothing but the flag that makes it ephemeral."""
    yield from unknown_keys("answer", data)
    yield from _flag_problems(data, what, None)


def _flag_problems(body, what, had):
    flags = body.get("flags")
    if flags is None:
        return
    if isinstance(flags, bool) or not isinstance(flags, int):
        yield Problem(("flags",), "NUMBER_TYPE_COERCE", f"Value {str(flags)[:50]!r} is not int.")
        return
    wrong = flags & ~(FLAGS[what] | (had.flags if had is not None else 0))
    if wrong:
        yield Problem(("flags",), "FLAGS_NOT_ALLOWED", f"Flags {wrong} can not be set here ({what}).")


def _old_fields(body, had):
    """What must be empty in a message made of components: an edit has to empty it in the same step."""
    for key in _OLD_FIELDS:
        before = getattr(had, key, None) if had is not None else None
        if body.get(key, before):
            yield Problem(
                (key,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )
    if not body.get("components", had.components if had is not None else None):
        yield Problem(("components",), "BASE_TYPE_REQUIRED", "This field is required")


def _embeds(body):
    embeds = body.get("embeds")
    if embeds is None:
        return
    yield from many(embeds, 0, EMBEDS, "embeds")
    for place, one in members(body, "embeds"):
        yield from _embed(one, "embeds", place)
    if sum(embed_length(one) for _, one in members(body, "embeds")) > EMBED_TOTAL:
        told = f"Embed size exceeds maximum size of {EMBED_TOTAL}"
        yield Problem(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", told)


def _embed(one, *path):
    yield from unknown_keys("embed", one, *path)
    yield from text(one, "title", 0, 256, *path)
    yield from text(one, "description", 0, 4096, *path)
    if isinstance(one.get("footer"), dict):
        yield from text(one["footer"], "text", 1, 2048, *path, "footer", required=True)
    if isinstance(one.get("author"), dict):
        yield from text(one["author"], "name", 1, 256, *path, "author", required=True)
    if one.get("fields") is not None:
        yield from many(one["fields"], 0, 25, *path, "fields")
    for place, field in members(one, "fields"):
        yield from unknown_keys("embed field", field, *path, "fields", place)
        yield from text(field, "name", 1, 256, *path, "fields", place, required=True)
        yield from text(field, "value", 1, 1024, *path, "fields", place, required=True)


def embed_length(one):
    """The characters that count towards the 6,000 of a message."""
    fields = [found for _, found in members(one, "fields")]
    parts = [one.get("title"), one.get("description")]
    parts += [(one.get("footer") or {}).get("text"), (one.get("author") or {}).get("name")]
    parts += [found.get(key) for found in fields for key in ("name", "value")]
    return sum(len(part.strip()) for part in parts if isinstance(part, str))


def _attachments(body):
    if body.get("attachments") is None:
        return
    yield from many(body["attachments"], 0, ATTACHMENTS, "attachments")
    for place, one in members(body, "attachments"):
        # An edit may send back the whole object that it got.
        if "url" not in one:
            yield from unknown_keys("attachment", one, "attachments", place)
        yield from text(one, "description", 0, ALT_TEXT, "attachments", place)


def _allowed(allowed):
    yield from unknown_keys("allowed mentions", allowed, "allowed_mentions")
    parse = allowed.get("parse") or []
    for key in ("users", "roles"):
        if allowed.get(key) and key in parse:
            told = f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.'
            yield Problem(("allowed_mentions", key), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", told)
