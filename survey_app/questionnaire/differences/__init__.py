"""What differs between two versions of a questionnaire, in questions instead of lines. Pure."""

from survey_app.questionnaire.differences.comparing import differences
from survey_app.questionnaire.differences.model import Difference, Weight

__all__ = ["Difference", "Weight", "differences"]
