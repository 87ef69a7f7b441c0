"""The rows of a survey sheet that is to be written, as a tree, and what was carried put back into it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey_app.questionnaire.formats.model import Loss
from survey_app.questionnaire.formats.xlsform.catalogue import loss

Cells = dict[str, str]


@dataclass
class Line:
    """Hold a row to write, or rows that were carried; `end` closes what a group or a repeat holds."""

    cells: Cells
    end: str = ""
    children: list["Line"] = field(default_factory=list)
    row: int = 0  # where it must not stand before, as XLSForm names things by their rows

    @property
    def name(self) -> str:
        """Return the name in its row."""
        return self.cells.get("name", "")

    def rows(self, after: int) -> Iterator[Cells]:
        """Yield the rows, the first of them below the row with that number."""
        if after + 1 < self.row <= after + 60:  # XLSForm reads on over so many empty rows
            yield from ({} for _ in range(self.row - after - 1))
            after = self.row - 1
        yield self.cells
        after += 1
        for child in self.children:
            for cells in child.rows(after):
                yield cells
                after += 1
        if self.end:
            yield {"type": self.end}


def restore(lines: list[Line], carried: Mapping[str, Any]) -> list[Loss]:
    """Put back the cells and rows that an import carried; tell what has lost its place."""
    places = dict(_places(lines, ""))
    cells, rows = _entries(carried, "cells", "remarks"), _entries(carried, "rows", "idle_rows")
    losses = [told for entry in cells for told in _restore_cells(places, entry)]
    for entry in reversed(rows):  # so that rows that follow the same keep their order
        losses += _restore_rows(lines, places, entry)
    return losses


def _entries(carried: Mapping[str, Any], *keys: str) -> Sequence[Mapping[str, Any]]:
    parts = [carried.get(key) for key in keys]
    return [one for part in parts if isinstance(part, list) for one in part if isinstance(one, dict)]


def _places(lines: list[Line], above: str) -> Iterator[tuple[str, Line]]:
    for line in lines:
        path = f"{above}/{line.name}" if above else line.name
        yield path, line
        yield from _places(line.children, path)


def _restore_cells(places: Mapping[str, Line], entry: Mapping[str, Any]) -> Iterator[Loss]:
    of = str(entry.get("of", ""))
    line = places.get(of)
    if line is None:
        yield loss("gone", "carried", name=of)
        return
    for column, text in entry.items():
        if column == "row":
            line.row = int(text)
        elif column != "of":
            line.cells[column] = str(text)


def _restore_rows(top: list[Line], places: Mapping[str, Line], entry: Mapping[str, Any]) -> Iterator[Loss]:
    """Put rows behind what they followed, else at the end of what held them."""
    rows = [
        {key: str(one) for key, one in row.items()}
        for row in entry.get("rows") or []
        if isinstance(row, dict)
    ]
    inside, after = str(entry.get("in", "")), entry.get("after")
    holder = places.get(inside)
    siblings = holder.children if holder else top
    found = [index for index, line in enumerate(siblings) if after is not None and line.name == after]
    if (inside and holder is None) or (after is not None and not found):
        yield loss("moved", "carried", where=inside if holder else "the form")
        at = len(siblings)
    else:
        at = found[0] + 1 if found else 0
    siblings[at:at] = [Line(row) for row in rows]


def flat(lines: Sequence[Line]) -> list[Cells]:
    """Return all rows, the first of them in the sheet's second row."""
    rows: list[Cells] = []
    for line in lines:
        rows += line.rows(len(rows) + 1)
    return rows
