"""Backups: whole, checked, movable between both kinds of database; restored wholly or not at all."""

import io
import json
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from sqlalchemy import select, text

from survey_app.answers.model import Change
from survey_app.programmes.agreement import ReplyState
from survey_app.rounds.model import Role
from survey_app.storage import (
    BadArchive,
    Database,
    NotEmpty,
    Session,
    StorageError,
    Unavailable,
    accounts,
    agendas,
    agreements,
    drafts,
    events,
    files,
    networks,
    open_database,
    proposals,
    schema,
    sheets,
)
from survey_app.storage.backup import LEFT_OUT, BackupReport, backup, check_backup, restore
from survey_app.storage.tables import metadata
from tests.conftest import FreshUrls
from tests.storage.cast import KEY, LATER, LINK, NOW, Cast, loaded, save, tell
from tests.storage.test_schema import later_version
from tests.storage.test_text import HOSTILE

KINDS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
FROM_SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
WORDS = [words[:5000] for words in HOSTILE]
Rows = dict[str, list[tuple[object, ...]]]


def all_rows(database: Database) -> Rows:
    """Return every row of every table that a backup keeps."""
    with database.begin() as session:
        return {
            table.name: [tuple(row) for row in session.rows(select(table).order_by(table.c.id))]
            for table in metadata.sorted_tables
            if table.name not in LEFT_OUT
        }


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """Lay out an instance folder with settings."""
    folder = tmp_path / "instance"
    (folder / "logos").mkdir(parents=True)
    (folder / "config.py").write_text('SECRET_KEY = "s3cret"\n')
    (folder / "logos" / "turin.svg").write_bytes(bytes(range(256)) * 1000)
    return folder


@pytest.fixture
def full(database: Database, cast: Cast) -> Database:
    """Fill every table, with texts that are hard to keep."""
    for number, words in enumerate(WORDS):
        save(
            database, author=words[:50], **{f"q{number}": words, "table": {words[:20]: [0, False, "", None]}}
        )
    with database.begin(write=True) as session:
        files.keep(session, loaded(session).id, {"ab": bytes(range(256))}, {"ab"}, now=NOW)
        ada = accounts.add_account(session, "ada@example.org", "Ada", Role.ADMINISTRATOR)
        accounts.start_sign_in(session, ada, KEY, NOW)
        accounts.issue_sign_in_link(session, ada, "token", NOW, LATER)
        accounts.record_attempt(session, "link", "192.0.2.1", NOW)
        events.record_event(session, NOW, "Ada", "opened", network_id=cast.network, detail={"n": 0.1})
        number = proposals.request_proposal(
            session, cast.round, problem={"x": [1]}, sheets_fingerprint="f", seconds_limit=9, seed=0,
            requested_by="Ada", now=NOW,
        )  # fmt: skip
        proposals.start_proposal(session, number, NOW)
        proposals.finish_proposal(session, number, {"seconds": 1e-9, "big": 2**60}, LATER)
        _without_results(session, cast.round)
        draft = drafts.add_draft(
            session, cast.round, name=WORDS[0][:50], problem={"x": [0.1]}, exchanges=[{"host": "turin"}],
            sheets_fingerprint="f", created_by="Ada", now=NOW, from_proposal=number,
        )  # fmt: skip
        drafts.undo_step(
            session, draft, drafts.add_step(session, draft, {"act": "keep"}, by="Ada", now=NOW),
            by="Ada", now=LATER,
        )  # fmt: skip
        for known in (0, 1):
            agendas.store_agenda(
                session, cast.round, "turin", "2027-W10", {"a": [WORDS[0]]}, known=known, by="Ada", now=NOW
            )
        asked = agreements.send_exchange(
            session, cast.round, {"a": [WORDS[0]]}, [cast.invitation], host="turin", week="2027-W10",
            by="Ada", now=NOW,
        )  # fmt: skip
        accepted = ReplyState.ACCEPTED
        agreements.answer(session, asked, cast.invitation, accepted, WORDS[0], by="Anna", now=NOW)
        agreements.confirm(session, asked, LATER)
        agreements.add_letters(session, asked, [cast.invitation], LATER)
        agreements.letter_failed(session, asked, cast.invitation, WORDS[0])
        agreements.withdraw(session, asked, by="Ada", now=LATER)
    return database


def _without_results(session: Session, round_id: int) -> None:
    """Ask for proposals that have no result: cancelled, running, interrupted."""
    asked = {"problem": {}, "sheets_fingerprint": "f", "seconds_limit": 9, "requested_by": "Ada", "now": NOW}
    numbers = [proposals.request_proposal(session, round_id, seed=seed, **asked) for seed in (1, 2, 3)]
    proposals.cancel_proposal(session, numbers[0], LATER)
    proposals.start_proposal(session, numbers[1], NOW)
    proposals.interrupt_running(session, LATER)
    proposals.start_proposal(session, numbers[2], NOW)


