"""Decisions about a draft: each is taken, checked at once, and can be taken back."""

from dataclasses import replace

from flask import abort, flash, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response
from wtforms import Form
from wtforms.validators import NumberRange

from survey_app.programmes.documents import problem_to_json
from survey_app.programmes.drafting.breach_words import decision_words
from survey_app.programmes.drafting.comparing import effect
from survey_app.programmes.drafting.folding import folded, names_known
from survey_app.programmes.drafting.step_words import step_words
from survey_app.programmes.drafting.steps import ACTS, Step, read_exchanges, read_step, step_to_json
from survey_app.programmes.model import Problem
from survey_app.programmes.network import Network
from survey_app.storage import drafts as stored
from survey_app.storage import proposals as stored_proposals
from survey_app.storage.records import DraftStep
from survey_app.web.access import DRAFT, account, allow, this_draft, this_round
from survey_app.web.coordinator.bench import Bench, bench
from survey_app.web.coordinator.blueprint import coordinator, note, to
from survey_app.web.coordinator.drafts import adding_page, deciding_page
from survey_app.web.coordinator.fields import WholeNumber, faults, said
from survey_app.web.coordinator.gathering import fingerprint, problem_of
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.proposals import LONGEST, NameForm, compute, documents
from survey_app.web.unit import now, session

MISSING = {
    "join": ("visitor", "Choose a city."),
    "move": ("to", "Choose a week."),
    "teach": ("topic", "Choose a topic."),
}


class ImproveForm(Form):  # type: ignore[misc]
    """Hold how long an improvement may take."""

    seconds = WholeNumber(
        "Seconds, at most",
        [said("Write how many seconds."), NumberRange(1, LONGEST, f"Write a number from 1 to {LONGEST}.")],
    )  # fmt: skip


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/steps")
@allow(DRAFT)
def take_step(round_id: int, draft_id: int) -> Response | tuple[str, int]:
    """Take a decision about a draft."""
    found, step = bench(), step_from(request.form)
    if step is None or not _all_known(step, found.answers):
        abort(400)
    if faulty := _faulty(step, request.form):
        return faulty
    if step.act in MISSING and not getattr(step, MISSING[step.act][0]):
        flash(MISSING[step.act][1], "warn")
        return _back(found, step)
    return _take(found, step)


def step_from(form: "MultiDict[str, str]") -> Step | None:
    """Return the step that a form asks for; None for a form that no page of ours sends."""
    act = form.get("act", "")
    if act not in ACTS or act == "take-over":
        return None
    given = {name: form.get(name) or None for name in ("week", "to", "visitor", "topic", "presenter")}
    if act == "teach" and given["topic"] and " " in given["topic"]:
        given["topic"], given["presenter"] = given["topic"].split(" ", 1)
    lists = {name: tuple(form.getlist(name)) for name in ("visitors", "topics")}
    return Step(act, form.get("host", ""), **given, **lists)  # type: ignore[arg-type]


def _all_known(step: Step, problem: Problem) -> bool:
    """Say whether a step names only what there is; what is still missing is said on the page."""
    cities = {city.id for city in problem.cities}
    named = {step.host, step.visitor, step.presenter, *step.visitors} - {None, ""}
    weeks, topics = {step.week, step.to} - {None}, {step.topic, *step.topics} - {None}
    return named <= cities and weeks <= set(problem.weeks) and topics <= {one.id for one in problem.topics}


def _faulty(step: Step, form: "MultiDict[str, str]") -> tuple[str, int] | None:
    """Return the page of a form that is not filled in, with what is missing."""
    wrong = []
    if not step.host:
        wrong.append(("host", "Choose the host."))
    if step.act == "add":
        wrong += [] if step.week else [("week", "Choose the week.")]
        wrong += [] if set(step.visitors) - {step.host} else [("visitors", "Tick at least one other city.")]
        return (adding_page(step.host, step.week or "", step.visitors, wrong), 422) if wrong else None
    if step.act in ("pin", "forbid"):
        if not (step.week or step.visitor or step.topic):
            wrong.append(("visitor", "Choose at least one of visitor, week and topic."))
        if step.visitor and step.visitor == step.host:
            wrong.append(("visitor", "A city cannot visit itself. Choose another one."))
        return (deciding_page(form.to_dict(), wrong), 422) if wrong else None
    return None


def _take(found: Bench, step: Step) -> Response:
    """Write a step down, and say at once what it does and what does not fit."""
    step = replace(step, visitors=tuple(city for city in step.visitors if city != step.host))
    trial = found.after([*found.standing, (0, step)])
    if why := trial.idle.get(0, ""):
        flash(why, "warn")
        return _back(found, step)
    number = stored.add_step(session(), this_draft().id, step_to_json(step), by=_who(), now=now())
    words = step_words(found.answers, step)
    note("decided", draft=this_draft().id, step=number, remark=words)
    after = bench()
    _tell(found, after, words)
    return _back(after, step)


