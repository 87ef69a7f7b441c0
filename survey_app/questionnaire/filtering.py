"""Filters of choices: the further keys of a list's entries, and which entries a filter lets through."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from survey_app.questionnaire.expressions import Expression, Kind, Name, column_key
from survey_app.questionnaire.types import OTHER, Choice, ListedQuestion, Lists

_OWN = {"name": Name(Kind.TEXT), "label": Name(Kind.TEXT)}


def columns_of(choices: Sequence[Choice]) -> dict[str, Name]:
    """Return what a filter may name of a list's entries; a key that holds only figures is a number."""
    cells: dict[str, list[Any]] = {}
    for choice in choices:
        for key, cell in choice.columns.items():
            cells.setdefault(key, []).append(cell)
    kinds = {
        key: Kind.TEXT if any(isinstance(cell, str) for cell in held) else Kind.NUMBER
        for key, held in cells.items()
    }
    return {key: Name(kind) for key, kind in kinds.items()} | _OWN


def offered(
    question: ListedQuestion,
    choice_filter: Expression,
    lists: Lists,
    operands: Mapping[str, Any],
    today: date,
) -> tuple[Choice, ...]:
    """Return the entries of a question's list that its filter lets through, in order."""
    choices = lists[question.choices]
    kinds = columns_of(choices)
    return tuple(
        choice
        for choice in choices
        if choice_filter.holds({**operands, **_answers(choice, kinds)}, today=today)
    )


def _answers(choice: Choice, kinds: Mapping[str, Name]) -> dict[str, Any]:
    cells = {**choice.columns, "name": choice.name, "label": choice.label}
    return {
        column_key(key): Decimal(str(cell)) if kinds[key].kind is Kind.NUMBER else str(cell)
        for key, cell in cells.items()
    }


def offered_names(question: ListedQuestion, choices: Sequence[Choice]) -> frozenset[str]:
    """Return the names that can be chosen, "other" among them where the question offers it."""
    return frozenset(choice.name for choice in choices) | ({OTHER} if question.other else frozenset())
