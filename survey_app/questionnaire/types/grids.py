"""Questions on a scale or a calendar: a rating, grids with a row for each entry of a list, availability by week."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.types.base import Column, Identifier, Label, Lists, Part, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable
from survey_app.rounds.weeks import WEEK, weeks_between


class Scale(Part):
    """Whole steps from one figure to another, with words for both ends."""

    start: int = Field(alias="from", ge=-100, le=100)
    end: int = Field(alias="to", ge=-100, le=100)
    low: Label | None = None
    high: Label | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Scale":
        if not 1 <= self.end - self.start <= 20:
            raise ValueError("a scale goes up from `from` to `to` in 1 to 20 steps, such as {from: 0, to: 5}")
        return self

    @property
    def steps(self) -> range:
        """Return every figure of the scale."""
        return range(self.start, self.end + 1)

    def read(self, raw: Any, question: str, part: str | None = None) -> int | None:
        """Return the figure chosen, None when empty; raise Unreadable off the scale."""
        if raw is None or raw == "":
            return None
        text = str(raw).strip()
        known = {str(step): step for step in self.steps}
        if isinstance(raw, bool) or text not in known:
            raise Unreadable(Fault(question, f"Choose a figure from {self.start} to {self.end}.", part))
        return known[text]

    def words(self, figure: int) -> str:
        """Return the figure, with its words at the ends of the scale."""
        end_words = {self.start: self.low, self.end: self.high}.get(figure)
        return f"{figure} ({end_words})" if end_words else str(figure)


class RatingQuestion(QuestionBase):
    """One figure on a scale."""

    type: Literal["rating"]
    scale: Scale

    grouped: ClassVar[bool] = True
    fits: ClassVar[frozenset[str]] = frozenset({"experience"})

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBER)

    def read(self, raw: Any, lists: Lists) -> int | None:
        return self.scale.read(raw, self.name)

    def operand(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, self.scale.words(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=True)]


class _Grid(QuestionBase):
    rows: Identifier = Field(description="The list whose entries are the rows")

    grouped: ClassVar[bool] = True
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
        if raw is None:
            return None
        names = self.row_names(lists)
        if not isinstance(raw, dict) or not set(raw) <= set(names):
            raise Unreadable(Fault(self.name, "Answer with one entry for each row of the grid."))
        value, faults = {}, []
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
        return Name(Kind.CHOICES_BY_ROW, frozenset(choice.name for choice in lists[self.choices]))

    def read_cell(self, raw: Any, row: str, lists: Lists) -> str | None:
        if raw is None or raw == "":
            return None
        if raw not in {choice.name for choice in lists[self.choices]}:
            raise Unreadable(Fault(self.name, "Choose from the list.", row))
        return str(raw)

    def cell_words(self, cell: Any, lists: Lists) -> str:
        return next((choice.label for choice in lists[self.choices] if choice.name == cell), cell)


class WeekRange(Part):
    """The weeks from one to another, both included."""

    start: str = Field(alias="from", pattern=WEEK)
    end: str = Field(alias="to", pattern=WEEK)

    @model_validator(mode="after")
    def _ordered(self) -> "WeekRange":
        weeks_between(self.start, self.end)
        return self


AVAILABLE = {"yes": "Yes", "if-needed": "If needed", "no": "No"}


class AvailabilityQuestion(QuestionBase):
    """Each week: yes, if needed, or no. Without `weeks` it asks for the weeks of its round."""

    type: Literal["availability"]
    weeks: WeekRange | None = None

    grouped: ClassVar[bool] = True
    fits: ClassVar[frozenset[str]] = frozenset({"hosting.weeks", "visiting.weeks"})

    def week_names(self) -> list[str]:
        """Return the weeks asked for, as ISO weeks such as "2027-W10"."""
        return weeks_between(self.weeks.start, self.weeks.end) if self.weeks else []

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.CHOICES_BY_ROW, frozenset(AVAILABLE))

    def read(self, raw: Any, lists: Lists) -> dict[str, str] | None:
        if raw is None:
            return None
        if not isinstance(raw, dict):
            raise Unreadable(Fault(self.name, "Answer with yes, if-needed or no for each week."))
        faults = [
            Fault(self.name, "Choose yes, if needed or no.", week)
            for week, said in raw.items()
            if said and said not in AVAILABLE
        ]
        if faults:
            raise Unreadable(*faults)
        return {week: raw[week] for week in self.week_names() if raw.get(week)} or None

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [(week, AVAILABLE.get(said, said)) for week, said in (value or {}).items()]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(week, week) for week in self.week_names()]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return [(value or {}).get(week) for week in self.week_names()]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        given: Mapping[str, str] = value or {}
        return [week for week in self.week_names() if week not in given]
