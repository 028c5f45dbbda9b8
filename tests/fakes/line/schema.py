"""The official API descriptions, made strict enough to catch something, where they are at hand.

As published they let nearly everything pass: a message needs no more than a `type`. So each discriminator becomes a chain
of if and then, subclasses stand on a renamed base, and properties that nobody described are refused. The files are not
part of this project: they lie beside it (`../shared/schemas/line`), and where they do not, `Schemas.available` is false.
"""

import copy
from functools import cache
from pathlib import Path

import jsonschema_rs
import yaml

from tests.fakes.kinds import chosen_by
from tests.fakes.line.refusals import Problem

PLACE = Path(__file__).parents[4] / "shared" / "schemas" / "line"
ABSENT = "LINE's own API descriptions (../shared/schemas/line) are not here: bodies are checked against the limits only"

_REFERENCE = "#/components/schemas/"


class Schemas:
    """Checks bodies against one of the descriptions."""

    def __init__(self, name, place=PLACE):
        self._file = place / name
        self._definitions = None
        self._validators = {}

    @property
    def available(self):
        """Is the description there?"""
        return self._file.is_file()

    def problems(self, name, body):
        """What is wrong with a body that should be a `name`. Nothing where the description is missing."""
        if not self.available:
            return []
        errors = list(self._validator(name).iter_errors(body))
        places = [tuple(error.instance_path) for error in errors]
        return [
            Problem(_path(place), error.message[:300])
            for error, place in zip(errors, places, strict=True)
            if not (error.kind.name == "unevaluatedProperties" and _is_above_another(place, places))
        ]

    def _validator(self, name):
        if self._definitions is None:
            self._definitions = _strict(_read(self._file))
        if name not in self._validators:
            schema = {"$ref": f"#/$defs/{name}", "$defs": self._definitions}
            self._validators[name] = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
        return self._validators[name]


@cache
def outgoing():
    """What bots send to LINE."""
    return Schemas("messaging-api.yml")


@cache
def incoming():
    """What LINE sends to bots."""
    return Schemas("webhook.yml")


@cache
def _read(file):
    return yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["components"]["schemas"]


def _strict(published):
    """The definitions, converted. Nothing of `published` is changed."""
    schemas = _with_edits(copy.deepcopy(published))
    kinds = {name: one["discriminator"] for name, one in schemas.items() if "discriminator" in one}
    strict = {}
    for name, schema in schemas.items():
        if name in kinds:
            strict[f"{name}Base"] = {key: value for key, value in schema.items() if key != "discriminator"}
            strict[name] = _choice(kinds[name])
        else:
            strict[name] = _closed(schema)
    for name, discriminator in kinds.items():
        for kind, reference in discriminator["mapping"].items():
            sub = strict[reference.removeprefix(_REFERENCE)]
            # A header of a bubble refers to a box without asking for the word: so every kind asks for its own.
            sub.setdefault("allOf", []).append({"properties": {discriminator["propertyName"]: {"const": kind}}})
            for part in sub["allOf"]:
                if part.get("$ref") == _REFERENCE + name:
                    part["$ref"] += "Base"
    return _moved(strict)


def _choice(discriminator):
    kinds = {kind: {"$ref": reference} for kind, reference in discriminator["mapping"].items()}
    return chosen_by(discriminator["propertyName"], kinds)


def _closed(schema):
    """An object without room for properties that it does not describe."""
    if ("properties" in schema or "allOf" in schema) and "additionalProperties" not in schema:
        return {**schema, "unevaluatedProperties": False}
    return schema


def _with_edits(schemas):
    """The event that the description of July 2026 lacks, written after the reference."""
    if "Event" in schemas and "messageEdited" not in schemas["Event"]["discriminator"]["mapping"]:
        schemas["Event"]["discriminator"]["mapping"]["messageEdited"] = f"{_REFERENCE}MessageEditedEvent"
        schemas["MessageEditedEvent"] = {
            "type": "object",
            "required": ["replyToken", "message"],
            "allOf": [
                {"$ref": f"{_REFERENCE}Event"},
                {
                    "properties": {
                        "replyToken": {"type": "string"},
                        "message": {"allOf": [{"$ref": f"{_REFERENCE}TextMessageContent"}]},
                    }
                },
                {"properties": {"message": {"not": {"required": ["markAsReadToken"]}}}},
            ],
        }
    return schemas


def _moved(schema):
    """The same with references that point into `$defs`."""
    if isinstance(schema, dict):
        return {
            key: f"#/$defs/{value.removeprefix(_REFERENCE)}" if key == "$ref" else _moved(value)
            for key, value in schema.items()
        }
    return [_moved(one) for one in schema] if isinstance(schema, list) else schema


def _is_above_another(place, places):
    """An object with an error deep inside seems not to be described either: that is an echo."""
    return any(len(other) > len(place) and other[: len(place)] == place for other in places)


def _path(steps):
    """`messages[0].text`, as LINE writes it."""
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")
