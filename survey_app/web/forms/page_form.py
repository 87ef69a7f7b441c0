"""Page to form: a WTForms form made from a questionnaire's page, its fields under a prefix."""

from collections.abc import Iterable, Mapping
from typing import Any

from wtforms.form import BaseForm

from survey_app.questionnaire.model import Page
from survey_app.questionnaire.types import ENTRY_ID, FileQuestion, Lists
from survey_app.questionnaire.values import Fault
from survey_app.web.forms.fields import BUILDERS, AnswerField, FilesSent, unbound

PREFIX = "q."  # no question's name can then hide a part of the form


class PageForm:
    """Read what was sent for one page: answers that could be read, and the faults of the others.

    The form names the questions that it asked in `asked`: those alone are read, so that a question which was
    not on the page keeps its answer, and one that was emptied loses it. `stored` are the answers so far:
    inside an entry the same holds for each question.
    """

    def __init__(self, page: Page, lists: Lists, formdata: Any, stored: Mapping[str, Any]) -> None:
        self.asked = frozenset(formdata.get("asked", "").split())
        fields = {
            question.name: unbound(question, lists, stored.get(question.name))
            for question in page.questions
            if question.answered
            and question.entered
            and question.name in self.asked
            and not question.read_only
        }
        # What a file question says rests on the files that are there: see saving.
        self.files: dict[FileQuestion, FilesSent] = {}
        for question in [field_of for field_of in page.questions if isinstance(field_of, FileQuestion)]:
            if fields.pop(question.name, None) is not None:
                gather = BUILDERS["file"][0]
                self.files[question] = gather(formdata, f"{PREFIX}{question.name}", question, lists)
        self.names = list(fields)
        self._form = BaseForm(fields, prefix=PREFIX)
        self._form.process(formdata)
        self._form.validate()

    def _fields(self) -> Iterable[AnswerField]:
        yield from self._form

    @property
    def values(self) -> dict[str, Any]:
        """Return the readable answers; an emptied one is None."""
        return {field.question.name: field.data for field in self._fields() if not field.faults}

    @property
    def faults(self) -> list[Fault]:
        """Return the faults of the unreadable answers."""
        return [fault for field in self._fields() for fault in field.faults]

    @property
    def raw(self) -> Mapping[str, Any]:
        """Return what was typed, to be shown again."""
        return {field.question.name: field.raw for field in self._fields()}

    def asked_for(self, fault: Fault) -> bool:
        """Tell whether what a fault is about stood on the page."""
        if fault.question not in self.asked:
            return False
        here: Any = self.raw.get(fault.question)
        steps = (fault.part or "").split(".")
        while isinstance(here, list) and len(steps) > 1:
            entry: dict[str, Any] = next((one for one in here if one[ENTRY_ID] == steps[0]), {})
            if steps[1] not in entry:
                return False
            here, steps = entry[steps[1]], steps[2:]
        return True
