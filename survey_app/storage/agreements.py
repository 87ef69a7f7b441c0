"""Exchanges sent for agreement: what each city replies, what is withdrawn, confirmed and sent by mail."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, insert, select, update

from survey_app.programmes.agreement import ReplyState
from survey_app.storage.database import Found, Session
from survey_app.storage.records import Json, Reply, SentExchange
from survey_app.storage.tables import city, invitation
from survey_app.storage.tables import exchange_letter as letter
from survey_app.storage.tables import exchange_reply as reply
from survey_app.storage.tables import sent_exchange as table

_SENT = (
    table.c.id, table.c.round_id, table.c.proposal, table.c.draft, table.c.host, table.c.week,
    table.c.content, table.c.sent_at, table.c.sent_by, table.c.withdrawn_at, table.c.withdrawn_by,
    table.c.replaced, table.c.confirmed_at,
)  # fmt: skip
_REPLY = (
    reply.c.id, reply.c.sent_exchange_id, reply.c.invitation_id, city.c.slug, city.c.name, reply.c.state,
    reply.c.remark, reply.c.at, reply.c.by, letter.c.id, letter.c.sent_at, letter.c.error,
)  # fmt: skip
_REPLIES = (
    select(*_REPLY)
    .join(invitation, invitation.c.id == reply.c.invitation_id)
    .join(city, city.c.id == invitation.c.city_id)
    .outerjoin(
        letter,
        and_(
            letter.c.sent_exchange_id == reply.c.sent_exchange_id,
            letter.c.invitation_id == reply.c.invitation_id,
        ),
    )
    .order_by(reply.c.id)
)
_ADD, _ADD_REPLY, _ADD_LETTER = insert(table), insert(reply), insert(letter)
_BY_ID = select(*_SENT).where(table.c.id == bindparam("id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()
_OF_ROUND = select(*_SENT).where(table.c.round_id == bindparam("of_round")).order_by(table.c.id)
_ASKED = select(reply.c.sent_exchange_id).where(reply.c.invitation_id == bindparam("of_invitation"))
_OF_CITY = select(*_SENT).where(table.c.id.in_(_ASKED)).order_by(table.c.id)
_ANY = _ASKED.limit(1)
_THIS = table.c.id == bindparam("number")
_WITHDRAW = (
    update(table)
    .where(_THIS, table.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"), withdrawn_by=bindparam("who"), replaced=bindparam("by_another"))
)
_CONFIRM = (
    update(table)
    .where(_THIS, table.c.withdrawn_at.is_(None), table.c.confirmed_at.is_(None))
    .values(confirmed_at=bindparam("now"))
)
_ANSWER = (
    update(reply)
    .where(
        reply.c.sent_exchange_id == bindparam("number"), reply.c.invitation_id == bindparam("of_invitation")
    )
    .values(state=bindparam("new_state"), remark=bindparam("words"), at=bindparam("now"), by=bindparam("who"))
)
_LETTER = (letter.c.sent_exchange_id == bindparam("number"), letter.c.invitation_id == bindparam("to"))
_DUE_AGAIN = update(letter).where(*_LETTER).values(made_at=bindparam("now"), sent_at=None, error=None)
_WENT = update(letter).where(*_LETTER).values(sent_at=bindparam("now"), error=None)
_FAILED = update(letter).where(*_LETTER).values(error=bindparam("cause"))
_DUE = select(letter.c.sent_exchange_id).where(letter.c.sent_at.is_(None)).distinct()


def send_exchange(  # noqa: PLR0913 - one argument for each column
    session: Session,
    round_id: int,
    content: Json,
    invitations: Sequence[int],
    *,
    host: str,
    week: str,
    by: str,
    now: datetime,
    proposal: int | None = None,
    draft: int | None = None,
) -> int:
    """Send an exchange to the cities of these invitations, the host's first; return its id."""
    values: dict[str, Any] = {
        "round_id": round_id, "proposal": proposal, "draft": draft, "host": host, "week": week,
        "content": content, "sent_at": now, "sent_by": by, "replaced": False,
    }  # fmt: skip
    number = session.add(_ADD, values)
    for asked in invitations:
        waiting = {"state": ReplyState.WAITING.value, "remark": ""}
        session.add(_ADD_REPLY, {"sent_exchange_id": number, "invitation_id": asked, **waiting})
    return number


