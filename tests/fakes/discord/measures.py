"""How long a text, how many of a thing: with Discord's words for what does not fit."""

from tests.fakes.discord.refusals import Problem


def text(thing, key, low, high, *path, required=False):
    """Problems of a text with `low` to `high` characters (code points). Missing and null are the same."""
    value = thing.get(key)
    if value is None:
        if required:
            yield Problem((*path, key), "BASE_TYPE_REQUIRED", "This field is required")
    elif not isinstance(value, str):
        yield Problem((*path, key), "STRING_TYPE_CONVERT", f"Could not interpret {str(value)[:50]!r} as string.")
    elif len(value) > high:
        told = f"Must be between {low} and {high} in length." if low else f"Must be {high} or fewer in length."
        yield Problem((*path, key), "BASE_TYPE_BAD_LENGTH" if low else "BASE_TYPE_MAX_LENGTH", told)
    elif not len(value) and low:
        yield Problem((*path, key), "BASE_TYPE_REQUIRED", "This field is required")
    elif len(value) < low:
        yield Problem((*path, key), "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


def number(thing, key, low, high, *path):
    """Problems of a whole number, if there is one."""
    value = thing.get(key)
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int):
        yield Problem((*path, key), "NUMBER_TYPE_COERCE", f"Value {str(value)[:50]!r} is not int.")
    elif not low <= value <= high:
        yield Problem((*path, key), "NUMBER_TYPE_RANGE", f"int value should be between {low} and {high}.")


def many(things, low, high, *path):
    """Problems of a list with `low` to `high` members."""
    if not isinstance(things, list):
        yield Problem(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
    elif not low <= len(things) <= high:
        told = f"Must be between {low} and {high} in length." if low else f"Must be {high} or fewer in length."
        yield Problem(path, "BASE_TYPE_BAD_LENGTH", told)


def members(thing, key):
    """The members of a list that is there, with their places. Those that are no objects are left to the schema."""
    found = thing.get(key)
    for place, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, dict):
            yield place, one


def choice(value, allowed, *path):
    """A problem unless the value is one of those."""
    if value not in allowed or isinstance(value, bool):
        told = ", ".join(str(one) for one in sorted(allowed))
        yield Problem(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{told}}}.")
