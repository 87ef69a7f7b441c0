"""A city's exchanges: what is proposed to it, what it replies, and the documents once all have agreed."""

from flask import Response as Page
from flask import abort, render_template, request
from werkzeug.wrappers import Response

from survey_app.exports.agreed import KINDS
from survey_app.jobs.handouts import handout_of
from survey_app.programmes.agreement import ReplyState
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.values import Unreadable, clean_text
from survey_app.storage import agreements, events, respondents
from survey_app.storage.records import SentExchange
from survey_app.web import links
from survey_app.web.access import CITY, allow, opened
from survey_app.web.agreeing import confirm_if_agreed, handed, title_of
from survey_app.web.respondent.blueprint import (
    TOO_OLD,
    device_key,
    known_name,
    respondent,
    sent_name,
    to,
)
from survey_app.web.respondent.exchanges_page import exchange_view
from survey_app.web.unit import now, session

LONGEST_REMARK = 2_000
SAID = {
    ReplyState.ACCEPTED: "accepted",
    ReplyState.DECLINED: "declined",
    ReplyState.CHANGE_ASKED: "asked for a change",
}
NAMELESS = Phrase("Write the name of the person who replies for the city.")
UNCHOSEN = Phrase("Choose one of the replies.")
UNSAID = Phrase("Write what should be different.")
SETTLED = Phrase(
    "This exchange takes no reply any more: it was confirmed or withdrawn while you had the page open. What"
    " stands now is below."
)


@respondent.get("/sheet/<sheet>/exchanges")
@allow(CITY)
def exchanges(sheet: str) -> str:
    """Show a city the exchanges that it was asked about."""
    return _page()


def _page(number: int | None = None, faults: dict[str, str] | None = None) -> str:
    """Render the page; with a number, what was typed about this exchange stands there still."""
    this = opened()
    found = agreements.exchanges_of_city(session(), this.invitation.id)
    views = [
        exchange_view(one, handout_of(session(), this.round, one, now().date()), this.invitation.id)
        for one in found
    ]
    return render_template(
        "respondent/exchanges.html",
        opened=this,
        standing=sorted((one for one in views if one.sent.stands), key=lambda one: one.sent.week),
        withdrawn=[one for one in views if not one.sent.stands],
        kinds=KINDS,
        name=known_name(),
        typed=number,
        faults=faults or {},
        form=request.form,
    )


def _asked(number: int) -> SentExchange:
    """Return an exchange that this city was asked about; 404 for any other."""
    found = agreements.sent_exchange(session(), number, for_update=request.method == "POST")
    if found is None or opened().invitation.id not in {reply.invitation_id for reply in found.replies}:
        abort(404)
    return found


@respondent.post("/sheet/<sheet>/exchanges/<int:exchange>")
@allow(CITY)
def reply(sheet: str, exchange: int) -> Response | tuple[str, int]:
    """Write down what the city replies; the last city to accept confirms the exchange."""
    this, sent = opened(), _asked(exchange)
    name, fault = sent_name()
    faults = {} if name and not fault else {"name": fault or NAMELESS}
    state, remark = _read(faults)
    if not sent.open:
        return _page(exchange, {"": SETTLED}), 409
    if faults or state is None:
        return _page(exchange, faults), 422
    respondents.remember_contributor(session(), this.invitation.id, links.digest(device_key()), name, now())
    agreements.answer(session(), sent.id, this.invitation.id, state, remark, by=name, now=now())
    about = f"{title_of(sent)}: {this.city.name} {SAID[state]}"
    detail = {"exchange": sent.id, "city": this.city.slug, "reply": state.value, "remark": about}
    events.record_event(
        session(), now(), name, "replied to an exchange", network_id=this.network.id, round_id=this.round.id,
        detail=detail,
    )  # fmt: skip
    confirm_if_agreed(this.round, sent.id, name)
    return to("exchanges", _anchor=f"e{sent.id}")


def _read(faults: dict[str, str]) -> tuple[ReplyState | None, str]:
    """Return the reply and the remark that were sent; what is wrong with them goes into faults."""
    sent = request.form.get("reply", "")
    state = next((one for one in ReplyState if one.value == sent and one is not ReplyState.WAITING), None)
    if state is None:
        faults["reply"] = UNCHOSEN
    remark = request.form.get("remark", "").strip()
    try:
        remark = clean_text(remark, "remark", LONGEST_REMARK) or ""
    except Unreadable as unreadable:
        faults["remark"] = unreadable.faults[0].message
    if state is ReplyState.CHANGE_ASKED and not remark:
        faults["remark"] = UNSAID
    return state, remark


def reply_again() -> tuple[str, int]:
    """Show the exchanges anew with what was typed, after the form had grown too old."""
    number = int((request.view_args or {})["exchange"])
    return _page(number, {"": TOO_OLD}), 400


@respondent.get("/sheet/<sheet>/exchanges/<int:exchange>/<file>")
@allow(CITY)
def exchange_file(sheet: str, exchange: int, file: str) -> Page:
    """Send a city one document of an exchange that is confirmed."""
    sent = _asked(exchange)
    if sent.confirmed_at is None or not sent.stands:
        abort(404)
    return handed(opened().round, sent, file)
