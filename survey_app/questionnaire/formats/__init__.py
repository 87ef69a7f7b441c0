"""Questionnaires from and to the files of other tools, with a report of what does not go through as it is."""

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.converting import Converted, convert, counted
from survey_app.questionnaire.formats.model import (
    ConversionRefused,
    Exported,
    Fate,
    Form,
    Format,
    Imported,
    Loss,
    Source,
    Target,
)
from survey_app.questionnaire.formats.registry import FORMATS, format_names, format_read, format_written

__all__ = [
    "FORMATS",
    "ConversionRefused",
    "Converted",
    "Exported",
    "Fate",
    "Form",
    "Format",
    "Imported",
    "Loss",
    "Source",
    "Target",
    "convert",
    "counted",
    "format_names",
    "format_read",
    "format_written",
    "refusal",
]
