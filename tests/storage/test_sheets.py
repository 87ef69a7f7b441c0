"""Saving answers, signing off, history, conflicts."""

import threading
from dataclasses import replace

import pytest

from survey_app.answers.model import Answer, Change, ChangeKind, Sheet, SheetStatus, Value
from survey_app.storage import Database, SheetSubmitted, StaleSheet, respondents, sheets
from tests.storage.cast import KEY, LATER, LINK, NOW, Cast, loaded, save

pytestmark = pytest.mark.usefixtures("cast")


def test_a_save_keeps_each_answer_with_author_time_and_revision(database: Database) -> None:
    save(database, topic="trams", people=0)
    save(database, LATER, "Bruno", people=3)
    with database.begin() as session:
        sheet = loaded(session)
    assert sheet.revision == 2
    assert sheet.updated_at == LATER
    assert sheet.answers == {
        "topic": Answer("trams", "Anna", NOW, 1),
        "people": Answer(3, "Bruno", LATER, 2),
    }


def test_the_sheet_that_a_save_returns_is_the_sheet_that_is_stored(database: Database) -> None:
    saved = save(database, topic="trams", weeks=["2027-W10"], offers={"trams": 3})
    with database.begin() as session:
        assert loaded(session) == saved
        assert sheets.sheet_by_id(session, saved.id) == saved
        assert sheets.sheet_by_id(session, saved.id + 1) is None


def test_history_tells_old_and_new_values_in_order(database: Database) -> None:
    save(database, topic="trams")
    sheet = save(database, LATER, "Bruno", topic=None, people=0)
    with database.begin() as session:
        assert sheets.history(session, sheet.id) == [
            Change(1, NOW, "Anna", ChangeKind.SAVE, {"topic": (None, "trams")}),
            Change(2, LATER, "Bruno", ChangeKind.SAVE, {"topic": ("trams", None), "people": (None, 0)}),
        ]
        assert [change.revision for change in sheets.changes_since(session, sheet.id, 1)] == [2]
        assert sheets.changes_since(session, sheet.id, 2) == []


@pytest.mark.parametrize(
    "value", ["", 0, False, [], {}, "0", ["a", "b"], {"a": 1}, {"a": True}, [{"a": 0}], {"ä": {"b": [1, ""]}}]
)
def test_equal_values_write_nothing(database: Database, value: Value) -> None:
    first = save(database, answer=value)
    told: list[str] = []
    database.on_statement = told.append
    assert save(database, LATER, "Bruno", answer=value) == first
    assert [words.split()[0] for words in told] == ["SELECT"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (0, False), (1, True), ("", None), (0, None), (False, None), ("0", 0), ([], None), ({}, []),
        ({"a": 1}, {"a": True}), (["a", "b"], ["b", "a"]), ([0], [False]),
        ({"a": {"b": 0}}, {"a": {"b": ""}}),
    ],
)  # fmt: skip
def test_zero_false_empty_and_absent_are_different_answers(
    database: Database, old: Value, new: Value
) -> None:
    save(database, answer=old)
    assert save(database, answer=new).revision == 2
    with database.begin() as session:
        value = loaded(session).values()["answer"]
    assert (value, type(value)) == (new, type(new))


def test_the_order_of_keys_is_no_difference(database: Database) -> None:
    save(database, answer={"a": 1, "b": {"c": 1, "d": 2}})
    assert save(database, answer={"b": {"d": 2, "c": 1}, "a": 1}).revision == 1


def test_an_absent_answer_stays_absent(database: Database) -> None:
    assert save(database, answer=None) == save(database)
    with database.begin() as session:
        assert loaded(session).answers == {}


def test_loading_costs_one_statement_and_saving_three(database: Database) -> None:
    told: list[str] = []
    database.on_statement = told.append
    with database.begin() as session:
        respondents.open_sheet(session, LINK, KEY)
    assert [words.split()[0] for words in told] == ["SELECT"]
    told.clear()
    save(database, topic="trams", people=3)
    assert [words.split()[0] for words in told] == ["SELECT", "UPDATE", "INSERT"]


