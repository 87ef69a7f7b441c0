"""Fixtures of the command line's tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main

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
