"""LimeSurvey's survey structure files (.lss): read, with what is not served carried along."""

from survey_app.questionnaire.formats.limesurvey.importing import read_limesurvey
from survey_app.questionnaire.formats.model import Format

LIMESURVEY = Format("limesurvey", "LimeSurvey", read_endings=(".lss",), read=read_limesurvey)

__all__ = ["LIMESURVEY"]
