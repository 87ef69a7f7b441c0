"""From the model to a JSON Schema in the draft that editors of YAML read."""

import json
from typing import Any, get_args

from pydantic import BaseModel

from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.schema.words import WORDS
from survey_app.questionnaire.types import (
    ITEM_TYPES,
    QUESTION_TYPES,
    Choice,
    Feed,
    Group,
    QuestionBase,
    Range,
    Scale,
    WeekRange,
)

_DRAFT = "http://json-schema.org/draft-07/schema#"
_REF = "#/definitions/{model}"
_SHARED: tuple[type[BaseModel], ...] = (Page, Group, Choice, QuestionBase, Scale, Range, WeekRange)
_HOLDING = (
    ("Page", "questions"),
    ("Group", "questions"),
    ("TableQuestion", "columns"),
    ("RepeatQuestion", "questions"),
)
Schema = dict[str, Any]


def schema_text() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def json_schema() -> Schema:
    """Return the JSON Schema (draft 7) of a questionnaire file.

    It knows the shape: keys, types, words, bounds. Names, lists and expressions are the checker's.
    """
    made = Questionnaire.model_json_schema(by_alias=True, ref_template=_REF)
    definitions: dict[str, Schema] = made.pop("$defs")
    base = QuestionBase.model_json_schema(by_alias=True, ref_template=_REF)
    definitions = {
        model.__name__: _described(definitions.get(model.__name__, base), WORDS[model.__name__])
        for model in _SHARED
    } | {model.__name__: _typed(definitions[model.__name__], kind) for kind, model in QUESTION_TYPES.items()}
    for owner, key in _HOLDING:
        definitions[owner]["properties"][key]["items"] = {"$ref": _REF.format(model="Question")}
    definitions["Group"]["properties"]["type"] = {"description": WORDS["Group"][""], "const": "group"}
    definitions["Question"] = _question()
    del definitions["QuestionBase"]["additionalProperties"]
    made["properties"]["lists"]["additionalProperties"] = False  # names of lists have a pattern
    return {
        "$schema": _DRAFT,
        "title": "Questionnaire",
        **_described(made, WORDS["Questionnaire"]),
        "definitions": dict(sorted(definitions.items())),
    }


def _described(schema: Schema, words: Any) -> Schema:
    """Return a part's schema with the words of its keys, without what an editor would only repeat."""
    properties = {}
    for key, value in schema["properties"].items():
        plain = _plain(value)
        plain.pop("description", None)
        if key in words:
            # Beside “$ref” a description would not count in this draft.
            plain = {"description": words[key], **({"allOf": [plain]} if "$ref" in plain else plain)}
        properties[key] = plain
    kept = {key: value for key, value in _plain(schema).items() if key not in ("title", "description")}
    return {**kept, "properties": properties}


def _plain(value: Any) -> Any:
    """Return a schema without titles, which repeat the keys, and without defaults that are empty."""
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        key: {name: _plain(entry) for name, entry in part.items()} if key == "properties" else _plain(part)
        for key, part in value.items()
        if not (key == "title" and isinstance(part, str)) and not (key == "default" and part in (None, {}))
    }


def _typed(schema: Schema, kind: str) -> Schema:
    """Return a type's schema; what every question has is referred to, and `feeds` narrowed to what fits."""
    model, words = QUESTION_TYPES[kind], WORDS[kind]
    schema = _described(schema, words)
    for key in schema["properties"]:
        if key in QuestionBase.model_fields and key not in words:
            schema["properties"][key] = {"$ref": f"#/definitions/QuestionBase/properties/{key}"}
    schema["properties"]["feeds"] = {
        "description": WORDS["QuestionBase"]["feeds"],
        "enum": [feed for feed in get_args(Feed) if feed in model.fits] + [None],
    }
    schema["properties"]["type"] = {"description": words[""], "const": kind}
    return schema


def _question() -> Schema:
    """Return the schema of any question: its type decides which one applies, so that findings stay few."""
    kinds = list(ITEM_TYPES)
    told = "\n".join(f"{kind}: {WORDS['Group' if kind == 'group' else kind]['']}" for kind in kinds)
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"description": told, "enum": kinds}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": kind}}, "required": ["type"]},
                "then": {"$ref": _REF.format(model=model.__name__)},
            }
            for kind, model in ITEM_TYPES.items()
        ],
    }
