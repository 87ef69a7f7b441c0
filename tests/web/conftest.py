"""Fixtures of the web tests: the product on SQLite, and on each kind of database."""

from pathlib import Path

import pytest

from survey_app.storage import Database
from tests.web.site import Site


@pytest.fixture
def site(tmp_path: Path, sqlite_database: Database) -> Site:
    """Give the product on a fresh SQLite database."""
    return Site(tmp_path / "instance", sqlite_database)


@pytest.fixture
def any_site(tmp_path: Path, database: Database) -> Site:
    """Give the product on a fresh database of each kind in turn."""
    return Site(tmp_path / "instance", database)
