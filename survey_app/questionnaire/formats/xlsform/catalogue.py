"""What a conversion from or to XLSForm tells: each loss and each refusal with its cause and its remedy."""

from collections.abc import Mapping
from typing import Any

from survey_app.questionnaire.formats.model import ConversionRefused, Fate, Loss
from survey_app.questionnaire.problems import short

CARRIED, CHANGED, LEFT_OUT = Fate.CARRIED, Fate.CHANGED, Fate.LEFT_OUT

LOSSES: Mapping[str, tuple[Fate, str]] = {
    # What is read
    "row": (CARRIED, "“{type}” is not served here; the row is kept as it is. Replace it before publishing."),
    "rows": (CARRIED, "Nothing in this {type} is served here; its {count} rows are kept as they are."),
    "idle-row": (CARRIED, "The row has no type or is disabled; it is kept as it is."),
    "cell": (CARRIED, "“{column}: {value}” has no place here; it is kept for “{name}”."),
    "expression": (CARRIED, "“{column}: {value}” cannot be evaluated here: {why}"),
    "choice-cell": (CARRIED, "“{column}: {value}” of the choice “{choice}” has no place here; it is kept."),
    "setting": (CARRIED, "The setting “{column}: {value}” has no place here; it is kept."),
    "sheet": (CARRIED, "The sheet “{name}” with {count} rows is not served here; it is kept."),
    "other-sheet": (LEFT_OUT, "The sheet “{name}” is no part of the form."),
    "loose-choice": (LEFT_OUT, "The row names no list; XLSForm leaves it out as well."),
    "no-language": (CHANGED, "The form does not name its language. Write it instead of “language: und”."),
    "other-language": (CHANGED, "The language “{name}” has no code here; it is written as “{written}”."),
    "no-version": (CHANGED, "The form has no version; it is written as “{version}”."),
    "form-name": (CHANGED, "“{id}” cannot be a name here; the questionnaire is named “{name}”."),
    "meaning": (CHANGED, "“{value}” is kept as it is, and means something else here: {why}"),
    # What is written
    "unserved": (LEFT_OUT, "XLSForm has nothing like a question of type {type}."),
    "key": (LEFT_OUT, "XLSForm has nothing like “{key}”; it is left out of {count} {where}."),
    "as": (CHANGED, "A question of type {type} is written as {instead}."),
    "told": (CHANGED, "“{key}” is written as a note before the first question."),
    "counted": (CHANGED, "“{key}” is written as a constraint."),
    "words": (CHANGED, "The words for “other” are XLSForm's own there, not “{words}”."),
    "condition": (LEFT_OUT, "“{key}: {value}” looks at a question that XLSForm does not have in that form."),
    "moved": (CHANGED, "What it followed is gone, so this carried row stands at the end of {where}."),
    "other-carried": (LEFT_OUT, "What is carried along from “{format}” cannot be written in this format."),
    "gone": (LEFT_OUT, "“{name}”, which this was carried along for, is gone."),
}

REFUSALS: Mapping[str, tuple[str, str]] = {
    "not-xlsform": ("This is no XLSForm: {detail}", "Its sheet “survey” has the columns “type” and “name”."),
    "unreadable": ("The file cannot be read as {kind}: {detail}", "Save it anew, then convert."),
    "reference": ("XLSForm does not allow this: {detail}", "Mend the form, then convert."),
    "too-large-sheet": (
        "The sheet “{name}” has {count:,} rows; at most {limit:,} are read.",
        "Split the form, then convert its parts.",
    ),
    "long-cell": (
        "A cell has {count:,} characters; at most {limit:,} are read.",
        "Shorten it, then convert.",
    ),
    "long-line": (
        "A line has {count:,} characters; at most {limit:,} are read.",
        "Break the line, then convert.",
    ),
    "too-deep": (
        "Groups are more than {limit} deep inside one another.",
        "Take some out, then convert.",
    ),
    "large-file": ("A file of this kind has at most {limit:,} bytes.", "Save it as .xlsx, without pictures."),
    "written-not-xlsform": (
        "What would be written is no XLSForm: {detail}",
        "Mend the questionnaire, then convert.",
    ),
}


def loss(code: str, place: str = "", **words: Any) -> Loss:
    """Return one line of the report."""
    fate, message = LOSSES[code]
    told = {key: short(word) for key, word in words.items()}
    return Loss(place, fate, code, message.format(**told))


def refused(code: str, place: str = "", **words: Any) -> ConversionRefused:
    """Return the exception for a reason."""
    cause, remedy = REFUSALS[code]
    return ConversionRefused(code, f"{cause.format(**words)} {remedy}", place)
