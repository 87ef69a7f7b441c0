"""Proposals on their way from queued to done, and the audit trail."""

import threading
from collections.abc import Callable

import pytest

from survey_app.storage import Database, LawBroken, Session, events, networks, proposals
from survey_app.storage.records import Event, ProposalStatus, ProposalSummary, StoredProposal
from tests.storage.cast import LATER, NOW, Cast

PROBLEM = {"topics": [{"id": "trams"}], "weeks": ["2027-W10"], "limit": 0.5}


def request(session: Session, cast: Cast, **changes: int) -> int:
    return proposals.request_proposal(
        session,
        cast.round,
        problem=PROBLEM,
        sheets_fingerprint="f1",
        seconds_limit=changes.get("seconds_limit", 60),
        seed=7,
        requested_by="Carla",
        now=NOW,
    )


@pytest.fixture
def queued(database: Database, cast: Cast) -> int:
    """Queue a proposal."""
    with database.begin(write=True) as session:
        return request(session, cast)


def test_a_proposal_comes_back_as_it_was_requested(database: Database, cast: Cast, queued: int) -> None:
    summary = ProposalSummary(
        queued, cast.round, ProposalStatus.QUEUED, NOW, "Carla", None, None, 60, 7, None, None, "f1"
    )
    with database.begin() as session:
        assert proposals.proposal_by_id(session, queued) == StoredProposal(summary, PROBLEM, None)
        assert proposals.proposals(session, cast.round) == [summary]
        assert proposals.proposal_by_id(session, queued + 1) is None
        assert proposals.proposals(session, cast.round + 1) == []


def test_a_computation_runs_from_queued_to_done(database: Database, queued: int) -> None:
    with database.begin(write=True) as session:
        assert proposals.finish_proposal(session, queued, {}, LATER) is False
        assert proposals.note_progress(session, queued, {"stage": "served"}) is False
        started = proposals.start_proposal(session, queued, LATER)
        assert started is not None
        assert (started.summary.status, started.summary.started_at) == (ProposalStatus.RUNNING, LATER)
        assert started.problem == PROBLEM
        assert proposals.start_proposal(session, queued, LATER) is None
        assert proposals.note_progress(session, queued, {"stage": "served", "best": 0}) is True
        assert proposals.finish_proposal(session, queued, {"status": "optimal"}, LATER) is True
        assert proposals.fail_proposal(session, queued, "too late", LATER) is False
        done = proposals.proposal_by_id(session, queued)
    assert done is not None
    assert (done.summary.status, done.summary.finished_at) == (ProposalStatus.DONE, LATER)
    assert (done.summary.progress, done.result) == ({"stage": "served", "best": 0}, {"status": "optimal"})


def test_a_failure_keeps_its_reason(database: Database, queued: int) -> None:
    with database.begin(write=True) as session:
        proposals.start_proposal(session, queued, NOW)
        assert proposals.fail_proposal(session, queued, "No memory left.", LATER) is True
        failed = proposals.proposal_by_id(session, queued)
    assert failed is not None
    assert (failed.summary.status, failed.summary.error) == (ProposalStatus.FAILED, "No memory left.")


@pytest.mark.parametrize("running", [False, True])
def test_a_cancelled_computation_stores_nothing_more(database: Database, queued: int, running: bool) -> None:
    with database.begin(write=True) as session:
        if running:
            proposals.start_proposal(session, queued, NOW)
        assert proposals.proposal_is_cancelled(session, queued) is False
        assert proposals.cancel_proposal(session, queued, LATER) is True
        assert proposals.cancel_proposal(session, queued, LATER) is False
        assert proposals.proposal_is_cancelled(session, queued) is True
        assert proposals.start_proposal(session, queued, LATER) is None
        assert proposals.note_progress(session, queued, {}) is False
        assert proposals.finish_proposal(session, queued, {"status": "optimal"}, LATER) is False
        found = proposals.proposal_by_id(session, queued)
    assert found is not None
    assert (found.summary.status, found.result) == (ProposalStatus.CANCELLED, None)


