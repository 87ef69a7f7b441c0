"""Computing one proposal: take it, tell how far it is, write what came out."""

import logging
import time
from dataclasses import asdict
from datetime import UTC, datetime

from survey_app.programmes.documents import read_problem
from survey_app.programmes.model import Progress
from survey_app.programmes.proposal_documents import proposal_to_json
from survey_app.storage import Database, proposals
from survey_app.storage.records import StoredProposal

log = logging.getLogger("survey_app")
EVERY_SECONDS = 0.7  # how often progress is written


def compute_proposal(database: Database, proposal_id: int) -> None:
    """Compute a queued proposal; one that was cancelled or taken by another worker is left alone."""
    with database.begin(write=True) as session:
        taken = proposals.start_proposal(session, proposal_id, datetime.now(UTC))
    if taken is None:
        return
    try:
        result = _Computation(database, taken).run()
    except Exception as error:
        log.exception("proposal %s failed", proposal_id)
        cause = f"The computation stopped unexpectedly ({type(error).__name__}). Start it again."
        with database.begin(write=True) as session:
            proposals.fail_proposal(session, proposal_id, cause, datetime.now(UTC))
        return
    with database.begin(write=True) as session:
        proposals.finish_proposal(session, proposal_id, result, datetime.now(UTC))


def mark_interrupted(database: Database) -> list[int]:
    """Mark what a restart cut off; return the proposals' numbers."""
    with database.begin(write=True) as session:
        return proposals.interrupt_running(session, datetime.now(UTC))


class _Computation:
    def __init__(self, database: Database, taken: StoredProposal) -> None:
        self.database, self.taken = database, taken
        self.told = 0.0
        self.cancelled = False

    def run(self) -> dict[str, object]:
        from survey_app.programmes.solver import propose  # the solver takes a second to load: only here

        summary = self.taken.summary
        proposal = propose(
            read_problem(dict(self.taken.problem)),
            seconds=summary.seconds_limit,
            seed=summary.seed,
            on_progress=self._tell,
            cancelled=lambda: self.cancelled,
        )
        return proposal_to_json(proposal)

    def _tell(self, progress: Progress) -> None:
        """Write how far the computation is, now and then; learn on the way whether it was cancelled."""
        moment = time.monotonic()
        if moment - self.told < EVERY_SECONDS:
            return
        self.told = moment
        with self.database.begin(write=True) as session:
            running = proposals.note_progress(session, self.taken.summary.id, asdict(progress))
        self.cancelled = not running
