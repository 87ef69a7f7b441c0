"""Every question type, one class each; `Question` is the union that a file's `type` chooses from."""

from typing import Annotated

from pydantic import Field

from survey_app.questionnaire.types.allocation import AllocationQuestion
from survey_app.questionnaire.types.availability import (
    AVAILABLE,
    AvailabilityQuestion,
    SettledAvailability,
    WeekRange,
)
from survey_app.questionnaire.types.base import (
    NAME,
    Choice,
    Column,
    Expression,
    Feed,
    Identifier,
    Label,
    Lists,
    Part,
    QuestionBase,
    Text,
)
from survey_app.questionnaire.types.computed import CalculateQuestion, HiddenQuestion, SettledCalculation
from survey_app.questionnaire.types.entries import ID as ENTRY_ID
from survey_app.questionnaire.types.entries import MAX_ENTRIES, EntriesQuestion, Entry, part_of
from survey_app.questionnaire.types.european_cities import CITIES, european_cities
from survey_app.questionnaire.types.file import FileQuestion
from survey_app.questionnaire.types.grids import RatingGridQuestion, SelectGridQuestion
from survey_app.questionnaire.types.groups import Group, Items, Placed, placed, questions_in
from survey_app.questionnaire.types.listed import OTHER, ListedQuestion
from survey_app.questionnaire.types.location import LocationQuestion
from survey_app.questionnaire.types.moments import (
    DateQuestion,
    DateRangeQuestion,
    DatetimeQuestion,
    TimeQuestion,
)
from survey_app.questionnaire.types.plain import (
    ConsentQuestion,
    DecimalQuestion,
    IntegerQuestion,
    NoteQuestion,
    TextQuestion,
    YesNoQuestion,
)
from survey_app.questionnaire.types.rank import RankQuestion
from survey_app.questionnaire.types.repeats import RepeatQuestion, TableQuestion
from survey_app.questionnaire.types.scale import RatingQuestion, Scale
from survey_app.questionnaire.types.select_multiple import SelectMultipleQuestion
from survey_app.questionnaire.types.select_one import CityQuestion, OneChoiceQuestion, SelectOneQuestion
from survey_app.questionnaire.types.slider import Range, SliderQuestion

QUESTION_TYPES: dict[str, type[QuestionBase]] = {
    "text": TextQuestion,
    "integer": IntegerQuestion,
    "decimal": DecimalQuestion,
    "yes_no": YesNoQuestion,
    "select_one": SelectOneQuestion,
    "select_multiple": SelectMultipleQuestion,
    "city": CityQuestion,
    "rank": RankQuestion,
    "rating": RatingQuestion,
    "slider": SliderQuestion,
    "allocation": AllocationQuestion,
    "rating_grid": RatingGridQuestion,
    "select_grid": SelectGridQuestion,
    "date": DateQuestion,
    "time": TimeQuestion,
    "datetime": DatetimeQuestion,
    "date_range": DateRangeQuestion,
    "location": LocationQuestion,
    "availability": AvailabilityQuestion,
    "file": FileQuestion,
    "consent": ConsentQuestion,
    "calculate": CalculateQuestion,
    "hidden": HiddenQuestion,
    "note": NoteQuestion,
    "table": TableQuestion,
    "repeat": RepeatQuestion,
}

Question = Annotated[
    TextQuestion
    | IntegerQuestion
    | DecimalQuestion
    | YesNoQuestion
    | SelectOneQuestion
    | SelectMultipleQuestion
    | CityQuestion
    | RankQuestion
    | RatingQuestion
    | SliderQuestion
    | AllocationQuestion
    | RatingGridQuestion
    | SelectGridQuestion
    | DateQuestion
    | TimeQuestion
    | DatetimeQuestion
    | DateRangeQuestion
    | LocationQuestion
    | AvailabilityQuestion
    | FileQuestion
    | ConsentQuestion
    | CalculateQuestion
    | HiddenQuestion
    | NoteQuestion
    | TableQuestion
    | RepeatQuestion,
    Field(discriminator="type"),
]

# What fits into a cell of a table, and what cannot be asked for each entry.
COLUMN_TYPES = tuple(
    name
    for name in ("text", "integer", "decimal", "yes_no", "select_one", "rating", "date", "time", "slider",
                 "calculate", "hidden")
    if name in QUESTION_TYPES
)  # fmt: skip
NOT_INSIDE = frozenset({"file"})

Item = Annotated[Question | Group, Field(discriminator="type")]
ITEM_TYPES: dict[str, type[Part]] = {**QUESTION_TYPES, "group": Group}
_named = {"Item": Item, "Question": Question}
TableQuestion.model_rebuild(_types_namespace=_named)
RepeatQuestion.model_rebuild(_types_namespace=_named)
Group.model_rebuild(_types_namespace=_named)

__all__ = [
    "AVAILABLE",
    "CITIES",
    "COLUMN_TYPES",
    "ENTRY_ID",
    "ITEM_TYPES",
    "MAX_ENTRIES",
    "NAME",
    "NOT_INSIDE",
    "OTHER",
    "QUESTION_TYPES",
    "AllocationQuestion",
    "AvailabilityQuestion",
    "CalculateQuestion",
    "Choice",
    "CityQuestion",
    "Column",
    "ConsentQuestion",
    "DateQuestion",
    "DateRangeQuestion",
    "DatetimeQuestion",
    "DecimalQuestion",
    "EntriesQuestion",
    "Entry",
    "Expression",
    "Feed",
    "FileQuestion",
    "Group",
    "HiddenQuestion",
    "Identifier",
    "IntegerQuestion",
    "Item",
    "Items",
    "Label",
    "ListedQuestion",
    "Lists",
    "LocationQuestion",
    "NoteQuestion",
    "OneChoiceQuestion",
    "Part",
    "Placed",
    "Question",
    "QuestionBase",
    "Range",
    "RankQuestion",
    "RatingGridQuestion",
    "RatingQuestion",
    "RepeatQuestion",
    "Scale",
    "SelectGridQuestion",
    "SelectMultipleQuestion",
    "SelectOneQuestion",
    "SettledAvailability",
    "SettledCalculation",
    "SliderQuestion",
    "TableQuestion",
    "Text",
    "TextQuestion",
    "TimeQuestion",
    "WeekRange",
    "YesNoQuestion",
    "european_cities",
    "part_of",
    "placed",
    "questions_in",
]
