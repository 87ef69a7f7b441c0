"""Tables as CSV: what is written comes back, and nothing runs as a formula."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_app.exports.tables import Cell, Column, Table, csv_chunks, harmless_text, restore_text

RISKY = "=+-@\t\r\n＝＋－＠"
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.builds(
    lambda marks, risky, rest: marks + risky + rest,
    st.sampled_from(["", "'", "''"]),
    st.sampled_from(RISKY),
    st.text(st.characters(exclude_categories=["Cs"])),
)


def table(rows: list[tuple[Cell, ...]], *titles: str) -> Table:
    return Table("t", tuple(Column(title) for title in titles), rows)


def read_back(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS)), TEXTS)
def test_every_text_comes_back_and_none_starts_a_formula(rows: list[tuple[str, str]], title: str) -> None:
    cells = read_back(b"".join(csv_chunks(table(list(rows), title, "second"))))
    assert [[restore_text(cell) for cell in row] for row in cells] == [[title, "second"], *map(list, rows)]
    assert [cell for row in cells for cell in row if cell.startswith(tuple(RISKY))] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "'-5"),
        ("＝1", "'＝1"),
        ("\tx", "'\tx"),
        ("'=1+1", "''=1+1"),
        ("''@x", "'''@x"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_an_apostrophe_is_added_only_where_needed(text: str, written: str) -> None:
    assert (harmless_text(text), restore_text(written)) == (written, text)


def test_csv_keeps_numbers_as_numbers_and_texts_as_texts() -> None:
    row: tuple[Cell, ...] = (
        -5, "-5", Decimal("-1.50"), Decimal("1E+3"), 0, None, "", True, False,
        date(2027, 3, 8), datetime(2027, 3, 8, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    titles = "=title", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"
    assert b"".join(csv_chunks(table([row], *titles))) == (
        b"\xef\xbb\xbf'=title,b,c,d,e,f,g,h,i,j,k\r\n"
        b"-5,'-5,-1.50,1000,0,,,true,false,2027-03-08,2027-03-08 09:30:00+00:00\r\n"
    )


def test_csv_quotes_as_rfc_4180_says() -> None:
    assert b"".join(csv_chunks(table([('a "b"', "c,d"), ("e\r\nf", "g;h")], "x", "y"))) == (
        b'\xef\xbb\xbfx,y\r\n"a ""b""","c,d"\r\n"e\r\nf",g;h\r\n'
    )


def test_csv_streams_while_rows_are_still_to_come() -> None:
    drawn = []

    def rows() -> Iterator[tuple[str]]:
        for number in range(1000):
            drawn.append(number)
            yield ("x" * 1000,)

    chunks = csv_chunks(Table("t", (Column("a"),), rows()))
    next(chunks)
    assert 60 < len(drawn) < 70
    assert sum(map(len, chunks)) > 900_000


def test_a_row_of_the_wrong_width_is_refused_with_its_place() -> None:
    with pytest.raises(ValueError, match="row 3 of 't' has 1 cells for 2 columns"):
        list(csv_chunks(table([("a", "b"), ("c",)], "x", "y")))


def test_nasty_texts_come_back_from_csv(nasty: tuple[str, ...]) -> None:
    cells = read_back(b"".join(csv_chunks(table([(text,) for text in nasty], "text"))))
    assert [restore_text(cell) for (cell,) in cells[1:]] == list(nasty)
