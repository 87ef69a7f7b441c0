"""How far a sheet is: its pages one by one, and in all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from survey_app.answers.validation import sheet_faults
from survey_app.answers.visibility import shown
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.model import Page


class PageState(StrEnum):
    """Say how far a page is."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class PageProgress:
    """Hold one page with how far it is, and how many faults keep it from being complete."""

    page: Page
    state: PageState
    faults: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Hold a sheet's pages with how far each is; answered and asked count questions shown."""

    pages: tuple[PageProgress, ...]
    answered: int
    asked: int

    @property
    def percent(self) -> int:
        """Return the share of questions shown that have an answer, rounded down."""
        return 100 * self.answered // self.asked if self.asked else 0


def progress(compiled: Compiled, values: Mapping[str, Any], today: date) -> Progress:
    """Tell how far a sheet is."""
    view = shown(compiled, values, today)
    faults = sheet_faults(compiled, values, today)
    pages, answered, asked = [], 0, 0
    for page in view.pages:
        names = [q.name for q in page.questions if q.answered and q.entered and q.name in view.questions]
        given = sum(values.get(name) is not None for name in names)
        answered, asked = answered + given, asked + len(names)
        count = len(faults.get(page.name, ()))
        if not given and names:
            state = PageState.NOT_STARTED
        else:
            state = PageState.IN_PROGRESS if count else PageState.COMPLETE
        pages.append(PageProgress(page, state, count))
    return Progress(tuple(pages), answered, asked)