def _tell(before: Bench, after: Bench, words: str) -> None:
    old = {(one.label, one.text) for one in before.findings}
    new = [one for one in after.findings if (one.label, one.text) not in old]
    flash(f"{words}. {effect(before.programme, after.programme)}", "good")
    if new:
        what = "1 thing does" if len(new) == 1 else f"{len(new)} things do"
        flash(f"{what} not fit now. Below it is said what would help.", "warn")


def _back(found: Bench, step: Step) -> Response:
    """Go on where the step was taken: at its exchange while that is there, else at the draft."""
    week = step.to if step.act == "move" and step.to else step.week
    if request.form.get("from") == "exchange" and week and found.exchange(step.host, week):
        return to("draft_exchange", draft_id=this_draft().id, host=step.host, week=week)
    return to("draft", draft_id=this_draft().id)


def _who() -> str:
    return account().name or account().email


def _step(number: int) -> DraftStep:
    """Return a step of this draft; 404 for any other."""
    found = next((one for one in stored.steps(session(), this_draft().id) if one.id == number), None)
    if found is None:
        abort(404)
    return found


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/steps/<int:step_id>/undo")
@allow(DRAFT)
def undo_step(round_id: int, draft_id: int, step_id: int) -> Response:
    """Take a decision back."""
    before, one = bench(), _step(step_id)
    words = step_words(before.answers, read_step(one.what))
    if stored.undo_step(session(), draft_id, step_id, by=_who(), now=now()):
        note("took a decision back", draft=draft_id, step=step_id, remark=words)
        _tell(before, bench(), f"Taken back: {words}")
    return to("draft", draft_id=draft_id)


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/steps/<int:step_id>/redo")
@allow(DRAFT)
def redo_step(round_id: int, draft_id: int, step_id: int) -> Response:
    """Let a decision that was taken back stand again."""
    before, one = bench(), _step(step_id)
    words = step_words(before.answers, read_step(one.what))
    if stored.redo_step(session(), draft_id, step_id):
        note("let a decision stand again", draft=draft_id, step=step_id, remark=words)
        _tell(before, bench(), words)
    return to("draft", draft_id=draft_id)


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/improve")
@allow(DRAFT)
def improve(round_id: int, draft_id: int) -> Response:
    """Have the best programme computed around what is fixed."""
    form = ImproveForm(request.form)
    if not form.validate():
        flash(faults(form)[0][1], "warn")
        return to("draft", draft_id=draft_id)
    found = bench()
    earlier = sum(one.draft_id == draft_id for one in stored_proposals.proposals(session(), round_id))
    name = f"{this_draft().name}, improved" + (f" ({earlier + 1})" if earlier else "")
    return compute(
        found.problem,
        int(form.seconds.data or 0),
        mark=this_draft().sheets_fingerprint,
        name=name[:120],
        draft_id=draft_id,
    )


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/take-over/<int:proposal_id>")
@allow(DRAFT)
def take_over(round_id: int, draft_id: int, proposal_id: int) -> Response:
    """Let the exchanges of a finished proposal take the place of all that are in the draft."""
    proposal = stored_proposals.proposal_by_id(session(), proposal_id)
    if proposal is None or proposal.summary.round_id != this_round().id:
        abort(404)
    _, done = documents(proposal)
    return _take(bench(), Step("take-over", proposal=proposal_id, exchanges=done.exchanges))


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/name")
@allow(DRAFT)
def name_draft(round_id: int, draft_id: int) -> Response:
    """Give a draft another name and note."""
    form = NameForm(request.form)
    if not form.validate():
        flash(faults(form)[0][1], "warn")
    elif not (form.name.data or "").strip():
        flash("Write a name, so that the draft can be told from others.", "warn")
    else:
        stored.name_draft(session(), draft_id, form.name.data.strip(), (form.note.data or "").strip())
        note("named a draft", draft=draft_id, remark=form.name.data.strip())
        flash("The name is saved.", "good")
    return to("draft", draft_id=draft_id)


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/renew")
@allow(DRAFT)
def renew_draft(round_id: int, draft_id: int) -> Response:
    """Let a draft rest on the answers as they are now; its decisions stay."""
    before, fresh = bench(), problem_of(this_round(), gathered())
    kept = folded(Network(fresh), read_exchanges(this_draft().exchanges), before.standing)
    old = [one for one in before.answers.decisions if names_known(fresh, one)]
    problem = replace(fresh, decisions=tuple(old))
    stored.renew_draft(session(), draft_id, problem_to_json(problem), fingerprint(session(), this_round()))
    note("took new answers into a draft", draft=draft_id, remark=this_draft().name)
    flash("The draft rests on the answers as they are now. Its decisions stand.", "good")
    for one in before.answers.decisions:
        if one not in old:
            flash(f"Given up, as it names what is no more: {decision_words(before.answers, one)}.", "warn")
    if kept.idle:
        flash("Some decisions are without effect now; the history says which.", "warn")
    return to("draft", draft_id=draft_id)
