"""Proposals: asking for one, watching it being computed, reading it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Response as Page
from flask import abort, flash, make_response, request
from werkzeug.wrappers import Response
from wtforms import Form, StringField
from wtforms.validators import NumberRange

from survey_app.exports.beside import said_beside
from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.agenda.documents import agenda_of_json
from survey_app.programmes.documents import problem_to_json, read_problem, read_proposal
from survey_app.programmes.drafting.breach_words import decision_words
from survey_app.programmes.drafting.folding import names_known
from survey_app.programmes.drafting.outdated import Change, changes
from survey_app.programmes.model import DEFAULT_OBJECTIVES, Problem, Proposal
from survey_app.storage import agendas, drafts, events, networks
from survey_app.storage import proposals as stored
from survey_app.storage.records import ProposalStatus, ProposalSummary, StoredProposal
from survey_app.web.access import PROPOSAL, ROUND, account, allow, this_proposal, this_round
from survey_app.web.coordinator.bench import bench_of
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.draft_page import conflict_lines
from survey_app.web.coordinator.fields import WholeNumber, at_most, faults, said, storable
from survey_app.web.coordinator.gathering import fingerprint, problem_of
from survey_app.web.coordinator.obstacles import notices, obstacles
from survey_app.web.coordinator.outdating import basis_of, changes_since
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.programme_page import programme_page
from survey_app.web.coordinator.progress_page import stages_of
from survey_app.web.coordinator.proposal_list import lines_of, shortened, titles_of
from survey_app.web.coordinator.remedied import remedies_of, with_remedies
from survey_app.web.unit import commit_now, jobs, now, session, settings

SEED = 1
LONGEST = 3600
DELETED_DRAFT = "deleted a draft"
RUNNING = (ProposalStatus.QUEUED, ProposalStatus.RUNNING)
REFRESH_SECONDS = 2


class ProposalForm(Form):  # type: ignore[misc]
    """Hold what a proposal is asked for with."""

    seconds = WholeNumber(
        "Seconds, at most",
        [said("Write how many seconds."), NumberRange(1, LONGEST, f"Write a number from 1 to {LONGEST}.")],
    )  # fmt: skip
    name = StringField("Name", [storable, at_most(120)])


class NameForm(Form):  # type: ignore[misc]
    """Hold what tells one programme from others."""

    name = StringField("Name", [storable, at_most(120)])
    note = StringField("Note", [storable, at_most(2_000)])


def _page(form: ProposalForm) -> str:
    asked = gathered()
    made = stored.proposals(session(), this_round().id)
    results = stored.results(session(), this_round().id)
    problem = problem_of(this_round(), asked)
    return round_page(
        "proposals",
        "proposals",
        lines=lines_of(made, results, _staleness(problem)),
        drafts=drafts.drafts(session(), this_round().id),
        changed=_changed_drafts(problem),
        deleted=events.events_called(session(), this_round().id, DELETED_DRAFT),
        missing=obstacles(problem, asked.waiting),
        notices=notices(problem),
        cities=len(problem.cities),
        waiting=asked.waiting,
        absent=shortened(asked.absent),
        form=form,
        faults=faults(form),
    )


def _changed_drafts(problem: Problem) -> dict[int, list[str]]:
    """Return, by the drafts' ids, whose answers have changed since a draft took them in."""
    mark, found = fingerprint(session(), this_round()), {}
    for one in drafts.drafts(session(), this_round().id):
        draft = drafts.draft_by_id(session(), one.id)
        if draft is not None and draft.sheets_fingerprint != mark:
            told = changes(read_problem(dict(draft.problem)), problem)
            found[one.id] = shortened(list(dict.fromkeys(change.name for change in told)))
    return found


def _staleness(problem: Problem) -> Callable[[ProposalSummary], tuple[str, ...]]:
    """Return what names whose answers have changed since a proposal in a way that concerns it."""
    mark = fingerprint(session(), this_round())

    def stale(summary: ProposalSummary) -> tuple[str, ...]:
        if summary.sheets_fingerprint == mark:
            return ()
        found = stored.proposal_by_id(session(), summary.id)
        told = changes(read_problem(dict(basis_of(found))), problem) if found else ()
        return tuple(dict.fromkeys(one.name for one in told))

    return stale


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
    return compute(problem, int(form.seconds.data or 0), name=(form.name.data or "").strip())


def compute(
    problem: Problem, seconds: int, *, mark: str = "", name: str = "", draft_id: int | None = None
) -> Response:
    """Have a problem solved in the background and go to its page; mark is that of the answers behind it."""
    number = stored.request_proposal(
        session(),
        this_round().id,
        problem=problem_to_json(problem),
        sheets_fingerprint=mark or fingerprint(session(), this_round()),
        seconds_limit=seconds,
        seed=SEED,
        requested_by=account().name or account().email,
        now=now(),
        name=name,
        draft_id=draft_id,
    )
    note("asked for a proposal", proposal=number, **({"remark": name} if name else {}))
    return _queued(number)


