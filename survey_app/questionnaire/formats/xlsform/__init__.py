"""XLSForm, the form standard of ODK and KoboToolbox: read from .xlsx, .xls, .csv, .md, written as .xlsx."""

from survey_app.questionnaire.formats.model import Format
from survey_app.questionnaire.formats.xlsform.exporting import write_xlsform
from survey_app.questionnaire.formats.xlsform.importing import read_xlsform

XLSFORM = Format(
    name="xlsform",
    title="XLSForm",
    read_endings=(".xlsx", ".xlsm", ".xls", ".csv", ".md"),
    written_endings=(".xlsx",),
    read=read_xlsform,
    write=write_xlsform,
)
