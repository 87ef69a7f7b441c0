"""A translator's workbook (XLSX): one row for each text; only the translation is to be filled in."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter

from survey_app.questionnaire.translations.exchange import ExchangeRefused, Job, State, Unit

HEADS = ("Text", "Source", "Translation", "State")
MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 32 * 1024 * 1024
MAX_PARTS = 200
MAX_ROWS = 20_000
_TITLE = "Translation"
_BETWEEN = "/"
_WORDS = {
    State.MISSING: "to translate",
    State.STALE: "source changed",
    State.CURRENT: "done",
}


def written(job: Job) -> bytes:
    """Return a job as a workbook."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_TITLE)
    head = book.add_format({"bold": True, "bg_color": "#E4F1EF", "border": 1})
    fixed = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4D5C62"})
    free = book.add_format({"text_wrap": True, "valign": "top", "locked": False, "bg_color": "#FFF9EC"})
    sheet.write_string(0, 0, f"{job.name}: {job.source_language} → {job.language}", head)
    for column, (words, width) in enumerate(zip(HEADS, (34, 60, 60, 16), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, words, head)
    for row, unit in enumerate(job.units, 2):
        sheet.write_string(row, 0, _BETWEEN.join(unit.key), fixed)
        sheet.write_string(row, 1, unit.source, fixed)
        sheet.write_string(row, 2, unit.target or "", free)
        sheet.write_string(row, 3, _WORDS[unit.state], free)
    last = max(2, len(job.units) + 1)
    sheet.data_validation(2, 3, last, 3, {"validate": "list", "source": list(_WORDS.values())})
    sheet.freeze_panes(2, 1)
    sheet.autofilter(1, 0, last, 3)
    book.close()
    return buffer.getvalue()


def read_units(content: bytes, name: str, language: str) -> tuple[Unit, ...]:
    """Return the texts of a workbook of a questionnaire; raise ExchangeRefused."""
    check_sizes(content)
    rows = _rows(content)
    about = next(rows, ("",))
    said, _, languages = str(about[0] or "").partition(": ")
    target = languages.partition(" → ")[2]
    if said != name or target.lower() != language.lower():
        wanted = f"“{name}” in “{language}”"
        raise ExchangeRefused(
            f"The workbook’s first cell does not say that it is {wanted}. Choose the right file."
        )
    heads = tuple(str(cell or "") for cell in next(rows, ()))
    if heads[: len(HEADS)] != HEADS:
        told = ", ".join(HEADS)
        raise ExchangeRefused(f"The workbook’s second row must read {told}. Leave the columns as they were.")
    return tuple(_unit(row) for row in rows if row and row[0])


def check_sizes(content: bytes) -> None:
    """Refuse what is no workbook, or would fill the memory: sizes are read before anything is unpacked."""
    if len(content) > MAX_BYTES:
        raise ExchangeRefused(
            f"The workbook has {len(content):,} bytes; at most {MAX_BYTES:,} are read. Split it."
        )
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, OSError):
        raise ExchangeRefused("This is no XLSX workbook. Save it in that format.") from None
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED:
        raise ExchangeRefused(
            f"Unpacked the workbook would have {unpacked:,} bytes in {len(entries):,} parts; at most"
            f" {MAX_UNPACKED:,} in {MAX_PARTS} are read. Take other sheets and pictures out."
        )


def _rows(content: bytes) -> Iterator[tuple[Any, ...]]:
    from openpyxl import load_workbook  # noqa: PLC0415 - loading it takes longer than all else of a command

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book[_TITLE] if _TITLE in book.sheetnames else book.worksheets[0]
        for place, row in enumerate(sheet.iter_rows(values_only=True, max_col=len(HEADS))):
            if place > MAX_ROWS:
                raise ExchangeRefused(
                    f"The workbook has more than {MAX_ROWS:,} rows. Take the empty ones out."
                )
            yield tuple(row)
    except ExchangeRefused:
        raise
    except Exception as error:  # whatever a broken workbook makes the library raise
        detail = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ExchangeRefused(f"The workbook cannot be read: {detail}. Save it anew as XLSX.") from error


def _unit(row: tuple[Any, ...]) -> Unit:
    name, source, target, state = (*row, None, None, None)[:4]
    text = None if target is None else str(target)
    done = str(state or "").strip().lower() == _WORDS[State.CURRENT]
    told = State.MISSING if not text else State.CURRENT if done else State.STALE
    return Unit(tuple(str(name).split(_BETWEEN)), str(source or ""), text or None, told)
