"""From a row of the survey to one of our questions; what has no place in it is left over."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.formats.xlsform.evaluating import hindrance
from survey_app.questionnaire.formats.xlsform.outline import Node
from survey_app.questionnaire.formats.xlsform.types import Kind, kind_of, looks_of

TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
UNSEEN = ("calculate", "hidden")
EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "repeat_count")
_YES = frozenset({"yes", "Yes", "YES", "true", "True", "TRUE", "true()"})
_NO = frozenset({"no", "No", "NO", "false", "False", "FALSE", "false()"})
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,15})?")
_DATE = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:00)?")
_PLAIN = re.compile(r"[^(){}\[\]*+|$]*")  # a default that XLSForm does not compute
_PARAMETER = re.compile(r"([^\s=,;]+)\s*=\s*([^\s=,;]+)")
_RANGE = (("from", "start", "1"), ("to", "end", "10"), ("step", "step", "1"))
_STEPS = 20  # of a scale


@dataclass(frozen=True)
class Scene:
    """Hold what the reading of one row needs to know of the form.

    source: the language whose column is the questionnaire's own, None for the columns without a language.
    types: our type of each question that is served. lists, columns: the names of the choices by list, and
    what else is said of them.
    """

    source: str | None
    types: Mapping[str, str | None] = field(default_factory=dict)
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass
class Taken:
    """Hold our data of a row, the cells that are left over, and why expressions among them are."""

    data: dict[str, Any]
    left: dict[str, str]
    hindered: dict[str, str] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (key, language) -> text


def served_kind(node: Node, scene: Scene) -> Kind | None:
    """Return our type for a question's row, None where it is not served."""
    kind = kind_of(node.row.cell("type") or "")
    if kind is None or (kind.choices is not None and kind.choices not in scene.lists):
        return None
    if kind.type == "calculate":
        calculation = node.row.cell("calculation")
        return kind if calculation and not hindrance(calculation, scene.types, None) else None
    if kind.type == "rating":
        found = range_of(node.row.cell("parameters") or "")
        return Kind(found[0]) if found else None
    return kind


def question_of(node: Node, kind: Kind, scene: Scene) -> Taken:
    """Return our question for a row."""
    left = {column: text for column, text in node.row.cells.items() if column not in ("name", "type")}
    taken = Taken({"name": node.name, "type": kind.type}, left)
    _take_texts(taken, scene)
    if kind.type in UNSEEN and "label" not in taken.data:
        taken.data["label"] = node.name  # nobody reads it but in exports
    if kind.choices is not None:
        taken.data["choices"] = kind.choices
    if kind.other:
        taken.data["other"] = True
    if kind.type in ("rating", "slider") and (found := range_of(left.pop("parameters", ""))):
        taken.data["scale" if kind.type == "rating" else "range"] = found[1]
    _take_expressions(taken, scene, kind.type, ("calculation",) if kind.type == "calculate" else ())
    _take_expressions(taken, scene, kind.type, ("choice_filter",) if kind.choices is not None else ())
    _take(taken, "default", lambda text: _default(kind, text, scene))
    if kind.type != "note":
        _take(taken, "required", _flag)
    _take_expressions(taken, scene, kind.type, ("relevant", "constraint"))
    _take(taken, "read_only", _flag)
    _take(taken, "appearance", lambda text: _look(kind, text))
    return _ordered(taken)


def group_of(node: Node, scene: Scene) -> Taken:
    """Return our group or repeat for a row that begins one, without what stands in it."""
    left = {column: text for column, text in node.row.cells.items() if column not in ("name", "type")}
    taken = Taken({"name": node.name, "type": node.kind}, left)
    _take_texts(taken, scene, ("label", "hint"))
    keys = ("repeat_count", "relevant") if node.kind == "repeat" else ("relevant",)
    _take_expressions(taken, scene, None, keys)
    if node.kind == "group":
        _take(taken, "appearance", lambda text: None if "(" in text else text)
    return taken


def _take(taken: Taken, column: str, read: Callable[[str], Any]) -> None:
    """Move a cell into the question where it means something there."""
    if column in taken.left and (value := read(taken.left[column])) is not None:
        taken.data[column] = value
        del taken.left[column]


def _take_texts(taken: Taken, scene: Scene, keys: tuple[str, ...] = TEXTS) -> None:
    """Take the texts of the questionnaire's language, and those of others that translate one of them."""
    suffix = "" if scene.source is None else f"::{scene.source}"
    for key in keys:
        text = taken.left.pop(f"{key}{suffix}", None)
        if text is None:
            continue
        taken.data[key] = text
        for column in [one for one in taken.left if one.startswith(f"{key}::")]:
            taken.texts[key, column.removeprefix(f"{key}::")] = taken.left.pop(column)


def _take_expressions(taken: Taken, scene: Scene, this: str | None, keys: tuple[str, ...]) -> None:
    for key in keys:
        if (text := taken.left.get(key)) is None:
            continue
        columns = scene.columns.get(taken.data.get("choices", "")) if key == "choice_filter" else None
        why = hindrance(text, scene.types, this, columns)
        if why:
            taken.hindered[key] = why
        else:
            taken.data[key] = taken.left.pop(key)


def _flag(text: str) -> bool | None:
    return True if text in _YES else False if text in _NO else None


def _look(kind: Kind, text: str) -> str | None:
    known = looks_of(kind.type)
    return None if "(" in text or (known is not None and text not in known) else text


def _default(kind: Kind, text: str, scene: Scene) -> Any:
    """Return a default that means the same here, None for one that XLSForm computes or that is no answer."""
    if kind.type == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if kind.type == "decimal" and _DECIMAL.fullmatch(text):
        return text
    if kind.type == "date" and _DATE.fullmatch(text):
        return text
    if kind.type == "select_one" and text in scene.lists.get(kind.choices or "", ()):
        return text
    if kind.type == "time" and _TIME.fullmatch(text):
        return text
    words = kind.type in ("text", "hidden") and not re.search(r" (div|mod) |-", text)
    return text if words and _PLAIN.fullmatch(text) else None


def range_of(parameters: str) -> tuple[str, dict[str, Any]] | None:
    """Return our type and its range for the parameters of one, None where ours has no such range."""
    found = {key.lower(): value for key, value in _PARAMETER.findall(parameters)}
    figures = {ours: _figure(found.pop(theirs, usual)) for ours, theirs, usual in _RANGE}
    start, end, step = figures.values()
    if found or start is None or end is None or step is None or not start < end or step <= 0:
        return None
    if (Decimal(str(end)) - Decimal(str(start))) % Decimal(str(step)):
        return None
    whole = step == 1 and isinstance(start, int) and isinstance(end, int)
    if whole and end - start <= _STEPS and start >= -100 and end <= 100:
        return "rating", {"from": start, "to": end}
    return "slider", figures if step != 1 else {"from": start, "to": end}


def _figure(text: str) -> int | float | None:
    """Return a number that is written back as it was, None where there is no such."""
    if _INTEGER.fullmatch(text):
        return int(text)
    number = float(text) if _DECIMAL.fullmatch(text) else None
    return number if number is not None and str(number) == text else None


_ORDER = (
    "name", "type", "label", "hint", "guidance_hint", "choices", "other", "choice_filter", "scale", "range",
    "calculation", "default", "required", "required_message", "relevant", "constraint",
    "constraint_message", "read_only", "appearance",
)  # fmt: skip


def _ordered(taken: Taken) -> Taken:
    taken.data = {key: taken.data[key] for key in _ORDER if key in taken.data}
    return taken
