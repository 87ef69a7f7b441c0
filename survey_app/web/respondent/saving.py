"""Saving a page: read it, merge it with what colleagues did meanwhile, store it, tell what is left to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from survey_app.answers.merging import Collision, merge
from survey_app.answers.model import Sheet
from survey_app.answers.validation import page_faults
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.values import Fault
from survey_app.storage import Session, sheets
from survey_app.web.forms.page_form import PageForm
from survey_app.web.respondent.asking import Asking


@dataclass(frozen=True)
class Saved:
    """Hold what became of a page that was sent."""

    asking: Asking  # with the sheet as it stands now
    typed: Mapping[str, Any]  # what was sent, in the form's own strings
    unreadable: tuple[Fault, ...]  # not stored: to be mended before leaving the page
    faults: tuple[Fault, ...]  # everything that keeps the page from being complete
    collisions: tuple[Collision, ...]
    appeared: str | None  # the first question that the answers brought to view


def save_page(session: Session, asking: Asking, page: Page, form: Any, author: str, now: datetime) -> Saved:
    """Store what a page sent, with at most one update and one history entry; nothing sent is lost."""
    asked = form.get("asked", "").split()
    sent = PageForm(page, asking.compiled.questionnaire.lists, asked, form)
    given = {name: value for name, value in sent.values.items() if form.get(f"choose.{name}") != "theirs"}
    sheet = asking.sheet
    base = _base(form.get("base", ""), sheet)
    since = sheets.changes_since(session, sheet.id, base) if base != sheet.revision else []
    merged = merge(sheet, given, since)
    if merged.changed:
        sheet = sheets.save_answers(session, sheet, merged.changed, author=author, now=now)
    if merged.collisions:
        pairs = {c.question: (c.theirs.value if c.theirs else None, c.mine) for c in merged.collisions}
        sheets.record_conflict(session, sheet, pairs, author=author, now=now)
    return _outcome(replace(asking, sheet=sheet), page, sent, asked, merged.collisions)


def _outcome(
    asking: Asking, page: Page, sent: PageForm, asked: list[str], collisions: tuple[Collision, ...]
) -> Saved:
    unreadable = tuple(sent.faults)
    named = {fault.question for fault in unreadable}
    rest = [
        fault
        for fault in page_faults(asking.compiled, page, asking.sheet.values(), asking.today)
        if fault.question not in named and fault.question in asked
    ]
    order = {question.name: index for index, question in enumerate(page.questions)}
    faults = sorted([*unreadable, *rest], key=lambda fault: order.get(fault.question, 0))
    appeared = next((q.name for q in asking.asked(page) if q.answered and q.name not in asked), None)
    return Saved(asking, sent.raw, unreadable, tuple(faults), collisions, appeared)


def _base(text: str, sheet: Sheet) -> int:
    """Return the revision that the page was shown with; an unknown one counts as the first."""
    return int(text) if text.isascii() and text.isdigit() and int(text) <= sheet.revision else 0
