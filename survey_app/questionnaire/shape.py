"""From a tree of plain data to a Questionnaire; every departure from the shape as a finding in its place."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from survey_app.questionnaire.model import Page, Questionnaire
from survey_app.questionnaire.problems import Problem, near, problem
from survey_app.questionnaire.types import QUESTION_TYPES, Choice, Scale, WeekRange
from survey_app.questionnaire.types.base import NAME
from survey_app.questionnaire.yaml_text import Path, Tree

_WANTED = {
    "string_type": ("text", "Put it in quotes."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "int_type": ("a whole number", "Write it in digits, without quotes."),
    "tuple_type": ("a list", "Begin each entry with “- ” on a line of its own."),
    "dict_type": ("a mapping of keys to values", "Write “key: value” lines below it."),
    "model_type": ("a mapping of keys to values", "Write “key: value” lines below it."),
    "model_attributes_type": ("a mapping of keys to values", "Write “key: value” lines below it."),
    "date_type": ("a date", "Write it as 2027-03-08."),
}


def read_shape(tree: Tree) -> tuple[Questionnaire | None, list[Problem]]:
    """Return the questionnaire, or None with every finding about its shape."""
    if tree.data is None:
        return None, [problem("empty-file", tree.place(()))]
    try:
        return Questionnaire.model_validate_json(json.dumps(tree.data), strict=True), []
    except ValidationError as error:
        found = [_finding(tree, detail) for detail in error.errors(include_url=False)]
        return None, list({(item.place, item.message): item for item in found}.values())


def _path(tree: Tree, location: tuple[int | str, ...]) -> Path:
    """Return the path in the file of pydantic's location, which also names the members of unions."""
    path: list[int | str] = []
    here: Any = tree.data
    for step in location:
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def _at(tree: Tree, path: Path) -> Any:
    here = tree.data
    for step in path:
        here = here[step]
    return here


def _owner(tree: Tree, path: Path) -> tuple[str, type[BaseModel] | None]:
    """Return the words for the part of the file at a path, and its model."""
    data = _at(tree, path)
    if not path:
        return "a questionnaire", Questionnaire
    if path[-1] == "scale":
        return "a scale", Scale
    if path[-1] == "weeks":
        return "a span of weeks", WeekRange
    if path[0] == "lists":
        return "a choice", Choice
    if len(path) == 2:
        return "a page", Page
    kind = data.get("type") if isinstance(data, dict) else None
    return f"a question of type {kind}" if kind else "a question", QUESTION_TYPES.get(str(kind))


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [] if model is None else [info.alias or name for name, info in model.model_fields.items()]


def _spoken(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", type(None): "empty", bool: "true or false"}
    if type(value) in names:
        return names[type(value)]
    return f"the number {value}" if isinstance(value, (int, float)) else f"“{str(value)[:60]}”"


def _finding(tree: Tree, detail: ErrorDetails) -> Problem:
    kind, location = detail["type"], detail["loc"]
    path = _path(tree, location)
    key = str(path[-1]) if path else "the file"
    if kind == "extra_forbidden":
        owner, model = _owner(tree, path[:-1])
        hint = near(key, _keys(model), "Its keys")
        return problem("unknown-key", tree.key_place(path), key=key, owner=owner, hint=hint)
    if kind == "missing":
        owner, _ = _owner(tree, path)
        return problem("missing-key", tree.place(path), key=location[-1], owner=owner.capitalize())
    if kind == "union_tag_not_found":
        return problem("no-type", tree.place(path), owner="A question")
    if kind == "union_tag_invalid":
        value, place = _at(tree, path)["type"], tree.place((*path, "type"))
        return problem(
            "unknown-type", place, value=value, hint=near(str(value), list(QUESTION_TYPES), "The types")
        )
    return _value_finding(tree, detail, path, key)


def _value_finding(tree: Tree, detail: ErrorDetails, path: Path, key: str) -> Problem:
    kind, place, value = detail["type"], tree.place(path), _at(tree, path)
    if detail["loc"][-1:] == ("[key]",):
        return problem("bad-name", tree.key_place(path), value=key)
    if kind == "literal_error":
        words = list(_quoted(str(detail["ctx"]["expected"])))
        return problem("unknown-word", place, value=value, key=key, hint=near(str(value), words))
    if kind == "string_pattern_mismatch" and detail["ctx"]["pattern"] == NAME:
        return problem("bad-name", place, value=value)
    if kind in _WANTED:
        wanted, remedy = _WANTED[kind]
        return problem("wrong-shape", place, key=key, wanted=wanted, found=_spoken(value), remedy=remedy)
    message = detail["msg"].removeprefix("Value error, ").replace("String", "The text").rstrip(".")
    return problem("bad-value", place, key=key, detail=f"“{key}”: {message}")


def _quoted(expected: str) -> Iterator[str]:
    yield from expected.split("'")[1::2]
