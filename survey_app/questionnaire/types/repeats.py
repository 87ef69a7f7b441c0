"""Questions for each of any number of entries: repeats, and tables with a row for each entry."""

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from survey_app.questionnaire.types.base import Expression, Identifier, Label
from survey_app.questionnaire.types.entries import MAX_ENTRIES, EntriesQuestion
from survey_app.questionnaire.types.groups import Items

if TYPE_CHECKING:
    from survey_app.questionnaire.types import Item, Question


class _Entries(EntriesQuestion):
    entry: Label | None = Field(None, description="What one entry is called")
    min: int = Field(0, ge=0, le=MAX_ENTRIES)
    max: int | None = Field(None, ge=1, le=MAX_ENTRIES)

    @model_validator(mode="after")
    def _ordered(self) -> "_Entries":
        if self.max is not None and self.max < self.min:
            raise ValueError("“min” is more than “max”: lower one, or raise the other")
        return self

    @property
    def fewest(self) -> int:
        return self.min

    @property
    def most(self) -> int:
        return MAX_ENTRIES if self.max is None else self.max


class TableQuestion(_Entries):
    """A few short questions in columns, answered in each row: the rows of a list, or as many as wanted."""

    type: Literal["table"]
    rows: Identifier | None = Field(None, description="The list whose entries are the rows")
    asked: Annotated[tuple["Question", ...], Field(min_length=1, max_length=12, alias="columns")]

    items_key: ClassVar[str] = "columns"

    @model_validator(mode="after")
    def _either(self) -> "TableQuestion":
        if self.rows and (self.min or self.max is not None or self.entry):
            raise ValueError("a table with “rows” has those rows: leave “min”, “max” and “entry” out")
        return self

    @property
    def inside(self) -> Items:
        return self.asked

    @property
    def row_list(self) -> str | None:
        return self.rows

    def lists(self) -> tuple[str, ...]:
        return (self.rows,) if self.rows else ()


class RepeatQuestion(_Entries):
    """The same questions for each of any number of entries; repeats may hold repeats."""

    type: Literal["repeat"]
    repeat_count: Expression | None = Field(None, description="How many entries there are")
    items: Annotated[tuple["Item", ...], Field(min_length=1, alias="questions")]

    items_key: ClassVar[str] = "questions"

    @property
    def inside(self) -> Items:
        return self.items

    @property
    def counted(self) -> bool:
        return self.repeat_count is not None