def _title(number: int) -> str:
    return titles_of(stored.proposals(session(), this_round().id))[number]


def _queued(number: int) -> Response:
    commit_now()  # the worker must find it
    jobs().compute(number)
    return to("proposal", proposal_id=number)


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/")
@allow(PROPOSAL)
def proposal(round_id: int, proposal_id: int) -> str | Page:
    """Show a proposal: how far it is, or what it proposes."""
    found = this_proposal()
    summary = found.summary
    changed = changes_since(basis_of(found), summary.sheets_fingerprint)
    if summary.status is not ProposalStatus.DONE:
        return unfinished(changed)
    problem, result = documents(found)
    draft = drafts.draft_by_id(session(), summary.draft_id) if summary.draft_id else None
    bench = bench_of(draft) if draft else None
    return round_page(
        "programme",
        "proposals",
        proposal=summary,
        title=titles_of(stored.proposals(session(), this_round().id))[summary.id],
        page=programme_page(problem, result, words_of(summary)),
        result=result,
        changes=changed,
        draft=draft,
        same=bench is not None and bench.proposal.exchanges == result.exchanges,
        conflict=conflict_lines(problem, result, bench),
    )


def unfinished(changed: Sequence[Change] = ()) -> Page:
    """Show how far a computation is, or why it ended without a result; changed: the answers since."""
    summary, problem = this_proposal().summary, this_proposal().problem
    running, still = summary.status in RUNNING, "still" in request.args
    objectives, cities = problem.get("objectives") or DEFAULT_OBJECTIVES, len(problem["cities"])
    stages = stages_of(summary.progress, objectives, cities)
    words: dict[str, Any] = {"proposal": summary, "stages": stages, "running": running, "still": still}
    reply = make_response(round_page("unfinished", "proposals", changes=changed, cities=cities, **words))
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
    """Return the same with contacts, examples and agendas, for the documents that coordinators hand on."""
    return with_beside(words_of(summary))


def with_beside(words: ProgrammeWords) -> ProgrammeWords:
    """Add whom to ask in each city, its examples, and the agendas that were made."""
    said = gathered()
    told = said_beside(said.compiled, [(one.city, one.sheet) for one in said.sheets], now().date())
    return replace(
        words,
        contacts={slug: one.contact for slug, one in told.items() if one.contact},
        examples={slug: one.practices for slug, one in told.items()},
        agendas={
            key: agenda_of_json(one.content)
            for key, one in agendas.agendas(session(), this_round().id).items()
        },
    )


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/cancel")
@allow(PROPOSAL)
def cancel_proposal(round_id: int, proposal_id: int) -> Response:
    """Stop a computation."""
    if stored.cancel_proposal(session(), proposal_id, now()):
        note("cancelled a proposal", proposal=proposal_id, remark=_title(proposal_id))
        flash("The computation is cancelled.", "good")
    return to("proposal", proposal_id=proposal_id)


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/resume")
@allow(PROPOSAL)
def resume_proposal(round_id: int, proposal_id: int) -> Response:
    """Compute a proposal that ended without a result once more, from the same answers."""
    if not stored.queue_again(session(), proposal_id):
        return to("proposal", proposal_id=proposal_id)
    note("took up a computation again", proposal=proposal_id, remark=_title(proposal_id))
    return _queued(proposal_id)


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/again")
@allow(PROPOSAL)
def start_again(round_id: int, proposal_id: int) -> Response:
    """Compute anew from the answers as they are, with an earlier proposal's time and decisions."""
    asked = gathered()
    fresh = problem_of(this_round(), asked)
    if obstacles(fresh, asked.waiting):
        return to("proposals")
    earlier, summary = read_problem(dict(this_proposal().problem)), this_proposal().summary
    kept = tuple(one for one in earlier.decisions if names_known(fresh, one))
    for one in earlier.decisions:
        if one not in kept:
            flash(f"Given up, as it names what is no more: {decision_words(earlier, one)}.", "warn")
    fresh = replace(fresh, decisions=kept)
    if summary.asked and summary.asked["kind"] == "scenario":
        fresh = replace(fresh, objectives=earlier.objectives, slack=earlier.slack)
    return compute(fresh, summary.seconds_limit, name=summary.name, draft_id=summary.draft_id)


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/name")
@allow(PROPOSAL)
def name_proposal(round_id: int, proposal_id: int) -> Response:
    """Give a proposal a name and a note."""
    form = NameForm(request.form)
    if form.validate():
        name = (form.name.data or "").strip()
        stored.name_proposal(session(), proposal_id, name, (form.note.data or "").strip())
        note("named a proposal", proposal=proposal_id, remark=name)
        flash("Name and note are saved.", "good")
    else:
        flash(faults(form)[0][1], "warn")
    return to("proposal", proposal_id=proposal_id)
