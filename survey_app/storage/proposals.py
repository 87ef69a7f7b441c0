"""Proposals being computed: queued, running, done, interrupted, failed or cancelled."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from survey_app.storage.database import Found, Session
from survey_app.storage.records import Json, ProposalStatus, ProposalSummary, StoredProposal
from survey_app.storage.tables import proposal as table

_SUMMARY = (
    table.c.id, table.c.round_id, table.c.status, table.c.requested_at, table.c.requested_by,
    table.c.started_at, table.c.finished_at, table.c.seconds_limit, table.c.seed, table.c.progress,
    table.c.error, table.c.sheets_fingerprint, table.c.name, table.c.note, table.c.draft_id,
    table.c.based_on, table.c.asked, table.c.answer,
)  # fmt: skip
_WIDTH = len(_SUMMARY)
_QUEUED, _RUNNING = ProposalStatus.QUEUED.value, ProposalStatus.RUNNING.value

_ADD = insert(table)
_BY_ID = select(*_SUMMARY, table.c.problem, table.c.result).where(table.c.id == bindparam("id"))
_OF_ROUND = select(*_SUMMARY).where(table.c.round_id == bindparam("round_id")).order_by(table.c.id.desc())
_ANSWERS = select(*_SUMMARY).where(table.c.based_on == bindparam("based_on")).order_by(table.c.id.desc())
_RESULTS = (
    select(table.c.id, table.c.result)
    .where(table.c.round_id == bindparam("round_id"), table.c.status == ProposalStatus.DONE.value)
    .order_by(table.c.id.desc())
    .limit(bindparam("limit"))
)
_STATUS = select(table.c.status).where(table.c.id == bindparam("id"))
_RUNNING_ONES = select(table.c.id).where(table.c.status == _RUNNING).order_by(table.c.id).with_for_update()
_THIS = table.c.id == bindparam("number")
_IF_RUNNING = update(table).where(_THIS, table.c.status == _RUNNING)
_START = (
    update(table)
    .where(_THIS, table.c.status == _QUEUED)
    .values(status=_RUNNING, started_at=bindparam("now"))
)  # fmt: skip
_PROGRESS = _IF_RUNNING.values(progress=bindparam("news"))
_END = _IF_RUNNING.values(
    status=bindparam("how"),
    finished_at=bindparam("now"),
    result=bindparam("outcome"),
    answer=bindparam("beside"),
    error=bindparam("cause"),
)
_CANCEL = (
    update(table)
    .where(_THIS, table.c.status.in_((_QUEUED, _RUNNING)))
    .values(status=ProposalStatus.CANCELLED.value, finished_at=bindparam("now"))
)
_AGAIN = (
    update(table)
    .where(
        _THIS,
        table.c.status.in_([
            one.value
            for one in (ProposalStatus.INTERRUPTED, ProposalStatus.FAILED, ProposalStatus.CANCELLED)
        ]),
    )
    .values(status=_QUEUED, started_at=None, finished_at=None, error=None, progress=None)
)  # fmt: skip
_NAME = update(table).where(_THIS).values(name=bindparam("new_name"), note=bindparam("new_note"))


def request_proposal(  # noqa: PLR0913 - one argument for each column
    session: Session,
    round_id: int,
    *,
    problem: Json,
    sheets_fingerprint: str,
    seconds_limit: int,
    seed: int,
    requested_by: str,
    now: datetime,
    name: str = "",
    note: str = "",
    draft_id: int | None = None,
    based_on: int | None = None,
    asked: Json | None = None,
) -> int:
    """Queue the computation of a proposal and return its id; seconds_limit in seconds, above 0."""
    values: dict[str, Any] = {
        "round_id": round_id, "status": _QUEUED, "requested_at": now, "requested_by": requested_by,
        "seconds_limit": seconds_limit, "seed": seed, "problem": problem,
        "sheets_fingerprint": sheets_fingerprint, "name": name, "note": note, "draft_id": draft_id,
        "based_on": based_on, "asked": asked,
    }  # fmt: skip
    return session.add(_ADD, values)


def start_proposal(session: Session, proposal_id: int, now: datetime) -> StoredProposal | None:
    """Turn a queued proposal into a running one and return it; of several workers at once, one gets it."""
    if session.change(_START, {"number": proposal_id, "now": now}) != 1:
        return None
    return proposal_by_id(session, proposal_id)


def note_progress(session: Session, proposal_id: int, progress: Json) -> bool:
    """Store how far a computation is; False when it runs no more, as after a cancellation."""
    return session.change(_PROGRESS, {"number": proposal_id, "news": progress}) == 1


def finish_proposal(
    session: Session, proposal_id: int, result: Json, now: datetime, answer: Json | None = None
) -> bool:
    """Store a running proposal's result; False, and nothing is stored, when it was cancelled meanwhile."""
    return _end(session, proposal_id, ProposalStatus.DONE, now, outcome=result, beside=answer)


