"""Which pages and questions are shown, decided here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from survey_app.answers.counting import counting
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold what a sheet's answers bring to view, and the answers that conditions may compute with."""

    pages: tuple[Page, ...]
    questions: frozenset[str]
    operands: Mapping[str, Any]
    values: Mapping[str, Any]  # the answers that count, as they are stored


def shown(compiled: Compiled, values: Mapping[str, Any], today: date) -> Shown:
    """Decide what is shown; an answer to a hidden question counts as empty in every condition."""
    operands: dict[str, Any] = {}
    counted: dict[str, Any] = {}
    visible: set[str] = set()
    holds: dict[tuple[str, str], bool] = {}
    by_name = compiled.questionnaire.by_name
    for name in compiled.deciding_order:
        for each in compiled.shown_if[name]:
            key = (each.kind, each.name)
            if key not in holds:
                holds[key] = each.condition.holds(operands, today=today)
            if not holds[key]:
                break
        else:
            visible.add(name)
            value = counting(compiled, by_name[name], values.get(name), operands, today)
            if value is not None:
                counted[name] = value
                operands[name] = by_name[name].operand(value)
    pages = tuple(
        page
        for page in compiled.questionnaire.pages
        if any(question.name in visible and question.entered for question in page.questions)
    )
    return Shown(pages, frozenset(visible), operands, counted)
