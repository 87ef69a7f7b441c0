"""Points that are shared out over the entries of a list."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Identifier, Label, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty, read_number

_ENTRIES = Phrase("Give points to entries of the list.")


class AllocationQuestion(QuestionBase):
    """Points shared out over a list until none is left; an entry left empty gets none."""

    type: Literal["allocation"]
    choices: Identifier = Field(description="The list that the points are shared over")
    total: int = Field(100, ge=1, le=1_000_000, description="How many points there are, 100 if left out")
    unit: Label | None = Field(None, description="What is shared out, if it is not points")

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
            raise Unreadable(Fault(self.name, _ENTRIES))
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
        message = Phrase("Write a whole number from 0 to {total}.", total=self.total)
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
        words = {"given": given, "total": self.total, "off": abs(given - self.total)}
        if given > self.total:
            return Fault(
                self.name, Phrase("Together these are {given} of {total}: take {off} away.", **words)
            )
        return Fault(self.name, Phrase("Together these are {given} of {total}: share {off} more.", **words))

    def left(self, given: Mapping[str, str]) -> int:
        """Return how many points are left, of those that a form holds as numbers; below 0 when too many."""
        typed = [text.strip() for text in given.values()]
        return self.total - sum(int(text) for text in typed if text.isdecimal() and len(text) < 10)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        given: Mapping[str, int] = value or {}
        entries = [choice for choice in lists[self.choices] if choice.name in given]
        return [(choice.label, self.counted(given[choice.name])) for choice in entries]

    def counted(self, points: int) -> str:
        """Return so many points in words."""
        return f"{points} {self.unit}" if self.unit else Phrase("{points} points", points=points)

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(choice.name, choice.label, numeric=True) for choice in lists[self.choices]]

    def cells(self, value: Any, lists: Lists) -> Sequence[int | None]:
        given: Mapping[str, int] = value or {}
        return [given.get(name) for name in self.row_names(lists)]
