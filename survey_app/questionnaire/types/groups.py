"""Questions under one heading, and how to walk through all that a page or a group holds."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from survey_app.questionnaire.types.base import Expression, Identifier, Label, Part, QuestionBase, Text

if TYPE_CHECKING:
    from survey_app.questionnaire.types import Item

Path: TypeAlias = tuple[str | int, ...]
Items: TypeAlias = "Sequence[Group | QuestionBase]"


class Group(Part):
    """Questions under one heading, shown and hidden together; a group has no answer of its own."""

    type: Literal["group"]
    name: Identifier
    label: Label | None = None
    hint: Text | None = None
    relevant: Expression | None = None
    appearance: str | None = None
    items: Annotated[tuple["Item", ...], Field(min_length=1, alias="questions")]


def placed(items: Items, path: Path = ()) -> Iterator[tuple[Path, tuple[Group, ...], Group | QuestionBase]]:
    """Yield groups and questions in the order of the file: path, the groups around it (outermost first)."""
    waiting: list[tuple[Path, tuple[Group, ...], Group | QuestionBase]] = [
        ((*path, "questions", place), (), item) for place, item in reversed(list(enumerate(items)))
    ]
    while waiting:
        here, around, item = waiting.pop()
        yield here, around, item
        if isinstance(item, Group):
            waiting += [
                ((*here, "questions", place), (*around, item), one)
                for place, one in reversed(list(enumerate(item.items)))
            ]


def questions_in(items: Items) -> tuple[QuestionBase, ...]:
    """Return the questions among items and in their groups, in order."""
    return tuple(item for _, _, item in placed(items) if isinstance(item, QuestionBase))
