"""Instances to work on, and what stands in them."""

from collections.abc import Callable
from pathlib import Path

from survey_app.storage import invitations, open_database, rounds

Demonstrate = Callable[[Path], None]


def answers(url: str) -> dict[str, dict[str, object]]:
    """Return every answer in a database, by round and city."""
    database = open_database(url)
    with database.begin() as session:
        found: dict[str, dict[str, object]] = {
            f"{summary.round.slug} {invitation.city.slug}": dict(sheet.values())
            for summary in rounds.rounds(session)
            for invitation, sheet in invitations.invitations(session, summary.round.id)
        }
    database.close()
    return found
