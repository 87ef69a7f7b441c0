"""Tables as XLSX: every cell keeps its type, and what does not fit is reported."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from survey_app.exports.left_out import LeftOut
from survey_app.exports.tables import Cell, Column, Table, csv_chunks
from survey_app.exports.workbook import sheet_names, write_xlsx

ALL_SHEETS_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
CSV_IN_UTF_8 = "--infilter=Text - txt - csv (StarCalc):44,34,76,1"


def written(*tables: Table) -> tuple[bytes, list[LeftOut]]:
    target = io.BytesIO()
    left_out = write_xlsx(tables, target)
    return target.getvalue(), left_out


def column(cells: list[Cell], name: str = "t", title: str = "a") -> Table:
    return Table(name, (Column(title),), [(cell,) for cell in cells])


def cells_of(content: bytes) -> list[tuple[object, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows(min_row=2)]


def test_every_cell_keeps_its_type() -> None:
    moment = datetime(2027, 3, 8, 9, 30, tzinfo=UTC)
    cells: list[Cell] = [-5, "-5", Decimal("1.25"), 0, True, False, date(2027, 3, 8), moment, None, "x"]
    content, left_out = written(column(cells))
    assert left_out == []
    assert cells_of(content) == [
        (-5, "n"),
        ("-5", "s"),
        (1.25, "n"),
        (0, "n"),
        (True, "b"),
        (False, "b"),
        (datetime(2027, 3, 8), "d"),  # noqa: DTZ001 - cells have no zone
        (datetime(2027, 3, 8, 9, 30), "d"),  # noqa: DTZ001 - cells have no zone
        (None, "n"),
        ("x", "s"),
    ]


def test_texts_stay_texts_without_formulas_links_or_markup(nasty: tuple[str, ...]) -> None:
    texts = [
        *nasty,
        "http://a.example/",
        "mailto:a@b.example",
        "{=1}",
        "<r><t>x</t></r>",
        "<r></sheetData></r>",
    ]
    content, left_out = written(column(list(texts), title="=1+1"))
    assert left_out == []
    assert cells_of(content) == [(text, "s") for text in texts]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].data_type, sheet["A1"].font.b) == ("=1+1", "s", True)
    assert (sheet.freeze_panes, [cell.hyperlink for (cell,) in sheet.iter_rows()]) == ("A2", [None] * 16)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1), min_size=1))
def test_any_text_comes_back(texts: list[str]) -> None:
    content, left_out = written(column(list(texts)))
    assert left_out == []
    assert [unescape(str(value)) for value, _ in cells_of(content)] == texts


def test_what_does_not_fit_is_reported_with_its_place() -> None:
    content, left_out = written(
        column(["😀" * 16_384, "a\x00b\x01", 2**60, date(1899, 1, 1), Decimal("NaN")])
    )
    assert cells_of(content) == [
        ("😀" * 16_383, "s"),
        ("a\ufffdb\ufffd", "s"),
        (str(2**60), "s"),
        ("1899-01-01", "s"),
        ("NaN", "s"),
    ]
    assert [(item.place, item.what) for item in left_out] == [
        ("t!A2", "the last 1 of 32768 characters"),
        ("t!A3", "U+0000, U+0001"),
        ("t!A4", "1152921504606846976"),
        ("t!A5", "1899-01-01"),
        ("t!A6", "NaN"),
    ]


def test_sheet_names_are_legal_and_unique() -> None:
    names = ["Turku: needs/offers", "turku  needs offers", "A" * 40, "a" * 40, "'", "History", "😀" * 20]
    assert sheet_names(names) == [
        "Turku  needs offers",
        "turku  needs offers 2",
        "A" * 31,
        "a" * 29 + " 2",
        "Sheet",
        "History 2",
        "😀" * 15,
    ]


def test_the_same_tables_give_the_same_bytes() -> None:
    assert written(column(["a"]), column(["b"])) == written(column(["a"]), column(["b"]))


def test_a_workbook_without_tables_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one table"):
        written()


@pytest.mark.office
def test_libreoffice_reads_the_texts_we_wrote(
    soffice: Callable[..., Path], tmp_path: Path, nasty: tuple[str, ...]
) -> None:
    texts = [*nasty, "'=1+1", "-5", "0012", "2027-03-08", "a_x0041_b", " blank ", "a\nb"]
    content, _ = written(column(list(texts)), column([1], name="second"))
    (tmp_path / "texts.xlsx").write_bytes(content)
    folder = soffice(ALL_SHEETS_AS_CSV, [tmp_path / "texts.xlsx"])
    with (folder / "texts-t.csv").open(newline="", encoding="utf-8") as file:
        assert [cell for (cell,) in csv.reader(file)] == ["a", *texts]


@pytest.mark.office
def test_libreoffice_runs_nothing_in_our_csv(soffice: Callable[..., Path], tmp_path: Path) -> None:
    rows: list[Cell] = ["=1+1", "@SUM(1)", "+1", "-5", -5, "\t=1", "＝1+1"]
    (tmp_path / "table.csv").write_bytes(b"".join(csv_chunks(column(rows, title="=2+2"))))
    folder = soffice("xlsx:Calc MS Excel 2007 XML", [tmp_path / "table.csv"], CSV_IN_UTF_8)
    sheet = openpyxl.load_workbook(folder / "table.xlsx").worksheets[0]
    assert [(cell.value, cell.data_type) for (cell,) in sheet.iter_rows()] == [
        ("'=2+2", "s"),
        ("'=1+1", "s"),
        ("'@SUM(1)", "s"),
        ("'+1", "s"),
        ("'-5", "s"),
        (-5, "n"),
        ("'\t=1", "s"),
        ("'＝1+1", "s"),
    ]
