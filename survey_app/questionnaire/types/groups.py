"""Questions under one heading, and how to walk through all that a page or a group holds."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, TypeAlias

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

    by_entries: ClassVar[bool] = False


class Placed(NamedTuple):
    """Hold a group or question with its path, and what is around it, the outermost first."""

    path: Path
    around: tuple[Group | QuestionBase, ...]
    item: Group | QuestionBase


def placed(items: Items, path: Path = (), *, deep: bool = False) -> Iterator[Placed]:
    """Yield groups and questions in the order of the file; those inside entries only if `deep`."""
    waiting = _held(items, path, (), "questions")
    while waiting:
        here = waiting.pop()
        yield here
        item, around = here.item, (*here.around, here.item)
        if isinstance(item, Group):
            waiting += _held(item.items, here.path, around, "questions")
        elif deep and item.by_entries:
            held: Any = item  # a table or a repeat, whose module comes after this one
            waiting += _held(held.inside, here.path, around, held.items_key)


def _held(items: Items, path: Path, around: tuple[Group | QuestionBase, ...], key: str) -> list[Placed]:
    """Return what a part holds, the last first."""
    return [Placed((*path, key, place), around, item) for place, item in reversed(list(enumerate(items)))]


def questions_in(items: Items) -> tuple[QuestionBase, ...]:
    """Return the questions among items and in their groups, in order."""
    return tuple(here.item for here in placed(items) if isinstance(here.item, QuestionBase))
