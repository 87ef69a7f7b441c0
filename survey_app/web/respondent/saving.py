"""Saving a page: read it, merge it with what colleagues did meanwhile, store it, tell what is left to do.

What a page knew of the sheet travels with its form: `base` is the revision that it was shown with. A
question whose answer could not be stored yet (unreadable, or met by a colleague's) keeps the older revision
that it was first shown with in `base.NAME`, so that no colleague's answer is overwritten unseen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from survey_app.answers.merging import Collision, merge, same
from survey_app.answers.model import Change, Sheet, Value
from survey_app.answers.validation import given_beforehand, page_faults
from survey_app.questionnaire.model import Page
from survey_app.questionnaire.types import ENTRY_ID, EntriesQuestion
from survey_app.questionnaire.values import Fault
from survey_app.storage import Session, files, sheets
from survey_app.web.forms.fields import given as in_the_form
from survey_app.web.forms.page_form import PageForm
from survey_app.web.respondent.asking import Asking
from survey_app.web.respondent.uploads import file_ids, kept_files


@dataclass(frozen=True)
class Saved:
    """Hold what became of a page that was sent."""

    asking: Asking  # with the sheet as it stands now
    typed: Mapping[str, Any]  # what was sent and is to be shown again, in the form's own strings
    unreadable: tuple[Fault, ...]  # not stored: to be mended before leaving the page
    faults: tuple[Fault, ...]  # everything that keeps the page from being complete
    collisions: tuple[Collision, ...]
    appeared: str | None  # the first question that the answers brought to view
    base: int  # the revision that the page now shows
    bases: Mapping[str, int]  # the older one that a question's sender knows, where it differs


@dataclass(frozen=True)
class Seen:
    """Hold which revision of the sheet a page's sender knew: `base`, and by question where it differs."""

    base: int
    bases: Mapping[str, int]

    def of(self, name: str) -> int:
        """Return the revision that a question's sender knew."""
        return self.bases.get(name, self.base)


def asked_of(form: Any, names: Sequence[str], sheet: Sheet) -> Seen:
    """Return what the sender of a form knew of a sheet."""
    base = _revision(form.get("base", ""), sheet)
    # Who chose between two answers has seen both: the choice is made on what the page showed.
    waiting = [name for name in names if f"base.{name}" in form and form.get(f"choose.{name}") != "mine"]
    return Seen(base, {name: _revision(form[f"base.{name}"], sheet) for name in waiting})


def save_page(  # noqa: PLR0913 - who and when belong to every save
    session: Session, asking: Asking, page: Page, form: Any, *, author: str, now: datetime
) -> Saved:
    """Store what a page sent, with at most one update and one history entry; nothing sent is lost."""
    sent, sheet = _sent(asking, page, form), asking.sheet
    left = {name for name in sent.names if form.get(f"choose.{name}") == "theirs"}
    given = {name: value for name, value in sent.values.items() if name not in left}
    seen = asked_of(form, sent.names, sheet)
    by_parts = {question.name for question in page.questions if question.by_parts}
    by_entries = {question.name for question in page.questions if question.by_entries}
    merged = merge(sheet, given, _unseen(session, sheet, seen, given), by_parts, by_entries)
    kept = kept_files(sheet, sent.files)
    view = asking.shown_after({**merged.changed, **kept.answers})
    beforehand = given_beforehand(asking.compiled, view)
    if changed := {**merged.changed, **beforehand, **kept.answers}:
        sheet = sheets.save_answers(session, sheet, changed, author=author, now=now)
    if kept.answers:
        files.keep(session, sheet.id, kept.contents, file_ids(sheet), now=now)
    if merged.collisions:
        _keep(session, sheet, merged.collisions, author, now)
    unreadable = [*(fault for fault in sent.faults if fault.question not in left), *kept.faults]
    after = replace(asking, sheet=sheet, known=view)
    sent.asked -= _offering_anew(asking, after, page)
    return _outcome(after, page, sent, given, unreadable, merged.collisions, seen)


def _offering_anew(before: Asking, after: Asking, page: Page) -> set[str]:
    """Return the unanswered questions of a page that offer other choices since it was saved."""
    old = before.offered(page)
    return {
        name
        for name, choices in after.offered(page).items()
        if choices and choices != old.get(name) and name not in after.view.values
    }