@pytest.fixture
def made(full: Database, instance: Path, tmp_path: Path) -> BackupReport:
    """Back the full database up, with the files of its instance."""
    files = [instance / "config.py", instance / "logos" / "turin.svg"]
    return backup(full, tmp_path / "backups" / "one.zip", instance=instance, files=files, now=NOW)


@pytest.fixture(params=KINDS)
def target_url(request: pytest.FixtureRequest, fresh_urls: FreshUrls) -> str:
    """Give the URL of an empty database of each kind, to restore into."""
    return fresh_urls.make(request.param, empty=True)


@pytest.fixture
def opened() -> Iterator[Callable[[str], Database]]:
    """Open databases that are closed after the test."""
    all_opened: list[Database] = []

    def open_one(url: str) -> Database:
        all_opened.append(open_database(url))
        return all_opened[-1]

    yield open_one
    for database in all_opened:
        database.close()


def test_a_backup_tells_what_it_holds_and_what_it_left_out(made: BackupReport, database_kind: str) -> None:
    assert made.rows == {
        "network": 1, "account": 1, "city": 2, "questionnaire_version": 1, "round": 1, "invitation": 1,
        "answer_sheet": 1, "sent_file": 1, "answer_change": len(WORDS), "contributor": 1, "proposal": 4,
        "draft": 1, "draft_step": 1, "agenda": 1, "sent_exchange": 1, "exchange_reply": 1,
        "exchange_letter": 1, "event": 1,
    }  # fmt: skip
    assert sorted(made.manifest.left_out) == ["attempt", "sign_in", "sign_in_link"]
    assert sorted(made.manifest.files) == ["config.py", "logos/turin.svg"]
    assert (made.manifest.made_at, made.manifest.database) == (NOW, database_kind)
    assert made.manifest.schema_revision == schema.head()
    assert made.size == made.archive.stat().st_size
    assert check_backup(made.archive) == made.manifest


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside_it(made: BackupReport) -> None:
    assert stat.S_IMODE(made.archive.stat().st_mode) == 0o600
    assert [file.name for file in made.archive.parent.iterdir()] == ["one.zip"]


def test_every_row_moves_to_either_kind_of_database_and_back(
    full: Database, made: BackupReport, target_url: str, tmp_path: Path, opened: Callable[[str], Database]
) -> None:
    there = tmp_path / "elsewhere"
    assert restore(made.archive, instance=there, url=target_url) == made.manifest
    moved = opened(target_url)
    assert moved.schema_state() == "current"
    assert all_rows(moved) == all_rows(full)
    assert (there / "config.py").read_text() == 'SECRET_KEY = "s3cret"\n'
    assert (there / "logos/turin.svg").read_bytes() == bytes(range(256)) * 1000
    again = backup(moved, tmp_path / "again.zip", instance=there, now=LATER)
    assert again.manifest.tables == made.manifest.tables
    before = all_rows(full)
    restore(
        again.archive,
        instance=there,
        url=str(full.engine.url.render_as_string(hide_password=False)),
        force=True,
    )
    assert all_rows(full) == before


@FROM_SQLITE
def test_a_restored_database_goes_on_where_the_old_one_ended(
    made: BackupReport, target_url: str, tmp_path: Path, opened: Callable[[str], Database], cast: Cast
) -> None:
    restore(made.archive, instance=tmp_path / "elsewhere", url=target_url)
    database = opened(target_url)
    assert save(database, answer="new").revision == len(WORDS) + 1
    with database.begin(write=True) as session:
        assert networks.add_network(session, "Ports") > cast.network
        assert networks.add_city(session, cast.network, "bern", "Bern", "CH") > cast.ghent
        assert accounts.signed_in_account(session, KEY, NOW) is None
        assert accounts.peek_sign_in_link(session, "token", NOW) is None


@FROM_SQLITE
def test_a_backup_of_an_empty_database_is_one(database: Database, tmp_path: Path, target_url: str) -> None:
    made = backup(database, tmp_path / "empty.zip", instance=tmp_path, now=NOW)
    assert set(made.rows.values()) == {0}
    assert restore(made.archive, instance=tmp_path / "elsewhere", url=target_url) == made.manifest
    restore(
        made.archive, instance=tmp_path / "elsewhere", url=target_url
    )  # tables without rows are no obstacle


