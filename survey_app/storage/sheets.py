"""Answer sheets: saving answers, signing off, and the history of who changed what."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from survey_app.answers.model import Answer, Change, ChangeKind, Sheet, SheetStatus, Value
from survey_app.storage.database import Found, Session
from survey_app.storage.errors import SheetSubmitted, StaleSheet
from survey_app.storage.tables import answer_change as history_table
from survey_app.storage.tables import answer_sheet as table

SHEET = (
    table.c.id, table.c.invitation_id, table.c.questionnaire_version_id, table.c.status, table.c.revision,
    table.c.answers, table.c.updated_at, table.c.submitted_at, table.c.submitted_by,
)  # fmt: skip
_CHANGE = (
    history_table.c.revision, history_table.c.at, history_table.c.author, history_table.c.kind,
    history_table.c.changes,
)  # fmt: skip

_BY_ID = select(*SHEET).where(table.c.id == bindparam("id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
# The revision in the condition is a second lock: a sheet that changed since its loading is not overwritten.
_STORE = (
    update(table)
    .where(table.c.id == bindparam("number"), table.c.revision == bindparam("known_revision"))
    .values(
        questionnaire_version_id=bindparam("version"), revision=bindparam("new_revision"),
        status=bindparam("new_status"), answers=bindparam("new_answers"), updated_at=bindparam("now"),
        submitted_at=bindparam("new_submitted_at"), submitted_by=bindparam("new_submitted_by"),
    )
)  # fmt: skip
_REMEMBER = insert(history_table).inline()
_HISTORY = (
    select(*_CHANGE)
    .where(history_table.c.answer_sheet_id == bindparam("sheet_id"))
    .order_by(history_table.c.id)
)
_SINCE = _HISTORY.where(
    history_table.c.revision > bindparam("revision"), history_table.c.kind != ChangeKind.CONFLICT.value
)

_CONFLICTS = _HISTORY.where(
    history_table.c.revision == bindparam("revision"), history_table.c.kind == ChangeKind.CONFLICT.value
)


def sheet_by_id(session: Session, sheet_id: int, *, for_update: bool = False) -> Sheet | None:
    """Return a sheet, or None; for_update keeps other writers away until the transaction ends."""
    row = session.row(_BY_ID_LOCKED if for_update else _BY_ID, {"id": sheet_id})
    return None if row is None else sheet_of(row)


def save_answers(  # noqa: PLR0913 - who, when and how belong to every save
    session: Session,
    sheet: Sheet,
    changes: Mapping[str, Value],
    *,
    author: str,
    now: datetime,
    kind: ChangeKind = ChangeKind.SAVE,
) -> Sheet:
    """Store the answers that differ from the sheet's, with one entry in its history; return the new sheet.

    The sheet was loaded for_update in this transaction, or StaleSheet may be raised. Where all values
    are equal, nothing is written and the same sheet comes back. A submitted sheet raises SheetSubmitted.
    """
    values = sheet.values()
    new = {name: value for name, value in changes.items() if not _is_same(values.get(name), value)}
    if not new:
        return sheet
    if sheet.status is SheetStatus.SUBMITTED:
        raise SheetSubmitted("The sheet is submitted; reopen it before changing answers.")
    revision = sheet.revision + 1
    answers = dict(sheet.answers) | {
        name: Answer(value, author, now, revision) for name, value in new.items()
    }
    saved = replace(sheet, revision=revision, answers=answers, updated_at=now)
    pairs = {name: (values.get(name), value) for name, value in new.items()}
    return _store(session, saved, Change(revision, now, author, kind, pairs))


def carry_sheet(  # noqa: PLR0913 - who and when belong to every change of a sheet
    session: Session,
    sheet: Sheet,
    version_id: int,
    answers: Mapping[str, Answer],
    *,
    author: str,
    now: datetime,
) -> Sheet:
    """Move a draft on to another version with the answers that it can hold; its history keeps the others.

    Answers keep their authors and times. Load the sheet for_update; a submitted one raises SheetSubmitted.
    """
    if sheet.status is SheetStatus.SUBMITTED:
        raise SheetSubmitted("The sheet is submitted; it stays with the version that it was given to.")
    before, after = sheet.values(), {name: answer.value for name, answer in answers.items()}
    pairs = {
        name: (before.get(name), after.get(name))
        for name in {**before, **after}
        if not _is_same(before.get(name), after.get(name))
    }
    revision = sheet.revision + 1
    moved = replace(sheet, version_id=version_id, revision=revision, answers=dict(answers), updated_at=now)
    return _store(session, moved, Change(revision, now, author, ChangeKind.CARRY, pairs))


def record_conflict(
    session: Session,
    sheet: Sheet,
    changes: Mapping[str, tuple[Value, Value]],
    *,
    author: str,
    now: datetime,
) -> None:
    """Keep in the history what somebody wanted to store; changes maps question to (stored, wanted).

    The sheet and its revision stay as they are.
    """
    _remember(session, sheet.id, Change(sheet.revision, now, author, ChangeKind.CONFLICT, changes))


def submit_sheet(session: Session, sheet: Sheet, *, author: str, now: datetime) -> Sheet:
    """Sign a sheet off, as a revision of its own; a submitted one stays as it is. Load it for_update."""
    if sheet.status is SheetStatus.SUBMITTED:
        return sheet
    signed = replace(sheet, status=SheetStatus.SUBMITTED, submitted_at=now, submitted_by=author)
    return _turn(session, signed, Change(sheet.revision + 1, now, author, ChangeKind.SUBMIT, {}))


def reopen_sheet(session: Session, sheet: Sheet, *, author: str, now: datetime) -> Sheet:
    """Make a submitted sheet a draft again, as a revision of its own; a draft stays as it is."""
    if sheet.status is SheetStatus.DRAFT:
        return sheet
    open_again = replace(sheet, status=SheetStatus.DRAFT, submitted_at=None, submitted_by=None)
    return _turn(session, open_again, Change(sheet.revision + 1, now, author, ChangeKind.REOPEN, {}))


def changes_since(session: Session, sheet_id: int, revision: int) -> list[Change]:
    """Return what was stored after a revision, oldest first; conflicts were not stored and are left out."""
    return [_change(row) for row in session.rows(_SINCE, {"sheet_id": sheet_id, "revision": revision})]


def history(session: Session, sheet_id: int) -> list[Change]:
    """Return a sheet's whole history with its conflicts, in the order in which it happened."""
    return [_change(row) for row in session.rows(_HISTORY, {"sheet_id": sheet_id})]


