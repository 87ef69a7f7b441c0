"""Read a REDCap data dictionary: one row a field, forms as pages, section headers as groups."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from survey_app.questionnaire.formats.catalogue import refusal
from survey_app.questionnaire.formats.drafted import Drafted
from survey_app.questionnaire.formats.model import Fate, Format, Imported, Source

NAME, FORM, SECTION, TYPE, LABEL, CHOICES, NOTE, VALIDATION, LEAST, MOST, IDENTIFIER, BRANCHING, REQUIRED = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note", "Text Validation Type OR Show Slider Number",
    "Text Validation Min", "Text Validation Max", "Identifier?",
    "Branching Logic (Show field only if...)", "Required Field?",
)  # fmt: skip
LOOKS = (
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
)  # fmt: skip
_FORMATS = {"email": "email", "phone": "telephone"}
_NUMBERS = ("integer", "number")
_TAG = re.compile(r"<[^<>]+>")
_TICKED = re.compile(r"\[(\w+)\((-?\w+)\)\]\s*=\s*(['\"]?)([01])\3")
_FIELD = re.compile(r"\[(\w+)\]")
_BOOLEAN = re.compile(r"\[(\w+)\]\s*(=|<>|!=)\s*(['\"]?)([01])\3")
_QUOTED_NUMBER = re.compile(r"(\[\w+\]\s*(?:=|<>|!=|<=|>=|<|>)\s*)(['\"])(-?\d+(?:\.\d+)?)\2")


def knows(content: bytes) -> bool:
    """Tell whether a CSV file is a data dictionary."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip(b'"').startswith(NAME.encode())


def read_dictionary(source: Source) -> Imported:
    """Read a data dictionary. Raises ConversionRefused with the row where it cannot be read."""
    try:
        text = source.content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise refusal("not-a-dictionary", detail=str(error)) from None
    lacking = [column for column in (NAME, FORM, TYPE, LABEL) if rows and column not in rows[0]]
    if not rows or lacking:
        raise refusal("not-a-dictionary", detail=f"it has no column {(lacking or [NAME])[0]}")
    return _Reading(source).read(rows)


@dataclass(frozen=True)
class _Field:
    row: dict[str, str]
    place: str

    def said(self, column: str) -> str:
        return (self.row.get(column) or "").strip()

    def words(self, column: str) -> str:
        """Return a text without its markup."""
        return " ".join(_TAG.sub(" ", self.said(column)).split())


class _Reading:
    def __init__(self, source: Source) -> None:
        self.draft = Drafted("redcap")
        self.stem = source.stem
        self.questions: list[dict[str, Any]] = []
        self.conditions: list[tuple[dict[str, Any], _Field]] = []

    def read(self, rows: list[dict[str, str]]) -> Imported:
        fields = [_Field(row, f"row {number}") for number, row in enumerate(rows, 2)]
        form = None
        for field in fields:
            if field.said(FORM) != form:
                form = field.said(FORM)
                self._page(form, field.place)
            if field.said(SECTION):
                self._group(field)
            self._field(field)
        for question, field in self.conditions:
            written = field.said(BRANCHING)
            self.draft.expression(question, "relevant", (written, self._condition(written)), field.place)
        name = self.draft.name(self.stem, "")
        title = self.stem.replace("_", " ").strip().capitalize()
        self.draft.tell("", Fate.CHANGED, "heading", f"The dictionary has no title; it is called “{title}”.")
        return self.draft.imported({"name": name, "version": "unversioned", "title": title, "language": "en"})

    def _page(self, form: str, place: str) -> None:
        label = form.replace("_", " ").strip().capitalize() or "Questions"
        page = {"name": self.draft.name(f"{form}_page", place), "label": label, "questions": []}
        self.draft.pages.append(page)
        self.questions = page["questions"]  # type: ignore[assignment]

    def _group(self, field: _Field) -> None:
        number = len(self.draft.types) + 1
        inside: list[dict[str, Any]] = []
        name = self.draft.name(f"section_{number}", field.place)
        self.draft.pages[-1]["questions"].append(
            {"name": name, "type": "group", "label": field.words(SECTION), "questions": inside}
        )
        self.questions = inside

    def _field(self, field: _Field) -> None:
        make = _TYPES.get(field.said(TYPE))
        name = self.draft.name(field.said(NAME), field.place)
        if make is None:
            entry = {key: text for key, text in field.row.items() if text}
            self.draft.types[name] = None
            message = f"A field of type “{field.said(TYPE)}” is not served here."
            self.draft.carry({"row": entry}, field.place, message)
            return
        question = {"name": name, **make(self, field, name)}
        question["label"] = field.words(LABEL) or name
        self.draft.types[name] = question["type"]
        self._rest(question, field)
        self.questions.append(question)

    def _rest(self, question: dict[str, Any], field: _Field) -> None:
        if note := field.words(NOTE):
            question["hint"] = note
        if field.said(REQUIRED).lower() == "y":
            question["required"] = True
        if field.said(IDENTIFIER).lower() == "y":
            question["personal"] = True
        if field.said(BRANCHING):
            self.conditions.append((question, field))
        if bounds := list(_bounds(question["type"], field)):
            self.draft.expression(
                question, "constraint", (" ".join(bounds), " and ".join(bounds)), field.place
            )
        for column in LOOKS:
            if text := field.said(column):
                self.draft.tell(field.place, Fate.LEFT_OUT, "look", f"{column}: {text}")
        if field.said(LABEL) != field.words(LABEL) and _TAG.search(field.said(LABEL)):
            self.draft.tell(field.place, Fate.CHANGED, "markup", "The label is read without its markup.")

    def choices(self, field: _Field, name: str) -> dict[str, Any]:
        pairs = []
        for part in field.said(CHOICES).split("|"):
            code, _, label = part.partition(",")
            if code.strip():
                pairs.append((code.strip(), " ".join(_TAG.sub(" ", label).split())))
        return {"choices": self.draft.list_of(f"{name}_choices", pairs, field.place)}

    def calculated(self, field: _Field, name: str) -> dict[str, Any]:
        written = field.said(CHOICES)
        question = {"name": name, "type": "calculate"}
        self.draft.expression(question, "calculation", (written, self._condition(written)), field.place)
        if "calculation" not in question:
            question["calculation"] = "''"  # what it was stands in what is carried
        return {key: value for key, value in question.items() if key != "name"}

    def _condition(self, written: str) -> str:
        """Say a condition in our words: fields as ${name}, ticks as selected(), yes and no as words."""
        known = self.draft.name
        text = _TICKED.sub(
            lambda one: (
                f"selected(${{{known(one[1], '')}}}, '{one[2]}')"
                if one[4] == "1"
                else f"not(selected(${{{known(one[1], '')}}}, '{one[2]}'))"
            ),
            written,
        )
        text = _BOOLEAN.sub(self._yes_no, text)
        text = _QUOTED_NUMBER.sub(self._number, text)
        text = _FIELD.sub(lambda one: f"${{{known(one[1], '')}}}", text)
        return text.replace("<>", "!=").replace('""', "''").strip()

    def _yes_no(self, one: "re.Match[str]") -> str:
        if self.draft.types.get(self.draft.name(one[1], "")) != "yes_no":
            return one[0]
        return f"[{one[1]}] {one[2]} '{'yes' if one[4] == '1' else 'no'}'"

    def _number(self, one: "re.Match[str]") -> str:
        name = self.draft.name(one[1].split("]")[0].strip("["), "")
        numeric = self.draft.types.get(name) in ("integer", "decimal", "slider", "calculate")
        return f"{one[1]}{one[3]}" if numeric else one[0]


