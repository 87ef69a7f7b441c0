"""What every question has, and what every question type can do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from survey_app.questionnaire.expressions import Kind, Name
from survey_app.questionnaire.values import Fault

NAME = r"^[A-Za-z][A-Za-z0-9_-]*$"
CHOICE_NAME = r"^[A-Za-z0-9_][A-Za-z0-9_-]*$"  # as other tools name choices: 1, 2, _other
Identifier = Annotated[str, StringConstraints(pattern=NAME, max_length=64)]
ChoiceName = Annotated[str, StringConstraints(pattern=CHOICE_NAME, max_length=64)]


class Words:
    """Mark a text that respondents read: it is translated."""


Label = Annotated[str, StringConstraints(min_length=1, max_length=2_000), Words()]
Text = Annotated[str, StringConstraints(min_length=1, max_length=10_000), Words()]
Given = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]  # an answer: it is not translated
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Part(BaseModel):
    """Base of everything in a questionnaire file: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def changed(self, **values: Any) -> Self:
        """Return a copy with other values, unchecked; nothing computed from the old ones is kept."""
        kept = {name: getattr(self, name) for name in type(self).model_fields} | (self.model_extra or {})
        return type(self).model_construct(**(kept | values))


def _cell(given: object) -> object:
    if isinstance(given, bool) or not isinstance(given, (str, int, float)):
        raise PydanticCustomError("string_type", "a text is expected")
    return given


class Choice(Part):
    """One entry of a list: its name is stored, its label read; further keys are for filters to look at."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Annotated[str | int | float, BeforeValidator(_cell)]]

    name: ChoiceName
    label: Label
    renamed_from: ChoiceName | None = None

    @property
    def columns(self) -> dict[str, str | int | float]:
        """Return the further keys, which a choice_filter looks at."""
        return self.__pydantic_extra__ or {}


Lists = Mapping[str, tuple[Choice, ...]]

Feed = Literal[
    "needs",
    "offers",
    "experience",
    "hosting.exchanges",
    "hosting.cities",
    "hosting.people",
    "hosting.weeks",
    "visiting.trips",
    "visiting.people",
    "visiting.weeks",
    "visiting.max_km",
    "languages",
    "location",
    "prefers",
    "refuses",
    "challenge",
    "practice",
    "contact",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One export column of a question: the suffix of its code, its title, whether it holds numbers."""

    suffix: str = ""
    title: str = ""
    numeric: bool = False


class QuestionBase(Part):
    """Keys of every question, and the defaults of what its type can do."""

    name: Identifier
    label: Label
    hint: Text | None = None
    guidance_hint: Text | None = None
    required: bool = False
    required_message: Label | None = None
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Label | None = None
    read_only: bool = False
    appearance: str | None = None
    feeds: Feed | None = None
    personal: bool = Field(False, description="The answer names or describes a person")
    renamed_from: Identifier | None = None

    # What a subclass says of itself
    answered: ClassVar[bool] = True  # False for notes
    entered: ClassVar[bool] = True  # False where no page asks for it
    grouped: ClassVar[bool] = False  # several controls under one legend
    by_entries: ClassVar[bool] = False  # the answer is a list of entries, each with answers of its own
    by_parts: ClassVar[bool] = False  # the answer maps parts (rows, weeks) to answers of their own
    fits: ClassVar[frozenset[str]] = frozenset()  # the feeds that this type can serve

    def lists(self) -> tuple[str, ...]:
        """Return the names of the lists that the question draws on."""
        return ()

    def kind(self, lists: Lists) -> Name:
        """Return what an expression sees under this question's name."""
        return Name(Kind.NOTHING)

    def read(self, raw: Any, lists: Lists) -> Any:
        """Return the typed answer for a raw one, None when empty; raise Unreadable.

        Raw answers are JSON values: what a form or a file gives, or what this returned before.
        """
        raise NotImplementedError

    def operand(self, value: Any) -> Any:
        """Return what an expression computes with."""
        return value

    def shown(self, value: Any, lists: Lists) -> Sequence[tuple[str | None, str]]:
        """Return the answer in words: (row label or None, text) pairs; empty when there is no answer."""
        return [] if value is None else [(None, str(value))]

    def columns(self, lists: Lists) -> Sequence[Column]:
        """Return the export columns, in order."""
        return [Column()]

    def cells(self, value: Any, lists: Lists) -> Sequence[str | int | Decimal | bool | None]:
        """Return one export cell for each column."""
        return [value]

    def count_fault(self, value: Any) -> Fault | None:
        """Return what is wrong with the number or the sum of what an answer holds, None when nothing is."""
        return None

    def missing(self, value: Any, lists: Lists) -> Sequence[str | None]:
        """Return the parts that a required question still lacks (None: the whole), nothing when complete."""
        return [None] if value is None else []