@FROM_SQLITE
def test_nothing_is_overwritten_without_force(
    made: BackupReport, target_url: str, tmp_path: Path, opened: Callable[[str], Database]
) -> None:
    there = tmp_path / "elsewhere"
    database = opened(target_url)
    database.create_or_upgrade()
    tell(database)
    before = all_rows(database)
    with pytest.raises(NotEmpty, match="rows already, in the table network"):
        restore(made.archive, instance=there, url=target_url)
    assert all_rows(database) == before
    assert [file for file in there.rglob("*") if file.is_file()] == []
    restore(made.archive, instance=there, url=target_url, force=True)
    assert {name: len(rows) for name, rows in all_rows(database).items()} == made.rows


@FROM_SQLITE
def test_a_file_of_other_content_is_not_overwritten_without_force(
    made: BackupReport, tmp_path: Path, fresh_urls: FreshUrls, opened: Callable[[str], Database]
) -> None:
    there, target_url = tmp_path / "elsewhere", fresh_urls.make("sqlite", empty=True)
    (there / "logos").mkdir(parents=True)
    (there / "logos/turin.svg").write_text("another logo")
    with pytest.raises(NotEmpty, match=r"turin\.svg is there already"):
        restore(made.archive, instance=there, url=target_url)
    assert [file.name for file in there.rglob("*") if file.is_file()] == ["turin.svg"]
    assert opened(target_url).schema_state() == "empty"
    restore(made.archive, instance=there, url=target_url, force=True)
    assert (there / "logos/turin.svg").read_bytes() == bytes(range(256)) * 1000


