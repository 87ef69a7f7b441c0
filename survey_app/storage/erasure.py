"""Erasing a person: no trace of the name is left, while the city's answers and all figures stay."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, delete, func, select, true, update

from survey_app.answers.model import ChangeKind
from survey_app.storage.database import Database, Session
from survey_app.storage.tables import (
    account,
    agenda,
    answer_change,
    answer_sheet,
    contributor,
    draft,
    draft_step,
    event,
    exchange_reply,
    invitation,
    proposal,
    sent_exchange,
)

FORMER_COLLEAGUE = "—"
_BY_ACCOUNTS = (ChangeKind.REOPEN.value, ChangeKind.LOAD.value, ChangeKind.CARRY.value)


def erase_contributor(
    session: Session, invitation_id: int, name: str, now: datetime, *, stand_in: str = FORMER_COLLEAGUE
) -> int:
    """Put a stand-in for a colleague's name on an invitation and end the devices; return in how many rows.

    Covers devices, answers, sign-off, history and the round's audit trail; not what answers say in their own
    words. Call forget_deleted afterwards.
    """
    this = contributor.c.invitation_id == invitation_id
    ended = func.coalesce(contributor.c.ended_at, now)
    devices = update(contributor).where(this, contributor.c.name == name)
    sheets = select(answer_sheet.c.id).where(answer_sheet.c.invitation_id == invitation_id)
    rounds = select(invitation.c.round_id).where(invitation.c.id == invitation_id)
    change = _Change({name}, stand_in)
    return (
        session.change(devices.values(name=stand_in, ended_at=ended))
        + change.in_sheets(session, answer_sheet.c.id.in_(sheets))
        + change.in_column(session, answer_change.c.author, answer_change.c.answer_sheet_id.in_(sheets))
        + change.in_column(session, event.c.actor, event.c.round_id.in_(rounds))
        + change.in_column(session, exchange_reply.c.by, exchange_reply.c.invitation_id == invitation_id)
    )


def erase_account(session: Session, account_id: int, *, stand_in: str = FORMER_COLLEAGUE) -> int:
    """Remove an account, put a stand-in for its name and address in whatever it did; return in how many rows.

    On sheets that it reopened or loaded, a colleague of the same name is replaced with it. Raises KeyError
    for an unknown account. Call forget_deleted afterwards.
    """
    found = session.row(select(account.c.name, account.c.email).where(account.c.id == account_id))
    if found is None:
        raise KeyError(account_id)
    its_changes = and_(answer_change.c.kind.in_(_BY_ACCOUNTS), answer_change.c.author.in_(found))
    sheets = select(answer_change.c.answer_sheet_id).where(its_changes)
    change = _Change(set(found), stand_in)
    return (
        session.change(delete(account).where(account.c.id == account_id))
        + change.in_sheets(session, answer_sheet.c.id.in_(sheets))
        + change.in_column(session, answer_change.c.author, its_changes)
        + change.in_column(session, event.c.actor, true())
        + change.in_column(session, proposal.c.requested_by, true())
        + change.in_column(session, draft.c.created_by, true())
        + change.in_column(session, draft_step.c.by, true())
        + change.in_column(session, draft_step.c.undone_by, true())
        + change.in_column(session, agenda.c.changed_by, true())
        + change.in_column(session, sent_exchange.c.sent_by, true())
        + change.in_column(session, sent_exchange.c.withdrawn_by, true())
    )


def forget_deleted(database: Database) -> None:
    """Let the database's files hold no remains of what was erased; run it outside of any transaction.

    SQLite has overwritten it and now empties its log; PostgreSQL frees it for being overwritten.
    """
    database.clean()


@dataclass(frozen=True)
class _Change:
    """Put a stand-in for some names."""

    names: set[str]
    stand_in: str

    def in_column(self, session: Session, column: Column[str], where: ColumnElement[bool]) -> int:
        statement = update(column.table).where(column.in_(self.names), where)
        return session.change(statement.values({column: self.stand_in}))

    def in_sheets(self, session: Session, where: ColumnElement[bool]) -> int:
        columns = (answer_sheet.c.id, answer_sheet.c.answers, answer_sheet.c.submitted_by)
        found = session.rows(select(*columns).where(where).with_for_update())
        return sum(self._in_sheet(session, *row) for row in found)

    def _in_sheet(
        self, session: Session, number: int, answers: dict[str, Any], signed_by: str | None
    ) -> bool:
        new = {name: {**answer, "by": self._instead(answer["by"])} for name, answer in answers.items()}
        signed = None if signed_by is None else self._instead(signed_by)
        if (new, signed) == (answers, signed_by):
            return False
        statement = update(answer_sheet).where(answer_sheet.c.id == number)
        return session.change(statement.values(answers=new, submitted_by=signed)) == 1

    def _instead(self, name: str) -> str:
        return self.stand_in if name in self.names else name
