"""What runs in the background: proposals are computed outside the server, so that pages stay quick.

A request writes the proposal as queued and enqueues its number; a worker takes it, computes, and writes how
far it is. A worker that starts marks what a restart cut off as interrupted.
"""

from pathlib import Path
from typing import Protocol


class Jobs(Protocol):
    """Take work for the background."""

    def compute(self, proposal_id: int) -> None:
        """Have a queued proposal computed."""


QUEUE_FILE = "jobs.sqlite3"


def queue_path(instance: Path) -> Path:
    """Return where the queue of an instance stands."""
    return instance / QUEUE_FILE
