"""Asking a proposal further: what if, what would help, other aims, as good but different, plan again."""

from collections.abc import Callable, Sequence

from flask import Response as Page
from flask import abort, request
from werkzeug.wrappers import Response

from survey_app.programmes.documents import problem_to_json
from survey_app.programmes.exploring import asked as ask
from survey_app.programmes.exploring.scenarios import BY_NAME, SCENARIOS
from survey_app.programmes.model import Problem, Proposal
from survey_app.storage import proposals as stored
from survey_app.storage.records import ProposalStatus, ProposalSummary, StoredProposal
from survey_app.web.access import PROPOSAL, account, allow, this_proposal, this_round
from survey_app.web.coordinator.answer_page import AnswerPage, answer_page
from survey_app.web.coordinator.asking_page import asking_page
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.proposals import RUNNING, SEED, documents, unfinished
from survey_app.web.unit import commit_now, jobs, now, session, settings

Question = tuple[ask.Asked, Problem]


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/ask")
@allow(PROPOSAL)
def ask_further(round_id: int, proposal_id: int) -> str:
    """Offer what can be asked of a proposal, and list what was asked."""
    return _asking()


def _asking(fault: str = "") -> str:
    problem, proposal = documents(this_proposal())
    answers = stored.answers_to(session(), this_proposal().summary.id)
    page = asking_page(problem, proposal)
    told = [(one, _short(one)) for one in answers]
    return round_page(
        "ask", "proposals", proposal=this_proposal().summary, page=page, scenarios=SCENARIOS,
        told=told, fault=fault, seconds=settings().proposal_seconds, beside=_beside(answers),
        computing=any(one.status in RUNNING for one in answers),
    )  # fmt: skip


def _beside(answers: Sequence[ProposalSummary]) -> list[str]:
    """Return what to compare under each order of aims that was computed, with the proposal first."""
    done = {
        one.asked["scenario"]: f"p{one.id}"
        for one in reversed(answers)
        if one.asked and one.asked["kind"] == "scenario" and one.status is ProposalStatus.DONE
    }
    ordered = [done[one.name] for one in SCENARIOS if one.name in done]
    return [f"p{this_proposal().summary.id}", *ordered] if len(ordered) > 1 else []


def _short(one: ProposalSummary) -> str:
    """Return an answer in one sentence, empty while it is being computed."""
    if one.status is not ProposalStatus.DONE:
        return ""
    found = stored.proposal_by_id(session(), one.id)
    page = _page_of(found) if found else None
    return page.short if page else ""


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/ask")
@allow(PROPOSAL)
def put_question(round_id: int, proposal_id: int) -> Response | tuple[str, int]:
    """Have a question answered in the background."""
    problem, proposal = documents(this_proposal())
    if request.form.get("kind") == "scenarios":
        return _all_scenarios(problem)
    read = _QUESTIONS.get(request.form.get("kind", "")) or abort(400)
    try:
        asked, changed = read(problem, proposal)
    except (KeyError, ValueError, StopIteration):
        return _asking("Choose from the lists what you want to ask."), 422
    return _compute(asked, changed)


def _all_scenarios(problem: Problem) -> Response:
    """Have every order of aims computed that was not asked for yet, one after the other."""
    made = stored.answers_to(session(), this_proposal().summary.id)
    known = {one.asked["scenario"] for one in made if one.asked and one.asked["kind"] == "scenario"}
    numbers = [_request(*ask.ask_scenario(problem, one)) for one in SCENARIOS if one.name not in known]
    commit_now()  # the worker must find them
    for number in numbers:
        jobs().compute(number)
    return to("ask_further", proposal_id=this_proposal().summary.id)


def _compute(asked: ask.Asked, problem: Problem) -> Response:
    number = _request(asked, problem)
    commit_now()  # the worker must find it
    jobs().compute(number)
    return to("answer", proposal_id=number)


def _request(asked: ask.Asked, problem: Problem) -> int:
    summary = this_proposal().summary
    number = stored.request_proposal(
        session(),
        this_round().id,
        problem=problem_to_json(problem),
        sheets_fingerprint=summary.sheets_fingerprint,
        seconds_limit=settings().proposal_seconds,
        seed=SEED,
        requested_by=account().name or account().email,
        now=now(),
        name=asked["words"] if asked["kind"] in ask.KEPT else "",
        based_on=summary.id,
        asked=asked,
    )
    note("asked a proposal", proposal=summary.id, remark=asked["words"])
    return number


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/answer")
@allow(PROPOSAL)
def answer(round_id: int, proposal_id: int) -> str | Page | Response:
    """Show the answer to what was asked of a proposal."""
    this = this_proposal()
    if this.summary.asked is None:
        return to("proposal", proposal_id=proposal_id)
    if this.summary.status is not ProposalStatus.DONE:
        return unfinished()
    page = _page_of(this)
    basis = stored.proposal_by_id(session(), this.summary.based_on or 0)
    return round_page(
        "answer", "proposals", proposal=this.summary, basis=basis.summary if basis else None, page=page,
        kept=this.summary.asked["kind"] in ask.KEPT,
    )  # fmt: skip


def _page_of(this: StoredProposal) -> AnswerPage | None:
    summary = this.summary
    basis = stored.proposal_by_id(session(), summary.based_on) if summary.based_on else None
    if basis is None or basis.result is None or summary.asked is None:
        return None
    return answer_page(summary.asked, summary.answer, documents(basis), documents(this))


def _visit(problem: Problem, proposal: Proposal) -> Question:
    known = {city.id for city in problem.cities}
    visitor, host = request.form["visitor"], request.form["host"]
    if visitor == host or not {visitor, host} <= known:
        raise ValueError("these are not two cities of the proposal")
    return ask.ask_visit(problem, visitor, host)


def _remedy(problem: Problem, proposal: Proposal) -> Question:
    city, _, topic = request.form["need"].partition(" ")
    if not any(one.topic == topic for one in proposal.cities[city].unmet):
        raise ValueError("this need is not unmet")
    return ask.ask_remedy(problem, city, topic)


def _scenario(problem: Problem, proposal: Proposal) -> Question:
    return ask.ask_scenario(problem, BY_NAME[request.form["scenario"]])


def _alternative(problem: Problem, proposal: Proposal) -> Question:
    differing, tolerance = int(request.form["differing"]), int(request.form["tolerance"])
    if not (1 <= differing <= 1000 and tolerance in (0, 10, 20, 50)):
        raise ValueError("not offered")
    return ask.ask_alternative(problem, differing, tolerance)


def _again(problem: Problem, proposal: Proposal) -> Question:
    host, _, week = request.form["fell"].partition(" ")
    next(city for city in problem.cities if city.id == host)
    if not week:
        return ask.ask_without_city(problem, proposal, host)
    next(one for one in proposal.exchanges if (one.host, one.week) == (host, week))
    return ask.ask_without_date(problem, proposal, host, week)


_QUESTIONS: dict[str, Callable[[Problem, Proposal], Question]] = {
    "what-if": _visit,
    "remedy": _remedy,
    "scenario": _scenario,
    "alternative": _alternative,
    "replanning": _again,
}
