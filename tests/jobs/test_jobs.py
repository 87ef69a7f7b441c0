"""Computing in the background: taken once, told on the way, never lost, never for ever in work."""

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from survey_app.jobs import computing
from survey_app.jobs.computing import compute_proposal, mark_interrupted, waiting_proposals
from survey_app.jobs.queue import DirectJobs, QueuedJobs, alone
from survey_app.programmes import solver
from survey_app.programmes.model import Progress
from survey_app.storage import Database, Unavailable, networks, proposals, rounds
from survey_app.storage.records import ProposalStatus, StoredProposal

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
PROBLEM: dict[str, Any] = {
    "format": "exchange-problem/1",
    "weeks": ["2027-W10", "2027-W11"],
    "topics": ["trams"],
    "objectives": ["served"],
    "cities": [],
}


@pytest.fixture
def round_id(database: Database) -> int:
    """Store a round."""
    with database.begin(write=True) as session:
        return rounds.add_round(session, networks.add_network(session, "Nine towns"), "spring", "Spring")


def queued(database: Database, round_id: int) -> int:
    """Queue a proposal; return its number."""
    with database.begin(write=True) as session:
        return proposals.request_proposal(
            session, round_id, problem=PROBLEM, sheets_fingerprint="f", seconds_limit=5, seed=1,
            requested_by="Ada", now=NOW,
        )  # fmt: skip


def stored(database: Database, number: int) -> StoredProposal:
    with database.begin() as session:
        found = proposals.proposal_by_id(session, number)
    assert found is not None
    return found


