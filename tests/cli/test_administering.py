"""Commands of the administrator: accounts, backup and restore, the database's version."""

import json
import re
import stat
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from survey_app.rounds.model import Role
from survey_app.storage import accounts, default_url, invitations, open_database, sheets
from survey_app.web import links
from tests.cli.conftest import Run
from tests.cli.instances import Demonstrate, answers
from tests.conftest import FreshUrls

LINK = re.compile(r"^http://127\.0\.0\.1:5000/sign-in/([A-Za-z0-9_-]{43})\n$")


def who(instance: Path, output: str) -> tuple[str, Role, int | None]:
    """Return whom a printed link lets in."""
    found = LINK.match(output)
    assert found, output
    database = open_database(default_url(instance))
    with database.begin(write=True) as session:
        account = accounts.spend_sign_in_link(session, links.digest(found[1]), datetime.now(UTC))
    database.close()
    assert account is not None
    return account.email, account.role, account.network_id


def test_accounts_are_added_with_a_link_that_signs_them_in(survey: Run, tmp_path: Path) -> None:
    result = survey("account", "add", "Ada@Nine.example", "--administrator")
    assert who(tmp_path / "instance", result.stdout) == ("ada@nine.example", Role.ADMINISTRATOR, None)
    for email in ("bo@nine.example", "cy@nine.example"):
        result = survey("account", "add", email, "--network", "Nine towns")
        assert who(tmp_path / "instance", result.stdout) == (email, Role.COORDINATOR, 1)
    result = survey("account", "link", "bo@NINE.example")
    assert who(tmp_path / "instance", result.stdout) == ("bo@nine.example", Role.COORDINATOR, 1)


EITHER = "Say either --network NAME or --administrator.\n"
KNOWN = (
    "Ada@nine.example has an account already. Print a link with “survey-app account link Ada@nine.example”.\n"
)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["add", "bo@nine.example"], 2, EITHER),
        (["add", "bo@nine.example", "--administrator", "--network", "Nine towns"], 2, EITHER),
        (["add", "bo", "--administrator"], 2, "“bo” is no e-mail address. Write one such as name@city.eu.\n"),
        (
            ["add", "a@b\nBcc: c@d", "--administrator"],
            2,
            "“a@b\nBcc: c@d” is no e-mail address. Write one such as name@city.eu.\n",
        ),
        (["add", "Ada@nine.example", "--administrator"], 1, KNOWN),
        (
            ["link", "eve@nine.example"],
            1,
            "No account has the address eve@nine.example. There are: ada@nine.example.\n",
        ),
    ],
)
def test_accounts_that_cannot_be_are_refused_in_words(
    survey: Run, words: list[str], status: int, told: str
) -> None:
    survey("account", "add", "ada@nine.example", "--administrator")
    result = survey("account", *words)
    assert (result.exit_code, result.stdout, result.stderr) == (status, "", told)


def test_a_link_before_any_account_says_that_there_is_none(survey: Run) -> None:
    result = survey("account", "link", "ada@nine.example")
    assert (result.exit_code, result.stderr) == (
        1,
        "No account has the address ada@nine.example. There are: none yet.\n",
    )


