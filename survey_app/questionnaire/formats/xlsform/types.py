"""Which type of XLSForm is which of ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from survey_app.questionnaire.types import QUESTION_TYPES

# Every spelling that the reference converter reads as the same.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "string", "q string", "add text prompt"),
    "integer": ("integer", "int", "q int", "add integer prompt"),
    "decimal": ("decimal", "q decimal", "add decimal prompt"),
    "date": ("date", "q date", "add date prompt"),
    "datetime": (
        "dateTime", "datetime", "date time", "q dateTime", "q date time", "add date time prompt",
        "add dateTime prompt",
    ),
    "time": ("time",),
    "note": ("note", "q note", "add note prompt"),
    "consent": ("acknowledge", "q acknowledge", "add acknowledge prompt"),
    "calculate": ("calculate", "q calculate", "add calculate prompt"),
    "hidden": ("hidden",),
    "location": ("geopoint", "gps", "location", "q geopoint", "q location", "add location prompt"),
    "file": ("file", "add file prompt"),
}  # fmt: skip
_OURS = {spelling: ours for ours, spellings in SPELLINGS.items() for spelling in spellings}
_SELECT = re.compile(
    r"(?P<command>add select one prompt using|add select multiple prompt using|select all that apply from|"
    r"select one from|select1|select_one|select one|select_multiple|select all that apply|rank) "
    r"(?P<list>[^\s$]+)( (?P<other>or specify other|or_other|or other))?"
)
_SELECTS = {"rank": "rank", "select1": "select_one"}
_FILES = (".csv", ".xml", ".geojson")


@dataclass(frozen=True)
class Kind:
    """Hold one of our types, and the list of a question that is answered from one."""

    type: str
    choices: str | None = None
    other: bool = False


def kind_of(text: str) -> Kind | None:
    """Return our type for one of XLSForm's, None where there is none."""
    if text in _OURS:
        return Kind(_OURS[text])
    if text == "range":
        return Kind("rating")
    found = _SELECT.fullmatch(text)
    if not found or found["list"].endswith(_FILES):
        return None
    command = found["command"]
    several = "multiple" in command or "all that apply" in command
    ours = _SELECTS.get(command, "select_multiple" if several else "select_one")
    return Kind(ours, found["list"], bool(found["other"]))


@cache
def looks_of(ours: str) -> frozenset[str] | None:
    """Return the appearances that one of our types knows, None where it takes any."""
    fields = QUESTION_TYPES[ours].model_fields if ours in QUESTION_TYPES else {}
    annotation: Any = fields["appearance"].annotation if fields else None
    words = [word for part in get_args(annotation) for word in get_args(part)]
    return frozenset(words) if words else None


def written_type(ours: str) -> str:
    """Return XLSForm's word for one of our plain types."""
    return SPELLINGS[ours][0]
