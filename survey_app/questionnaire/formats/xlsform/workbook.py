"""Sheets of texts as an Excel workbook: every cell is text, whatever it looks like."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from xlsxwriter import Workbook

Sheets = dict[str, list[dict[str, str]]]

ORDER: Mapping[str, tuple[str, ...]] = {
    "survey": (
        "type", "name", "label", "hint", "guidance_hint", "required", "required_message", "relevant",
        "constraint", "constraint_message", "choice_filter", "calculation", "repeat_count", "default",
        "read_only", "appearance", "parameters",
    ),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id", "version", "default_language"),
    "external_choices": ("list_name", "name"),
    "entities": (),
    "osm": (),
}  # fmt: skip
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(sheets: Sheets, order: Sequence[str] = ()) -> bytes:
    """Return the workbook; sheets without rows are left out.

    order: of the survey's columns, where it is not XLSForm's usual one.
    """
    content = BytesIO()
    with Workbook(content, _OPTIONS) as workbook:
        bold = workbook.add_format({"bold": True})
        for name, rows in sheets.items():
            if not any(rows):
                continue
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            columns = columns_in_order(rows, order if order and name == "survey" else ORDER[name])
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, bold)
            for number, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    if column in row:
                        sheet.write_string(number, place, row[column])
    return content.getvalue()


def columns_in_order(rows: Iterable[Mapping[str, str]], order: Sequence[str]) -> list[str]:
    """Return every column: known ones first, each with its languages behind it, others as they come."""
    found = dict.fromkeys(column for row in rows for column in row)
    known = {column: place for place, column in enumerate(order)}
    last = len(known)
    return sorted(found, key=lambda column: known.get(column, known.get(column.partition("::")[0], last)))
