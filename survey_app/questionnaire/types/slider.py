"""A figure from a range, shown as a slider."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types.base import Column, Label, Lists, Part, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, read_number

MAX_STEPS = 10_000


def _exact(given: object) -> Decimal:
    if isinstance(given, bool) or not isinstance(given, (int, float, Decimal)):
        raise PydanticCustomError("decimal_type", "a number is expected")
    return Decimal(str(given))


Figure = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=-1_000_000, le=1_000_000),
    WithJsonSchema({"type": "number", "minimum": -1_000_000, "maximum": 1_000_000}),
]


class Range(Part):
    """Figures from one to another in equal steps, with words for both ends."""

    start: Figure = Field(alias="from")
    end: Figure = Field(alias="to")
    step: Figure = Field(Decimal(1), description="How far the figures lie apart, 1 if left out")
    low: Label | None = None
    high: Label | None = None

    @model_validator(mode="after")
    def _ordered(self) -> "Range":
        if self.start >= self.end or self.step <= 0:
            raise ValueError("a range goes up from “from” to “to”, such as {from: 0, to: 100, step: 5}")
        if (self.end - self.start) % self.step:
            raise ValueError("the steps of a range must end at “to”; change “to” or “step”")
        if (self.end - self.start) / self.step > MAX_STEPS:
            raise ValueError(f"a range has at most {MAX_STEPS:,} steps; make “step” larger")
        return self

    @property
    def whole(self) -> bool:
        """Tell whether every figure is a whole number."""
        return not self.start % 1 and not self.step % 1

    def holds(self, figure: Decimal) -> bool:
        """Tell whether a figure is one of the range."""
        return self.start <= figure <= self.end and not (figure - self.start) % self.step

    def words(self) -> str:
        """Return the range in words."""
        steps = "" if self.step == 1 else f", in steps of {plain(self.step)}"
        return f"from {plain(self.start)} to {plain(self.end)}{steps}"


def plain(figure: Decimal) -> str:
    """Write a figure in one way: 12.50 and 12.5 are one, and so are 1E+2 and 100."""
    return f"{figure.quantize(Decimal(1)) if not figure % 1 else figure.normalize():f}"


class SliderQuestion(QuestionBase):
    """One figure of a range; whole figures are stored as numbers, others as their exact text."""

    type: Literal["slider"]
    range: Range
    default: Figure | None = None
    unit: Label | None = None

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.NUMBER)

    def read(self, raw: Any, lists: Lists) -> int | str | None:
        number = read_number(raw, self.name, whole=self.range.whole)
        if number is None:
            return None
        if not self.range.holds(number):
            raise Unreadable(Fault(self.name, self._off()))
        return int(number) if self.range.whole else plain(number)

    def _off(self) -> Phrase:
        start, end, step = plain(self.range.start), plain(self.range.end), plain(self.range.step)
        if step == "1":
            return Phrase("Choose a figure from {start} to {end}.", start=start, end=end)
        words = {"start": start, "end": end, "step": step}
        return Phrase("Choose a figure from {start} to {end}, in steps of {step}.", **words)

    def operand(self, value: Any) -> Any:
        return None if value is None else Decimal(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        return [] if value is None else [(None, f"{value} {self.unit}" if self.unit else str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=True)]

    def cells(self, value: Any, lists: Lists) -> Sequence[Decimal | int | None]:
        return [Decimal(value) if isinstance(value, str) else value]
