"""Write tables as sheets of an XLSX workbook, row by row, every cell with its own type."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from survey_app.exports.left_out import LeftOut
from survey_app.exports.tables import Cell, Column, Kind, Table, checked_rows, without_zone
from survey_app.exports.texts import legal_text

LONGEST_TEXT = 32_767  # UTF-16 units in a cell
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_DIGITS = 15
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp: the same tables give the same bytes
WIDTHS: dict[Kind, int] = {
    "text": 24, "long text": 60, "number": 12, "yes or no": 10, "date": 12, "moment": 20,
}  # fmt: skip
ILLEGAL_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """Write every text as text: the library takes one that looks like `<r>...</r>` for ready markup."""

    def _xml_rich_inline_string(self, string: str, attributes: Any = ()) -> None:
        self._xml_inline_string(string, False, attributes)


def write_xlsx(
    tables: Sequence[Table], target: BinaryIO, *, title: str = "", made_at: datetime = EPOCH
) -> list[LeftOut]:
    """Write each table to a sheet of its own; give what was cut or changed, with sheet, cell and cause.

    Moments with a zone are written in UTC. ValueError without a table or for a row of the wrong width.
    """
    if not tables:
        raise ValueError("a workbook needs at least one table")
    workbook = xlsxwriter.Workbook(target, {"constant_memory": True})
    workbook.set_properties({"title": legal_text(title, "title")[0], "created": made_at})
    left_out: list[LeftOut] = []
    for name, table in zip(sheet_names([table.name for table in tables]), tables, strict=True):
        _SheetWriter(workbook, name, left_out).write(table)
    workbook.close()
    return left_out


def sheet_names(names: Sequence[str]) -> list[str]:
    """Make names that every spreadsheet accepts: legal, at most 31 units, unique whatever the case."""
    taken: set[str] = {"history"}
    legal = []
    for wanted in names:
        base = legal_text(ILLEGAL_IN_NAME.sub(" ", wanted), "")[0].strip(" '") or "Sheet"
        name, count = _cut(base, 31).rstrip(" '"), 1
        while name.casefold() in taken:
            count += 1
            name = f"{_cut(base, 31 - len(f' {count}')).rstrip()} {count}"
        taken.add(name.casefold())
        legal.append(name)
    return legal


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


class _SheetWriter:
    def __init__(self, workbook: Any, name: str, left_out: list[LeftOut]) -> None:
        self.name, self.left_out = name, left_out
        self.sheet = workbook.add_worksheet(name, worksheet_class=PlainWorksheet)
        self.head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        top: dict[str, object] = {"valign": "top"}
        self.formats = {
            "plain": workbook.add_format(top),
            "wrapped": workbook.add_format({**top, "text_wrap": True}),
            "date": workbook.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
            "moment": workbook.add_format({**top, "num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
        }

    def write(self, table: Table) -> None:
        self._head(table.columns[:MOST_COLUMNS])
        lost_rows = 0
        for number, row in checked_rows(table):
            if number > MOST_ROWS:
                lost_rows += 1
                continue
            for column, cell in enumerate(row[:MOST_COLUMNS]):
                self._cell(number - 1, column, cell, table.columns[column].kind)
        if lost_rows:
            self._report(self.name, f"{lost_rows} rows", f"a sheet holds {MOST_ROWS} rows")
        if len(table.columns) > MOST_COLUMNS:
            what = f"{len(table.columns) - MOST_COLUMNS} columns"
            self._report(self.name, what, f"a sheet holds {MOST_COLUMNS} columns")

    def _head(self, columns: Sequence[Column]) -> None:
        self.sheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            width = min(max(WIDTHS[column.kind], len(column.title) + 2), 60)
            self.sheet.set_column(index, index, width)
            self._text(0, index, column.title, self.head)

    def _cell(self, row: int, column: int, cell: Cell, kind: Kind) -> None:
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, column, cell, self.formats["plain"])
        elif isinstance(cell, int | Decimal):
            self._number(row, column, cell)
        elif isinstance(cell, date):
            self._day(row, column, cell)
        elif cell is not None:
            self._text(row, column, cell, self.formats["wrapped" if kind == "long text" else "plain"])

    def _number(self, row: int, column: int, number: int | Decimal) -> None:
        exact = Decimal(number)
        if exact.is_finite() and len(exact.normalize().as_tuple().digits) <= MOST_DIGITS:
            self.sheet.write_number(row, column, number, self.formats["plain"])
            return
        self._text(row, column, str(number), self.formats["plain"])
        why = f"a spreadsheet keeps {MOST_DIGITS} digits of a number; it is written as text"
        self._report(self._place(row, column), str(number), why)

    def _day(self, row: int, column: int, moment: date) -> None:
        plain = without_zone(moment) if isinstance(moment, datetime) else moment
        day = plain.date() if isinstance(plain, datetime) else plain
        if day >= FIRST_DAY:
            kind = "moment" if isinstance(plain, datetime) else "date"
            self.sheet.write_datetime(row, column, plain, self.formats[kind])
            return
        self._text(row, column, str(plain), self.formats["plain"])
        why = "a spreadsheet has no dates before March 1900; it is written as text"
        self._report(self._place(row, column), str(plain), why)

    def _text(self, row: int, column: int, text: str, style: Any) -> None:
        legal, missing = legal_text(text, self._place(row, column))
        self.left_out.extend(missing)
        units = len(legal.encode("utf-16-le")) // 2
        if units > LONGEST_TEXT:
            what = f"the last {units - LONGEST_TEXT} of {units} characters"
            self._report(self._place(row, column), what, f"a cell holds {LONGEST_TEXT} characters")
            legal = _cut(legal, LONGEST_TEXT)
        self.sheet.write_string(row, column, legal, style)

    def _place(self, row: int, column: int) -> str:
        return f"{self.name}!{xlsxwriter.utility.xl_rowcol_to_cell(row, column)}"

    def _report(self, place: str, what: str, why: str) -> None:
        self.left_out.append(LeftOut(place, what, why))