def test_what_ended_without_a_result_can_be_queued_again_with_the_same_problem(
    database: Database, cast: Cast, queued: int
) -> None:
    with database.begin(write=True) as session:
        assert proposals.queue_again(session, queued) is False
        proposals.start_proposal(session, queued, NOW)
        proposals.note_progress(session, queued, {"stage": "served"})
        proposals.interrupt_running(session, LATER)
        assert proposals.queue_again(session, queued) is True
        proposals.name_proposal(session, queued, "Before the meeting", "With Ghent.")
        again = proposals.proposal_by_id(session, queued)
        assert again is not None
        proposals.start_proposal(session, queued, LATER)
        proposals.finish_proposal(session, queued, {}, LATER)
        assert proposals.queue_again(session, queued) is False
    assert again == StoredProposal(
        ProposalSummary(
            queued, cast.round, ProposalStatus.QUEUED, NOW, "Carla", None, None, 60, 7, None, None, "f1",
            "Before the meeting", "With Ghent.",
        ),
        PROBLEM, None,
    )  # fmt: skip


def test_a_proposal_that_is_gone_counts_as_cancelled(database: Database, queued: int) -> None:
    with database.begin() as session:
        assert proposals.proposal_is_cancelled(session, queued + 1) is True


def test_after_a_restart_running_ones_are_interrupted_and_queued_ones_wait(
    database: Database, cast: Cast, queued: int
) -> None:
    with database.begin(write=True) as session:
        running = [request(session, cast) for _ in range(2)]
        for number in running:
            proposals.start_proposal(session, number, NOW)
    with database.begin(write=True) as session:
        assert proposals.interrupt_running(session, LATER) == running
        assert proposals.interrupt_running(session, LATER) == []
        found = [(one.id, one.status) for one in proposals.proposals(session, cast.round)]
    assert found == [
        (running[1], ProposalStatus.INTERRUPTED),
        (running[0], ProposalStatus.INTERRUPTED),
        (queued, ProposalStatus.QUEUED),
    ]


def test_of_many_workers_at_once_one_starts_a_proposal(database: Database, queued: int) -> None:
    got: list[bool] = []

    def work() -> None:
        with database.begin(write=True) as session:
            got.append(proposals.start_proposal(session, queued, NOW) is not None)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [False] * 5 + [True]


def test_a_computation_has_time(database: Database, cast: Cast) -> None:
    with pytest.raises(LawBroken), database.begin(write=True) as session:
        request(session, cast, seconds_limit=0)


@pytest.fixture
def record(database: Database) -> Callable[..., None]:
    """Write an entry of the audit trail in a transaction of its own."""

    def write(what: str, **where: int) -> None:
        with database.begin(write=True) as session:
            events.record_event(session, NOW, "Carla", what, detail={"n": 0}, **where)

    return write


def test_events_come_newest_first_and_by_place(
    database: Database, cast: Cast, record: Callable[..., None]
) -> None:
    with database.begin(write=True) as session:
        ports = networks.add_network(session, "Ports")
    record("started")
    record("invited", network_id=cast.network, round_id=cast.round)
    record("renamed", network_id=ports)
    record("opened", network_id=cast.network, round_id=cast.round)
    with database.begin() as session:
        assert [event.what for event in events.events(session)] == ["opened", "renamed", "invited", "started"]
        assert [event.what for event in events.events(session, limit=2)] == ["opened", "renamed"]
        assert [event.what for event in events.events(session, network_id=ports)] == ["renamed"]
        found = events.events(session, round_id=cast.round, limit=1)
    assert found == [Event(found[0].id, NOW, "Carla", cast.network, cast.round, "opened", {"n": 0})]


def test_an_answer_knows_what_was_asked_of_which_proposal(
    database: Database, cast: Cast, queued: int
) -> None:
    asked = {"kind": "what-if", "words": "What if Turku visits Tartu?"}
    with database.begin(write=True) as session:
        number = proposals.request_proposal(
            session,
            cast.round,
            problem=PROBLEM,
            sheets_fingerprint="f1",
            seconds_limit=5,
            seed=1,
            requested_by="Carla",
            now=NOW,
            based_on=queued,
            asked=asked,
        )
        assert proposals.start_proposal(session, number, NOW) is not None
        assert proposals.finish_proposal(session, number, {"status": "optimal"}, LATER, {"change": None})
    with database.begin() as session:
        (found,) = proposals.answers_to(session, queued)
        assert (found.id, found.asked, found.answer) == (number, asked, {"change": None})
        assert proposals.answers_to(session, number) == []
