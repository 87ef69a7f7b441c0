"""Availability: yes, if needed or no for each week."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Lists, Part, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty
from survey_app.rounds.weeks import WEEK, weeks_between


class WeekRange(Part):
    """The weeks from one to another, both included."""

    start: str = Field(alias="from", pattern=WEEK)
    end: str = Field(alias="to", pattern=WEEK)

    @model_validator(mode="after")
    def _ordered(self) -> "WeekRange":
        weeks_between(self.start, self.end)
        return self


AVAILABLE = {"yes": Phrase("Yes"), "if-needed": Phrase("If needed"), "no": Phrase("No")}


class AvailabilityQuestion(QuestionBase):
    """Each week: yes, if needed, or no. Without `weeks` it asks for the weeks of its round."""

    type: Literal["availability"]
    weeks: WeekRange | None = None

    grouped: ClassVar[bool] = True
    by_parts: ClassVar[bool] = True
    fits: ClassVar[frozenset[str]] = frozenset({"hosting.weeks", "visiting.weeks"})

    def week_names(self) -> list[str]:
        """Return the weeks asked for, as ISO weeks such as "2027-W10"; none while no round has set them."""
        return weeks_between(self.weeks.start, self.weeks.end) if self.weeks else []

    def kind(self, lists: Lists) -> Name:
        # Without weeks of its own it asks for those of a round, which nobody can check a condition against.
        weeks = frozenset(self.week_names()) if self.weeks else None
        return Name(Kind.CHOICES_BY_ROW, frozenset(AVAILABLE), weeks)

    def read(self, raw: Any, lists: Lists) -> dict[str, str] | None:
        if is_empty(raw):
            return None
        if not isinstance(raw, dict):
            raise Unreadable(Fault(self.name, Phrase("Answer with yes, if-needed or no for each week.")))
        weeks = self.week_names()
        faults = [
            Fault(self.name, Phrase("Choose yes, if needed or no."), week)
            for week, said in raw.items()
            if week in weeks and not is_empty(said) and not (isinstance(said, str) and said in AVAILABLE)
        ]
        if any(week not in weeks and not is_empty(said) for week, said in raw.items()):
            faults.append(Fault(self.name, Phrase("One of these weeks is not asked for; leave it out.")))
        if faults:
            raise Unreadable(*faults)
        return {week: raw[week] for week in weeks if not is_empty(raw.get(week))} or None

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [(week, AVAILABLE.get(said, said)) for week, said in (value or {}).items()]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(week, week) for week in self.week_names()]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | None]:
        return [(value or {}).get(week) for week in self.week_names()]

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        given: Mapping[str, str] = value or {}
        return [week for week in self.week_names() if week not in given]


class SettledAvailability(AvailabilityQuestion):
    """An availability question that asks for the weeks of its round; no file holds one."""

    asked: tuple[str, ...]

    def week_names(self) -> list[str]:
        return list(self.asked)
