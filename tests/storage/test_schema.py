"""Migrations: they agree with the models, keep the rows, and run wholly or not at all."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from survey_app.storage import Database, WrongSchema, open_database, schema
from survey_app.storage.tables import metadata
from tests.conftest import FreshUrls
from tests.storage.cast import Cast, loaded, save

ROOT = Path(__file__).parents[2]

# What a later version might do: rebuild a table that others point to, and fill a new column.
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", {head!r}, None, None


def upgrade():
    with op.batch_alter_table("invitation") as table:
        table.add_column(sa.Column("greeting", sa.Text, nullable=False, server_default="Hello"))
        table.alter_column("nonce", new_column_name="secret")
    op.execute("UPDATE invitation SET greeting = 'Buongiorno' WHERE public_id = 'turin-link'")
    {ending}
"""


@pytest.fixture
def empty(database_kind: str, fresh_urls: FreshUrls) -> Iterator[Database]:
    """Open an empty database, on each kind in turn."""
    opened = open_database(fresh_urls.make(database_kind, empty=True))
    yield opened
    opened.close()


@pytest.fixture
def database(empty: Database) -> Database:
    """Make the tables anew: what a test alters here, no other test may meet."""
    empty.create_or_upgrade()
    return empty


def later_version(folder: Path, monkeypatch: pytest.MonkeyPatch, ending: str = "") -> None:
    """Let the product be a version with one more migration."""
    migrations = folder / "migrations"
    shutil.copytree(ROOT / "survey_app/storage/migrations", migrations)
    (migrations / "versions" / "r9999_next.py").write_text(NEXT.format(head=schema.head(), ending=ending))
    monkeypatch.setattr(schema, "_MIGRATIONS", migrations)


def test_the_revisions_are_those_that_the_migrations_tell() -> None:
    script = ScriptDirectory(str(ROOT / "survey_app/storage/migrations"))
    told = [one.revision for one in script.walk_revisions()]
    assert (schema.head(), all(map(schema.is_known, told))) == (script.get_current_head(), True)
    assert not schema.is_known("9999")


def repr_index(index: Any) -> str:
    options = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
    return str({**index, "dialect_options": options})


def shape(connection: Connection) -> dict[str, Any]:
    """Return all that the database itself says about our tables."""
    found, tables = inspect(connection), {}
    for name in metadata.tables:
        columns = [{**column, "type": str(column["type"])} for column in found.get_columns(name)]
        tables[name] = {
            "columns": columns,
            "primary key": found.get_pk_constraint(name),
            "foreign keys": sorted(found.get_foreign_keys(name), key=str),
            "checks": sorted(found.get_check_constraints(name), key=str),
            "uniques": sorted(found.get_unique_constraints(name), key=str),
            "indexes": sorted(repr_index(index) for index in found.get_indexes(name)),
        }
    return tables


def test_migrations_and_models_make_the_same_tables(
    database_kind: str, empty: Database, fresh_urls: FreshUrls
) -> None:
    empty.create_or_upgrade()
    by_models = open_database(fresh_urls.make(database_kind, empty=True))
    metadata.create_all(by_models.engine)
    with empty.engine.connect() as migrated, by_models.engine.connect() as modelled:
        options = {"version_table": schema.VERSION_TABLE}
        assert compare_metadata(MigrationContext.configure(migrated, opts=options), metadata) == []
        assert shape(migrated) == shape(modelled)
        assert sum(len(table["checks"]) for table in shape(migrated).values()) == 26
    by_models.close()


def test_an_empty_database_becomes_current_and_stays_so(empty: Database) -> None:
    assert empty.schema_state() == "empty"
    empty.create_or_upgrade()
    assert empty.schema_state() == "current"
    empty.create_or_upgrade()
    assert empty.schema_state() == "current"


def test_several_processes_may_start_at_once(database_kind: str, fresh_urls: FreshUrls) -> None:
    url = fresh_urls.make(database_kind, empty=True)
    opened = [open_database(url) for _ in range(4)]
    failed: list[Exception] = []

    def start(database: Database) -> None:
        try:
            database.create_or_upgrade()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=start, args=(database,)) for database in opened]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [database.schema_state() for database in opened] == ["current"] * 4
    for database in opened:
        database.close()


def test_a_later_version_upgrades_and_keeps_every_row(
    database: Database, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(database, topic="trams")
    with database.begin() as session:
        before = {name: session.rows(text(f'SELECT * FROM "{name}" ORDER BY id')) for name in metadata.tables}
    later_version(tmp_path, monkeypatch)
    assert database.schema_state() == "older"
    database.create_or_upgrade()
    assert database.schema_state() == "current"
    with database.begin() as session:
        after = {name: session.rows(text(f'SELECT * FROM "{name}" ORDER BY id')) for name in metadata.tables}
        assert session.rows(text("SELECT public_id, secret, greeting FROM invitation")) == [
            ("turin-link", "n1", "Buongiorno")
        ]
    changed = [name for name in metadata.tables if before[name] != after[name]]
    assert changed == ["invitation"]
    monkeypatch.undo()
    assert database.schema_state() == "newer"
    with pytest.raises(WrongSchema, match="made by a later version"):
        database.create_or_upgrade()


@pytest.mark.parametrize(
    "ending",
    ["raise RuntimeError('half done')", "op.execute('DELETE FROM city'); op.execute('SELECT nothing')"],
)
def test_a_migration_that_fails_leaves_all_as_it_was(
    database: Database, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    save(database, topic="trams")
    with database.engine.connect() as connection:
        before = shape(connection)
    later_version(tmp_path, monkeypatch, ending)
    with pytest.raises(Exception, match=r"half done|nothing"):
        database.create_or_upgrade()
    monkeypatch.undo()
    assert database.schema_state() == "current"
    with database.engine.connect() as connection:
        assert shape(connection) == before
    with database.begin() as session:
        assert loaded(session).values() == {"topic": "trams"}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_upgrade_that_would_leave_rows_pointing_to_nothing_is_rolled_back(
    database: Database, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later_version(tmp_path, monkeypatch, "op.execute('DELETE FROM city')")
    with pytest.raises(WrongSchema, match="would point to nothing"):
        database.create_or_upgrade()
    monkeypatch.undo()
    with database.begin(write=True) as session:
        assert loaded(session).revision == 0
        assert session.row(text("PRAGMA foreign_keys")) == (1,)


def test_tables_of_another_origin_are_left_alone(empty: Database) -> None:
    with empty.engine.begin() as connection:
        connection.execute(text("CREATE TABLE round (id INTEGER)"))
    for act in (empty.schema_state, empty.create_or_upgrade):
        with pytest.raises(WrongSchema, match="another origin: round"):
            act()
