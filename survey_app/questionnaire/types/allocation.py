"""Points that are shared out over the entries of a list."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.types.base import Column, Identifier, Label, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty, read_number


class AllocationQuestion(QuestionBase):
    """Points shared out over a list until none is left; an entry left empty gets none."""

    type: Literal["allocation"]
    choices: Identifier = Field(description="The list that the points are shared over")
    total: int = Field(100, ge=1, le=1_000_000, description="How many points there are, 100 if left out")
    unit: Label = "points"

    grouped: ClassVar[bool] = True

    def lists(self) -> tuple[str, ...]:
        return (self.choices,)

    def row_names(self, lists: Lists) -> list[str]:
        """Return the names of the entries, in order."""
        return [choice.name for choice in lists[self.choices]]

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBERS, frozenset(self.row_names(lists)))

    def read(self, raw: Any, lists: Lists) -> dict[str, int] | None:
        if is_empty(raw):
            return None
        names = self.row_names(lists)
        if not isinstance(raw, dict) or not set(raw) <= set(names):
            raise Unreadable(Fault(self.name, f"Give {self.unit} to entries of the list."))
        value: dict[str, int] = {}
        faults: list[Fault] = []
        for name in names:
            try:
                given = self._points(raw.get(name), name)
            except Unreadable as unreadable:
                faults += unreadable.faults
                continue
            if given is not None:
                value[name] = given
        if faults:
            raise Unreadable(*faults)
        return value or None

    def _points(self, raw: Any, entry: str) -> int | None:
        message = f"Write a whole number from 0 to {self.total}."
        try:
            number = read_number(raw, self.name, whole=True)
        except Unreadable:
            raise Unreadable(Fault(self.name, message, entry)) from None
        if number is not None and not 0 <= number <= self.total:
            raise Unreadable(Fault(self.name, message, entry))
        return None if number is None else int(number)

    def count_fault(self, value: Any) -> Fault | None:
        """Return what is wrong with the sum, None when nothing is or nothing is shared out yet."""
        if not value:
            return None
        given = sum(value.values())
        if given == self.total:
            return None
        over = given - self.total
        remedy = f"take {over} away" if over > 0 else f"share {-over} more"
        return Fault(self.name, f"Together these are {given} of {self.total} {self.unit}: {remedy}.")

    def left(self, given: Mapping[str, str]) -> int:
        """Return how many points are left, of those that a form holds as numbers; below 0 when too many."""
        typed = [text.strip() for text in given.values()]
        return self.total - sum(int(text) for text in typed if text.isdecimal() and len(text) < 10)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        given: Mapping[str, int] = value or {}
        entries = [choice for choice in lists[self.choices] if choice.name in given]
        return [(choice.label, f"{given[choice.name]} {self.unit}") for choice in entries]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(choice.name, choice.label, numeric=True) for choice in lists[self.choices]]

    def cells(self, value: Any, lists: Lists) -> Sequence[int | None]:
        given: Mapping[str, int] = value or {}
        return [given.get(name) for name in self.row_names(lists)]
