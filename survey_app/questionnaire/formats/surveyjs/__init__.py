"""SurveyJS: forms as JSON, read and written."""

from survey_app.questionnaire.formats.model import Format
from survey_app.questionnaire.formats.surveyjs.exporting import write_surveyjs
from survey_app.questionnaire.formats.surveyjs.importing import read_surveyjs

SURVEYJS = Format(
    name="surveyjs",
    title="SurveyJS",
    read_endings=(".json",),
    written_endings=(".json",),
    read=read_surveyjs,
    write=write_surveyjs,
)
