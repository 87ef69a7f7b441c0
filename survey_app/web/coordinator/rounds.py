"""The list of rounds, a round's own page, opening and closing it."""

from flask import flash, render_template
from werkzeug.wrappers import Response

from survey_app.rounds.model import Invitation, RoundStatus
from survey_app.storage import agreements, events, invitations, networks, proposals
from survey_app.storage import rounds as stored
from survey_app.web import links
from survey_app.web.access import ROUND, SIGNED_IN, account, allow, this_round
from survey_app.web.coordinator.beforehand import hidden_questions
from survey_app.web.coordinator.blank_forms import form_languages
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.home_page import city_row, next_step
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.unit import now, session, settings

MOST_EVENTS = 500


@coordinator.get("/rounds/")
@allow(SIGNED_IN)
def rounds() -> str:
    """List the rounds of the signed-in person's network, the newest first; an administrator sees all."""
    found = stored.rounds(session(), account().network_id)
    names = {one.id: one.name for one in networks.networks(session())}
    return render_template("coordinator/rounds.html", rounds=found[::-1], networks=names, today=now().date())


@coordinator.get("/rounds/<int:round_id>/")
@allow(ROUND)
def home(round_id: int) -> str:
    """Show a round: what to do next, its cities, its downloads, what was done."""
    this, today = this_round(), now().date()
    rows = [
        city_row(pair, questionnaire_of(session(), pair[1].version_id, this), this, today, city_link(pair[0]))
        for pair in invitations.invitations(session(), this.id)
    ]
    made = proposals.proposals(session(), this.id)
    sent = [one for one in agreements.sent_exchanges(session(), this.id) if one.stands]
    return round_page(
        "home",
        "home",
        rows=rows,
        step=next_step(this, rows, made, sent),
        arrived=sum(row.submitted for row in rows),
        events=events.events(session(), round_id=this.id, limit=12),
        forms=form_languages(),
        hidden=hidden_questions(),
        today=today,
    )


@coordinator.get("/rounds/<int:round_id>/activity")
@allow(ROUND)
def activity(round_id: int) -> str:
    """Show who did what in a round, and when."""
    found = events.events(session(), round_id=this_round().id, limit=MOST_EVENTS)
    return round_page("activity", "home", events=found, most=MOST_EVENTS)


def city_link(invitation: Invitation) -> str:
    """Return a city's whole personal link."""
    token = links.city_token(settings().secret_key, invitation.public_id, invitation.nonce)
    return f"{settings().base_url}/city/{token}"


@coordinator.post("/rounds/<int:round_id>/open")
@allow(ROUND)
def open_round(round_id: int) -> Response:
    """Let the cities answer."""
    if this_round().version_id is None:
        flash("Choose a questionnaire before you open the round.", "warn")
        return to("settings")
    if this_round().status is not RoundStatus.OPEN:
        stored.set_status(session(), round_id, RoundStatus.OPEN)
        note("opened the round")
        flash("The round is open: the cities’ links take answers.", "good")
    return to("home")


@coordinator.post("/rounds/<int:round_id>/close")
@allow(ROUND)
def close_round(round_id: int) -> Response:
    """Take no more answers; the round can be opened again."""
    if this_round().status is RoundStatus.OPEN:
        stored.set_status(session(), round_id, RoundStatus.CLOSED)
        note("closed the round")
        flash("The round is closed: sheets can be read but not changed. You can open it again.", "good")
    return to("home")
