"""As much of JSON Schema's draft 7 as the questionnaire's schema uses; another keyword is an error."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

Schema = Mapping[str, Any]
_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}
_SILENT = {"$schema", "title", "description", "default", "definitions", "then", "patternProperties"}


def faults(value: Any, schema: Schema, root: Schema, path: str = "") -> Iterator[str]:
    """Yield where a value departs from a schema, as "path: keyword"."""
    for keyword, wanted in schema.items():
        if keyword in _SILENT:
            continue
        if keyword in _INSIDE:
            yield from _INSIDE[keyword](value, schema, root, path)
        elif not _HOLDS[keyword](value, wanted):
            yield f"{path}: {keyword}"


def _real_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


_HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": lambda value, wanted: _TYPES[wanted](value),
    "const": lambda value, wanted: type(value) is type(wanted) and value == wanted,
    "enum": lambda value, wanted: value in wanted,
    "pattern": lambda value, wanted: not isinstance(value, str) or bool(re.search(wanted, value)),
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "maxLength": lambda value, wanted: not isinstance(value, str) or len(value) <= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "maxItems": lambda value, wanted: not isinstance(value, list) or len(value) <= wanted,
    "minimum": lambda value, wanted: not isinstance(value, int) or value >= wanted,
    "maximum": lambda value, wanted: not isinstance(value, int) or value <= wanted,
    "required": lambda value, wanted: not isinstance(value, dict) or set(wanted) <= set(value),
    "format": lambda value, wanted: wanted == "date" and (not isinstance(value, str) or _real_day(value)),
}


def _reference(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    target: Any = root
    for step in schema["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    yield from faults(value, target, root, path)


def _properties(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    for key, wanted in schema["properties"].items():
        if isinstance(value, dict) and key in value:
            yield from faults(value[key], wanted, root, f"{path}/{key}")


def _others(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    patterns = schema.get("patternProperties", {})
    for key in value if isinstance(value, dict) else ():
        matching = [wanted for pattern, wanted in patterns.items() if re.search(pattern, key)]
        for wanted in matching:
            yield from faults(value[key], wanted, root, f"{path}/{key}")
        if matching or key in schema.get("properties", {}):
            continue
        if isinstance(schema["additionalProperties"], dict):
            yield from faults(value[key], schema["additionalProperties"], root, f"{path}/{key}")
        else:
            yield f"{path}/{key}: additionalProperties"


def _names(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    for key in value if isinstance(value, dict) else ():
        yield from faults(key, schema["propertyNames"], root, f"{path}/{key}")


def _items(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    for place, entry in enumerate(value if isinstance(value, list) else ()):
        yield from faults(entry, schema["items"], root, f"{path}/{place}")


def _any_of(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    if all(any(faults(value, one, root, path)) for one in schema["anyOf"]):
        yield f"{path}: anyOf"


def _all_of(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    for one in schema["allOf"]:
        yield from faults(value, one, root, path)


def _if(value: Any, schema: Schema, root: Schema, path: str) -> Iterator[str]:
    if not any(faults(value, schema["if"], root, path)):
        yield from faults(value, schema["then"], root, path)


_INSIDE: Mapping[str, Callable[[Any, Schema, Schema, str], Iterator[str]]] = {
    "$ref": _reference,
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "items": _items,
    "anyOf": _any_of,
    "allOf": _all_of,
    "if": _if,
}
