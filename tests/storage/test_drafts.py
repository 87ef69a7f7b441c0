"""Drafts of programmes and the decisions taken about them."""

from pathlib import Path

from sqlalchemy import text

from survey_app.storage import Database, drafts, events, open_database, proposals, schema
from survey_app.storage.backup import backup, restore
from survey_app.storage.records import Draft, DraftStep, DraftSummary
from tests.conftest import FreshUrls
from tests.storage.cast import LATER, NOW, Cast

PROBLEM = {"topics": [{"id": "trams"}], "weeks": ["2027-W10"]}
EXCHANGES = [{"host": "turin", "week": "2027-W10", "visitors": ["ghent"], "sessions": []}]


def begun(database: Database, cast: Cast) -> int:
    with database.begin(write=True) as session:
        return drafts.add_draft(
            session, cast.round, name="Carla’s", problem=PROBLEM, exchanges=EXCHANGES,
            sheets_fingerprint="f1", created_by="Carla", now=NOW, from_proposal=3,
        )  # fmt: skip


def test_a_draft_comes_back_as_it_was_begun_and_can_be_renamed_and_renewed(
    database: Database, cast: Cast
) -> None:
    number = begun(database, cast)
    with database.begin(write=True) as session:
        assert drafts.draft_by_id(session, number) == Draft(
            number, cast.round, "Carla’s", "", 3, PROBLEM, EXCHANGES, "f1", NOW, "Carla"
        )
        assert drafts.draft_by_id(session, number + 1) is None
        drafts.name_draft(session, number, "For the mayor", "Without Ghent.")
        drafts.renew_draft(session, number, {"weeks": []}, "f2")
        found = drafts.draft_by_id(session, number)
    assert found == Draft(
        number, cast.round, "For the mayor", "Without Ghent.", 3, {"weeks": []}, EXCHANGES, "f2", NOW, "Carla"
    )


def test_decisions_stand_until_they_are_taken_back_and_can_stand_again(
    database: Database, cast: Cast
) -> None:
    number, other = begun(database, cast), begun(database, cast)
    with database.begin(write=True) as session:
        first = drafts.add_step(session, number, {"act": "keep"}, by="Carla", now=NOW)
        second = drafts.add_step(session, number, {"act": "drop"}, by="Ada", now=LATER)
        assert drafts.undo_step(session, other, first, by="Ada", now=LATER) is False
        assert drafts.undo_step(session, number, first, by="Ada", now=LATER) is True
        assert drafts.undo_step(session, number, first, by="Carla", now=LATER) is False
        assert drafts.steps(session, number) == [
            DraftStep(first, number, NOW, "Carla", {"act": "keep"}, LATER, "Ada"),
            DraftStep(second, number, LATER, "Ada", {"act": "drop"}, None, None),
        ]
        assert drafts.drafts(session, cast.round) == [
            DraftSummary(other, "Carla’s", "", NOW, "Carla", 0, NOW),
            DraftSummary(number, "Carla’s", "", NOW, "Carla", 1, LATER),
        ]
        assert drafts.redo_step(session, number, second) is False
        assert drafts.redo_step(session, number, first) is True
        assert [one.undone_at for one in drafts.steps(session, number)] == [None, None]


def test_an_upgrade_and_a_copy_made_before_it_turn_remarks_into_names(
    database_kind: str, fresh_urls: FreshUrls, tmp_path: Path
) -> None:
    old = open_database(fresh_urls.make(database_kind, empty=True))
    schema.create_or_upgrade(old.engine, "0001")
    asked = "asked for a proposal"
    with old.begin(write=True) as session:
        session.change(text("INSERT INTO network (name) VALUES ('Nine towns')"))
        session.change(
            text(
                "INSERT INTO round (network_id, slug, title, description, remark, status, frame)"
                " VALUES (1, 's', 'S', '', '', 'draft', '{}')"
            )
        )
        for _ in range(2):
            session.change(
                text(
                    "INSERT INTO proposal (round_id, status, requested_at, requested_by, seconds_limit, seed,"
                    " problem, sheets_fingerprint) VALUES (1, 'queued', :now, 'Ada', 9, 0, '{}', 'f')"
                ),
                {"now": NOW},
            )
        events.record_event(session, NOW, "Ada", asked, detail={"proposal": 1, "remark": "First"})
        events.record_event(session, NOW, "Ada", asked, detail={"proposal": 2})
    copy = backup(old, tmp_path / "before.zip", instance=tmp_path, now=NOW)
    old.create_or_upgrade()
    url = f"sqlite:///{tmp_path}/again.sqlite3"
    restore(copy.archive, instance=tmp_path / "elsewhere", url=url)
    again = open_database(url)
    for database in (old, again):
        with database.begin() as session:
            assert [one.name for one in proposals.proposals(session, 1)] == ["", "First"]
        database.close()
