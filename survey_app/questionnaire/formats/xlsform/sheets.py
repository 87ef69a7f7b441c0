"""An XLSForm as its sheets say it: rows of cells by the one name of each column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.formats.xlsform.headers import choice_columns, setting_columns, survey_columns

FURTHER_SHEETS = ("external_choices", "entities", "osm")


@dataclass(frozen=True)
class Row:
    """Hold one row of a sheet: its number as the spreadsheet shows it, and its cells."""

    number: int
    cells: Mapping[str, str]

    def cell(self, column: str) -> str | None:
        """Return what stands in a column, None where nothing does."""
        return self.cells.get(column)


@dataclass(frozen=True)
class Workbook:
    """Hold the sheets of a form.

    columns: of the survey, in their order. further: sheets that are kept as they are. others: names of sheets
    that are no part of the form.
    """

    survey: Sequence[Row]
    choices: Sequence[Row] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    columns: Sequence[str] = ()
    further: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    others: Sequence[str] = ()


def workbook_of(raw: Any) -> Workbook:
    """Return the workbook of what the reference converter has read from a file."""
    survey = _rows(raw.survey, raw.survey_header, survey_columns)
    choices = _rows(raw.choices, raw.choices_header, choice_columns)
    settings = _rows((raw.settings or [])[:1], raw.settings_header, setting_columns)
    sheets = {name: getattr(raw, name) for name in FURTHER_SHEETS}
    known = ("survey", "choices", "settings", *FURTHER_SHEETS)
    names = [name for name in raw.sheet_names or () if str(name).lower() not in known]
    return Workbook(
        survey,
        choices,
        settings[0].cells if settings else {},
        list(_named(raw.survey, raw.survey_header, survey_columns).values()),
        {name: [_texts(row) for row in rows if row] for name, rows in sheets.items() if rows},
        names if len(raw.sheet_names or ()) > 1 else (),
    )


Naming = Callable[[Iterable[str]], dict[str, str]]


def _named(rows: Any, headers: Any, naming: Naming) -> dict[str, str]:
    found = dict.fromkeys(str(header) for header in (headers[0] if headers else {}) if header)
    return naming([*found, *(key for row in rows or () for key in row if key and key not in found)])


def _rows(rows: Any, headers: Any, naming: Naming) -> list[Row]:
    columns = _named(rows, headers, naming)
    return [
        Row(number, {columns[key]: _cell(columns[key], text) for key, text in _texts(row).items()})
        for number, row in enumerate(rows or (), 2)
    ]


def _texts(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the cells of a row that hold something."""
    return {key: str(text) for key, text in row.items() if key and text is not None and str(text).strip()}


def _cell(column: str, text: str) -> str:
    """Return a cell's text; spaces within a type mean nothing."""
    return " ".join(text.split()) if column == "type" else text
