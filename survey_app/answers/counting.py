"""What an answer counts as: computed, set beforehand, or as it was given."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.types import HiddenQuestion, QuestionBase, SettledCalculation


def counting(
    compiled: Compiled, question: QuestionBase, value: Any, operands: Mapping[str, Any], today: date
) -> Any:
    """Return what a question's stored answer counts as where other answers are these, None for nothing."""
    if isinstance(question, SettledCalculation):
        computed = compiled.calculation[question.name].evaluate(operands, today=today)
        return question.stored(computed)
    if isinstance(question, HiddenQuestion) and value is None:
        return question.default
    return value
