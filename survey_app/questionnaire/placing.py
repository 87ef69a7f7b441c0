"""Where the parts of a questionnaire stand in its file, and the weeks that a round puts into it."""

from collections.abc import Iterator

from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.types import (
    AvailabilityQuestion,
    Group,
    Items,
    Placed,
    QuestionBase,
    RepeatQuestion,
    SettledAvailability,
)
from survey_app.questionnaire.yaml_text import Path


def everything_placed(questionnaire: Questionnaire) -> Iterator[Placed]:
    """Yield every group and question with its path in the file, in the order of the file."""
    return iter(questionnaire.placed)


def placed_items(questionnaire: Questionnaire) -> Iterator[tuple[Path, Group | QuestionBase]]:
    """Yield every group and question with its path in the file."""
    return ((here.path, here.item) for here in everything_placed(questionnaire))


def places(questionnaire: Questionnaire) -> Iterator[tuple[Path, QuestionBase]]:
    """Yield every question with its path in the file, those inside tables and repeats too."""
    for path, item in placed_items(questionnaire):
        if isinstance(item, QuestionBase):
            yield path, item


def group_places(questionnaire: Questionnaire) -> Iterator[tuple[Path, Group]]:
    """Yield every group with its path in the file."""
    for path, item in placed_items(questionnaire):
        if isinstance(item, Group):
            yield path, item


def with_weeks(questionnaire: Questionnaire, weeks: tuple[str, ...]) -> Questionnaire:
    """Return the questionnaire with a round's weeks (in order) where an availability question names none."""

    def settled(item: Group | QuestionBase) -> Group | QuestionBase:
        if isinstance(item, Group | RepeatQuestion):
            return item.changed(items=settled_all(item.items))
        if isinstance(item, AvailabilityQuestion) and item.weeks is None:
            return SettledAvailability.model_construct(**dict(item), asked=weeks)
        return item

    def settled_all(items: Items) -> Items:
        return tuple(settled(item) for item in items)

    if not weeks:
        return questionnaire
    pages = tuple(page.changed(items=settled_all(page.items)) for page in questionnaire.pages)
    return questionnaire.changed(pages=pages)
