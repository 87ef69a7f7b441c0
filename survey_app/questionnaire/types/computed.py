"""Questions that nobody answers: values that the server computes, and values that are given beforehand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, ClassVar, Literal

from pydantic import Field

from survey_app.questionnaire.expressions import Kind, Name, Value
from survey_app.questionnaire.phrases import Phrase, spoken_day
from survey_app.questionnaire.types.base import Column, Expression, Label, Lists, QuestionBase
from survey_app.questionnaire.values import Fault, Unreadable, clean_text, is_empty

HIDDEN_LENGTH = 1_000
_COMPUTED = Phrase("This is computed from other answers; leave it out.")


class HiddenQuestion(QuestionBase):
    """A text that nobody is asked for: set by its default, or by the address that a sheet is opened with."""

    type: Literal["hidden"]
    default: Label | None = None
    from_link: bool = Field(False, description="The address of a city's link may set it: …?NAME=value")

    entered: ClassVar[bool] = False

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.TEXT)

    def read(self, raw: Any, lists: Lists) -> str | None:
        return clean_text(raw, self.name, HIDDEN_LENGTH)


class CalculateQuestion(QuestionBase):
    """A value computed by the server from other answers, stored and exported with them."""

    type: Literal["calculate"]
    calculation: Expression

    entered: ClassVar[bool] = False

    def kind(self, lists: Lists) -> Name:
        return Name(Kind.OTHER)

    def read(self, raw: Any, lists: Lists) -> None:
        if not is_empty(raw):
            raise Unreadable(Fault(self.name, _COMPUTED))


class SettledCalculation(CalculateQuestion):
    """A calculation whose expression has been read; no file holds one."""

    gives: Kind

    def kind(self, lists: Lists) -> Name:
        return Name(self.gives)

    @staticmethod
    def stored(computed: Value) -> Any:
        """Return what an expression computed as an answer that is stored."""
        if isinstance(computed, Decimal):
            return f"{computed:f}"
        if isinstance(computed, datetime | time):
            return computed.isoformat(timespec="minutes")
        if isinstance(computed, date):
            return computed.isoformat()
        return computed

    def operand(self, value: Any) -> Any:
        read = _READ.get(self.gives)
        return value if value is None or read is None else read(value)

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        if value is None:
            return []
        if self.gives is Kind.DATE:
            return [(None, spoken_day(date.fromisoformat(value)))]
        if self.gives is Kind.BOOLEAN:
            return [(None, Phrase("Yes") if value else Phrase("No"))]
        return [(None, str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        return [Column(numeric=self.gives is Kind.NUMBER)]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | Decimal | None]:
        if isinstance(value, bool):
            return ["yes" if value else "no"]
        return [Decimal(value) if self.gives is Kind.NUMBER and isinstance(value, str) else value]


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.NUMBER: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.TIME: time.fromisoformat,
    Kind.DATETIME: datetime.fromisoformat,
}