def conflicts_at(session: Session, sheet_id: int, revision: int) -> list[Change]:
    """Return the answers that met a sheet of this revision and wait for somebody to choose, oldest first."""
    return [_change(row) for row in session.rows(_CONFLICTS, {"sheet_id": sheet_id, "revision": revision})]


def sheet_of(row: Found) -> Sheet:
    """Return the sheet that stands in the columns SHEET."""
    number, invitation_id, version_id, status, revision, answers, updated_at, submitted_at, submitted_by = row
    return Sheet(
        number, invitation_id, version_id, SheetStatus(status), revision, _answers(answers), updated_at,
        submitted_at, submitted_by,
    )  # fmt: skip


def stored_answers(answers: Mapping[str, Answer]) -> dict[str, object]:
    """Return the JSON document in which a sheet's answers are kept."""
    return {
        name: {
            "v": answer.value,
            "by": answer.author,
            "at": answer.at.isoformat(),
            "rev": answer.revision,
        }
        for name, answer in answers.items()
    }


def _answers(stored: Mapping[str, Any]) -> dict[str, Answer]:
    read = datetime.fromisoformat
    return {name: Answer(one["v"], one["by"], read(one["at"]), one["rev"]) for name, one in stored.items()}


def _is_same(old: Value, new: Value) -> bool:
    # In Python 0 equals False; as answers they differ, and so they do within lists and tables.
    if isinstance(old, list | dict) and isinstance(new, list | dict):
        return old == new and _canonical(old) == _canonical(new)
    return type(old) is type(new) and old == new


def _canonical(value: Value) -> str:
    return json.dumps(value, sort_keys=True)


def _turn(session: Session, turned: Sheet, change: Change) -> Sheet:
    return _store(session, replace(turned, revision=change.revision, updated_at=change.at), change)


def _store(session: Session, sheet: Sheet, change: Change) -> Sheet:
    values = {
        "number": sheet.id, "version": sheet.version_id, "known_revision": sheet.revision - 1,
        "new_revision": sheet.revision, "new_status": sheet.status.value,
        "new_answers": stored_answers(sheet.answers), "now": change.at,
        "new_submitted_at": sheet.submitted_at, "new_submitted_by": sheet.submitted_by,
    }  # fmt: skip
    if session.change(_STORE, values) != 1:
        raise StaleSheet("The sheet changed while it was being saved.")
    _remember(session, sheet.id, change)
    return sheet


def _remember(session: Session, sheet_id: int, change: Change) -> None:
    pairs: Iterable[tuple[str, tuple[Value, Value]]] = change.changes.items()
    values = {
        "answer_sheet_id": sheet_id, "revision": change.revision, "at": change.at, "author": change.author,
        "kind": change.kind.value, "changes": {name: [old, new] for name, (old, new) in pairs},
    }  # fmt: skip
    session.change(_REMEMBER, values)


def _change(row: Found) -> Change:
    revision, at, author, kind, changes = row
    pairs = {name: (old, new) for name, (old, new) in changes.items()}
    return Change(revision, at, author, ChangeKind(kind), pairs)
