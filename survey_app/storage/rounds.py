"""Rounds: what is asked of which network until when, and how far its cities are."""

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, case, func, insert, select, update

from survey_app.answers.model import SheetStatus
from survey_app.rounds.model import ProgrammeFrame, Round, RoundStatus
from survey_app.storage.columns import is_storable
from survey_app.storage.database import Found, Session
from survey_app.storage.records import Json, RoundSummary
from survey_app.storage.tables import answer_sheet, invitation
from survey_app.storage.tables import round_ as table

ROUND = (
    table.c.id, table.c.network_id, table.c.slug, table.c.title, table.c.description, table.c.remark,
    table.c.questionnaire_version_id, table.c.status, table.c.deadline, table.c.frame,
)  # fmt: skip
_WIDTH = len(ROUND)


def _how_many(condition: Any) -> Any:
    return func.count(case((condition, 1)))


_SUBMITTED = answer_sheet.c.status == SheetStatus.SUBMITTED.value
_UNTOUCHED = and_(~_SUBMITTED, answer_sheet.c.revision == 0)
_IN_WORK = and_(~_SUBMITTED, answer_sheet.c.revision > 0)
_PROGRESS = (
    select(
        invitation.c.round_id,
        _how_many(_UNTOUCHED).label("untouched"),
        _how_many(_IN_WORK).label("in_work"),
        _how_many(_SUBMITTED).label("submitted"),
    )
    .join(answer_sheet)
    .group_by(invitation.c.round_id)
    .subquery()
)
_SUMMARIES = (
    select(*ROUND, *(func.coalesce(_PROGRESS.c[name], 0) for name in ("untouched", "in_work", "submitted")))
    .outerjoin(_PROGRESS, _PROGRESS.c.round_id == table.c.id)
    .order_by(table.c.id)
)
_ADD = insert(table)
_BY_ID = select(*ROUND).where(table.c.id == bindparam("id"))
_BY_SLUG = select(*ROUND).where(
    table.c.network_id == bindparam("network_id"), table.c.slug == bindparam("slug")
)
_STATUS = update(table).where(table.c.id == bindparam("number")).values(status=bindparam("new_status"))


def add_round(  # noqa: PLR0913 - one argument for each column
    session: Session,
    network_id: int,
    slug: str,
    title: str,
    *,
    description: str = "",
    remark: str = "",
    version_id: int | None = None,
    status: RoundStatus = RoundStatus.DRAFT,
    deadline: date | None = None,
    frame: ProgrammeFrame | None = None,
) -> int:
    """Add a round and return its id; raise AlreadyThere for a slug that the network has already."""
    new = Round(
        0,
        network_id,
        slug,
        title,
        description,
        remark,
        version_id,
        status,
        deadline,
        frame or ProgrammeFrame(),
    )
    return session.add(_ADD, {"network_id": network_id, **_values(new)})


def update_round(session: Session, changed: Round) -> None:
    """Store all of a round but its network; untouched sheets follow to its new questionnaire."""
    session.change(update(table).where(table.c.id == changed.id).values(**_values(changed)))
    if changed.version_id is not None:
        _move_sheets(session, changed.id, changed.version_id, answer_sheet.c.revision == 0)


def adopt_version(session: Session, round_id: int, version_id: int) -> None:
    """Let a round ask another questionnaire version; untouched sheets follow, the others stay with theirs."""
    values = {"questionnaire_version_id": version_id}
    session.change(update(table).where(table.c.id == round_id).values(**values))
    _move_sheets(session, round_id, version_id, answer_sheet.c.revision == 0)


def set_status(session: Session, round_id: int, status: RoundStatus) -> None:
    """Open or close a round; opening one without a questionnaire raises LawBroken."""
    session.change(_STATUS, {"number": round_id, "new_status": status.value})


def round_by_id(session: Session, round_id: int) -> Round | None:
    """Return a round, or None."""
    row = session.row(_BY_ID, {"id": round_id})
    return None if row is None else round_of(row)


def round_by_slug(session: Session, network_id: int, slug: str) -> Round | None:
    """Return a network's round by its stable name, or None."""
    if not is_storable(slug):
        return None
    row = session.row(_BY_SLUG, {"network_id": network_id, "slug": slug})
    return None if row is None else round_of(row)


def rounds(session: Session, network_id: int | None = None) -> list[RoundSummary]:
    """Return all rounds, or one network's, oldest first, with their cities' progress. One select."""
    statement = _SUMMARIES if network_id is None else _SUMMARIES.where(table.c.network_id == network_id)
    found = session.rows(statement)
    return [RoundSummary(round_of(row[:_WIDTH]), *row[_WIDTH:]) for row in found]


def round_of(row: Found) -> Round:
    """Return the round that stands in the columns ROUND."""
    number, network_id, slug, title, description, remark, version_id, status, deadline, frame = row
    return Round(
        number, network_id, slug, title, description, remark, version_id, RoundStatus(status), deadline,
        _frame(frame),
    )  # fmt: skip


def _frame(stored: Json) -> ProgrammeFrame:
    lists = {"weeks": tuple(stored["weeks"]), "objectives": tuple(stored["objectives"])}
    return ProgrammeFrame(**{**stored, **lists})


def _values(changed: Round) -> dict[str, object]:
    return {
        "slug": changed.slug, "title": changed.title, "description": changed.description,
        "remark": changed.remark, "questionnaire_version_id": changed.version_id,
        "status": changed.status.value, "deadline": changed.deadline, "frame": asdict(changed.frame),
    }  # fmt: skip


def _move_sheets(session: Session, round_id: int, version_id: int, which: Any) -> int:
    its = select(invitation.c.id).where(invitation.c.round_id == round_id)
    statement = update(answer_sheet).where(answer_sheet.c.invitation_id.in_(its), which)
    return session.change(statement.values(questionnaire_version_id=version_id))