def status(database: Database, number: int) -> ProposalStatus:
    return stored(database, number).summary.status


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Let the solver answer at once; return what it was asked."""
    asked: list[dict[str, Any]] = []

    def propose(problem: object, **words: Any) -> str:
        asked.append({"problem": problem, **words})
        words["on_progress"](Progress("served", 1, 2, 3, 4, 0.5))
        return "proposal"

    monkeypatch.setattr(solver, "propose", propose)
    monkeypatch.setattr(computing, "read_problem", lambda data: data)
    monkeypatch.setattr(computing, "proposal_to_json", lambda proposal: {"is": proposal})
    return asked


def test_a_queued_proposal_is_computed_and_stored(
    database: Database, round_id: int, solved: list[dict[str, Any]]
) -> None:
    number = queued(database, round_id)
    DirectJobs(database).compute(number)
    found = stored(database, number)
    assert (found.summary.status, found.result) == (ProposalStatus.DONE, {"is": "proposal"})
    assert (solved[0]["problem"], solved[0]["seconds"], solved[0]["seed"]) == (PROBLEM, 5, 1)
    assert found.summary.progress == {
        **asdict(Progress("served", 1, 2, 3, 4, 0.5)),
        "told": {"served": [3, 4]},
    }


def test_a_proposal_is_computed_once_however_often_it_is_asked_for(
    database: Database, round_id: int, solved: list[dict[str, Any]]
) -> None:
    number, at_once = queued(database, round_id), threading.Barrier(4)

    def work() -> None:
        at_once.wait(timeout=10)
        compute_proposal(database, number)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    compute_proposal(database, number + 1)  # there is none
    assert (len(solved), status(database, number)) == (1, ProposalStatus.DONE)


def test_a_failure_is_told_in_words_and_the_details_go_to_the_log(
    database: Database, round_id: int, solved: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail(problem: object, **words: Any) -> None:
        raise RuntimeError("detail for the operator")

    monkeypatch.setattr(solver, "propose", fail)
    number = queued(database, round_id)
    compute_proposal(database, number)
    found = stored(database, number).summary
    assert (found.status, found.error) == (
        ProposalStatus.FAILED,
        "The computation stopped unexpectedly (RuntimeError). Start it again.",
    )
    assert "detail for the operator" in caplog.text


def test_a_cancelled_computation_learns_of_it_without_making_progress(
    database: Database, round_id: int, solved: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = queued(database, round_id)
    monkeypatch.setattr(computing, "EVERY_SECONDS", 0.01)
    learnt: list[bool] = []

    def patient(problem: object, **words: Any) -> str:
        learnt.append(words["cancelled"]())
        with database.begin(write=True) as session:
            proposals.cancel_proposal(session, number, NOW)
        time.sleep(0.02)
        learnt.append(words["cancelled"]())
        words["on_progress"](Progress("served", 1, 2, 3, 4, 0.5))
        return "too late"

    monkeypatch.setattr(solver, "propose", patient)
    compute_proposal(database, number)
    assert learnt == [False, True]
    assert (status(database, number), stored(database, number).result) == (ProposalStatus.CANCELLED, None)


def test_a_database_that_is_away_for_a_while_costs_no_result(
    database: Database, round_id: int, solved: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, begin, away = queued(database, round_id), Database.begin, {"times": 0}
    monkeypatch.setattr(computing, "PAUSES", (0, 0, 0))

    @contextlib.contextmanager
    def shaky(self: Database, *, write: bool = False) -> Iterator[Any]:
        if away["times"] > 0:
            away["times"] -= 1
            raise Unavailable("locked")
        with begin(self, write=write) as session:
            yield session

    def propose(problem: object, **words: Any) -> str:
        away["times"] = 1 + 1 + 2  # progress, cancellation, and twice the result
        words["on_progress"](Progress("served", 1, 2, 3, 4, 0.5))
        assert words["cancelled"]() is False
        return "proposal"

    monkeypatch.setattr(Database, "begin", shaky)
    monkeypatch.setattr(solver, "propose", propose)
    compute_proposal(database, number)
    assert (away["times"], status(database, number)) == (0, ProposalStatus.DONE)


def test_a_worker_that_starts_marks_what_was_cut_off_and_takes_up_what_waits(
    database: Database, round_id: int, solved: list[dict[str, Any]], tmp_path: Path
) -> None:
    cut, waiting, again = (queued(database, round_id) for _ in range(3))
    with database.begin(write=True) as session:
        proposals.start_proposal(session, cut, NOW)
    assert waiting_proposals(database) == [waiting, again]
    jobs = QueuedJobs(tmp_path, database)
    jobs.compute(waiting)  # in the queue already, and in the database: taken once
    jobs.resume()
    assert status(database, cut) is ProposalStatus.INTERRUPTED
    assert jobs.huey.pending_count() == 2
    while (task := jobs.huey.dequeue()) is not None:
        jobs.huey.execute(task)
    assert [status(database, number) for number in (waiting, again)] == [ProposalStatus.DONE] * 2
    assert (len(solved), mark_interrupted(database)) == (2, [])


def test_what_was_interrupted_can_be_started_again(
    database: Database, round_id: int, solved: list[dict[str, Any]]
) -> None:
    cut = queued(database, round_id)
    with database.begin(write=True) as session:
        proposals.start_proposal(session, cut, NOW)
    assert mark_interrupted(database) == [cut]
    again = queued(database, round_id)
    DirectJobs(database).compute(again)
    assert (status(database, cut), status(database, again)) == (
        ProposalStatus.INTERRUPTED,
        ProposalStatus.DONE,
    )


def test_a_second_worker_waits_until_the_first_is_gone(
    database: Database, round_id: int, tmp_path: Path
) -> None:
    number = queued(database, round_id)
    with database.begin(write=True) as session:
        proposals.start_proposal(session, number, NOW)

    def work() -> None:
        with alone(tmp_path):
            QueuedJobs(tmp_path, database).resume()

    second = threading.Thread(target=work, daemon=True)
    with alone(tmp_path):
        second.start()
        second.join(0.3)
        assert status(database, number) is ProposalStatus.RUNNING
    second.join(10)
    assert status(database, number) is ProposalStatus.INTERRUPTED
