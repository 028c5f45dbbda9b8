"""What Discord demands of commands that are registered."""

import unicodedata

from tests.fakes.discord.keys import unknown_keys
from tests.fakes.discord.measures import choice, many, members, number, text
from tests.fakes.discord.refusals import Problem

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
MOST = {SLASH: 100, USER_MENU: 15, MESSAGE_MENU: 15}
OPTIONS = 25
CHOICES = 25
CHARACTERS = 8000
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(1, 12)

# At the top, in a group, in a subcommand.
_ALLOWED = (set(range(SUBCOMMAND, ATTACHMENT + 1)), {SUBCOMMAND}, set(range(STRING, ATTACHMENT + 1)))

LOCALES = {
    *("id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR"),
    *("ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"),
}


def all_problems(commands):
    """Of a list that replaces all commands of the app, or all of a server."""
    if not isinstance(commands, list):
        yield Problem((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        return
    seen = set()
    for place, one in members({"all": commands}, "all"):
        yield from command_problems(one, place)
        key = (one.get("type", SLASH), one.get("name"))
        if key in seen:
            told = "Application command names must be unique"
            yield Problem((place, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", told)
        seen.add(key)
    for kind, most in MOST.items():
        if sum(1 for found, _ in seen if found == kind) > most:
            yield Problem((), "APPLICATION_COMMAND_TOO_MANY", f"Maximum number of commands of type {kind}: {most}")


def command_problems(one, *path):
    """Of one command."""
    yield from unknown_keys("command", one, *path)
    kind = one.get("type") or SLASH
    yield from choice(kind, MOST, *path, "type")
    yield from _name(one, *path, slash=kind == SLASH)
    yield from choice_list(one, "contexts", {0, 1, 2}, *path)
    yield from choice_list(one, "integration_types", {0, 1}, *path)
    if kind != SLASH:
        for key in ("description", "options"):
            if one.get(key):
                told = f"Context menu commands cannot have {key}"
                yield Problem((*path, key), "APPLICATION_COMMAND_INVALID_" + key.upper(), told)
        return
    yield from _described(one, *path)
    yield from _options(one, 0, *path)
    if (size := characters(one)) > CHARACTERS:
        told = f"Command exceeds maximum size ({CHARACTERS}): {size}"
        yield Problem(path, "APPLICATION_COMMAND_TOO_LARGE", told)


def choice_list(one, key, allowed, *path):
    """Problems of a list of such values that may be missing but not empty."""
    if one.get(key) is not None:
        yield from many(one[key], 1, len(allowed), *path, key)
        for place, value in enumerate(one[key] if isinstance(one[key], list) else ()):
            yield from choice(value, allowed, *path, key, place)


def _name(one, *path, slash=True, most=32):
    yield from text(one, "name", 1, most, *path, required=True)
    yield from _localised(one, "name_localizations", most, *path)
    if not slash:
        return
    told = {(): one.get("name")} | {("name_localizations", key): name for key, name in _texts(one, "name")}
    for where, name in told.items():
        if isinstance(name, str) and not _well_formed(name):
            steps = where or ("name",)
            yield Problem((*path, *steps), "APPLICATION_COMMAND_INVALID_NAME", f"Command name is invalid: {name[:40]}")


def _described(one, *path):
    yield from text(one, "description", 1, 100, *path, required=True)
    yield from _localised(one, "description_localizations", 100, *path)


def _localised(one, key, most, *path):
    names = one.get(key)
    if not isinstance(names, dict):
        return
    for locale in names:
        yield from choice(locale, LOCALES, *path, key)
        yield from text(names, locale, 1, most, *path, key, required=True)


def _texts(one, key):
    found = one.get(f"{key}_localizations")
    return found.items() if isinstance(found, dict) else ()


def _well_formed(name):
    """Letters, digits, `-`, `_` and `'`; no letter that has a small one. Devanagari and Thai may have their signs."""
    return name == name.lower() and all(_fits(sign) for sign in name)


def _fits(sign):
    if sign in "-_'" or unicodedata.category(sign)[0] in "LN":
        return True
    return unicodedata.name(sign, "").startswith(("DEVANAGARI", "THAI"))


def _options(one, depth, *path):
    if one.get("options") is None:
        return
    yield from many(one["options"], 0, OPTIONS, *path, "options")
    names, optional = set(), False
    for place, option in members(one, "options"):
        here = (*path, "options", place)
        yield from _option(option, depth, *here)
        if option.get("name") in names:
            yield Problem((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is used twice")
        if option.get("required") and optional:
            told = "Required options must be placed before non-required options"
            yield Problem((*here, "required"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", told)
        optional = optional or not option.get("required")
        names.add(option.get("name"))
    yield from _same_names(one, *path)
    branches = {option.get("type") in (SUBCOMMAND, GROUP) for _, option in members(one, "options")}
    if len(branches) > 1:
        told = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        yield Problem((*path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", told)


def _same_names(one, *path):
    """In each language, the names of the options of one command must differ."""
    for locale in sorted(LOCALES):
        names = [dict(_texts(option, "name")).get(locale, option.get("name")) for _, option in members(one, "options")]
        if len(names) != len(set(map(str, names))):
            told = f"Option names must be unique in {locale}"
            yield Problem((*path, "options"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", told)
            return


def _option(one, depth, *path):
    yield from unknown_keys("option", one, *path)
    kind = one.get("type")
    yield from choice(kind, _ALLOWED[depth], *path, "type")
    yield from _name(one, *path)
    yield from _described(one, *path)
    if kind in (SUBCOMMAND, GROUP):
        yield from _options(one, 1 if kind == GROUP else 2, *path)
        return
    yield from number(one, "min_length", 0, 6000, *path)
    yield from number(one, "max_length", 1, 6000, *path)
    if one.get("choices") and one.get("autocomplete"):
        told = "Autocomplete and choices are mutually exclusive"
        yield Problem((*path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", told)
    yield from _choices(one, kind, *path)


def _choices(one, kind, *path):
    if one.get("choices") is None:
        return
    yield from many(one["choices"], 0, CHOICES, *path, "choices")
    seen = set()
    for place, found in members(one, "choices"):
        here = (*path, "choices", place)
        yield from unknown_keys("choice", found, *here)
        yield from _name(found, *here, slash=False, most=100)
        if kind == STRING:
            yield from text(found, "value", 1, 100, *here, required=True)
        if found.get("name") in seen:
            told = "Option choice names must be unique"
            yield Problem((*here, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAMES_INVALID", told)
        seen.add(found.get("name"))


def characters(one):
    """What counts towards the 8,000: names, descriptions and values, of each field the longest language."""
    own = sum(
        max(map(len, [one.get(key) or "", *(found for _, found in _texts(one, key) if isinstance(found, str))]))
        for key in ("name", "description")
        if isinstance(one.get(key, ""), str)
    )
    value = one.get("value")
    own += len(value) if isinstance(value, str) else 0
    inside = [found for key in ("options", "choices") for _, found in members(one, key)]
    return own + sum(map(characters, inside))
