"""Agendas: one for each host's week in a round, stored once somebody has made it."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from survey_app.storage.database import Session
from survey_app.storage.errors import StaleSheet
from survey_app.storage.records import Json, StoredAgenda
from survey_app.storage.tables import agenda as table

_AGENDA = (
    table.c.host, table.c.week, table.c.content, table.c.revision, table.c.changed_at, table.c.changed_by,
)  # fmt: skip
_OF_ROUND = select(*_AGENDA).where(table.c.round_id == bindparam("of_round")).order_by(table.c.id)
_THIS = (
    table.c.round_id == bindparam("of_round"),
    table.c.host == bindparam("of_host"),
    table.c.week == bindparam("of_week"),
)
_ONE = select(*_AGENDA).where(*_THIS)
_ADD = insert(table)
_KNOWN = (*_THIS, table.c.revision == bindparam("known"))
_STORE = (
    update(table)
    .where(*_KNOWN)
    .values(
        content=bindparam("new_content"), revision=bindparam("new_revision"),
        changed_at=bindparam("now"), changed_by=bindparam("who"),
    )
)  # fmt: skip
_REMOVE = delete(table).where(*_KNOWN)


def agendas(session: Session, round_id: int) -> dict[tuple[str, str], StoredAgenda]:
    """Return a round's agendas by host and week."""
    found = [StoredAgenda(*row) for row in session.rows(_OF_ROUND, {"of_round": round_id})]
    return {(one.host, one.week): one for one in found}


def agenda_of(session: Session, round_id: int, host: str, week: str) -> StoredAgenda | None:
    """Return the agenda of a host's week, None while nobody has made one."""
    row = session.row(_ONE, {"of_round": round_id, "of_host": host, "of_week": week})
    return None if row is None else StoredAgenda(*row)


def store_agenda(  # noqa: PLR0913 - who, when and on what belong to every save
    session: Session,
    round_id: int,
    host: str,
    week: str,
    content: Json,
    *,
    known: int,
    by: str,
    now: datetime,
) -> int:
    """Store an agenda over the revision that it was made from (0: there was none); return its revision.

    Raises StaleSheet when somebody else has changed it since, AlreadyThere when somebody else made the first.
    """
    this = {"of_round": round_id, "of_host": host, "of_week": week, "known": known}
    if known == 0:
        values = {"round_id": round_id, "host": host, "week": week, "content": content, "revision": 1}
        session.add(_ADD, {**values, "changed_at": now, "changed_by": by})
        return 1
    new = {"new_content": content, "new_revision": known + 1, "now": now, "who": by}
    if session.change(_STORE, {**this, **new}) != 1:
        raise StaleSheet("The agenda changed while it was being changed.")
    return known + 1


def remove_agenda(session: Session, round_id: int, host: str, week: str, *, known: int) -> None:
    """Remove an agenda; raises StaleSheet when somebody else has changed it since."""
    this = {"of_round": round_id, "of_host": host, "of_week": week, "known": known}
    if session.change(_REMOVE, this) != 1:
        raise StaleSheet("The agenda changed while it was being removed.")
