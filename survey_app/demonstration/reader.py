"""From a round file's bytes to a round and its checked answer sheets; all that is wrong is told by place."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from survey_app.answers.validation import read_answers, relevant_values, sheet_faults
from survey_app.demonstration.findings import NOT_ASKED, RoundFileError, finding
from survey_app.demonstration.model import CityPart, ProgrammePart, RoundFile
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.problems import Problem, near
from survey_app.questionnaire.reader import UnreadableQuestionnaire, served
from survey_app.questionnaire.types import WeekRange
from survey_app.questionnaire.values import Fault
from survey_app.questionnaire.yaml_text import Path, Tree, read_yaml

_OWNERS: Mapping[str, tuple[str, type[BaseModel]]] = {
    "programme": ("a programme", ProgrammePart),
    "weeks": ("a span of weeks", WeekRange),
    "cities": ("a city", CityPart),
}


@dataclass(frozen=True, slots=True)
class CheckedSheet:
    """Hold one city's answers as they are stored: typed, and complete where it is signed off."""

    city: CityPart
    values: Mapping[str, Any]


def read_round_file(source: bytes) -> RoundFile:
    """Read a round file; raise RoundFileError with every departure from its shape."""
    found, _ = _read(source)
    return found


def checked_answers(source: bytes, questionnaire: bytes, today: date) -> tuple[CheckedSheet, ...]:
    """Read a round file's answers by its questionnaire (a file's bytes), one sheet for each city, in order.

    Raise RoundFileError with every answer that cannot stand: unknown, not of its type, out of bounds, not
    asked for, and in a sheet that is signed off also the missing ones.
    """
    found, tree = _read(source)
    try:
        compiled = served(questionnaire, found.frame().weeks)
    except UnreadableQuestionnaire as error:
        place = tree.place(("questionnaire",))
        raise RoundFileError(
            [finding("bad-questionnaire", place, detail=error.problems[0].message)]
        ) from error
    sheets, problems = [], []
    for index, city in enumerate(found.cities):
        values, faults = _sheet(compiled, city, today)
        sheets.append(CheckedSheet(city, values))
        problems += [_answer_problem(tree, ("cities", index, "answers"), city, fault) for fault in faults]
    if problems:
        raise RoundFileError(problems)
    return tuple(sheets)


def _read(source: bytes) -> tuple[RoundFile, Tree]:
    tree = read_yaml(source)
    if tree.problems:
        raise RoundFileError(tree.problems)
    if not isinstance(tree.data, dict):
        raise RoundFileError([finding("empty-round", tree.place(()))])
    try:
        found = RoundFile.model_validate_json(json.dumps(tree.data), strict=True)
    except ValidationError as error:
        raise RoundFileError([_shape_problem(tree, detail) for detail in _causes(error)]) from None
    if problems := list(_same_slugs(found, tree)):
        raise RoundFileError(problems)
    return found, tree


def _causes(error: ValidationError) -> Iterator[ErrorDetails]:
    """Yield what is wrong, without the “too short” of a list whose entries are all wrong themselves."""
    details = error.errors(include_url=False)
    for detail in details:
        depth = len(detail["loc"])
        within = any(one["loc"][:depth] == detail["loc"] and len(one["loc"]) > depth for one in details)
        if not (detail["type"] == "too_short" and within):
            yield detail


def _shape_problem(tree: Tree, detail: ErrorDetails) -> Problem:
    path: Path = tuple(step for step in detail["loc"] if step != "[key]")
    kind, key = detail["type"], str(path[-1]) if path else "the file"
    named = [str(step) for step in path[:-1] if step in _OWNERS]
    owner, model = _OWNERS[named[-1]] if named else ("a round", RoundFile)
    if kind == "extra_forbidden":
        keys = [info.alias or name for name, info in model.model_fields.items()]
        hint = near(key, keys, "Its keys")
        return finding("unknown-key", tree.key_place(path), key=key, owner=owner, hint=hint)
    if kind == "missing":
        return finding("missing-key", tree.place(path), key=key, owner=owner.capitalize())
    message = detail["msg"].removeprefix("Value error, ").rstrip(".")
    return finding("bad-value", tree.place(path), key=key, detail=message)


def _same_slugs(found: RoundFile, tree: Tree) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, city in enumerate(found.cities):
        if city.slug in seen:
            yield finding("same-slug", tree.place(("cities", index, "slug")), city=city.slug)
        seen.add(city.slug)


def _sheet(compiled: Compiled, city: CityPart, today: date) -> tuple[dict[str, Any], list[Fault]]:
    """Return the answers that are not empty, and what is wrong with the given or the missing ones."""
    read = read_answers(compiled, city.answers)
    values = {name: value for name, value in read.values.items() if value is not None}
    unread = {fault.question for fault in read.faults}
    faults = [fault for page in sheet_faults(compiled, values, today).values() for fault in page]
    wanted = [fault for fault in faults if fault.question not in unread]
    if not city.submitted:  # a draft may lack whole answers and parts of answers
        wanted = [fault for fault in wanted if fault.question in values and fault.part is None]
    asked = relevant_values(compiled, values, today)
    hidden = [Fault(name, NOT_ASKED) for name in values if name not in asked]
    return values, [*read.faults, *wanted, *hidden]


def _answer_problem(tree: Tree, path: Path, city: CityPart, fault: Fault) -> Problem:
    place = tree.place((*path, fault.question, fault.part or ""))
    part = f" ({fault.part})" if fault.part else ""
    words = {"city": city.name, "question": fault.question, "part": part, "detail": fault.message}
    return finding("bad-answer", place, **words)
