"""Drafts: a programme in the coordinators' hands, its exchanges one by one, and how it began."""

from typing import Any

from flask import abort, flash, request
from werkzeug.wrappers import Response

from survey_app.exports.story import ProgrammeWords
from survey_app.programmes.documents import problem_to_json
from survey_app.programmes.drafting.agendas import topics_open_to
from survey_app.programmes.drafting.steps import exchanges_to_json
from survey_app.programmes.drafting.trials import Trials
from survey_app.programmes.model import Exchange, Proposal
from survey_app.storage import drafts as stored
from survey_app.storage import events, networks
from survey_app.storage import proposals as stored_proposals
from survey_app.storage.records import Draft, ProposalSummary
from survey_app.web.access import (
    DRAFT,
    PROPOSAL,
    ROUND,
    account,
    allow,
    this_draft,
    this_proposal,
    this_round,
)
from survey_app.web.coordinator.bench import Bench, bench
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.draft_page import (
    aims_since,
    cities_since,
    fixed,
    fixed_exchanges,
    flaws,
    history,
    recorded,
)
from survey_app.web.coordinator.gathering import fingerprint, problem_of
from survey_app.web.coordinator.outdating import changes_since
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.programme_page import programme_page
from survey_app.web.coordinator.proposal_list import titles_of
from survey_app.web.coordinator.proposals import documents
from survey_app.web.unit import now, session, settings

MOST_EVENTS = 500


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/draft")
@allow(PROPOSAL)
def begin_draft(round_id: int, proposal_id: int) -> Response:
    """Take a finished proposal in hand: a draft begins with its exchanges and its decisions."""
    found = this_proposal()
    _, proposal = documents(found)
    title = titles_of(stored_proposals.proposals(session(), this_round().id))[found.summary.id]
    return _begun(
        f"{title}, by hand",
        dict(found.problem),
        proposal,
        found.summary.sheets_fingerprint,
        found.summary,
    )


@coordinator.post("/rounds/<int:round_id>/drafts")
@allow(ROUND)
def begin_empty_draft(round_id: int) -> Response:
    """Begin a draft without any exchange, from the answers as they are."""
    problem = problem_of(this_round(), gathered())
    return _begun("By hand", problem_to_json(problem), None, fingerprint(session(), this_round()), None)


def _begun(
    name: str, problem: dict[str, Any], found: Proposal | None, mark: str, origin: ProposalSummary | None
) -> Response:
    number = stored.add_draft(
        session(),
        this_round().id,
        name=name,
        problem=problem,
        exchanges=exchanges_to_json(found.exchanges if found else ()),
        sheets_fingerprint=mark,
        created_by=account().name or account().email,
        now=now(),
        from_proposal=origin.id if origin else None,
    )
    note("began a draft", draft=number, remark=name)
    flash("This draft is yours to change. The proposal itself stays as it is.", "good")
    return to("draft", draft_id=number)


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/")
@allow(DRAFT)
def draft(round_id: int, draft_id: int) -> str:
    """Show a draft: what is wrong with it, what is fixed, its programme, its history."""
    found = bench()
    return round_page(
        "draft",
        "proposals",
        draft=this_draft(),
        page=programme_page(found.problem, found.proposal, draft_words()),
        flaws=flaws(found),
        fixed=fixed(found),
        pinned=fixed_exchanges(found.folded.decisions),
        history=history(found),
        recorded=recorded(events.events(session(), round_id=this_round().id, limit=MOST_EVENTS), draft_id),
        since=cities_since(found),
        aims=aims_since(found),
        changes=changes_since(this_draft().problem, this_draft().sheets_fingerprint),
        improved=_improved(this_draft()),
        titles=titles_of(stored_proposals.proposals(session(), this_round().id)),
        seconds=settings().proposal_seconds,
    )


def _improved(this: Draft) -> list[ProposalSummary]:
    """Return the proposals computed for a draft, the newest first."""
    return [one for one in stored_proposals.proposals(session(), this.round_id) if one.draft_id == this.id]


def draft_words() -> ProgrammeWords:
    """Return the words around a draft."""
    this = this_round()
    network = networks.network_by_id(session(), this.network_id)
    return ProgrammeWords(
        round_title=this.title,
        network_name=network.name if network else "",
        made_on=now().date(),
        notes=(this.remark,) if this.remark else (),
    )


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/exchanges/<host>/<week>")
@allow(DRAFT)
def draft_exchange(round_id: int, draft_id: int, host: str, week: str) -> str:
    """Show one exchange of a draft with all that can be changed about it."""
    found = bench()
    one = found.exchange(host, week)
    if one is None:
        abort(404)
    page = programme_page(found.problem, found.proposal, draft_words())
    card = next(card for card in page.cards if card.anchor == f"exchange.{host}.{week}")
    return round_page(
        "draft_exchange",
        "proposals",
        draft=this_draft(),
        exchange=one,
        card=card,
        flaws=[flaw for flaw in flaws(found) if _concerns(flaw.exchange, one, flaw.text, found)],
        kept=[line for line in fixed(found) if (host, week) in line.about],
        names={city.id: city.name for city in found.answers.cities},
        **_choices(found, one),
    )


def _concerns(where: tuple[str, str] | None, one: Exchange, text: str, found: Bench) -> bool:
    """Say whether a finding is about an exchange: it names it, or one of those present."""
    if where is not None:
        return where == (one.host, one.week)
    names = {city.id: city.name for city in found.answers.cities}
    return any(names[city] in text for city in (one.host, *one.visitors))


def _choices(found: Bench, one: Exchange) -> dict[str, Any]:
    trials = Trials(found.network, found.folded.exchanges)
    return {
        "joining": trials.joining(one),
        "moving": trials.moving(one),
        "teaching": trials.teaching(one) if topics_open_to(found.network, one) else [],
        "room": found.answers.sessions_per_exchange - len(one.sessions),
    }


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/add")
@allow(DRAFT)
def add_exchange(round_id: int, draft_id: int) -> str:
    """Ask for a new exchange: its host, its week, its visitors."""
    return adding_page(request.args.get("host", ""), "", (), [])


def adding_page(host: str, week: str, visitors: tuple[str, ...], faults: list[tuple[str, str]]) -> str:
    """Render the page that asks for a new exchange."""
    return round_page(
        "draft_add",
        "proposals",
        draft=this_draft(),
        problem=bench().answers,
        host=host,
        week=week,
        visitors=visitors,
        faults=faults,
    )


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/decide")
@allow(DRAFT)
def decide(round_id: int, draft_id: int) -> str:
    """Ask for a decision: what must be, or must not be."""
    return deciding_page({}, [])


def deciding_page(chosen: dict[str, str], faults: list[tuple[str, str]]) -> str:
    """Render the page that asks for a decision."""
    return round_page(
        "draft_decide",
        "proposals",
        draft=this_draft(),
        problem=bench().answers,
        chosen=chosen,
        faults=faults,
    )
