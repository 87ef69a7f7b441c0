"""The content of files that cities send, each once for its sheet, under the SHA-256 of what is in it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from survey_app.storage.database import Session
from survey_app.storage.tables import sent_file as table

_ADD = insert(table)
_OF_SHEET = select(table.c.digest).where(table.c.answer_sheet_id == bindparam("sheet_id"))
_CONTENT = select(table.c.content).where(
    table.c.answer_sheet_id == bindparam("sheet_id"), table.c.digest == bindparam("digest")
)


def keep(
    session: Session, sheet_id: int, contents: Mapping[str, bytes], ids: Collection[str], *, now: datetime
) -> None:
    """Store new contents by their ids, and let go of what the sheet's answers no longer name (`ids`)."""
    there = {row[0] for row in session.rows(_OF_SHEET, {"sheet_id": sheet_id})}
    gone = sorted(there - set(ids))
    if gone:
        session.change(delete(table).where(table.c.answer_sheet_id == sheet_id, table.c.digest.in_(gone)))
    for digest, content in contents.items():
        if digest not in there and digest in ids:
            row = {"answer_sheet_id": sheet_id, "digest": digest, "content": content, "sent_at": now}
            session.add(_ADD, row)


def content_of(session: Session, sheet_id: int, digest: str) -> bytes | None:
    """Return a file's content, None where the sheet has no such file."""
    found = session.row(_CONTENT, {"sheet_id": sheet_id, "digest": digest})
    return None if found is None else bytes(found[0])