def _sent(asking: Asking, page: Page, form: Any) -> PageForm:
    return PageForm(page, asking.compiled.questionnaire.lists, form, asking.sheet.values())


def _unseen(session: Session, sheet: Sheet, seen: Seen, given: Mapping[str, Value]) -> list[Change]:
    """Return the sheet's changes that the sender of these answers did not know."""
    oldest = min((seen.of(name) for name in given), default=sheet.revision)
    if oldest == sheet.revision:
        return []
    found = sheets.changes_since(session, sheet.id, oldest)
    return [
        replace(
            change,
            changes={name: pair for name, pair in change.changes.items() if change.revision > seen.of(name)},
        )
        for change in found
    ]


def _keep(
    session: Session, sheet: Sheet, collisions: Sequence[Collision], author: str, now: datetime
) -> None:
    """Keep in the history what could not be stored yet, once however often it is sent."""
    wanted = {
        entry.question: (entry.theirs.value if entry.theirs else None, entry.mine) for entry in collisions
    }
    for change in sheets.conflicts_at(session, sheet.id, sheet.revision):
        if change.author == author and dict(change.changes) == wanted:
            return
    sheets.record_conflict(session, sheet, wanted, author=author, now=now)


def _outcome(  # noqa: PLR0913, PLR0917 - all that a save is made of
    asking: Asking,
    page: Page,
    sent: PageForm,
    given: Mapping[str, Value],
    unread: Sequence[Fault],
    met: Sequence[Collision],
    seen: Seen,
) -> Saved:
    visible = asking.view.questions  # what the new answers hide is not to be mended any more
    unreadable = tuple(fault for fault in unread if fault.question in visible)
    collisions = tuple(entry for entry in met if entry.question in visible)
    waiting = {fault.question for fault in unreadable} | {entry.question for entry in collisions}
    stored = asking.sheet.values()
    # Of answers that a colleague changed meanwhile the page shows the colleague's, not what was sent.
    own = {name for name, value in given.items() if same(value, stored.get(name))}
    appeared = next(new_questions(asking, page, sent), None)
    return Saved(
        asking=asking,
        typed={name: raw for name, raw in sent.raw.items() if name in waiting | own} | _met(page, collisions),
        unreadable=unreadable,
        faults=_faults(asking, page, sent, unreadable, waiting),
        collisions=collisions,
        appeared=appeared,
        base=asking.sheet.revision,
        bases={name: seen.of(name) for name in waiting},
    )


def _met(page: Page, collisions: Sequence[Collision]) -> dict[str, Any]:
    """Return the grids in which rows met as their sender wants them, with colleagues’ other rows."""
    wanted = {entry.question: entry.mine for entry in collisions}
    grids = [
        question
        for question in page.questions
        if question.name in wanted and (question.by_parts or question.by_entries)
    ]
    return {question.name: in_the_form(question, wanted[question.name]) for question in grids}


def new_questions(asking: Asking, page: Page, sent: PageForm) -> Iterator[str]:
    """Yield the questions shown that did not stand on the page that was sent: names, in entries with ids."""
    for question in asking.asked(page):
        if question.answered and question.name not in sent.asked:
            yield question.name
        for entry in asking.view.inside.get(question.name, ()):
            raw = next((one for one in sent.raw.get(question.name) or () if one[ENTRY_ID] == entry.id), None)
            inner = (
                question.entered_inside if isinstance(question, EntriesQuestion) and raw is not None else ()
            )
            for one in inner:
                asked = one.answered and not one.read_only and one.name in entry.questions
                if asked and one.name not in (raw or {}):
                    yield f"{question.name}.{entry.id}.{one.name}"


def _faults(
    asking: Asking, page: Page, sent: PageForm, unreadable: Sequence[Fault], waiting: set[str]
) -> tuple[Fault, ...]:
    found = page_faults(asking.compiled, page, asking.view, asking.today)
    rest = [fault for fault in found if sent.asked_for(fault) and fault.question not in waiting]
    order = {question.name: index for index, question in enumerate(page.questions)}
    return tuple(sorted([*unreadable, *rest], key=lambda fault: order.get(fault.question, 0)))


def _revision(text: str, sheet: Sheet) -> int:
    """Return the revision that a form names; an unknown one counts as the first."""
    known = text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= sheet.revision
    return int(text) if known else 0