def test_a_submitted_sheet_takes_no_answers_until_it_is_reopened(database: Database) -> None:
    save(database, topic="trams")
    with database.begin(write=True) as session:
        signed = sheets.submit_sheet(session, loaded(session, for_update=True), author="Anna", now=NOW)
    assert (signed.status, signed.submitted_at, signed.submitted_by) == (SheetStatus.SUBMITTED, NOW, "Anna")
    with pytest.raises(SheetSubmitted):
        save(database, topic="buses")
    assert save(database, topic="trams") == signed
    with database.begin(write=True) as session:
        draft = sheets.reopen_sheet(session, loaded(session, for_update=True), author="Carla", now=LATER)
    assert (draft.status, draft.submitted_at, draft.submitted_by) == (SheetStatus.DRAFT, None, None)
    assert save(database, topic="buses").values() == {"topic": "buses"}
    with database.begin() as session:
        kinds = [
            (change.revision, change.kind, change.author) for change in sheets.history(session, draft.id)
        ]
    assert kinds == [(1, "save", "Anna"), (2, "submit", "Anna"), (3, "reopen", "Carla"), (4, "save", "Anna")]


def test_submitting_and_reopening_twice_is_the_same_as_once(database: Database) -> None:
    with database.begin(write=True) as session:
        once = sheets.submit_sheet(session, loaded(session), author="Anna", now=NOW)
        assert sheets.submit_sheet(session, loaded(session), author="Bruno", now=LATER) == once
        reopened = sheets.reopen_sheet(session, once, author="Carla", now=LATER)
        assert sheets.reopen_sheet(session, loaded(session), author="Dora", now=LATER) == reopened


def test_a_conflict_is_kept_in_the_history_alone(database: Database) -> None:
    sheet = save(database, topic="trams")
    with database.begin(write=True) as session:
        for author in ("Bruno", "Carla"):
            sheets.record_conflict(session, sheet, {"topic": ("trams", "buses")}, author=author, now=LATER)
    with database.begin() as session:
        assert loaded(session) == sheet
        assert sheets.changes_since(session, sheet.id, 0) == sheets.history(session, sheet.id)[:1]
        assert sheets.history(session, sheet.id)[1:] == [
            Change(1, LATER, author, ChangeKind.CONFLICT, {"topic": ("trams", "buses")})
            for author in ("Bruno", "Carla")
        ]
        assert sheets.conflicts_at(session, sheet.id, 1) == sheets.history(session, sheet.id)[1:]
        assert sheets.conflicts_at(session, sheet.id, 0) == []


def test_a_sheet_that_changed_meanwhile_is_never_overwritten(database: Database) -> None:
    with database.begin() as session:
        outdated = loaded(session)
    save(database, topic="trams")
    with pytest.raises(StaleSheet), database.begin(write=True) as session:
        sheets.save_answers(session, outdated, {"topic": "buses"}, author="Bruno", now=LATER)
    with database.begin() as session:
        assert loaded(session).values() == {"topic": "trams"}
        assert len(sheets.history(session, outdated.id)) == 1


def test_raising_rolls_all_of_a_request_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.begin(write=True) as session:
        sheets.save_answers(session, loaded(session), {"topic": "trams"}, author="Anna", now=NOW)
        raise ZeroDivisionError
    with database.begin() as session:
        sheet = loaded(session)
        assert (sheet.revision, sheet.answers, sheets.history(session, sheet.id)) == (0, {}, [])


def test_a_file_s_answers_are_told_apart_in_the_history(database: Database) -> None:
    with database.begin(write=True) as session:
        sheet = loaded(session, for_update=True)
        sheets.save_answers(session, sheet, {"topic": "trams"}, author="Carla", now=NOW, kind=ChangeKind.LOAD)
        assert [change.kind for change in sheets.history(session, sheet.id)] == [ChangeKind.LOAD]


def test_two_savers_at_once_lose_nothing(database: Database, cast: Cast) -> None:
    start = threading.Barrier(4)

    def work(name: str) -> None:
        start.wait()
        for number in range(10):
            save(database, author=name, **{f"{name}_{number}": number})

    threads = [threading.Thread(target=work, args=(name,)) for name in ("anna", "bruno", "carla", "dora")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.begin() as session:
        sheet = loaded(session)
        told = sheets.history(session, sheet.id)
    names = [f"{name}_{number}" for name in ("anna", "bruno", "carla", "dora") for number in range(10)]
    assert sheet.values() == {name: int(name.split("_")[1]) for name in names}
    assert [change.revision for change in told] == list(range(1, 41))
    assert sheet.revision == 40


def test_the_same_save_a_hundred_times_at_once_is_stored_once(database: Database, cast: Cast) -> None:
    replies: list[Sheet] = []

    def work() -> None:
        replies.extend(save(database, topic="trams") for _ in range(25))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.begin() as session:
        sheet = loaded(session)
        assert len(sheets.history(session, sheet.id)) == 1
    assert replies == [sheet] * 100
    assert sheet == replace(sheet, revision=1)
