"""Proposals: asking for one, watching it being computed, reading it."""

from dataclasses import replace
from typing import Any

from flask import Response as Page
from flask import abort, flash, make_response, request
from werkzeug.wrappers import Response
from wtforms import Form, StringField
from wtforms.validators import NumberRange

from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.documents import problem_to_json, read_problem, read_proposal
from survey_app.programmes.model import Problem, Proposal
from survey_app.storage import events, networks
from survey_app.storage import proposals as stored
from survey_app.storage.records import ProposalStatus, ProposalSummary, StoredProposal
from survey_app.web.access import PROPOSAL, ROUND, account, allow, this_proposal, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.fields import WholeNumber, at_most, faults, said, storable
from survey_app.web.coordinator.gathering import fingerprint, problem_of
from survey_app.web.coordinator.obstacles import obstacles
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.programme_page import programme_page, stage_of
from survey_app.web.coordinator.proposal_list import lines_of
from survey_app.web.coordinator.remedied import remedies_of, with_remedies
from survey_app.web.unit import commit_now, jobs, now, session, settings

SEED = 1
LONGEST = 3600
RUNNING = (ProposalStatus.QUEUED, ProposalStatus.RUNNING)
REFRESH_SECONDS = 2


class ProposalForm(Form):  # type: ignore[misc]
    """Hold what a proposal is asked for with."""

    seconds = WholeNumber(
        "Seconds, at most",
        [said("Write how many seconds."), NumberRange(1, LONGEST, f"Write a number from 1 to {LONGEST}.")],
    )  # fmt: skip
    remark = StringField("Remark", [storable, at_most(200)])


def _page(form: ProposalForm) -> str:
    asked = gathered()
    made = stored.proposals(session(), this_round().id)
    results = stored.results(session(), this_round().id)
    told = events.events(session(), round_id=this_round().id, limit=500)
    problem = problem_of(this_round(), asked)
    return round_page(
        "proposals",
        "proposals",
        lines=lines_of(made, results, told, fingerprint(session(), this_round())),
        missing=obstacles(problem, asked.waiting),
        cities=len(problem.cities),
        waiting=asked.waiting,
        form=form,
        faults=faults(form),
    )


@coordinator.get("/rounds/<int:round_id>/proposals")
@allow(ROUND)
def proposals(round_id: int) -> str:
    """List the proposals of a round and offer to compute another one."""
    return _page(ProposalForm(data={"seconds": settings().proposal_seconds}))


@coordinator.post("/rounds/<int:round_id>/proposals")
@allow(ROUND)
def request_proposal(round_id: int) -> Response | tuple[str, int]:
    """Have a programme computed from the sheets submitted so far."""
    form = ProposalForm(request.form)
    if not form.validate():
        return _page(form), 422
    asked = gathered()
    problem = problem_of(this_round(), asked)
    if obstacles(problem, asked.waiting):
        return _page(form), 422
    return _compute(problem, int(form.seconds.data or 0), (form.remark.data or "").strip())


def _compute(problem: Problem, seconds: int, remark: str) -> Response:
    number = stored.request_proposal(
        session(),
        this_round().id,
        problem=problem_to_json(problem),
        sheets_fingerprint=fingerprint(session(), this_round()),
        seconds_limit=seconds,
        seed=SEED,
        requested_by=account().name or account().email,
        now=now(),
    )
    note("asked for a proposal", proposal=number, **({"remark": remark} if remark else {}))
    commit_now()  # the worker must find it
    jobs().compute(number)
    return to("proposal", proposal_id=number)


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/")
@allow(PROPOSAL)
def proposal(round_id: int, proposal_id: int) -> str | Page:
    """Show a proposal: how far it is, or what it proposes."""
    summary = this_proposal().summary
    outdated = summary.sheets_fingerprint != fingerprint(session(), this_round())
    if summary.status is not ProposalStatus.DONE:
        return unfinished(summary, outdated)
    problem, found = documents(this_proposal())
    page = programme_page(problem, found, words_of(summary))
    return round_page("programme", "proposals", proposal=summary, page=page, outdated=outdated, result=found)


def unfinished(summary: ProposalSummary, outdated: bool) -> Page:
    """Show how far a computation is, or why it ended without a result."""
    cities = len(this_proposal().problem["cities"])
    running = summary.status in RUNNING
    still = "still" in request.args
    stage = stage_of(dict(summary.progress) if summary.progress else None, cities)
    words: dict[str, Any] = {"proposal": summary, "stage": stage, "running": running, "still": still}
    reply = make_response(round_page("unfinished", "proposals", outdated=outdated, cities=cities, **words))
    if running and not still:
        reply.headers["Refresh"] = str(REFRESH_SECONDS)
    return reply


def documents(found: StoredProposal) -> tuple[Problem, Proposal]:
    """Return the problem and the proposal of a finished computation; 404 while there is none."""
    if found.result is None:
        abort(404)
    proposal = read_proposal(dict(found.result))
    remedies = remedies_of(stored.answers_to(session(), found.summary.id))
    return read_problem(dict(found.problem)), with_remedies(proposal, remedies)


def words_of(summary: ProposalSummary) -> ProgrammeWords:
    """Return the words around a proposal: the round, its network, its day, its remark."""
    this = this_round()
    network = networks.network_by_id(session(), this.network_id)
    finished = summary.finished_at or summary.requested_at
    return ProgrammeWords(
        round_title=this.title,
        network_name=network.name if network else "",
        made_on=finished.date(),
        notes=(this.remark,) if this.remark else (),
    )


def words_with_contacts(summary: ProposalSummary) -> ProgrammeWords:
    """Return the same with whom to ask in each city, for the documents that coordinators hand on."""
    contacts = {
        one.city.slug: ", ".join(said.text for said in one.contacts)
        for one in gathered().profiles()
        if one.contacts
    }
    return replace(words_of(summary), contacts=contacts)


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/cancel")
@allow(PROPOSAL)
def cancel_proposal(round_id: int, proposal_id: int) -> Response:
    """Stop a computation."""
    if stored.cancel_proposal(session(), proposal_id, now()):
        note("cancelled a proposal", proposal=proposal_id)
        flash("The computation is cancelled.", "good")
    return to("proposal", proposal_id=proposal_id)


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/again")
@allow(PROPOSAL)
def start_again(round_id: int, proposal_id: int) -> Response:
    """Compute anew from the sheets as they are now, with the time of an earlier proposal."""
    asked = gathered()
    problem = problem_of(this_round(), asked)
    if obstacles(problem, asked.waiting):
        return to("proposals")
    return _compute(problem, this_proposal().summary.seconds_limit, "")
