"""Values that a coordinator sets beforehand: the hidden questions of a questionnaire, for each city."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import flash, request
from werkzeug.wrappers import Response

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.questionnaire.types import HiddenQuestion
from survey_app.questionnaire.values import Unreadable
from survey_app.storage import invitations, sheets
from survey_app.web.access import ROUND, account, allow, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.unit import now, session


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one value of one city; field: its name in the form; was: the value that its sender knew."""

    question: HiddenQuestion
    field: str
    was: str
    given: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a city's values."""

    name: str
    sheet: Sheet
    cells: tuple[Cell, ...]

    @property
    def shut(self) -> bool:
        """Tell whether the sheet is signed off."""
        return self.sheet.status is SheetStatus.SUBMITTED


def hidden_questions() -> list[HiddenQuestion]:
    """Return the hidden questions that the round's questionnaire has for a city as a whole."""
    this = this_round()
    if this.version_id is None:
        return []
    asked = questionnaire_of(session(), this.version_id, this).questionnaire.questions()
    return [question for question in asked if isinstance(question, HiddenQuestion)]


def _lines(*, sent: bool = False) -> Iterator[Line]:
    """Yield the cities with their values as they are stored, or as the form sent them."""
    questions = hidden_questions()
    for invitation, sheet in invitations.invitations(session(), this_round().id):
        cells = (_cell(question, invitation.city.slug, sheet, sent=sent) for question in questions)
        yield Line(invitation.city.name, sheet, tuple(cells))


def _cell(question: HiddenQuestion, slug: str, sheet: Sheet, *, sent: bool) -> Cell:
    field, stored = f"{question.name}.{slug}", str(sheet.values().get(question.name) or "")
    if not sent:
        return Cell(question, field, stored, stored)
    was = request.form.get(f"was.{field}", stored)
    given = request.form.get(field, was)
    try:
        question.read(given, {})
    except Unreadable as unreadable:
        return Cell(question, field, was, given, unreadable.faults[0].message)
    return Cell(question, field, was, given)


@coordinator.get("/rounds/<int:round_id>/beforehand")
@allow(ROUND)
def beforehand(round_id: int) -> str:
    """Show the values that are set beforehand."""
    return _page(list(_lines()))


def _page(lines: list[Line]) -> str:
    faults = [
        (cell.field, f"{line.name}: {cell.error}") for line in lines for cell in line.cells if cell.error
    ]
    return round_page("beforehand", "home", lines=lines, questions=hidden_questions(), faults=faults)


@coordinator.post("/rounds/<int:round_id>/beforehand")
@allow(ROUND)
def set_beforehand(round_id: int) -> Response | tuple[str, int]:
    """Store the values that were changed; what another coordinator changed meanwhile stays as it is."""
    lines = list(_lines(sent=True))
    if any(cell.error for line in lines for cell in line.cells):
        return _page(lines), 422
    changed = [line.name for line in lines if not line.shut and _stored(line)]
    if changed:
        note("set values beforehand", cities=len(changed))
        flash(f"The values are saved: {', '.join(changed[:5])}{' …' if len(changed) > 5 else ''}.", "good")
    return to("beforehand")


def _stored(line: Line) -> bool:
    """Store the values of one city that differ from what the page was shown with; tell whether any did."""
    new = {
        cell.question.name: cell.question.read(cell.given, {})
        for cell in line.cells
        if cell.given != cell.was
    }
    locked = sheets.sheet_by_id(session(), line.sheet.id, for_update=True) if new else None
    if locked is None or locked.status is SheetStatus.SUBMITTED:
        return False
    who = account().name or account().email
    return sheets.save_answers(session(), locked, new, author=who, now=now()).revision > locked.revision
