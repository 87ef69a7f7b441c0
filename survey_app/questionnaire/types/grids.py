"""Grids: one answer for each entry of a list."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Identifier, Lists, QuestionBase
from survey_app.questionnaire.types.scale import Scale
from survey_app.questionnaire.values import Fault, Unreadable, is_empty


class _Grid(QuestionBase):
    rows: Identifier = Field(description="The list whose entries are the rows")

    grouped: ClassVar[bool] = True
    by_parts: ClassVar[bool] = True
    numeric: ClassVar[bool] = False

    def row_names(self, lists: Lists) -> list[str]:
        """Return the names of the rows, in order."""
        return [choice.name for choice in lists[self.rows]]

    def read_cell(self, raw: Any, row: str, lists: Lists) -> Any:
        """Return one row's typed answer, None when empty."""
        raise NotImplementedError

    def cell_words(self, cell: Any, lists: Lists) -> str:
        """Return one row's answer in words."""
        raise NotImplementedError

    def read(self, raw: Any, lists: Lists) -> dict[str, Any] | None:
        if is_empty(raw):
            return None
        names = self.row_names(lists)
        if not isinstance(raw, dict) or not set(raw) <= set(names):
            raise Unreadable(Fault(self.name, Phrase("Answer with one entry for each row of the grid.")))
        value: dict[str, Any] = {}
        faults: list[Fault] = []
        for row in names:
            try:
                cell = self.read_cell(raw.get(row), row, lists)
            except Unreadable as unreadable:
                faults += unreadable.faults
                continue
            if cell is not None:
                value[row] = cell
        if faults:
            raise Unreadable(*faults)
        return value or None

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        given: Mapping[str, Any] = value or {}
        rows = [choice for choice in lists[self.rows] if choice.name in given]
        return [(choice.label, self.cell_words(given[choice.name], lists)) for choice in rows]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(choice.name, choice.label, numeric=self.numeric) for choice in lists[self.rows]]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | None]:
        given: Mapping[str, Any] = value or {}
        return [given.get(row) for row in self.row_names(lists)]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        given: Mapping[str, Any] = value or {}
        return [row for row in self.row_names(lists) if row not in given]


class RatingGridQuestion(_Grid):
    """A figure on one scale for each entry of a list."""

    type: Literal["rating_grid"]
    scale: Scale

    numeric: ClassVar[bool] = True
    fits: ClassVar[frozenset[str]] = frozenset({"needs", "offers", "experience"})

    def lists(self) -> tuple[str, ...]:
        return (self.rows,)

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBERS, frozenset(self.row_names(lists)))

    def read_cell(self, raw: Any, row: str, lists: Lists) -> int | None:
        return self.scale.read(raw, self.name, row)

    def cell_words(self, cell: Any, lists: Lists) -> str:
        return self.scale.words(cell)


class SelectGridQuestion(_Grid):
    """One choice from a list for each entry of another list."""

    type: Literal["select_grid"]
    choices: Identifier

    def lists(self) -> tuple[str, ...]:
        return (self.rows, self.choices)

    def kind(self, lists: Lists) -> Name:
        choices = frozenset(choice.name for choice in lists[self.choices])
        return Name(Kind.CHOICES_BY_ROW, choices, frozenset(self.row_names(lists)))

    def read_cell(self, raw: Any, row: str, lists: Lists) -> str | None:
        if is_empty(raw):
            return None
        if not isinstance(raw, str) or all(raw != choice.name for choice in lists[self.choices]):
            raise Unreadable(Fault(self.name, Phrase("Choose from the list."), row))
        return raw

    def cell_words(self, cell: Any, lists: Lists) -> str:
        return next((choice.label for choice in lists[self.choices] if choice.name == cell), cell)
