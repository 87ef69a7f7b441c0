"""Conditions in words, for whoever reads a questionnaire on paper."""

from survey_app.questionnaire.in_words.conditions import condition_in_words, value_in_words
from survey_app.questionnaire.in_words.filters import choice_condition
from survey_app.questionnaire.in_words.naming import Naming

__all__ = ["Naming", "choice_condition", "condition_in_words", "value_in_words"]
