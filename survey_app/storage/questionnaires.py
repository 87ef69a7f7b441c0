"""Questionnaire versions: stored once, never changed."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, insert, select

from survey_app.storage.columns import check_text, to_json
from survey_app.storage.database import Found, Session
from survey_app.storage.records import StoredVersion, VersionTexts
from survey_app.storage.tables import questionnaire_version as table

_COLUMNS = (table.c.id, table.c.name, table.c.version, table.c.sha256, table.c.created_at)
_BY_HASH = select(table.c.id).where(table.c.sha256 == bindparam("sha256"))
_CONTENT = select(table.c.content, table.c.translations).where(table.c.id == bindparam("id"))
_BY_ID = select(*_COLUMNS).where(table.c.id == bindparam("id"))
_ALL = select(*_COLUMNS).order_by(table.c.id)
_ADD = insert(table)


def digest_of(content: str, translations: Mapping[str, str]) -> str:
    """Return the hash by which a version is known: of its text, and of its translations where it has any."""
    words = to_json(dict(sorted(translations.items()))) if translations else ""
    return sha256((check_text(content) + ("\0" + words if words else "")).encode()).hexdigest()


def store_version(  # noqa: PLR0913 - a version is all of this
    session: Session,
    name: str,
    version: str,
    content: str,
    now: datetime,
    *,
    translations: Mapping[str, str] | None = None,
) -> int:
    """Store a questionnaire's text with its translations (language: file's text); return its id.

    The same texts give the same id.
    """
    spoken = dict(sorted((translations or {}).items()))
    digest = digest_of(content, spoken)
    known = session.row(_BY_HASH, {"sha256": digest})
    if known is not None:
        return int(known[0])
    values = {"name": name, "version": version, "sha256": digest, "content": content, "created_at": now}
    return session.add(_ADD, {**values, "translations": spoken or None})


def version_content(session: Session, version_id: int) -> str:
    """Return a version's text as it was stored; raise KeyError for an unknown id."""
    row = session.row(_CONTENT, {"id": version_id})
    if row is None:
        raise KeyError(version_id)
    return str(row[0])


def version_texts(session: Session, version_id: int) -> VersionTexts:
    """Return a version's text with its translations; raise KeyError for an unknown id."""
    row = session.row(_CONTENT, {"id": version_id})
    if row is None:
        raise KeyError(version_id)
    return VersionTexts(str(row[0]), dict(row[1] or {}))


def version_by_id(session: Session, version_id: int) -> StoredVersion | None:
    """Return what is known about a version, without its text, or None."""
    row = session.row(_BY_ID, {"id": version_id})
    return None if row is None else _version(row)


def versions(session: Session) -> list[StoredVersion]:
    """Return all versions without their texts, oldest first."""
    return [_version(row) for row in session.rows(_ALL)]


def _version(row: Found) -> StoredVersion:
    number, name, version, digest, created_at = row
    return StoredVersion(number, name, version, digest, created_at)
