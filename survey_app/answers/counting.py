"""What an answer counts as: computed, set beforehand, or as it was given."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.filtering import offered, offered_names
from survey_app.questionnaire.types import (
    Choice,
    HiddenQuestion,
    ListedQuestion,
    QuestionBase,
    SettledCalculation,
)


def counting(
    compiled: Compiled, question: QuestionBase, value: Any, operands: Mapping[str, Any], today: date
) -> Any:
    """Return what a question's stored answer counts as where other answers are these, None for nothing."""
    if isinstance(question, SettledCalculation):
        computed = compiled.calculation[question.name].evaluate(operands, today=today)
        return question.stored(computed)
    if isinstance(question, HiddenQuestion) and value is None:
        return question.default
    choices = offered_choices(compiled, question, operands, today)
    if value is None or choices is None or not isinstance(question, ListedQuestion):
        return value
    return question.within(value, offered_names(question, choices))


def offered_choices(
    compiled: Compiled, question: QuestionBase, operands: Mapping[str, Any], today: date
) -> tuple[Choice, ...] | None:
    """Return the entries of its list that a question offers where other answers are these; None for all."""
    kept = compiled.choice_filter.get(question.name)
    if kept is None or not isinstance(question, ListedQuestion):
        return None
    return offered(question, kept, compiled.questionnaire.lists, operands, today)
