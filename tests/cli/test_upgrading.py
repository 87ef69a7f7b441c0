"""A database of another version: serving stops and names the command, which makes a copy first."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from survey_app.storage import default_url, open_database
from tests.cli.conftest import Run
from tests.cli.instances import Demonstrate, answers
from tests.storage.test_schema import later_version


def test_an_older_database_is_upgraded_after_a_copy(
    survey: Run, demonstrate: Demonstrate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    instance = tmp_path / "instance"
    demonstrate(instance)
    later_version(tmp_path, monkeypatch)
    for words in (
        ["account", "link", "a@b"],
        ["account", "add", "a@b", "--administrator"],
        ["serve"],
        ["worker"],
    ):
        result = survey(*words)
        assert (result.exit_code, result.stdout, result.stderr) == (
            1,
            "",
            "The database was made by an earlier version."
            " Run “survey-app db upgrade”: it makes a copy first.\n",
        )
    result = survey("db", "upgrade")
    copy = re.fullmatch(
        r"A copy of the data stands in (\S+-before-upgrade\.zip)\.\nThe database is up to date\.\n",
        result.stdout,
    )
    assert copy, result.output
    database = open_database(default_url(instance))
    with database.begin() as session:
        assert session.row(text("SELECT DISTINCT greeting FROM invitation")) == ("Hello",)
    database.close()
    assert survey("db", "upgrade").stdout == "The database is up to date.\n"
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    for words in (["serve"], ["db", "upgrade"], ["account", "link", "a@b"]):
        result = survey(*words)
        assert (result.exit_code, result.stderr) == (
            1,
            "The database was made by a later version. Install that version again.\n",
        )
    elsewhere = tmp_path / "elsewhere"
    assert survey("restore", copy[1], "--instance", elsewhere).exit_code == 0
    assert len(answers(default_url(elsewhere))) > 20
