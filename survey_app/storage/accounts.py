"""People who sign in: accounts, single-use links, sessions on the server, wrong guesses."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, func, insert, or_, select, update

from survey_app.rounds.model import Account, Role
from survey_app.storage.columns import is_storable
from survey_app.storage.database import Found, Session
from survey_app.storage.records import SignIn
from survey_app.storage.tables import account, attempt, sign_in, sign_in_link

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=7)

_NOW: BindParameter[Any] = bindparam("now")
_HASH: BindParameter[Any] = bindparam("hash")
_ACCOUNT = (account.c.id, account.c.email, account.c.name, account.c.role, account.c.network_id)
_ADD = insert(account)
_BY_EMAIL = select(*_ACCOUNT).where(account.c.email == bindparam("email"))
_BY_ID = select(*_ACCOUNT).where(account.c.id == bindparam("id"))
_ALL = select(*_ACCOUNT)
_UNSPENT = (
    sign_in_link.c.token_hash == _HASH,
    sign_in_link.c.spent_at.is_(None),
    sign_in_link.c.expires_at > _NOW,
)
_ISSUE = insert(sign_in_link)
_PEEK = select(*_ACCOUNT).join(sign_in_link).where(*_UNSPENT)
_SPEND = update(sign_in_link).where(*_UNSPENT).values(spent_at=_NOW)
_SPENT = select(*_ACCOUNT).join(sign_in_link).where(sign_in_link.c.token_hash == _HASH)
_START = insert(sign_in)
_SIGNED_IN = (
    select(*_ACCOUNT, sign_in.c.created_at, sign_in.c.seen_at)
    .join(sign_in)
    .where(
        sign_in.c.key_hash == _HASH,
        sign_in.c.ended_at.is_(None),
        sign_in.c.seen_at > bindparam("idle_since"),
        sign_in.c.created_at > bindparam("started_since"),
    )
)
_RUNNING = (sign_in.c.key_hash == _HASH, sign_in.c.ended_at.is_(None))
_SEEN = update(sign_in).where(*_RUNNING, sign_in.c.seen_at < _NOW).values(seen_at=_NOW)
_END = update(sign_in).where(*_RUNNING).values(ended_at=_NOW)
_ATTEMPT = insert(attempt)
_ATTEMPTS = (
    select(func.count())
    .select_from(attempt)
    .where(
        attempt.c.purpose == bindparam("purpose"),
        attempt.c.source == bindparam("source"),
        attempt.c.at >= bindparam("since"),
    )
)
_BEFORE: BindParameter[Any] = bindparam("before")


def add_account(session: Session, email: str, name: str, role: Role, network_id: int | None = None) -> int:
    """Add a person who may sign in and return the id; raise AlreadyThere for a known address.

    Addresses are kept in lower case. A coordinator without a network raises LawBroken.
    """
    values = {"email": email.strip().lower(), "name": name, "role": role.value, "network_id": network_id}
    return session.add(_ADD, values)


def account_by_email(session: Session, email: str) -> Account | None:
    """Return the account of an address, in whatever case it is written, or None."""
    if not is_storable(email):
        return None
    return _optional(session.row(_BY_EMAIL, {"email": email.strip().lower()}))


def account_by_id(session: Session, account_id: int) -> Account | None:
    """Return an account, or None."""
    return _optional(session.row(_BY_ID, {"id": account_id}))


def accounts(session: Session, network_id: int | None = None) -> list[Account]:
    """Return all accounts, or those of one network, by address."""
    found = [_account(row) for row in session.rows(_ALL)]
    wanted = [one for one in found if network_id is None or one.network_id == network_id]
    return sorted(wanted, key=lambda one: one.email)


def remove_account(session: Session, account_id: int) -> bool:
    """Remove an account with its links and sign-ins; say whether it was there."""
    return session.change(delete(account).where(account.c.id == account_id)) == 1


def issue_sign_in_link(
    session: Session, account_id: int, token_hash: str, now: datetime, expires: datetime
) -> None:
    """Keep the hash of a link's token; the link works once, until it expires."""
    values = {"account_id": account_id, "token_hash": token_hash, "created_at": now, "expires_at": expires}
    session.add(_ISSUE, values)


