"""What a conversion tells: each reason to refuse with its cause and its remedy."""

from typing import Any

from survey_app.questionnaire.formats.model import ConversionRefused
from survey_app.questionnaire.problems import short

REFUSALS: dict[str, tuple[str, str]] = {
    # Which format
    "unknown-ending": ("No format has files like “{name}”.", "Name one with {option}: {formats}."),
    "not-read": ("Files of the format {format} are written, not read.", "Start from one of: {formats}."),
    "not-written": ("“{name}” cannot be written, only read.", "Write one of: {formats}."),
    "large-file": (
        "The file has more than {limit:,} bytes.",
        "Leave out its pictures.",
    ),
    # Our own files
    "not-yaml": ("The file cannot be read: {detail}", "Mend it first; survey-app check tells where."),
    "not-yaml-beside": ("The translation {name} cannot be read: {detail}", "Mend it first."),
    "target-unreadable": (
        "{name} stands there already and cannot be read: {detail}",
        "Mend it, or name another file.",
    ),
    "not-surveyjs": (
        "This is no SurveyJS form: {detail}.",
        "Copy the JSON that its creator shows into a file, and convert that.",
    ),
    "not-limesurvey": (
        "This is no LimeSurvey survey: {detail}.",
        "Export it from LimeSurvey as “Survey structure (.lss)”, and convert that.",
    ),
    "large-survey": (
        "The survey has {count:,} {what}; at most {most:,} are read.",
        "Split it, then convert its parts.",
    ),
    "not-a-dictionary": (
        "This is no REDCap data dictionary: {detail}.",
        "Download it anew from REDCap as CSV, and convert the file as it comes.",
    ),
    "no-questionnaire": (
        "This is no questionnaire: {detail}.",
        "It needs pages that hold questions, each with a name and a type.",
    ),
    "not-askable": ("The questionnaire cannot be asked: {fault}", "Mend it; survey-app check tells where."),
    "no-translation": (
        "No translation into “{language}” stands beside the questionnaire; it has: {known}.",
        "Choose one of these, or leave --language out.",
    ),
    "no-glyphs": (
        "The fonts that come along lack {count} of its letters.",
        "Write a DOCX instead; word processors have fonts for every writing.",
    ),
    "too-large": (
        "The questionnaire would have {size:,} bytes; at most {limit:,} are read.",
        "Split the form, then convert its parts.",
    ),
    "unprintable": (
        "Here stands the character {character}, which no questionnaire can hold.",
        "Delete it, then convert.",
    ),
}


def refusal(code: str, place: str = "", **words: Any) -> ConversionRefused:
    """Return the exception for a reason, its cause and remedy filled in."""
    cause, remedy = REFUSALS[code]
    # what a finding says is short already, and whole sentences
    told = {key: word if key == "fault" else short(word) for key, word in words.items()}
    return ConversionRefused(code, f"{cause.format(**told)} {remedy.format(**told)}", place)
