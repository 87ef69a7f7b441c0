"""The respondent's way in: one select opens a sheet; colleagues are remembered by their devices."""

from datetime import datetime

from sqlalchemy import and_, bindparam, insert, select, update

from survey_app.rounds.model import Network
from survey_app.storage.columns import is_storable
from survey_app.storage.database import Found, Session
from survey_app.storage.invitations import INVITATION, invitation_of
from survey_app.storage.networks import CITY, city_of
from survey_app.storage.records import Contributor, OpenSheet
from survey_app.storage.rounds import ROUND, round_of
from survey_app.storage.sheets import SHEET, sheet_of
from survey_app.storage.tables import answer_sheet, city, contributor, invitation, network, round_

_CONTRIBUTOR = (
    contributor.c.id, contributor.c.name, contributor.c.started_at, contributor.c.seen_at,
    contributor.c.ended_at, contributor.c.language,
)  # fmt: skip
_KEY = contributor.c.key_hash == bindparam("of_key")
_OPEN = (
    select(*INVITATION, *CITY, *ROUND, *SHEET, *_CONTRIBUTOR, network.c.id, network.c.name)
    .select_from(invitation)
    .join(answer_sheet)
    .join(city)
    .join(round_, round_.c.id == invitation.c.round_id)
    .join(network, network.c.id == round_.c.network_id)
    .outerjoin(contributor, and_(contributor.c.invitation_id == invitation.c.id, _KEY))
    .where(invitation.c.public_id == bindparam("public_id"))
)
_OPEN_LOCKED = _OPEN.with_for_update(of=answer_sheet)
_CITY_AT = len(INVITATION)
_ROUND_AT = _CITY_AT + len(CITY)
_SHEET_AT = _ROUND_AT + len(ROUND)
_CONTRIBUTOR_AT = _SHEET_AT + len(SHEET)
_NETWORK_AT = _CONTRIBUTOR_AT + len(_CONTRIBUTOR)

_ADD = insert(contributor)
_THIS = (contributor.c.invitation_id == bindparam("of_invitation"), _KEY)
_RETURN = (
    update(contributor)
    .where(*_THIS)
    .values(name=bindparam("new_name"), seen_at=bindparam("now"), ended_at=None)
)
_SPEAK = update(contributor).where(*_THIS).values(language=bindparam("new_language"))
_SEEN = update(contributor).where(*_THIS).values(seen_at=bindparam("now"))
_END = (
    update(contributor)
    .where(*_THIS, contributor.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)  # fmt: skip
_LANGUAGE = (
    select(contributor.c.language)
    .where(contributor.c.invitation_id == bindparam("of_invitation"), contributor.c.language.is_not(None))
    .order_by(contributor.c.seen_at.desc(), contributor.c.id.desc())
    .limit(1)
)
_ALL = select(*_CONTRIBUTOR).where(contributor.c.invitation_id == bindparam("of_invitation"))


def open_sheet(
    session: Session, public_id: str, contributor_key_hash: str | None, *, for_update: bool = False
) -> OpenSheet | None:
    """Return all that a respondent's page needs, or None for an unknown link. One select.

    Revoked links, closed rounds and ended contributors come back as such: refusing is the caller's part.
    for_update keeps other savers of this sheet away until the transaction ends.
    """
    if not is_storable(public_id):
        return None
    statement = _OPEN_LOCKED if for_update else _OPEN
    row = session.row(statement, {"public_id": public_id, "of_key": contributor_key_hash})
    return None if row is None else _opened(row)


def language_of(session: Session, invitation_id: int) -> str | None:
    """Return the language in which a city was last answered for, None where nobody chose one."""
    row = session.row(_LANGUAGE, {"of_invitation": invitation_id})
    return None if row is None else str(row[0])


def remember_contributor(  # noqa: PLR0913 - a colleague is all of this
    session: Session,
    invitation_id: int,
    key_hash: str,
    name: str,
    now: datetime,
    *,
    language: str | None = None,
) -> None:
    """Remember a colleague's device on an invitation; a known one takes this name and lives again."""
    this = {"of_invitation": invitation_id, "of_key": key_hash}
    if session.change(_RETURN, {**this, "new_name": name, "now": now}) == 0:
        values = {"invitation_id": invitation_id, "key_hash": key_hash, "name": name, "language": language}
        session.add(_ADD, {**values, "started_at": now, "seen_at": now})


def remember_language(session: Session, invitation_id: int, key_hash: str, language: str) -> None:
    """Keep the language that a colleague chose; a device that has not begun yet is not known here."""
    this = {"of_invitation": invitation_id, "of_key": key_hash}
    session.change(_SPEAK, {**this, "new_language": language})


def touch_contributor(session: Session, invitation_id: int, key_hash: str, now: datetime) -> None:
    """Note that a device is in use; do so every few minutes, not in every request."""
    session.change(_SEEN, {"of_invitation": invitation_id, "of_key": key_hash, "now": now})


def end_contributor(session: Session, invitation_id: int, key_hash: str, now: datetime) -> None:
    """End a device's access: its key is worth nothing until it is remembered anew."""
    session.change(_END, {"of_invitation": invitation_id, "of_key": key_hash, "now": now})


def end_contributors_of(session: Session, invitation_id: int, now: datetime) -> int:
    """End the access of all devices on an invitation, as after a new link; return how many there were."""
    running = (contributor.c.invitation_id == invitation_id, contributor.c.ended_at.is_(None))
    return session.change(update(contributor).where(*running).values(ended_at=now))


def contributors(session: Session, invitation_id: int) -> list[Contributor]:
    """Return all who have worked on an invitation, first come first."""
    found = [_contributor(row) for row in session.rows(_ALL, {"of_invitation": invitation_id})]
    return sorted(found, key=lambda one: one.id)


def _opened(row: Found) -> OpenSheet:
    device = row[_CONTRIBUTOR_AT:_NETWORK_AT]
    number, name = row[_NETWORK_AT:]
    return OpenSheet(
        network=Network(number, name),
        round=round_of(row[_ROUND_AT:_SHEET_AT]),
        invitation=invitation_of(row, city_of(row[_CITY_AT:_ROUND_AT])),
        sheet=sheet_of(row[_SHEET_AT:_CONTRIBUTOR_AT]),
        contributor=None if device[0] is None else _contributor(device),
    )


def _contributor(row: Found) -> Contributor:
    number, name, started_at, seen_at, ended_at, language = row
    return Contributor(number, name, started_at, seen_at, ended_at is not None, language)
