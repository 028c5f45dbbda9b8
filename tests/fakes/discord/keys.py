"""The keys that Discord knows in what bots send. It passes over any other in silence, so a misspelt one is lost."""

from tests.fakes.discord.refusals import Problem

_MESSAGE = {"content", "embeds", "allowed_mentions", "components", "attachments", "poll", "tts", "flags"}
_LOCALISED = {"name", "name_localizations", "description", "description_localizations"}
_COMMAND = _LOCALISED | {
    *("type", "options", "default_member_permissions", "dm_permission", "contexts", "integration_types"),
    *("nsfw", "handler", "id"),
}
_OPTION = _LOCALISED | {
    *("type", "required", "choices", "options", "channel_types", "min_value", "max_value"),
    *("min_length", "max_length", "autocomplete"),
}
_SELECT = {"type", "id", "custom_id", "placeholder", "min_values", "max_values", "disabled", "required"}

KNOWN = {
    "callback": {"type", "data"},
    "answer": _MESSAGE,
    "autocomplete": {"choices"},
    "modal": {"custom_id", "title", "components"},
    "followup": _MESSAGE | {"username", "avatar_url", "thread_name", "applied_tags"},
    "channel message": _MESSAGE | {"message_reference", "sticker_ids", "nonce", "enforce_nonce", "shared_client_theme"},
    "edit": _MESSAGE | {"sticker_ids"},
    "command": _COMMAND,
    "option": _OPTION,
    "choice": {"name", "name_localizations", "value"},
    "embed": {
        *("title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "video"),
        *("provider", "author", "fields", "flags"),
    },
    "embed field": {"name", "value", "inline"},
    "allowed mentions": {"parse", "users", "roles", "replied_user"},
    "attachment": {"id", "filename", "description", "title", "duration_secs", "waveform", "is_spoiler", "is_remix"},
    "reference": {"type", "message_id", "channel_id", "guild_id", "fail_if_not_exists"},
    "select option": {"label", "value", "description", "emoji", "default"},
    "emoji": {"id", "name", "animated"},
    "media": {"url", "attachment_id"},
    "gallery item": {"media", "description", "spoiler"},
}

COMPONENTS = {
    1: {"type", "id", "components"},
    2: {"type", "id", "style", "label", "emoji", "custom_id", "url", "disabled", "sku_id"},
    3: _SELECT | {"options"},
    4: {
        *("type", "id", "custom_id", "style", "label", "min_length", "max_length", "required", "value"),
        "placeholder",
    },
    5: _SELECT | {"default_values"},
    6: _SELECT | {"default_values"},
    7: _SELECT | {"default_values"},
    8: _SELECT | {"default_values", "channel_types"},
    9: {"type", "id", "components", "accessory"},
    10: {"type", "id", "content"},
    11: {"type", "id", "media", "description", "spoiler"},
    12: {"type", "id", "items"},
    13: {"type", "id", "file", "spoiler", "name", "size"},
    14: {"type", "id", "divider", "spacing"},
    17: {"type", "id", "components", "accent_color", "spoiler"},
    18: {"type", "id", "label", "description", "component"},
    19: {"type", "id", "custom_id", "min_values", "max_values", "required", "file_types"},
    21: {"type", "id", "custom_id", "options", "required"},
    22: {"type", "id", "custom_id", "options", "min_values", "max_values", "required"},
    23: {"type", "id", "custom_id", "default"},
}


def unknown_keys(what, thing, *path):
    """A problem for each key that Discord does not know in a `what` (a key of `KNOWN`, or the type of a component)."""
    known = KNOWN.get(what) or COMPONENTS.get(what)
    if known is None or not isinstance(thing, dict):
        return
    for key in thing:
        if key not in known:
            yield Problem((*path, key), "UNKNOWN_KEY", f"Discord does not know this key and would pass over it: {key}")