def _bounds(kind: str, field: _Field) -> Iterator[str]:
    for column, sign in ((LEAST, ">="), (MOST, "<=")):
        if (bound := field.said(column)) and kind in ("integer", "decimal"):
            yield f". {sign} {bound}"
        elif bound and kind == "date":
            yield f". {sign} date('{bound}')"


def _text(reading: _Reading, field: _Field, name: str) -> dict[str, Any]:
    validation = field.said(VALIDATION)
    if validation in _FORMATS:
        return {"type": "text", "format": _FORMATS[validation]}
    if validation.startswith(_NUMBERS):
        return {"type": "integer" if validation == "integer" else "decimal"}
    for kind in ("datetime", "date", "time"):
        if validation.startswith(kind):
            return {"type": kind}
    if validation:
        reading.draft.tell(
            field.place, Fate.LEFT_OUT, "validation", f"The validation “{validation}” is unknown here."
        )
    return {"type": "text"}


def _slider(reading: _Reading, field: _Field, name: str) -> dict[str, Any]:
    labels = [part.strip() for part in field.said(CHOICES).split("|")]
    bounds = [int(field.said(column) or usual) for column, usual in ((LEAST, "0"), (MOST, "100"))]
    found: dict[str, Any] = {"from": bounds[0], "to": bounds[1]}
    if labels[0]:
        found |= {"low": labels[0], "high": labels[-1]}
    return {"type": "slider", "range": found}


_Make = Callable[[_Reading, _Field, str], dict[str, Any]]
_TYPES: dict[str, _Make] = {
    "text": _text,
    "notes": lambda reading, field, name: {"type": "text", "appearance": "multiline"},
    "radio": lambda reading, field, name: {"type": "select_one", **reading.choices(field, name)},
    "dropdown": lambda reading, field, name: {
        "type": "select_one", "appearance": "minimal", **reading.choices(field, name),
    },
    "checkbox": lambda reading, field, name: {"type": "select_multiple", **reading.choices(field, name)},
    "yesno": lambda reading, field, name: {"type": "yes_no"},
    "truefalse": lambda reading, field, name: {"type": "yes_no"},
    "calc": lambda reading, field, name: reading.calculated(field, name),
    "slider": _slider,
    "descriptive": lambda reading, field, name: {"type": "note"},
    "file": lambda reading, field, name: {"type": "file"},
}  # fmt: skip

REDCAP = Format("redcap", "REDCap data dictionary", read_endings=(".csv",), read=read_dictionary, knows=knows)
