"""Choices in API descriptions, so written that a body which fits none is told where it is wrong."""


def chosen_by(key, kinds):
    """One of several kinds, told apart by a property: if it says X, then X. `kinds`: value of the property → schema."""
    return {
        "type": "object",
        "required": [key],
        "properties": {key: {"enum": list(kinds)}},
        "allOf": [
            {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": schema}
            for value, schema in kinds.items()
        ],
    }