def sent_exchanges(session: Session, round_id: int) -> list[SentExchange]:
    """Return all that was sent in a round with its replies, the oldest first. Two selects."""
    return _with_replies(session, session.rows(_OF_ROUND, {"of_round": round_id}))


def exchanges_of_city(session: Session, invitation_id: int) -> list[SentExchange]:
    """Return all that a city was asked about, with everybody's replies, the oldest first. Two selects."""
    return _with_replies(session, session.rows(_OF_CITY, {"of_invitation": invitation_id}))


def was_asked(session: Session, invitation_id: int) -> bool:
    """Tell whether a city was ever asked about an exchange."""
    return session.row(_ANY, {"of_invitation": invitation_id}) is not None


def sent_exchange(session: Session, number: int, *, for_update: bool = False) -> SentExchange | None:
    """Return one with its replies, or None; for_update keeps other writers away until the end."""
    row = session.row(_BY_ID_LOCKED if for_update else _BY_ID, {"id": number})
    return None if row is None else _with_replies(session, [row])[0]


def withdraw(session: Session, number: int, *, by: str, now: datetime, replaced: bool = False) -> bool:
    """Withdraw one; False when it was withdrawn before."""
    values = {"number": number, "now": now, "who": by, "by_another": replaced}
    return session.change(_WITHDRAW, values) == 1


def answer(  # noqa: PLR0913 - who, when and what belong to every reply
    session: Session,
    number: int,
    invitation_id: int,
    state: ReplyState,
    remark: str,
    *,
    by: str,
    now: datetime,
) -> None:
    """Write down what a city replies; an earlier reply of it is replaced."""
    this = {"number": number, "of_invitation": invitation_id}
    session.change(_ANSWER, {**this, "new_state": state.value, "words": remark, "now": now, "who": by})


def confirm(session: Session, number: int, now: datetime) -> bool:
    """Confirm one that is agreed; False when it was confirmed or withdrawn before."""
    return session.change(_CONFIRM, {"number": number, "now": now}) == 1


def add_letters(session: Session, number: int, invitations: Sequence[int], now: datetime) -> None:
    """Write down that these cities are to get a letter about an exchange; one that went before is past."""
    for to in invitations:
        if not session.change(_DUE_AGAIN, {"number": number, "to": to, "now": now}):
            session.add(_ADD_LETTER, {"sent_exchange_id": number, "invitation_id": to, "made_at": now})


def letter_went(session: Session, number: int, invitation_id: int, now: datetime) -> None:
    """Write down that a letter is on its way."""
    session.change(_WENT, {"number": number, "to": invitation_id, "now": now})


def letter_failed(session: Session, number: int, invitation_id: int, cause: str) -> None:
    """Write down why a letter did not go out; it stays due."""
    session.change(_FAILED, {"number": number, "to": invitation_id, "cause": cause})


def with_letters_due(session: Session) -> list[int]:
    """Return the exchanges of which letters are still to go out."""
    return sorted(int(row[0]) for row in session.rows(_DUE))


def _with_replies(session: Session, found: Sequence[Found]) -> list[SentExchange]:
    sent = [SentExchange(*row) for row in found]
    statement = _REPLIES.where(reply.c.sent_exchange_id.in_([one.id for one in sent]))
    replies = [_reply(row) for row in session.rows(statement)] if sent else []
    by_id: Mapping[int, list[Reply]] = {one.id: [] for one in sent}
    for one in replies:
        by_id[one.sent_id].append(one)
    return [replace(one, replies=tuple(by_id[one.id])) for one in sent]


def _reply(row: Found) -> Reply:
    number, sent_id, invited, slug, name, state, remark, at, by, due, sent_at, error = row
    return Reply(
        number, sent_id, invited, slug, name, ReplyState(state), remark, at, by,
        due is not None and sent_at is None, sent_at, error,
    )  # fmt: skip
