"""Loading the demonstration rounds: files in, stored rounds with signed-off sheets out."""

from collections.abc import Mapping
from datetime import UTC, datetime

from survey_app.answers.model import ChangeKind
from survey_app.demonstration.model import CityPart, RoundFile
from survey_app.demonstration.reader import CheckedSheet, checked_answers, read_round_file
from survey_app.places import QUESTIONNAIRES
from survey_app.questionnaire.reader import served
from survey_app.questionnaire.translations.files import usable_translations
from survey_app.rounds.model import RoundStatus
from survey_app.storage import Database, Session, invitations, networks, questionnaires, rounds, sheets
from survey_app.web import links

ROUNDS = ("build", "network")


def load_demonstration(database: Database) -> None:
    """Load the demonstration rounds into a database without rounds; one that has some is left as it is."""
    with database.begin(write=True) as session:
        if rounds.rounds(session):
            return
        for slug in ROUNDS:
            _load(session, (QUESTIONNAIRES / "rounds" / f"{slug}.yaml").read_bytes())


def _load(session: Session, source: bytes) -> None:
    moment = datetime.now(UTC)
    found = read_round_file(source)
    path = QUESTIONNAIRES / found.questionnaire
    content = path.read_bytes()
    answers = checked_answers(source, content, moment.date())
    round_id = _add_round(session, found, content, usable_translations(path), moment)
    network_id = _network(session, found.network)
    for sheet in answers:
        _add_city(session, network_id, round_id, sheet, moment)


def _network(session: Session, name: str) -> int:
    known = {network.name: network.id for network in networks.networks(session)}
    return known[name] if name in known else networks.add_network(session, name)


def _add_round(
    session: Session, found: RoundFile, content: bytes, translations: Mapping[str, str], moment: datetime
) -> int:
    questionnaire = served(content).questionnaire
    version_id = questionnaires.store_version(
        session,
        questionnaire.name,
        questionnaire.version,
        content.decode(),
        moment,
        translations=translations,
    )
    round_id = rounds.add_round(
        session,
        _network(session, found.network),
        slug=found.slug,
        title=found.title,
        description=found.description,
        remark=found.remark,
        version_id=version_id,
        deadline=found.deadline,
        frame=found.frame(),
    )
    rounds.set_status(session, round_id, RoundStatus(found.status))
    return round_id


def _add_city(
    session: Session, network_id: int, round_id: int, checked: CheckedSheet, moment: datetime
) -> None:
    part: CityPart = checked.city
    known = networks.city_by_slug(session, network_id, part.slug)
    city_id = (
        known.id
        if known
        else networks.add_city(session, network_id, part.slug, part.name, part.country, part.location)
    )
    invitation_id = invitations.invite(
        session, round_id, city_id, public_id=links.new_public_id(), nonce=links.new_nonce(), now=moment
    )
    pair = next(pair for pair in invitations.invitations(session, round_id) if pair[0].id == invitation_id)
    author = part.contributor
    sheet = sheets.save_answers(
        session, pair[1], checked.values, author=author, now=moment, kind=ChangeKind.LOAD
    )
    if part.submitted:
        sheets.submit_sheet(session, sheet, author=author, now=moment)
