"""Ask the models of the policy files about themselves: which keys, which tables, which types."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from policies.place import Steps


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a table of that model may have."""
    return tuple(model.model_fields)


def inner_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """Return the model of the table, or of the tables in the list, under that key."""
    return _as_model(model.model_fields[key].annotation)


def header(model: type[BaseModel], key: str) -> str:
    """Return how the table under that key is headed: `[key]`, or `[[key]]` in a list."""
    return f"[[{key}]]" if get_origin(model.model_fields[key].annotation) is tuple else f"[{key}]"


def model_at(model: type[BaseModel], steps: Steps) -> type[BaseModel] | None:
    """Return the model of the table to which `steps` lead, or None if it has none."""
    here: type[BaseModel] | None = model
    for step in steps:
        if isinstance(step, int):
            continue
        if here is None or step not in here.model_fields:
            return None
        here = inner_model(here, step)
    return here


def loose_values(model: type[BaseModel], data: Mapping[str, Any], steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield the dates in quotes and the words in place of true and false, which pydantic would accept."""
    for key, value in data.items():
        field = model.model_fields.get(key)
        if field is None:
            continue
        way = (*steps, key)
        types = _types(field.annotation)
        if (dt.date in types and type(value) is not dt.date) or (bool in types and not isinstance(value, bool)):
            yield way, value
        inner = _as_model(field.annotation)
        if inner is not None and isinstance(value, Mapping):
            yield from loose_values(inner, value, way)
        elif inner is not None and isinstance(value, list):
            for index, entry in enumerate(value):
                if isinstance(entry, Mapping):
                    yield from loose_values(inner, entry, (*way, index))


def _types(annotation: Any) -> frozenset[Any]:
    """Return the type and, of a union, its members."""
    return frozenset([annotation, *get_args(annotation)])


def _as_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, BaseModel) else None
    if get_origin(annotation) is dict:
        return None
    return next((found for part in get_args(annotation) if (found := _as_model(part)) is not None), None)
