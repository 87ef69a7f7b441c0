"""A figure on a scale."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Label, Lists, Part, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, is_empty


class Scale(Part):
    """Whole steps from one figure to another, with words for both ends."""

    start: int = Field(alias="from", ge=-100, le=100)
    end: int = Field(alias="to", ge=-100, le=100)
    low: Label | None = None
    high: Label | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Scale":
        if not 1 <= self.end - self.start <= 20:
            raise ValueError("a scale goes up from “from” to “to” in 1 to 20 steps, such as {from: 0, to: 5}")
        return self

    @property
    def steps(self) -> range:
        """Return every figure of the scale."""
        return range(self.start, self.end + 1)

    def read(self, raw: Any, question: str, part: str | None = None) -> int | None:
        """Return the figure chosen, None when empty; raise Unreadable off the scale."""
        if is_empty(raw):
            return None
        figure = raw
        if isinstance(raw, str):
            figure = {str(step): step for step in self.steps}.get(raw.strip())
        if isinstance(figure, bool) or not isinstance(figure, int) or figure not in self.steps:
            message = Phrase("Choose a figure from {start} to {end}.", start=self.start, end=self.end)
            raise Unreadable(Fault(question, message, part))
        return figure

    def words(self, figure: int) -> str:
        """Return the figure, with its words at the ends of the scale."""
        end_words = {self.start: self.low, self.end: self.high}.get(figure)
        return f"{figure} ({end_words})" if end_words else str(figure)


class RatingQuestion(QuestionBase):
    """One figure on a scale."""

    type: Literal["rating"]
    scale: Scale
    default: int | None = None

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
