"""Fixtures of the command line's tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main
from survey_app.cli.demonstration import load_demonstration
from survey_app.settings import prepare_instance
from survey_app.storage import default_url, open_database
from tests.cli.instances import Demonstrate

SURVEY_SETTINGS = (
    "BASE_URL",
    "SECRET_KEY",
    "DATABASE_URL",
    "PORT",
    "HOST",
    "INSTANCE",
    "MAIL_SERVER",
    "THREADS",
)

Run = Callable[..., Result]


@pytest.fixture
def survey(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run commands in an empty folder, without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in SURVEY_SETTINGS:
        monkeypatch.delenv(name, raising=False)

    def run(*words: str | Path, **environ: str) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], env=environ)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture(scope="session")
def demonstrate(tmp_path_factory: pytest.TempPathFactory) -> Demonstrate:
    """Lay out an instance with the demonstration, as a copy of one made once."""
    template = tmp_path_factory.mktemp("demonstration") / "instance"
    prepare_instance(template)
    database = open_database(default_url(template))
    database.create_or_upgrade()
    load_demonstration(database)
    database.close()

    def lay_out(instance: Path) -> None:
        shutil.copytree(template, instance)

    return lay_out
