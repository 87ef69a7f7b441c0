"""Tables as plain data, streamed to CSV; texts that a spreadsheet would run as formulas are made harmless."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | date | datetime | None
Kind: TypeAlias = Literal["text", "long text", "number", "yes or no", "date", "moment"]

CHUNK = 64 * 1024
# what spreadsheet programs take for the start of a formula, or skip before one; apostrophes before it count,
# so that a text which had one already comes back as it was
RUNNABLE = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Column:
    """Name a column and say what stands in it; the kind decides the width, never the type of a cell."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a named table; rows may be a generator and are read once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]


def harmless_text(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could run; `restore_text` takes it off again."""
    return f"'{text}" if RUNNABLE.match(text) else text


def restore_text(cell: str) -> str:
    """Give the text that `harmless_text` was given, for reading a CSV back."""
    return cell[1:] if cell.startswith("'") and RUNNABLE.match(cell) else cell


def checked_rows(table: Table) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Give each row with its number in the sheet (the titles are row 1); ValueError for a wrong width."""
    for number, row in enumerate(table.rows, start=2):
        if len(row) != len(table.columns):
            found = f"row {number} of {table.name!r} has {len(row)} cells for {len(table.columns)} columns"
            raise ValueError(found)
        yield number, row


def without_zone(moment: datetime) -> datetime:
    """Give a moment as spreadsheets can hold it: in UTC without a zone; one without a zone stays as it is."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def csv_chunks(table: Table) -> Iterator[bytes]:
    """Stream a table as CSV: UTF-8 with BOM, RFC 4180; ValueError for a row of the wrong width.

    Empty and absent cells look alike in CSV. A lone surrogate raises UnicodeEncodeError: it is no text.
    """
    buffer = io.StringIO(newline="")
    buffer.write("\ufeff")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([harmless_text(column.title) for column in table.columns])
    for _, row in checked_rows(table):
        writer.writerow([_csv_cell(cell) for cell in row])
        if buffer.tell() >= CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return f"{cell:f}" if cell.is_finite() else harmless_text(str(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, int) else harmless_text(cell)
