"""XLSForm's expression language: parsed once with positions, checked, evaluated on the server only."""

from survey_app.questionnaire.expressions.expression import Expression, column_key, parse
from survey_app.questionnaire.expressions.findings import ExpressionError, Finding
from survey_app.questionnaire.expressions.template import Template, parse_text
from survey_app.questionnaire.expressions.values import Kind, Name, Value

__all__ = [
    "Expression",
    "ExpressionError",
    "Finding",
    "Kind",
    "Name",
    "Template",
    "Value",
    "column_key",
    "parse",
    "parse_text",
]
