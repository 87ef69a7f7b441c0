"""What both sides do about a sent exchange: confirm it once all have accepted, hand out its documents."""

from flask import Response, abort

from survey_app.exports.agreed import KINDS, document
from survey_app.jobs.handouts import handout_of
from survey_app.programmes.agreement import all_accepted, read_agreed
from survey_app.programmes.wording import listed, said_week
from survey_app.rounds.model import Round
from survey_app.storage import agreements, events
from survey_app.storage.records import SentExchange
from survey_app.web.unit import commit_now, jobs, now, session, settings


def title_of(sent: SentExchange) -> str:
    """Return what a sent exchange is called, with its week, as the record of what was done has it."""
    return f"{exchange_title(sent)}, {said_week(sent.week)}"


def exchange_title(sent: SentExchange) -> str:
    """Return what a sent exchange is called: "Turku hosts Rotterdam and Tartu"."""
    problem, _ = read_agreed(sent.content)
    names = {city.id: city.name for city in problem.cities}
    host, *visitors = [names.get(reply.slug, reply.city) for reply in sent.replies]
    return f"{host} hosts {listed(visitors)}"


def confirm_if_agreed(this: Round, number: int, actor: str) -> bool:
    """Confirm an exchange of a round when all its cities have accepted, and let its documents go out."""
    sent = agreements.sent_exchange(session(), number, for_update=True)
    if sent is None or not all_accepted(reply.state for reply in sent.replies):
        return False
    if not agreements.confirm(session(), number, now()):
        return False
    detail = {"exchange": number, "host": sent.host, "week": sent.week, "remark": title_of(sent)}
    events.record_event(
        session(), now(), actor, "confirmed an exchange", network_id=this.network_id, round_id=this.id,
        detail=detail,
    )  # fmt: skip
    if settings().mail_server:
        invited = [reply.invitation_id for reply in sent.replies]
        agreements.add_letters(session(), number, invited, now())
        commit_now()  # the worker must find what is due
        jobs().send(number)
    return True


def handed(this: Round, sent: SentExchange, name: str) -> Response:
    """Send one document of an exchange; 404 for a name that no document has."""
    if name not in KINDS:
        abort(404)
    content = document(handout_of(session(), this, sent, now().date()), name)
    disposition = f'attachment; filename="{this.slug}-{sent.host}-{sent.week}-{name}"'
    return Response(content, content_type=KINDS[name], headers={"Content-Disposition": disposition})
