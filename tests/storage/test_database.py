"""Opening databases, and what a transaction promises."""

import sqlite3
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from survey_app.storage import (
    Database,
    ReadOnly,
    Session,
    Unavailable,
    UnknownDatabase,
    accounts,
    default_url,
    networks,
    open_database,
    without_password,
)
from survey_app.storage import database as database_module
from survey_app.storage.addresses import engine_url
from survey_app.storage.events import events, record_event
from tests.conftest import FreshUrls
from tests.storage.cast import NOW, Cast, loaded, save, tell

SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize(
    "database_kind", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


def names(session: Session) -> list[str]:
    return [network.name for network in networks.networks(session)]


@SQLITE
def test_every_sqlite_connection_is_durable_and_watches_foreign_keys(database: Database) -> None:
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    with database.begin() as one, database.begin() as another:
        for session in (one, another):
            rows = {name: session.row(text(f"PRAGMA {name}")) for name in expected}
            assert {name: row[0] for name, row in rows.items() if row is not None} == expected


def test_a_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    opened = open_database(default_url(tmp_path / "instance"))
    opened.create_or_upgrade()
    opened.close()
    file = tmp_path / "instance" / "survey-app.sqlite3"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "name", ["plain", "with space", "100%", "per%20cent", "a?b=c", "a#b", "Zürich", "x@y:z"]
)
def test_the_default_url_leads_to_the_instance_folder_whatever_its_name(tmp_path: Path, name: str) -> None:
    opened = open_database(default_url(tmp_path / name))
    opened.create_or_upgrade()
    opened.close()
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.sqlite3")] == [
        f"{name}/survey-app.sqlite3"
    ]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_operators_write_postgresql_in_three_ways(scheme: str) -> None:
    address = engine_url(f"{scheme}://ada:secret@db.example.org:5433/survey?sslmode=require")
    assert address.drivername == "postgresql+psycopg"
    assert (address.host, address.port, address.database) == ("db.example.org", 5433, "survey")
    assert address.query == {"sslmode": "require"}


@pytest.mark.parametrize(
    "url", ["", "survey.sqlite3", "mysql://host/name", "postgresql+asyncpg://host/name", "sqlite://", "sqlite:///:memory:"]
)  # fmt: skip
def test_any_other_database_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(
        UnknownDatabase, match="Use sqlite:////path/to/file or postgresql://user:password@host/name"
    ):
        open_database(url)


def test_a_password_is_not_for_people_and_logs() -> None:
    shown = without_password("postgres://ada:secret@db.example.org/survey")
    assert shown == "postgresql+psycopg://ada:***@db.example.org/survey"


def test_reading_refuses_to_write(database: Database) -> None:
    with pytest.raises(ReadOnly), database.begin() as session:
        networks.add_network(session, "Ports")
    with pytest.raises(ReadOnly), database.begin() as session:
        accounts.prune(session, NOW)
    with database.begin() as session:
        assert names(session) == []


def test_readers_and_a_writer_do_not_wait_for_each_other(database: Database) -> None:
    with database.begin() as reader:
        assert names(reader) == []
        with database.begin(write=True) as writer:
            networks.add_network(writer, "Ports")
            with database.begin() as other:
                assert names(other) == []
    with database.begin() as session:
        assert names(session) == ["Ports"]


def test_a_snapshot_sees_one_moment_to_its_end(database: Database) -> None:
    with database.snapshot() as session:
        assert names(session) == []
        with database.begin(write=True) as writer:
            networks.add_network(writer, "Ports")
        assert names(session) == []
        with pytest.raises(ReadOnly):
            networks.add_network(session, "Towns")
    with database.begin(write=True) as session:
        networks.add_network(session, "Towns")
        assert names(session) == ["Ports", "Towns"]


