"""What the coordinator's pages ask of the storage: one city's part, what a proposal rests on, results."""

from survey_app.storage import Database, invitations, proposals, sheets
from tests.storage.cast import LATER, NOW, Cast, loaded, save


def test_a_citys_part_is_found_by_its_name_in_the_round(database: Database, cast: Cast) -> None:
    with database.begin() as session:
        assert invitations.invitations(session, cast.round) == [
            invitations.invitation_of_city(session, cast.round, "turin")
        ]
        for round_id, slug in (
            (cast.round, "ghent"),
            (cast.round + 1, "turin"),
            (cast.round, "\0"),
            (cast.round, ""),
        ):
            assert invitations.invitation_of_city(session, round_id, slug) is None


def test_a_proposal_rests_on_the_submitted_sheets_with_their_revisions(
    database: Database, cast: Cast
) -> None:
    save(database, topic="trams")
    with database.begin(write=True) as session:
        assert invitations.submitted_revisions(session, cast.round) == []
        sheet = sheets.submit_sheet(session, loaded(session, for_update=True), author="Anna", now=LATER)
    with database.begin() as session:
        assert invitations.submitted_revisions(session, cast.round) == [(sheet.id, 2)]
        assert invitations.submitted_revisions(session, cast.round + 1) == []


def test_results_are_those_of_finished_proposals_newest_first(database: Database, cast: Cast) -> None:
    with database.begin(write=True) as session:
        numbers = [
            proposals.request_proposal(
                session, cast.round, problem={}, sheets_fingerprint="f", seconds_limit=1, seed=1,
                requested_by="Carla", now=NOW,
            )
            for _ in range(3)
        ]  # fmt: skip
        for number in numbers[:2]:
            proposals.start_proposal(session, number, NOW)
            proposals.finish_proposal(session, number, {"status": "optimal", "n": number}, LATER)
    with database.begin() as session:
        first, second = ({"status": "optimal", "n": number} for number in numbers[:2])
        assert list(proposals.results(session, cast.round).items()) == [
            (numbers[1], second),
            (numbers[0], first),
        ]
        assert list(proposals.results(session, cast.round, limit=1)) == [numbers[1]]
        assert proposals.results(session, cast.round + 1) == {}
