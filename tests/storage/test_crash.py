"""What was acknowledged survives the death of the process that saved it."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from survey_app.storage import Database, open_database, sheets
from tests.storage.cast import Cast, loaded

ROOT = Path(__file__).parents[2]


def killed(url: str, name: str, saves: int, pause: float) -> list[tuple[int, int]]:
    """Start a saver, kill it at a random moment after some saves, return what it acknowledged."""
    saver = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.saver", url, name], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert saver.stdout is not None
    lines = [saver.stdout.readline() for _ in range(saves)]
    time.sleep(pause)
    saver.kill()
    rest, _ = saver.communicate()
    whole = [line for line in "".join([*lines, rest]).splitlines(keepends=True) if line.endswith("\n")]
    return [(int(revision), int(number)) for revision, number in (line.split() for line in whole)]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_after_kill_9_every_acknowledged_save_is_there_and_none_twice(
    database: Database, database_url: str, cast: Cast
) -> None:
    chance = random.Random(9)
    acknowledged: dict[int, tuple[str, int]] = {}
    for name in ("first", "second", "third"):
        told = killed(database_url, name, saves=chance.randint(5, 40), pause=chance.random() / 50)
        acknowledged |= {revision: (name, number) for revision, number in told}

    reopened = open_database(database_url)
    with reopened.begin() as session:
        assert session.row(text("PRAGMA integrity_check")) == ("ok",)
        sheet = loaded(session)
        stored = {
            change.revision: next((name, new) for name, (_, new) in change.changes.items())
            for change in sheets.history(session, sheet.id)
        }
    reopened.close()
    assert sorted(stored) == list(range(1, sheet.revision + 1))
    assert {revision: stored[revision] for revision in acknowledged} == acknowledged
    assert len(stored) - len(acknowledged) <= 3  # at most the one save of each that was killed unacknowledged
    last = dict(stored.values())
    assert sheet.values() == last