def changed_archive(source: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Write a copy of a backup whose entries were changed."""
    with ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(entries: dict[str, bytes]) -> None:
        assert old in entries[name]
        entries[name] = entries[name].replace(old, new, 1)

    return change


def outside(name: str) -> Callable[[dict[str, bytes]], None]:
    """Add a file to the archive, and honestly to its manifest, whose name leads elsewhere."""

    def change(entries: dict[str, bytes]) -> None:
        manifest = json.loads(entries["manifest.json"])
        manifest["files"][name] = manifest["files"]["config.py"]
        entries["manifest.json"] = json.dumps(manifest).encode()
        entries[f"files/{name}"] = entries["files/config.py"]

    return change


DAMAGE = {
    "a row changed": swap("tables/city.jsonl", b"Turin", b"Milan"),
    "a file changed": swap("files/config.py", b"s3cret", b"secret"),
    "a table gone": lambda entries: entries.pop("tables/event.jsonl"),
    "an entry too many": lambda entries: entries.update({"tables/extra.jsonl": b""}),
    "no manifest": lambda entries: entries.pop("manifest.json"),
    "another format": swap("manifest.json", b"survey-app-backup/1", b"survey-app-backup/2"),
    "a later version": swap("manifest.json", b'"schema_revision": "', b'"schema_revision": "9'),
    "a word too many": swap("manifest.json", b"{", b'{"more": 1,'),
    "a name upwards": outside("../evil.py"),
    "a name deep upwards": outside("a/../../evil.py"),
    "an absolute name": outside("/evil.py"),
    "a name for Windows": outside("..\\evil.py"),
    "a drive": outside("c:evil.py"),
    "an empty name": outside("a//evil.py"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@FROM_SQLITE
def test_a_damaged_backup_changes_nothing(
    made: BackupReport, tmp_path: Path, damage: str, fresh_urls: FreshUrls, opened: Callable[[str], Database]
) -> None:
    bad = changed_archive(made.archive, tmp_path / "bad.zip", DAMAGE[damage])
    there, url = tmp_path / "elsewhere", fresh_urls.make("sqlite", empty=True)
    with pytest.raises(BadArchive):
        restore(bad, instance=there, url=url, force=True)
    assert not there.exists()
    assert not list(tmp_path.rglob("evil.py"))
    assert opened(url).schema_state() == "empty"


@FROM_SQLITE
def test_links_and_names_that_come_twice_are_refused(made: BackupReport, tmp_path: Path) -> None:
    link = ZipInfo("files/config.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with ZipFile(made.archive) as source, ZipFile(tmp_path / "link.zip", "w") as target:
        for name in source.namelist():
            target.writestr(link if name == "files/config.py" else name, source.read(name))
    (tmp_path / "twice.zip").write_bytes(made.archive.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(tmp_path / "twice.zip", "a") as target:
        target.writestr("files/config.py", 'SECRET_KEY = "s3cret"\n')
    for name in ("link.zip", "twice.zip"):
        with pytest.raises(BadArchive):
            check_backup(tmp_path / name)


@FROM_SQLITE
def test_a_backup_cut_short_or_flipped_anywhere_is_refused(made: BackupReport, tmp_path: Path) -> None:
    whole = made.archive.read_bytes()
    for part in range(0, len(whole), max(1, len(whole) // 25)):
        (tmp_path / "cut.zip").write_bytes(whole[:part])
        with pytest.raises(BadArchive):
            check_backup(tmp_path / "cut.zip")
    with ZipFile(io.BytesIO(whole)) as archive:
        starts = [entry.header_offset + 200 for entry in archive.infolist() if entry.compress_size > 400]
    for place in starts:
        flipped = bytearray(whole)
        flipped[place] ^= 0x10
        (tmp_path / "flipped.zip").write_bytes(flipped)
        with pytest.raises(BadArchive):
            check_backup(tmp_path / "flipped.zip")


def test_a_restore_that_fails_in_its_midst_leaves_all_as_it_was(
    full: Database, made: BackupReport, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from survey_app.storage import backup as module

    load = module._load

    def failing(connection: object, archive: object, table: object, entry: object) -> None:
        load(connection, archive, table, entry)  # type: ignore[arg-type]
        if getattr(table, "name", "") == "answer_sheet":
            raise Unavailable("The disk is full.")

    before, settings = all_rows(full), (instance / "config.py").read_text()
    monkeypatch.setattr(module, "_load", failing)
    with pytest.raises(Unavailable):
        restore(
            made.archive,
            instance=instance,
            url=full.engine.url.render_as_string(hide_password=False),
            force=True,
        )
    assert all_rows(full) == before
    assert (instance / "config.py").read_text() == settings
    assert [file.name for file in instance.rglob(".*")] == []


def test_a_backup_that_fails_leaves_no_archive(full: Database, instance: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(full, tmp_path / "b" / "two.zip", instance=instance, files=[instance / "missing"], now=NOW)
    with pytest.raises(ValueError, match="not in the subpath"):
        backup(full, tmp_path / "b" / "two.zip", instance=instance, files=[tmp_path / "b"], now=NOW)
    assert list((tmp_path / "b").iterdir()) == []


@FROM_SQLITE
def test_a_damaged_database_is_not_backed_up(full: Database, database_url: str, tmp_path: Path) -> None:
    with full.begin(write=True) as session:
        session.connection.execute(text("PRAGMA writable_schema=ON"))
        session.connection.execute(
            text(
                "UPDATE sqlite_master SET sql = replace(sql, 'public_id', 'nonce_id') WHERE name = 'ix_city'"
            )
        )
        session.connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        session.connection.execute(text("UPDATE answer_sheet SET revision = -1"))
    full.close()
    with pytest.raises(StorageError, match="damaged and was not backed up"):
        backup(full, tmp_path / "two.zip", instance=tmp_path, now=NOW)
    assert not (tmp_path / "two.zip").exists()


@FROM_SQLITE
def test_a_backup_of_an_older_version_is_upgraded_on_the_way(
    made: BackupReport,
    target_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: Callable[[str], Database],
) -> None:
    later_version(tmp_path, monkeypatch)
    restore(made.archive, instance=tmp_path / "elsewhere", url=target_url)
    database = opened(target_url)
    assert database.schema_state() == "current"
    with database.begin() as session:
        assert session.rows(text("SELECT public_id, secret, greeting FROM invitation")) == [
            (LINK, "n1", "Buongiorno")
        ]


def test_a_backup_during_saves_is_a_prefix_of_what_was_acknowledged(
    database: Database, cast: Cast, tmp_path: Path, fresh_urls: FreshUrls, opened: Callable[[str], Database]
) -> None:
    log: list[int] = []
    enough, stop = threading.Event(), threading.Event()

    def work(name: str) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            log.append(save(database, author=name, **{name: number}).revision)
            if len(log) > 20:
                enough.set()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("anna", "bruno")]
    for thread in threads:
        thread.start()
    enough.wait()
    sure = max(log)
    made = backup(database, tmp_path / "b.zip", instance=tmp_path, now=NOW)
    stop.set()
    for thread in threads:
        thread.join()

    url = fresh_urls.make("sqlite", empty=True)
    restore(made.archive, instance=tmp_path / "elsewhere", url=url)
    kept, revision, values = story(opened(url))
    everything, _, _ = story(database)
    assert sure <= revision < max(log)
    assert [change.revision for change in kept] == list(range(1, revision + 1))
    assert kept == everything[:revision]
    assert values == {name: new for change in kept for name, (_, new) in change.changes.items()}


def story(database: Database) -> tuple[list[Change], int, dict[str, object]]:
    with database.begin() as session:
        sheet = loaded(session)
        return sheets.history(session, sheet.id), sheet.revision, dict(sheet.values())
