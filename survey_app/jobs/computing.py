"""Computing one proposal: take it, tell how far it is, write what came out."""

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime

from survey_app.programmes.documents import read_problem
from survey_app.programmes.drafting.folding import folded
from survey_app.programmes.drafting.steps import read_exchanges, read_step
from survey_app.programmes.model import Exchange, Problem, Progress, Proposal
from survey_app.programmes.network import Network
from survey_app.programmes.proposal_documents import proposal_to_json, read_proposal
from survey_app.storage import Database, Session, Unavailable, drafts, proposals, rounds
from survey_app.storage.records import Json, ProposalStatus, StoredProposal

log = logging.getLogger("survey_app")
EVERY_SECONDS = 0.7  # how often progress is written and cancellation asked for
PAUSES = (1, 5, 15, 60)  # seconds between attempts to write what came out


def compute_proposal(database: Database, proposal_id: int) -> None:
    """Compute a queued proposal; one that was cancelled or taken by another worker is left alone."""
    with database.begin(write=True) as session:
        taken = proposals.start_proposal(session, proposal_id, _now())
    if taken is None:
        return
    try:
        result, answer = _Computation(database, taken).run()
    except Exception as error:
        log.exception("proposal %s failed", proposal_id)
        cause = f"The computation stopped unexpectedly ({type(error).__name__}). Start it again."
        _surely(database, lambda session: proposals.fail_proposal(session, proposal_id, cause, _now()))
        return
    _surely(database, lambda session: proposals.finish_proposal(session, proposal_id, result, _now(), answer))


def _surely(database: Database, write: Callable[[Session], object]) -> None:
    """Write what a long computation came to, once the database can be written to."""
    for pause in PAUSES:
        try:
            with database.begin(write=True) as session:
                write(session)
            return
        except Unavailable as error:
            log.warning("storage is unavailable, trying again in %s s: %s", pause, error)
            time.sleep(pause)
    with database.begin(write=True) as session:
        write(session)


def waiting_proposals(database: Database) -> list[int]:
    """Return the numbers of the proposals that wait to be computed, the oldest first."""
    with database.begin() as session:
        found = [
            summary.id
            for one in rounds.rounds(session)
            for summary in proposals.proposals(session, one.round.id)
            if summary.status is ProposalStatus.QUEUED
        ]
    return sorted(found)


def mark_interrupted(database: Database) -> list[int]:
    """Mark what a restart cut off; return the proposals' numbers."""
    with database.begin(write=True) as session:
        return proposals.interrupt_running(session, _now())


def _now() -> datetime:
    return datetime.now(UTC)


class _Computation:
    def __init__(self, database: Database, taken: StoredProposal) -> None:
        self.database, self.taken = database, taken
        self.told = self.asked = 0.0
        self.ended = False
        self.aims: dict[str, list[int | None]] = {}  # the best value and the bound of each aim so far

    def run(self) -> tuple[Json, Json | None]:
        """Return the proposal as JSON, and what was answered beside it."""
        # The solver takes a second to load: only a worker that computes waits for it.
        from survey_app.programmes.exploring.asked import compute_answer  # noqa: PLC0415
        from survey_app.programmes.solver import propose  # noqa: PLC0415

        summary, problem = self.taken.summary, read_problem(dict(self.taken.problem))
        seconds, seed, tell, stop = summary.seconds_limit, summary.seed, self._tell, self._cancelled
        if summary.asked is None:
            start = self._drafted(problem)
            proposal = propose(
                problem, seconds=seconds, seed=seed, on_progress=tell, cancelled=stop, start=start
            )
            return proposal_to_json(proposal), None
        basis = self._basis()
        proposal, answer = compute_answer(summary.asked, problem, basis, seconds, seed, tell, stop)
        return proposal_to_json(proposal), answer

    def _drafted(self, problem: Problem) -> Sequence[Exchange]:
        """Return the exchanges of the draft that is to be improved: where to begin."""
        if (number := self.taken.summary.draft_id) is None:
            return ()
        with self.database.begin() as session:
            draft, steps = drafts.draft_by_id(session, number), drafts.steps(session, number)
        if draft is None:
            return ()
        standing = [(one.id, read_step(one.what)) for one in steps if one.undone_at is None]
        return folded(Network(problem), read_exchanges(draft.exchanges), standing).exchanges

    def _basis(self) -> Proposal | None:
        """Return the proposal that something is asked of."""
        if (number := self.taken.summary.based_on) is None:
            return None
        with self.database.begin() as session:
            found = proposals.proposal_by_id(session, number)
        return None if found is None or found.result is None else read_proposal(dict(found.result))

    def _tell(self, progress: Progress) -> None:
        """Write how far the computation is, now and then; it goes on where that cannot be written."""
        best, bound = self.aims.get(progress.stage, [None, None])
        self.aims[progress.stage] = [
            best if progress.best is None else progress.best,
            bound if progress.bound is None else progress.bound,
        ]
        moment = time.monotonic()
        if moment - self.told < EVERY_SECONDS:
            return
        self.told, news = moment, {**asdict(progress), "told": self.aims}
        with suppress(Unavailable), self.database.begin(write=True) as session:
            if not proposals.note_progress(session, self.taken.summary.id, news):
                self.ended = True

    def _cancelled(self) -> bool:
        """Tell whether somebody cancelled; the database is asked now and then."""
        moment = time.monotonic()
        if not self.ended and moment - self.asked >= EVERY_SECONDS:
            self.asked = moment
            with suppress(Unavailable), self.database.begin() as session:
                self.ended = proposals.proposal_is_cancelled(session, self.taken.summary.id)
        return self.ended
