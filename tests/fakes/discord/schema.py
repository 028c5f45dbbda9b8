"""The official API description, made to say where a body is wrong, where it is at hand.

As published a body that fits none of several kinds is only told to fit none. So each choice between kinds that say by
`type` what they are becomes a chain of if and then. The file is not part of this project: it lies beside it
(`../shared/schemas/discord`), and where it does not, `Schema.available` is false.
"""

import copy
import json
from functools import cache
from pathlib import Path

import jsonschema_rs

from tests.fakes.discord.refusals import Problem
from tests.fakes.kinds import chosen_by

PLACE = Path(__file__).parents[4] / "shared" / "schemas" / "discord" / "openapi.json"
ABSENT = "Discord's own API description (../shared/schemas/discord) is not here: bodies are checked against limits only"

_REFERENCE = "#/components/schemas/"
_NULL = {"type": "null"}


class Schema:
    """Checks bodies of requests."""

    def __init__(self, file=PLACE):
        self._file = file
        self._validators = {}

    @property
    def available(self):
        """Is the description there?"""
        return self._file.is_file()

    def problems(self, method, path, body):
        """What is wrong with the body of a request. `path` as in the description. Nothing where that is missing."""
        if not self.available:
            return []
        validator = self._validators.get((method, path)) or self._compile(method, path)
        return [
            Problem(tuple(error.instance_path), error.kind.name.upper(), error.message[:300])
            for error in validator.iter_errors(body)
        ]

    def _compile(self, method, path):
        published = _read(self._file)
        asked = published["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]["schema"]
        schema = {**_told_apart(asked, published["components"]["schemas"]), "components": published["components"]}
        made = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        self._validators[method, path] = made
        return made


@cache
def official():
    """The one that all servers share: compiling costs time."""
    return Schema()


@cache
def _read(file):
    published = json.loads(file.read_text(encoding="utf-8"))
    schemas = published["components"]["schemas"]
    converted = {name: _told_apart(one, schemas) for name, one in schemas.items()}
    # Ids may be numbers as well: Discord takes both, and the client sends numbers for files.
    converted["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}
    return {"paths": published["paths"], "components": {"schemas": converted}}


def _told_apart(schema, schemas):
    """A copy in which choices between kinds with a `type` are decided by it."""
    if isinstance(schema, list):
        return [_told_apart(one, schemas) for one in schema]
    if not isinstance(schema, dict):
        return copy.copy(schema)
    made = {key: _told_apart(value, schemas) for key, value in schema.items()}
    for key in ("oneOf", "anyOf"):
        options = made.get(key) if isinstance(made.get(key), list) else []
        kinds = _kinds(options, schemas)
        others = [one for one in options if one != _NULL]
        if kinds:
            del made[key]
            made.setdefault("allOf", []).append(_choice(kinds))
        elif len(others) == 1 and len(options) == 2:
            # Null or one thing: if it is not null, it is judged as that.
            del made[key]
            made.setdefault("allOf", []).append({"if": _NULL, "then": {}, "else": others[0]})
    return made


def _kinds(options, schemas):
    """Values of `type` → reference, or None if the options are not all told apart by it. "null" may be among them."""
    kinds = {}
    for option in options or ():
        if option == _NULL:
            kinds[None] = option
            continue
        kind = schemas.get(option.get("$ref", "").removeprefix(_REFERENCE), {}).get("properties", {}).get("type", {})
        for value in kind.get("enum", ()):
            if value in kinds:
                return None
            kinds[value] = option
        if "enum" not in kind:
            return None
    return kinds if len(kinds) > 1 and kinds.keys() != {None} else None


def _choice(kinds):
    chosen = chosen_by("type", {value: {"$ref": one["$ref"]} for value, one in kinds.items() if value is not None})
    return {"if": _NULL, "then": {}, "else": chosen} if None in kinds else chosen