def fail_proposal(session: Session, proposal_id: int, error: str, now: datetime) -> bool:
    """Store why a running proposal failed; False when it was cancelled meanwhile."""
    return _end(session, proposal_id, ProposalStatus.FAILED, now, cause=error)


def cancel_proposal(session: Session, proposal_id: int, now: datetime) -> bool:
    """Cancel a queued or running proposal; False when it had ended already."""
    return session.change(_CANCEL, {"number": proposal_id, "now": now}) == 1


def queue_again(session: Session, proposal_id: int) -> bool:
    """Queue a proposal that ended without a result once more, with the same problem; False for others."""
    return session.change(_AGAIN, {"number": proposal_id}) == 1


def name_proposal(session: Session, proposal_id: int, name: str, note: str) -> None:
    """Give a proposal a name and a note, to tell it from others."""
    session.change(_NAME, {"number": proposal_id, "new_name": name, "new_note": note})


def interrupt_running(session: Session, now: datetime) -> list[int]:
    """Mark all running proposals as interrupted, as after a restart; return their ids."""
    ids = [int(row[0]) for row in session.rows(_RUNNING_ONES)]
    return [number for number in ids if _end(session, number, ProposalStatus.INTERRUPTED, now)]


def proposals(session: Session, round_id: int) -> list[ProposalSummary]:
    """Return a round's proposals without problems and results, newest first."""
    return [_summary(row) for row in session.rows(_OF_ROUND, {"round_id": round_id})]


def results(session: Session, round_id: int, *, limit: int = 20) -> dict[int, Json]:
    """Return the results of a round's newest finished proposals, by the proposals' ids."""
    found = session.rows(_RESULTS, {"round_id": round_id, "limit": limit})
    return {int(row[0]): row[1] for row in found}


def answers_to(session: Session, proposal_id: int) -> list[ProposalSummary]:
    """Return the proposals that answer what was asked of another one, newest first."""
    return [_summary(row) for row in session.rows(_ANSWERS, {"based_on": proposal_id})]


def proposal_by_id(session: Session, proposal_id: int) -> StoredProposal | None:
    """Return a proposal with its problem and its result, or None."""
    row = session.row(_BY_ID, {"id": proposal_id})
    return None if row is None else StoredProposal(_summary(row[:_WIDTH]), row[_WIDTH], row[_WIDTH + 1])


def proposal_is_cancelled(session: Session, proposal_id: int) -> bool:
    """Say whether a proposal was cancelled, or is gone altogether."""
    row = session.row(_STATUS, {"id": proposal_id})
    return row is None or row[0] == ProposalStatus.CANCELLED.value


def _end(
    session: Session, proposal_id: int, how: ProposalStatus, now: datetime, **outcome: Json | str | None
) -> bool:
    nothing = dict.fromkeys(("outcome", "beside", "cause"))
    values = {**nothing, "number": proposal_id, "how": how.value, "now": now}
    return session.change(_END, {**values, **outcome}) == 1


def _summary(row: Found) -> ProposalSummary:
    number, round_id, status, *rest = row
    return ProposalSummary(number, round_id, ProposalStatus(status), *rest)
