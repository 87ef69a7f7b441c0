"""Fixtures of the storage tests."""

import pytest

from survey_app.storage import Database
from tests.storage.cast import Cast, tell


@pytest.fixture
def cast(database: Database) -> Cast:
    """Store the cast in the test's database."""
    return tell(database)
