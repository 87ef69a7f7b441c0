"""The agenda of an exchange: made from a template, changed by plain controls, kept with who and when."""

from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from survey_app.exports.reading import Reading
from survey_app.exports.story import ProgrammeWords
from survey_app.exports.telling import exchange_story
from survey_app.programmes.agenda.documents import agenda_to_json
from survey_app.programmes.agenda.model import Agenda
from survey_app.programmes.model import Problem, Proposal
from survey_app.programmes.wording import said_week
from survey_app.storage import AlreadyThere, StaleSheet, agendas, events
from survey_app.web.access import (
    DRAFT,
    PROPOSAL,
    account,
    allow,
    this_draft,
    this_proposal,
    this_round,
)
from survey_app.web.coordinator.agenda_acts import ACTS, At, ItemForm, Refused, add, change
from survey_app.web.coordinator.agenda_page import OWN_KINDS, agenda_page
from survey_app.web.coordinator.agenda_templates import templates
from survey_app.web.coordinator.bench import bench
from survey_app.web.coordinator.blueprint import coordinator, note, round_page
from survey_app.web.coordinator.drafts import draft_words
from survey_app.web.coordinator.fields import faults
from survey_app.web.coordinator.proposals import documents, with_beside, words_with_contacts
from survey_app.web.unit import now, session

MADE = "changed an agenda"
TOLD = 12
MEANWHILE = (
    "Somebody else changed this agenda meanwhile; it stands here as it is now. Make your change once more."
)


def _of_proposal(host: str, week: str) -> At:
    words = words_with_contacts(this_proposal().summary)
    return at(*documents(this_proposal()), words, host, week)


def _of_draft(host: str, week: str) -> At:
    found = bench()
    return at(found.problem, found.proposal, with_beside(draft_words()), host, week)


def at(problem: Problem, proposal: Proposal, words: ProgrammeWords, host: str, week: str) -> At:
    """Return a programme's exchange with its agenda; 404 for an exchange that it does not have."""
    reading = Reading(problem, proposal, words)
    found = next((one for one in reading.exchanges if (one.host, one.week) == (host, week)), None)
    if found is None:
        abort(404)
    return At(found, reading, agendas.agenda_of(session(), this_round().id, host, week))


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/agenda/<host>/<week>")
@allow(PROPOSAL)
def agenda(round_id: int, proposal_id: int, host: str, week: str) -> str:
    """Show the agenda of an exchange, with what can be done about it."""
    return _page(_of_proposal(host, week))


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/agenda/<host>/<week>")
@allow(DRAFT)
def draft_agenda(round_id: int, draft_id: int, host: str, week: str) -> str:
    """Show the agenda of a draft's exchange, with what can be done about it."""
    return _page(_of_draft(host, week))


def _back() -> tuple[str, str]:
    """Return what the agenda's programme is called, and its address."""
    number = this_round().id
    if "proposal" in g:
        return "Proposed programme", url_for(
            "coordinator.proposal", round_id=number, proposal_id=this_proposal().summary.id
        )
    return this_draft().name, url_for("coordinator.draft", round_id=number, draft_id=this_draft().id)


def _page(here: At, form: ItemForm | None = None, where: str = "", fault: str = "") -> str:
    page = agenda_page(*here.fitted(), here.exchange, here.reading) if here.stored else None
    told = [one for one in events.events(session(), round_id=this_round().id, limit=500) if _about(one, here)]
    offered = templates()
    told_faults = [("agenda", fault)] if fault else []
    return round_page(
        "agenda",
        "proposals",
        story=exchange_story(here.exchange, here.reading),
        host=here.exchange.host,
        week=here.exchange.week,
        stored=here.stored,
        page=page,
        back=_back(),
        action=request.path,
        offered=offered,
        chosen=next((key for key, one in offered.ready.items() if one.name == _name(here)), ""),
        kinds=OWN_KINDS,
        told=told[:TOLD],
        form=form,
        where=where,
        faults=told_faults + (faults(form) if form else []),
    )


def _name(here: At) -> str:
    return str(here.stored.content["template"]) if here.stored else ""


def _about(one: Any, here: At) -> bool:
    return one.what == MADE and (one.detail["host"], one.detail["week"]) == (
        here.exchange.host,
        here.exchange.week,
    )


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/agenda/<host>/<week>")
@allow(PROPOSAL)
def change_agenda(round_id: int, proposal_id: int, host: str, week: str) -> Response | tuple[str, int]:
    """Make one change to the agenda of a proposal's exchange."""
    return _changed(_of_proposal(host, week))


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/agenda/<host>/<week>")
@allow(DRAFT)
def change_draft_agenda(round_id: int, draft_id: int, host: str, week: str) -> Response | tuple[str, int]:
    """Make one change to the agenda of a draft's exchange."""
    return _changed(_of_draft(host, week))


def _changed(here: At) -> Response | tuple[str, int]:
    act = ACTS.get(request.form.get("act", "")) or abort(400)
    where = request.form.get("item", "new")[:12]
    form = ItemForm(request.form, prefix=f"i{where}.")
    if act in (change, add) and not form.validate():
        return _page(here, form, where), 422
    if request.form.get("revision") != str(here.known):
        return _page(here, form if act in (change, add) else None, where, MEANWHILE), 409
    try:
        new, words = act(here, form)
    except Refused as refused:
        return _page(here, None, "", str(refused)), 422
    except (KeyError, ValueError, IndexError):
        abort(400)
    return _keep(here, new, words, where)


def _keep(here: At, new: Agenda, words: str, where: str) -> Response | tuple[str, int]:
    one, this = here.exchange, this_round()
    by = account().name or account().email
    try:
        agendas.store_agenda(
            session(), this.id, one.host, one.week, agenda_to_json(new), known=here.known, by=by, now=now()
        )
    except (StaleSheet, AlreadyThere):
        abort(409)
    title = f"{here.reading.name(one.host)}, {said_week(one.week)}: {words}"
    note(MADE, host=one.host, week=one.week, did=words, remark=title)
    flash(f"{words[:1].upper()}{words[1:]}.", "good")
    anchor = (
        "" if request.form["act"] in ("template", "first") else f"#i{where}"
    )  # a template is read from its top
    return redirect(request.path + anchor, 303)
