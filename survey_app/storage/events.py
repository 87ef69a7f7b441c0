"""The audit trail: who did what, when and where."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from survey_app.storage.database import Session
from survey_app.storage.records import Event, Json
from survey_app.storage.tables import event as table

_ADD = insert(table).inline()
_EVENT = (
    table.c.id, table.c.at, table.c.actor, table.c.network_id, table.c.round_id, table.c.what, table.c.detail,
)  # fmt: skip
PUBLISHED = "published another version of the questionnaire"
_ADOPTED = (
    select(table.c.detail)
    .where(table.c.round_id == bindparam("round_id"), table.c.what == bindparam("what"))
    .order_by(table.c.id)
)
_CALLED = (
    select(*_EVENT)
    .where(table.c.round_id == bindparam("round_id"), table.c.what == bindparam("what"))
    .order_by(table.c.id.desc())
)
_NEWEST = select(*_EVENT).order_by(table.c.id.desc()).limit(bindparam("limit"))


def record_event(  # noqa: PLR0913 - one argument for each column
    session: Session,
    now: datetime,
    actor: str,
    what: str,
    *,
    network_id: int | None = None,
    round_id: int | None = None,
    detail: Json | None = None,
) -> None:
    """Write one entry of the audit trail, in the transaction of what it tells about."""
    values = {"at": now, "actor": actor, "what": what, "network_id": network_id, "round_id": round_id}
    session.change(_ADD, {**values, "detail": dict(detail or {})})


def adopted_versions(session: Session, round_id: int) -> list[int]:
    """Return the questionnaire versions that were published in a round after its first, oldest first."""
    found = session.rows(_ADOPTED, {"round_id": round_id, "what": PUBLISHED})
    return [int(row[0]["to"]) for row in found]


def events_called(session: Session, round_id: int, what: str) -> list[Event]:
    """Return a round's entries of one kind, the newest first."""
    return [Event(*row) for row in session.rows(_CALLED, {"round_id": round_id, "what": what})]


def events(
    session: Session, *, network_id: int | None = None, round_id: int | None = None, limit: int = 100
) -> list[Event]:
    """Return the newest entries first, of one network, one round or everywhere."""
    statement = _NEWEST
    if network_id is not None:
        statement = statement.where(table.c.network_id == network_id)
    if round_id is not None:
        statement = statement.where(table.c.round_id == round_id)
    return [Event(*row) for row in session.rows(statement, {"limit": limit})]
