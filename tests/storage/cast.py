"""The cast of the storage tests: one network, two cities, one open round with its questionnaire."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from survey_app.answers.model import Sheet, Value
from survey_app.rounds.model import RoundStatus
from survey_app.storage import (
    Database,
    Session,
    invitations,
    networks,
    questionnaires,
    respondents,
    rounds,
    sheets,
)

NOW = datetime(2027, 3, 8, 9, 30, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
KEY = "a" * 64
LINK = "turin-link"


@dataclass(frozen=True)
class Cast:
    """Hold the ids of what stands in the database."""

    network: int
    turin: int
    ghent: int
    version: int
    round: int
    invitation: int


def tell(database: Database) -> Cast:
    """Store the cast: Turin is invited to the open round, Ghent is not; nobody has answered yet."""
    with database.begin(write=True) as session:
        network = networks.add_network(session, "Nine towns")
        turin = networks.add_city(session, network, "turin", "Turin", "IT", (45.07, 7.69))
        ghent = networks.add_city(session, network, "ghent", "Ghent", "BE")
        version = questionnaires.store_version(session, "mobility", "1", "title: Mobility", NOW)
        round_id = rounds.add_round(
            session, network, "spring", "Spring", version_id=version, status=RoundStatus.OPEN
        )
        invitation = invitations.invite(session, round_id, turin, public_id=LINK, nonce="n1", now=NOW)
        respondents.remember_contributor(session, invitation, KEY, "Anna", NOW)
    return Cast(network, turin, ghent, version, round_id, invitation)


def loaded(session: Session, *, for_update: bool = False) -> Sheet:
    """Return Turin's sheet."""
    found = respondents.open_sheet(session, LINK, None, for_update=for_update)
    assert found is not None
    return found.sheet


def save(database: Database, now: datetime = NOW, author: str = "Anna", **changes: Value) -> Sheet:
    """Save answers of Turin in a transaction of their own."""
    with database.begin(write=True) as session:
        return sheets.save_answers(session, loaded(session, for_update=True), changes, author=author, now=now)
