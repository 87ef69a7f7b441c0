"""Grids and tables: LimeSurvey's arrays."""

from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.formats.limesurvey.conditions import Known, Scope
from survey_app.questionnaire.formats.limesurvey.drafting import Drafting
from survey_app.questionnaire.formats.limesurvey.making import Made, Make, labelled, whole_number
from survey_app.questionnaire.formats.limesurvey.tables import Asked, Part

MOST_COLUMNS = 12


def rated(most: int) -> Make:
    """Make a grid of figures from 1."""

    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        return _grid(drafting, one, name, scope, {"type": "rating_grid", "scale": {"from": 1, "to": most}})

    return make


def fixed(answers: Mapping[str, str]) -> Make:
    """Make a grid with answers that LimeSurvey has words of its own for."""

    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        choices = drafting.plain_list(f"{name}_choices", answers, one.place)
        return _grid(drafting, one, name, scope, {"type": "select_grid", "choices": choices})

    return make


def listed_grid(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    """Make a grid with the answers of the question."""
    if not one.answers:
        return None
    if one.get("type") == "H":
        drafting.once(one.place, "columns", "Subquestions in columns: here they are the rows.")
    choices = drafting.list_of(f"{name}_choices", one.of_scale(one.answers, "0"), one.place)
    return _grid(drafting, one, name, scope, {"type": "select_grid", "choices": choices})


def _grid(drafting: Drafting, one: Asked, name: str, scope: Scope, keys: dict[str, Any]) -> Made:
    rows = one.of_scale(one.subquestions, "0")
    if not rows:
        return None
    made = {"name": name, "rows": drafting.list_of(f"{name}_rows", rows, one.place), **keys}
    scope.by_name |= row_variables(f"{name}_{{row}}", name, rows, keys["type"])
    return labelled(drafting, one, made)


def row_variables(pattern: str, name: str, rows: list[Part], kind: str) -> dict[str, Known]:
    """Return what the variables of a grid's rows are; the pattern names them, as in Q1_{row}."""
    cell = "rating" if kind == "rating_grid" else "select_one"
    return {pattern.format(row=row.code): Known(name, cell, "row", row.code) for row in rows}


def dual(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
    """Make two grids over the same rows, one for each scale."""
    rows, inside = one.of_scale(one.subquestions, "0"), []
    for scale, header in (("0", "dualscale_headerA"), ("1", "dualscale_headerB")):
        answers = one.of_scale(one.answers, scale)
        if not rows or not answers:
            return None
        own = drafting.draft.name(f"{name}_{scale}", one.place)
        label = drafting.attribute(one.attribute_texts.get(header), ("questions", own, "label"), one.place)
        grid: dict[str, Any] = {
            "name": own,
            "type": "select_grid",
            "label": label or f"{name} {int(scale) + 1}",
        }
        grid["rows"] = drafting.list_of(f"{name}_rows", rows, one.place)
        grid["choices"] = drafting.list_of(f"{own}_choices", answers, one.place)
        if one.get("mandatory") == "Y":
            grid["required"] = True
        drafting.draft.types[own] = "select_grid"
        scope.by_name |= row_variables(f"{name}_{{row}}_{scale}", own, rows, "select_grid")
        inside.append(grid)
    return labelled(drafting, one, {"name": name, "type": "group", "questions": inside})


def table_of(kind: str) -> Make:
    """Make a table of rows and columns with numbers or texts in its cells."""

    def make(drafting: Drafting, one: Asked, name: str, scope: Scope) -> Made:
        rows, columns = one.of_scale(one.subquestions, "0"), one.of_scale(one.subquestions, "1")
        if not rows or not columns or len(columns) > MOST_COLUMNS:
            return None
        asked = [_column(drafting, one, column, name, kind) for column in columns]
        for column, made in zip(columns, asked, strict=True):
            if made["type"] in ("integer", "decimal"):
                pattern = f"{name}_{{row}}_{column.code}"
                scope.by_name |= row_variables(pattern, made["name"], rows, "rating_grid")
        listed = drafting.list_of(f"{name}_rows", rows, one.place)
        return labelled(drafting, one, {"name": name, "type": "table", "rows": listed, "columns": asked})

    return make


def _column(drafting: Drafting, one: Asked, column: Part, name: str, kind: str) -> dict[str, Any]:
    own = drafting.draft.name(f"{name}_{column.code}", one.place)
    attributes = one.attributes
    made: dict[str, Any] = {"name": own, "type": kind}
    label = drafting.text(column.texts, "question", ("questions", name, "columns", own, "label"), one.place)
    made["label"] = label or column.code
    if kind == "integer" and attributes.get("multiflexible_checkbox") == "1":
        made["type"] = "yes_no"
    elif kind == "integer":
        least, most = attributes.get("multiflexible_min") or "1", attributes.get("multiflexible_max") or "10"
        if attributes.get("input_boxes") != "1" or attributes.get("multiflexible_max"):
            made["constraint"] = f". >= {least} and . <= {most}"
        if whole_number(least) is None or whole_number(attributes.get("multiflexible_step") or "1") is None:
            made["type"] = "decimal"
    drafting.draft.types[own] = None  # a table asks it more than once
    return made
