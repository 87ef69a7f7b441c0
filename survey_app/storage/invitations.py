"""Invitations: a city's part in a round, with its one answer sheet."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.rounds.model import City, Invitation
from survey_app.storage.columns import is_storable
from survey_app.storage.database import Found, Session
from survey_app.storage.errors import LawBroken
from survey_app.storage.networks import CITY, city_of
from survey_app.storage.sheets import SHEET, sheet_of
from survey_app.storage.tables import answer_sheet, city, round_
from survey_app.storage.tables import invitation as table

INVITATION = (
    table.c.id,
    table.c.round_id,
    table.c.public_id,
    table.c.nonce,
    table.c.revoked,
    table.c.created_at,
)
_OWN, _WITH_CITY = len(INVITATION), len(INVITATION) + len(CITY)

_VERSION = select(round_.c.questionnaire_version_id).where(round_.c.id == bindparam("round_id"))
_ADD = insert(table)
_ADD_SHEET = insert(answer_sheet)
_ALL = (
    select(*INVITATION, *CITY, *SHEET)
    .select_from(table)
    .join(city)
    .join(answer_sheet)
    .where(table.c.round_id == bindparam("round_id"))
)
_ONE = select(*INVITATION, *CITY).select_from(table).join(city)
_OF_CITY = _ALL.where(city.c.slug == bindparam("slug"))
_SUBMITTED_REVISIONS = (
    select(answer_sheet.c.id, answer_sheet.c.revision)
    .join(table)
    .where(table.c.round_id == bindparam("round_id"), answer_sheet.c.status == SheetStatus.SUBMITTED.value)
    .order_by(answer_sheet.c.id)
)
_BY_PUBLIC_ID = _ONE.where(table.c.public_id == bindparam("public_id"))
_BY_ID = _ONE.where(table.c.id == bindparam("id"))
_STREAM = (
    select(*CITY, *SHEET)
    .select_from(table)
    .join(city)
    .join(answer_sheet)
    .where(table.c.round_id == bindparam("round_id"))
    .order_by(city.c.id)
)
_STREAM_SUBMITTED = _STREAM.where(answer_sheet.c.status == SheetStatus.SUBMITTED.value)
_THIS = table.c.id == bindparam("number")
_RENEW = update(table).where(_THIS).values(nonce=bindparam("new_nonce"), revoked=False)
_REVOKE = update(table).where(_THIS).values(revoked=True)


def invite(  # noqa: PLR0913 - one argument for each column
    session: Session, round_id: int, city_id: int, *, public_id: str, nonce: str, now: datetime
) -> int:
    """Invite a city and lay out its empty sheet; return the invitation's id.

    Raises AlreadyThere for a city invited before, LawBroken for a round without a questionnaire.
    """
    found = session.row(_VERSION, {"round_id": round_id})
    if found is None or found[0] is None:
        raise LawBroken("A round needs a questionnaire before cities are invited to it.")
    values = {"round_id": round_id, "city_id": city_id, "public_id": public_id, "nonce": nonce}
    number = session.add(_ADD, {**values, "revoked": False, "created_at": now})
    empty = {"invitation_id": number, "questionnaire_version_id": found[0], "status": SheetStatus.DRAFT.value}
    session.add(_ADD_SHEET, {**empty, "revision": 0, "answers": {}})
    return number


def uninvite(session: Session, invitation_id: int) -> bool:
    """Take an invitation back; False, and nothing is done, once its sheet has been touched."""
    untouched = select(answer_sheet.c.invitation_id).where(answer_sheet.c.revision == 0)
    return session.change(delete(table).where(table.c.id == invitation_id, table.c.id.in_(untouched))) == 1


def renew_link(session: Session, invitation_id: int, nonce: str) -> None:
    """Give an invitation a new link; the old one is dead, a revoked invitation lives again."""
    session.change(_RENEW, {"number": invitation_id, "new_nonce": nonce})


def revoke_link(session: Session, invitation_id: int) -> None:
    """Let an invitation's link work no more; its answers stay."""
    session.change(_REVOKE, {"number": invitation_id})


def invitation_by_id(session: Session, invitation_id: int) -> Invitation | None:
    """Return an invitation, or None."""
    row = session.row(_BY_ID, {"id": invitation_id})
    return None if row is None else invitation_of(row, city_of(row[_OWN:]))


def invitation_by_public_id(session: Session, public_id: str) -> Invitation | None:
    """Return the invitation that a link names, revoked or not, or None."""
    if not is_storable(public_id):
        return None
    row = session.row(_BY_PUBLIC_ID, {"public_id": public_id})
    return None if row is None else invitation_of(row, city_of(row[_OWN:]))


def invitations(session: Session, round_id: int) -> list[tuple[Invitation, Sheet]]:
    """Return a round's invitations with their sheets, by the city's name. One select."""
    found = [_with_sheet(row) for row in session.rows(_ALL, {"round_id": round_id})]
    return sorted(found, key=lambda pair: pair[0].city.name.casefold())


def invitation_of_city(session: Session, round_id: int, slug: str) -> tuple[Invitation, Sheet] | None:
    """Return a city's part in a round with its sheet, or None. One select."""
    if not is_storable(slug):
        return None
    row = session.row(_OF_CITY, {"round_id": round_id, "slug": slug})
    return None if row is None else _with_sheet(row)


def submitted_revisions(session: Session, round_id: int) -> list[tuple[int, int]]:
    """Return the submitted sheets of a round as (id, revision), in order: what a proposal rests on."""
    found = session.rows(_SUBMITTED_REVISIONS, {"round_id": round_id})
    return [(number, revision) for number, revision in found]


def submitted_sheets(session: Session, round_id: int) -> Iterator[tuple[City, Sheet]]:
    """Yield the submitted sheets of a round, in the order of the cities' ids, few at a time in memory."""
    return _pairs(session.stream(_STREAM_SUBMITTED, {"round_id": round_id}))


def all_sheets(session: Session, round_id: int) -> Iterator[tuple[City, Sheet]]:
    """Yield all sheets of a round, drafts too, in the order of the cities' ids, few at a time in memory."""
    return _pairs(session.stream(_STREAM, {"round_id": round_id}))


def invitation_of(row: Found, invited: City) -> Invitation:
    """Return the invitation that stands in the columns INVITATION, the first ones of a row."""
    number, round_id, public_id, nonce, revoked, created_at = row[:_OWN]
    return Invitation(number, round_id, invited, public_id, nonce, revoked, created_at)


def _with_sheet(row: Found) -> tuple[Invitation, Sheet]:
    invited = city_of(row[_OWN:_WITH_CITY])
    return invitation_of(row, invited), sheet_of(row[_WITH_CITY:])


def _pairs(found: Iterator[Found]) -> Iterator[tuple[City, Sheet]]:
    width = len(CITY)
    return ((city_of(row[:width]), sheet_of(row[width:])) for row in found)
