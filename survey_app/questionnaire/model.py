"""A questionnaire as its file says it: lists, pages, questions."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from survey_app.questionnaire.types import (
    Choice,
    Expression,
    Group,
    Identifier,
    Item,
    Label,
    Part,
    Placed,
    QuestionBase,
    Text,
    placed,
    questions_in,
)

MAX_QUESTIONS = 500
MAX_CHOICES = 1_000
MAX_PAGES = 60
MAX_CONDITIONS = 100_000  # characters of all conditions together: each thousand costs 8 ms to read

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class Page(Part):
    """One page of the form; a page that is not relevant is left out of the way through it."""

    name: Identifier
    label: Label
    hint: Text | None = None
    relevant: Expression | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1, alias="questions")]

    @cached_property
    def questions(self) -> tuple[QuestionBase, ...]:
        """Return the questions of the page, those in groups among them, in order."""
        return questions_in(self.items)


class Questionnaire(Part):
    """A whole questionnaire file."""

    name: Identifier
    version: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    title: Label
    language: LanguageTag
    languages: dict[LanguageTag, Literal["complete", "partial", "withheld"]] = Field(
        default_factory=dict,
        description="Whether a translation is offered: complete (the rule), partial, withheld",
    )
    introduction: Text | None = None
    purpose: Text | None = Field(
        None, description="What the answers are used for; told before the first page"
    )
    retention: Label | None = Field(
        None, description="How long the answers are kept; told before the first page"
    )
    contact: Label | None = Field(None, description="Whom to ask about the questions and the data")
    minutes: int | None = Field(None, ge=1, le=600, description="About how long it takes, in minutes")
    lists: dict[Identifier, Annotated[tuple[Choice, ...], Field(min_length=1, max_length=MAX_CHOICES)]] = (
        Field(default_factory=dict)
    )
    pages: Annotated[tuple[Page, ...], Field(min_length=1, max_length=MAX_PAGES)]
    carried: dict[str, Any] | None = Field(
        None, description="What a conversion kept of another file to write it back; not served"
    )

    def questions(self) -> Iterator[QuestionBase]:
        """Yield every question in the order of the form; what is asked for each entry is inside one."""
        for page in self.pages:
            yield from page.questions

    @cached_property
    def by_name(self) -> dict[str, QuestionBase]:
        """Return every question under its name."""
        return {question.name: question for question in self.questions()}

    def groups(self) -> Iterator[Group]:
        """Yield every group in the order of the form."""
        for page in self.pages:
            inside = placed(page.items, deep=True)
            yield from (here.item for here in inside if isinstance(here.item, Group))

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Return every group and question with its path and what is around it, in the order of the file."""
        pages = enumerate(self.pages)
        return tuple(
            here for index, page in pages for here in placed(page.items, ("pages", index), deep=True)
        )

    @cached_property
    def every(self) -> dict[str, QuestionBase]:
        """Return every question under its name, those inside tables and repeats too."""
        inside = (here.item for here in self.placed)
        return {item.name: item for item in inside if isinstance(item, QuestionBase)}

    @cached_property
    def page_names(self) -> dict[str, Page]:
        """Return every page under its name."""
        return {page.name: page for page in self.pages}

    def feeding(self, feed: str) -> QuestionBase | None:
        """Return the question that feeds the programme with this, None when there is none."""
        return next((question for question in self.questions() if question.feeds == feed), None)