@pytest.fixture
def impatient(database_kind: str, fresh_urls: FreshUrls, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Open a database that waits a moment only for locks."""
    monkeypatch.setattr(database_module, "_WAIT_SECONDS", 0.2)
    opened = open_database(fresh_urls.make(database_kind))
    yield opened
    opened.close()


def test_a_lock_held_elsewhere_makes_the_database_unavailable_only_meanwhile(impatient: Database) -> None:
    tell(impatient)
    elsewhere = open_database(impatient.engine.url.render_as_string(hide_password=False))
    with elsewhere.begin(write=True) as session:
        loaded(session, for_update=True)
        with pytest.raises(Unavailable):
            save(impatient, topic="trams")
        with impatient.begin() as reader:
            assert loaded(reader).revision == 0
    elsewhere.close()
    assert save(impatient, topic="trams").revision == 1


@SQLITE
def test_a_second_write_within_a_write_fails_instead_of_waiting_for_itself(impatient: Database) -> None:
    with pytest.raises(Unavailable), impatient.begin(write=True), impatient.begin(write=True):
        pass
    with impatient.begin(write=True) as session:
        networks.add_network(session, "Ports")


@SQLITE
def test_a_full_disk_stops_writing_alone_and_freeing_it_is_enough(database_url: str) -> None:
    limit = ["PRAGMA max_page_count=70"]
    opened = open_database(database_url)
    event.listen(opened.engine, "connect", lambda driver, _: driver.execute(limit[0]))
    tell(opened)
    save(opened, topic="trams")
    with pytest.raises(Unavailable, match="full"):
        save(opened, text="x" * 300_000)
    with opened.begin() as session:
        assert loaded(session).values() == {"topic": "trams"}
    opened.close()
    limit[0] = "PRAGMA max_page_count=1000000"
    assert save(opened, text="x" * 300_000).revision == 2
    opened.close()


@POSTGRES
def test_after_lost_connections_the_next_request_is_served(database: Database, cast: Cast) -> None:
    with pytest.raises(Unavailable), database.begin() as session:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        session.rows(text(others))
    assert save(database, topic="trams").revision == 1


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite3").write_text("This is no database. " * 100)
    opened = open_database(f"sqlite:///{tmp_path / 'notes.sqlite3'}")
    with pytest.raises(Unavailable), opened.begin():
        pass
    with pytest.raises(Unavailable):
        opened.schema_state()
    opened.close()


def test_times_are_kept_in_utc_to_the_microsecond(database: Database) -> None:
    summer = timezone(timedelta(hours=2))
    moments = [
        datetime(2027, 10, 31, 2, 30, 0, 1, tzinfo=summer),
        datetime(2028, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(1999, 12, 31, 23, 0, tzinfo=timezone(timedelta(hours=-11))),
    ]
    with database.begin(write=True) as session:
        for moment in moments:
            record_event(session, moment, "Anna", "moved")
    with database.begin() as session:
        stored = [one.at for one in reversed(events(session))]
    assert stored == moments
    assert [moment.tzinfo for moment in stored] == [UTC] * 3


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="has no time zone"), database.begin(write=True) as session:
        record_event(session, NOW.replace(tzinfo=None), "Anna", "moved")


@SQLITE
def test_statements_are_told_and_transactions_are_not(database: Database) -> None:
    told: list[str] = []
    database.on_statement = told.append
    with database.begin(write=True) as session:
        networks.networks(session)
    with database.begin():
        pass
    assert told == ["SELECT network.id, network.name \nFROM network"]
    database.on_statement = None
    with database.begin() as session:
        networks.networks(session)
    assert len(told) == 1


@SQLITE
def test_another_program_can_read_the_file(database: Database, database_url: str, cast: Cast) -> None:
    save(database, topic="trams")
    reader = sqlite3.connect(database_url.removeprefix("sqlite:///"))
    assert reader.execute("SELECT answers ->> '$.topic.v', revision FROM answer_sheet").fetchall() == [
        ("trams", 1)
    ]
    reader.close()