def test_a_backup_comes_back_in_another_place(survey: Run, demonstrate: Demonstrate, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    demonstrate(here)
    result = survey("backup", "--instance", here, "-o", "all.zip")
    rows = re.fullmatch(r"all\.zip: ([\d,]+) rows of (\d+) tables\.\n", result.stdout)
    assert rows, result.output
    assert stat.S_IMODE(Path("all.zip").stat().st_mode) == 0o600
    again = survey("restore", "all.zip", "--instance", there)
    assert (again.exit_code, again.stdout, again.stderr) == (0, result.stdout, "")
    assert answers(default_url(there)) == answers(default_url(here))
    assert (there / "settings.py").read_text() == (here / "settings.py").read_text()
    assert stat.S_IMODE((there / "settings.py").stat().st_mode) == 0o600


def test_without_a_name_backups_are_named_by_their_time(survey: Run, tmp_path: Path) -> None:
    survey("account", "add", "ada@nine.example", "--administrator")
    result = survey("backup")
    assert re.match(
        r"instance/backups/\d{4}-\d\d-\d\d-\d{6}-backup\.zip: 1 rows of \d+ tables\.\n", result.stdout
    )


def test_a_restore_asks_before_it_replaces_anything(
    survey: Run, demonstrate: Demonstrate, tmp_path: Path
) -> None:
    demonstrate(tmp_path / "instance")
    before = answers(default_url(tmp_path / "instance"))
    survey("backup", "-o", "all.zip")
    database = open_database(default_url(tmp_path / "instance"))
    with database.begin(write=True) as session:
        (_, sheet), *_ = invitations.invitations(session, 1)
        sheet = sheets.reopen_sheet(session, sheet, author="Ada", now=datetime.now(UTC))
        sheets.save_answers(session, sheet, {"city": "changed"}, author="Ada", now=datetime.now(UTC))
    database.close()
    result = survey("restore", "all.zip")
    assert (result.exit_code, result.stderr) == (
        1, "The database holds rows already, in the table network.\n",
    )  # fmt: skip
    assert survey("restore", "all.zip", "--force").exit_code == 0
    assert answers(default_url(tmp_path / "instance")) == before


@pytest.mark.postgres
def test_a_backup_moves_to_postgresql_by_database_url(
    survey: Run, demonstrate: Demonstrate, tmp_path: Path, fresh_urls: FreshUrls
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    demonstrate(here)
    survey("backup", "--instance", here, "-o", "all.zip")
    url = fresh_urls.make("postgresql", empty=True)
    assert survey("restore", "all.zip", "--instance", there, DATABASE_URL=url).exit_code == 0
    assert answers(url) == answers(default_url(here))
    back = survey("backup", "--instance", there, "-o", "back.zip", DATABASE_URL=url)
    with ZipFile("all.zip") as one, ZipFile("back.zip") as two:
        tables = [json.loads(archive.read("manifest.json"))["tables"] for archive in (one, two)]
    assert (back.exit_code, tables[0]) == (0, tables[1])


def test_data_restored_beside_the_database_of_the_settings_is_told(
    survey: Run, demonstrate: Demonstrate, tmp_path: Path
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    demonstrate(here)
    with (here / "settings.py").open("a") as file:
        file.write(f'DATABASE_URL = "sqlite:///{tmp_path}/elsewhere.sqlite3"\n')
    survey("backup", "--instance", here, "-o", "all.zip", DATABASE_URL=default_url(here))
    result = survey("restore", "all.zip", "--instance", there)
    assert (result.exit_code, result.stderr) == (
        0,
        f"The data went into {default_url(there)}, but the settings name sqlite:///{tmp_path}/elsewhere.sqlite3:"
        " set DATABASE_URL before you serve.\n",
    )


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["restore", "missing.zip"], 2, "File 'missing.zip' does not exist."),
        (["restore", "."], 2, "File '.' is a directory."),
        (["restore", "text.zip"], 1, "The backup cannot be read: File is not a zip file."),
        (["restore", "other.zip"], 1, "The file is no backup of this product"),
        (["backup", "-o", "file/all.zip"], 1, "Not a directory"),
        (["backup", "--instance", "file"], 2, "Directory 'file' is a file."),
        (["db"], 2, "Usage"),
        (["db", "downgrade"], 2, "No such command 'downgrade'."),
        (["no-such"], 2, "No such command 'no-such'."),
    ],
)
def test_what_cannot_be_done_is_told_without_a_stack_trace(
    survey: Run, tmp_path: Path, words: list[str], status: int, told: str
) -> None:
    (tmp_path / "text.zip").write_text("text")
    (tmp_path / "file").write_text("text")
    with ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a", "b")
    result = survey(*words)
    assert (result.exit_code, told in result.output) == (status, True), result.output


def test_settings_that_are_wrong_are_listed_and_end_with_2(survey: Run) -> None:
    result = survey("backup", PORT="many", BASE_URL="http://exchange.example")
    assert (result.exit_code, result.stderr) == (
        2,
        "The settings cannot be used:\n"
        "- PORT must be a whole number between 1 and 65535, not “many”.\n"
        "- BASE_URL is plain http on exchange.example; use https. Plain http works on 127.0.0.1 only.\n",
    )


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "postgresql://%zz:/", "postgresql://127.0.0.1:1/x"]
)
def test_databases_that_cannot_be_opened_are_told(survey: Run, url: str) -> None:
    result = survey("account", "link", "ada@nine.example", DATABASE_URL=url)
    assert result.exit_code in (1, 2)
    assert result.stderr.count("\n") >= 1


def test_a_damaged_database_is_told_in_words(survey: Run, tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "survey-app.sqlite3").write_bytes(b"no database at all" * 100)
    for words in (["serve"], ["backup"], ["db", "upgrade"]):
        result = survey(*words)
        assert (result.exit_code, result.stderr) == (1, "file is not a database\n")


def test_version_and_help(survey: Run) -> None:
    assert survey("--version").stdout == "survey-app, version 0.1.0\n"
    told = survey("-h").stdout
    for name in (
        "account",
        "backup",
        "check",
        "db",
        "propose",
        "restore",
        "run",
        "serve",
        "verify",
        "worker",
    ):
        assert re.search(rf"^  {name} +\S", told, re.MULTILINE)
