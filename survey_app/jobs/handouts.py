"""What the documents of a sent exchange are made from: what was sent, and the cities' answers beside it."""

from datetime import date

from survey_app.exports.agreed import Handout
from survey_app.exports.beside import Beside, said_beside
from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.agenda.documents import agenda_of_json
from survey_app.programmes.agreement import read_agreed
from survey_app.questionnaire.reader import served
from survey_app.rounds.model import Round
from survey_app.storage import Session, agendas, invitations, networks, questionnaires
from survey_app.storage.records import SentExchange


def people_of(session: Session, this: Round, today: date) -> dict[str, Beside]:
    """Return what the round's cities said beside their exchanges, by their slugs."""
    if this.version_id is None:
        return {}
    content = questionnaires.version_content(session, this.version_id).encode()
    pairs = [(invited.city, sheet) for invited, sheet in invitations.invitations(session, this.id)]
    return said_beside(served(content, this.frame.weeks), pairs, today)


def handout_of(session: Session, this: Round, sent: SentExchange, today: date) -> Handout:
    """Return what the documents of a sent exchange of a round are made from."""
    problem, proposal = read_agreed(sent.content)
    network = networks.network_by_id(session, this.network_id)
    people = people_of(session, this, today)
    present = {reply.slug for reply in sent.replies}
    made = agendas.agenda_of(session, this.id, sent.host, sent.week)
    words = ProgrammeWords(
        round_title=this.title,
        network_name=network.name if network else "",
        made_on=(sent.confirmed_at or sent.sent_at).date(),
        notes=(this.remark,) if this.remark else (),
        contacts={slug: one.contact for slug, one in people.items() if one.contact and slug in present},
        examples={slug: one.practices for slug, one in people.items() if slug in present},
        agendas={(sent.host, sent.week): agenda_of_json(made.content)} if made else {},
        agreed=sent.confirmed_at is not None,
    )
    stamp = sent.confirmed_at or sent.sent_at
    return Handout(problem, proposal, words, people, f"{this.network_id}/{this.slug}", stamp)
