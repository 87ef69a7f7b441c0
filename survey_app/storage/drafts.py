"""Drafts: programmes in the coordinators' hands, with the decisions taken about them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from survey_app.storage.database import Session
from survey_app.storage.records import Draft, DraftStep, DraftSummary, Json
from survey_app.storage.tables import draft as table
from survey_app.storage.tables import draft_step as step

_DRAFT = (
    table.c.id, table.c.round_id, table.c.name, table.c.note, table.c.from_proposal, table.c.problem,
    table.c.exchanges, table.c.sheets_fingerprint, table.c.created_at, table.c.created_by,
)  # fmt: skip
_STEP = (step.c.id, step.c.draft_id, step.c.at, step.c.by, step.c.what, step.c.undone_at, step.c.undone_by)
_STANDING = select(
    step.c.draft_id, func.count(step.c.id).label("steps"), func.max(step.c.at).label("at")
).where(step.c.undone_at.is_(None)).group_by(step.c.draft_id).subquery()  # fmt: skip

_ADD = insert(table)
_ADD_STEP = insert(step)
_BY_ID = select(*_DRAFT).where(table.c.id == bindparam("id"))
_OF_ROUND = (
    select(
        table.c.id, table.c.name, table.c.note, table.c.created_at, table.c.created_by,
        func.coalesce(_STANDING.c.steps, 0), func.coalesce(_STANDING.c.at, table.c.created_at),
    )
    .outerjoin(_STANDING, _STANDING.c.draft_id == table.c.id)
    .where(table.c.round_id == bindparam("round_id"))
    .order_by(table.c.id.desc())
)  # fmt: skip
_STEPS = select(*_STEP).where(step.c.draft_id == bindparam("draft_id")).order_by(step.c.id)
_THIS = table.c.id == bindparam("number")
_NAME = update(table).where(_THIS).values(name=bindparam("new_name"), note=bindparam("new_note"))
_DELETE_STEPS = delete(step).where(step.c.draft_id == bindparam("of_draft"))
_DELETE = delete(table).where(_THIS)
_RENEW = (
    update(table)
    .where(_THIS)
    .values(problem=bindparam("new_problem"), sheets_fingerprint=bindparam("new_mark"))
)
_THIS_STEP = (step.c.id == bindparam("number"), step.c.draft_id == bindparam("of_draft"))
_UNDO = (
    update(step)
    .where(*_THIS_STEP, step.c.undone_at.is_(None))
    .values(undone_at=bindparam("now"), undone_by=bindparam("who"))
)
_REDO = update(step).where(*_THIS_STEP, step.c.undone_at.is_not(None)).values(undone_at=None, undone_by=None)


def add_draft(  # noqa: PLR0913 - one argument for each column
    session: Session,
    round_id: int,
    *,
    name: str,
    problem: Json,
    exchanges: Sequence[Json],
    sheets_fingerprint: str,
    created_by: str,
    now: datetime,
    note: str = "",
    from_proposal: int | None = None,
) -> int:
    """Begin a draft with a problem and exchanges, both as JSON; return its id."""
    values = {
        "round_id": round_id, "name": name, "note": note, "from_proposal": from_proposal,
        "problem": problem, "exchanges": list(exchanges), "sheets_fingerprint": sheets_fingerprint,
        "created_by": created_by, "created_at": now,
    }  # fmt: skip
    return session.add(_ADD, values)


def draft_by_id(session: Session, draft_id: int) -> Draft | None:
    """Return a draft, or None."""
    row = session.row(_BY_ID, {"id": draft_id})
    return None if row is None else Draft(*row)


def drafts(session: Session, round_id: int) -> list[DraftSummary]:
    """Return a round's drafts without their documents, newest first. One select."""
    return [DraftSummary(*row) for row in session.rows(_OF_ROUND, {"round_id": round_id})]


def name_draft(session: Session, draft_id: int, name: str, note: str) -> None:
    """Give a draft another name and note."""
    session.change(_NAME, {"number": draft_id, "new_name": name, "new_note": note})


def delete_draft(session: Session, draft_id: int) -> None:
    """Delete a draft with its decisions; what was computed for it and what was sent from it stay."""
    session.change(_DELETE_STEPS, {"of_draft": draft_id})
    session.change(_DELETE, {"number": draft_id})


def renew_draft(session: Session, draft_id: int, problem: Json, sheets_fingerprint: str) -> None:
    """Let a draft rest on other answers; its decisions stay."""
    values = {"number": draft_id, "new_problem": problem, "new_mark": sheets_fingerprint}
    session.change(_RENEW, values)


def add_step(session: Session, draft_id: int, what: Json, *, by: str, now: datetime) -> int:
    """Write down a decision about a draft; return its id."""
    return session.add(_ADD_STEP, {"draft_id": draft_id, "at": now, "by": by, "what": what})


def steps(session: Session, draft_id: int) -> list[DraftStep]:
    """Return a draft's decisions in the order in which they were taken, those taken back too."""
    return [DraftStep(*row) for row in session.rows(_STEPS, {"draft_id": draft_id})]


def undo_step(session: Session, draft_id: int, step_id: int, *, by: str, now: datetime) -> bool:
    """Take a decision back; False when it is not this draft's, or was taken back before."""
    return session.change(_UNDO, {"number": step_id, "of_draft": draft_id, "now": now, "who": by}) == 1


def redo_step(session: Session, draft_id: int, step_id: int) -> bool:
    """Let a decision that was taken back stand again; False when it is not this draft's, or stands."""
    return session.change(_REDO, {"number": step_id, "of_draft": draft_id}) == 1