def peek_sign_in_link(session: Session, token_hash: str, now: datetime) -> Account | None:
    """Return whose link this is while it still works, without spending it."""
    return _optional(session.row(_PEEK, {"hash": token_hash, "now": now}))


def spend_sign_in_link(session: Session, token_hash: str, now: datetime) -> Account | None:
    """Spend a link and return whose it was; None when it is wrong, expired or spent.

    Of any number of requests at once, one gets the account.
    """
    if session.change(_SPEND, {"hash": token_hash, "now": now}) != 1:
        return None
    return _optional(session.row(_SPENT, {"hash": token_hash}))


def start_sign_in(session: Session, account_id: int, key_hash: str, now: datetime) -> None:
    """Start a session on the server under the hash of a fresh key."""
    values = {"account_id": account_id, "key_hash": key_hash, "created_at": now, "seen_at": now}
    session.add(_START, values)


def find_sign_in(
    session: Session, key_hash: str, now: datetime, *, idle: timedelta = IDLE, longest: timedelta = LONGEST
) -> SignIn | None:
    """Return the running session of a key; None when it has ended, lay idle or is too old. One select."""
    limits = {"hash": key_hash, "idle_since": now - idle, "started_since": now - longest}
    row = session.row(_SIGNED_IN, limits)
    return None if row is None else SignIn(_account(row), row[5], row[6])


def signed_in_account(
    session: Session, key_hash: str, now: datetime, *, idle: timedelta = IDLE, longest: timedelta = LONGEST
) -> Account | None:
    """Return who is signed in with a key, or None. One select."""
    found = find_sign_in(session, key_hash, now, idle=idle, longest=longest)
    return None if found is None else found.account


def touch_sign_in(session: Session, key_hash: str, now: datetime) -> None:
    """Note that a session is in use; do so every few minutes, not in every request."""
    session.change(_SEEN, {"hash": key_hash, "now": now})


def end_sign_in(session: Session, key_hash: str, now: datetime) -> None:
    """End a session on the server: its key is worth nothing from now on."""
    session.change(_END, {"hash": key_hash, "now": now})


def end_sign_ins_of(session: Session, account_id: int, now: datetime) -> int:
    """End all sessions of an account; return how many there were."""
    running = (sign_in.c.account_id == account_id, sign_in.c.ended_at.is_(None))
    return session.change(update(sign_in).where(*running).values(ended_at=now))


def record_attempt(session: Session, purpose: str, source: str, now: datetime) -> None:
    """Count one wrong guess, such as purpose "sign-in" from an address."""
    session.add(_ATTEMPT, {"purpose": purpose, "source": source, "at": now})


def recent_attempts(session: Session, purpose: str, source: str, since: datetime) -> int:
    """Return how many wrong guesses a source has made since a time."""
    row = session.row(_ATTEMPTS, {"purpose": purpose, "source": source, "since": since})
    return 0 if row is None else int(row[0])


def prune(session: Session, before: datetime) -> int:
    """Delete links, sign-ins and guesses that were over before a time; return how many rows."""
    old_links = or_(sign_in_link.c.expires_at < _BEFORE, sign_in_link.c.spent_at < _BEFORE)
    old_sign_ins = or_(sign_in.c.seen_at < _BEFORE, sign_in.c.ended_at < _BEFORE)
    old = (
        delete(sign_in_link).where(old_links),
        delete(sign_in).where(old_sign_ins),
        delete(attempt).where(attempt.c.at < _BEFORE),
    )
    return sum(session.change(statement, {"before": before}) for statement in old)


def _account(row: Found) -> Account:
    number, email, name, role, network_id = row[:5]
    return Account(number, email, name, Role(role), network_id)


def _optional(row: Found | None) -> Account | None:
    return None if row is None else _account(row)
