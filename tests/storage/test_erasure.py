"""Erasing a person leaves no trace of the name, and all figures as they were."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from survey_app.answers.model import ChangeKind
from survey_app.programmes.agreement import ReplyState
from survey_app.rounds.model import Role
from survey_app.storage import (
    Database,
    accounts,
    agendas,
    agreements,
    drafts,
    events,
    proposals,
    respondents,
    rounds,
    sheets,
)
from survey_app.storage.backup import backup
from survey_app.storage.erasure import erase_account, erase_contributor, forget_deleted
from tests.storage.cast import KEY, LATER, LINK, NOW, Cast, loaded, save

ANNA, CARLA = "Anna Zwiebelfisch", "Carla Quittenbaum"
ADDRESS = "carla.quittenbaum@example.org"


@pytest.fixture
def told(database: Database, cast: Cast) -> int:
    """Let Anna, Bruno and the coordinator Carla leave their names wherever they can; return Carla's id."""
    with database.begin(write=True) as session:
        carla = accounts.add_account(session, ADDRESS, CARLA, Role.COORDINATOR, cast.network)
        respondents.remember_contributor(session, cast.invitation, KEY, ANNA, NOW)
    save(database, author=ANNA, topic="trams", people=3)
    save(database, author="Bruno", people=4)
    with database.begin(write=True) as session:
        sheet = sheets.submit_sheet(session, loaded(session, for_update=True), author=ANNA, now=NOW)
        sheet = sheets.reopen_sheet(session, sheet, author=CARLA, now=NOW)
        load = {"weeks": ["2027-W10"]}
        sheet = sheets.save_answers(session, sheet, load, author=CARLA, now=NOW, kind=ChangeKind.LOAD)
        sheets.record_conflict(session, sheet, {"people": (4, 5)}, author=ANNA, now=NOW)
        sheets.submit_sheet(session, sheet, author=ANNA, now=NOW)
        for actor in (ANNA, CARLA, ADDRESS):
            events.record_event(session, NOW, actor, "opened", network_id=cast.network, round_id=cast.round)
        proposals.request_proposal(
            session, cast.round, problem={}, sheets_fingerprint="f", seconds_limit=9, seed=0,
            requested_by=CARLA, now=NOW,
        )  # fmt: skip
        draft = drafts.add_draft(
            session, cast.round, name="One", problem={}, exchanges=[], sheets_fingerprint="f",
            created_by=CARLA, now=NOW,
        )  # fmt: skip
        step = drafts.add_step(session, draft, {"act": "keep"}, by=CARLA, now=NOW)
        drafts.undo_step(session, draft, step, by=CARLA, now=LATER)
        agendas.store_agenda(session, cast.round, "turin", "2027-W10", {}, known=0, by=CARLA, now=NOW)
        sent = agreements.send_exchange(
            session, cast.round, {}, [cast.invitation], host="turin", week="2027-W10", by=CARLA, now=NOW
        )
        agreements.answer(session, sent, cast.invitation, ReplyState.DECLINED, "", by=ANNA, now=NOW)
        agreements.withdraw(session, sent, by=CARLA, now=LATER)
    return carla


def traces(database: Database, folder: Path, *words: str) -> dict[str, int]:
    """Count words in a backup of the database, which holds every row, and in SQLite's own files."""
    made = backup(database, folder / "traces.zip", instance=folder, now=LATER)
    with ZipFile(made.archive) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    made.archive.unlink()
    if database.kind == "sqlite":
        file = Path(str(database.engine.url.database))
        text += b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    return {word: text.count(word.encode()) for word in words}


def figures(database: Database, cast: Cast) -> tuple[object, ...]:
    with database.begin() as session:
        sheet = loaded(session)
        summary = rounds.rounds(session)[0]
        kinds = [
            (change.revision, change.kind, change.changes) for change in sheets.history(session, sheet.id)
        ]
        return sheet.values(), sheet.revision, sheet.status, sheet.updated_at, summary, kinds


def test_an_erased_colleague_is_found_nowhere_and_the_answers_stay(
    database: Database, cast: Cast, told: int, tmp_path: Path
) -> None:
    before = figures(database, cast)
    assert traces(database, tmp_path, ANNA)[ANNA] >= 6
    with database.begin(write=True) as session:
        # one device, one sheet, four entries of the history, one event, one reply
        assert erase_contributor(session, cast.invitation, ANNA, LATER) == 8
        assert erase_contributor(session, cast.invitation, ANNA, LATER) == 0
    forget_deleted(database)
    found = traces(database, tmp_path, ANNA, "Bruno", CARLA)
    assert found[ANNA] == 0
    assert found["Bruno"] > 0
    assert found[CARLA] > 0
    assert figures(database, cast) == before
    with database.begin() as session:
        opened = respondents.open_sheet(session, LINK, KEY)
    assert opened is not None
    assert opened.contributor is not None
    assert (opened.contributor.name, opened.contributor.ended) == ("—", True)
    authors = {name: answer.author for name, answer in opened.sheet.answers.items()}
    assert authors == {"topic": "—", "people": "Bruno", "weeks": CARLA}
    assert opened.sheet.submitted_by == "—"


def test_an_erased_account_is_found_nowhere_and_the_answers_stay(
    database: Database, cast: Cast, told: int, tmp_path: Path
) -> None:
    before = figures(database, cast)
    with database.begin(write=True) as session:
        # the account, one sheet, two entries of the history, two events, one proposal, one draft, one
        # agenda, one exchange that was sent and withdrawn, and one decision that was taken and taken back
        assert erase_account(session, told, stand_in="former coordinator") == 13
        with pytest.raises(KeyError):
            erase_account(session, told)
    forget_deleted(database)
    found = traces(database, tmp_path, CARLA, ADDRESS, ANNA)
    assert (found[CARLA], found[ADDRESS]) == (0, 0)
    assert found[ANNA] > 0
    assert figures(database, cast) == before


def test_a_colleague_of_the_same_name_elsewhere_keeps_it(database: Database, cast: Cast, told: int) -> None:
    with database.begin(write=True) as session:
        assert erase_contributor(session, cast.invitation + 1, ANNA, LATER) == 0
        assert loaded(session).answers["topic"].author == ANNA
