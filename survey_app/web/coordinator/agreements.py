"""Agreement: sending a programme's exchanges to their cities, and seeing who has accepted."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response as Page
from flask import abort, flash, url_for
from werkzeug.wrappers import Response

from survey_app.exports.agreed import KINDS
from survey_app.programmes.agreement import cities_of, is_same, read_agreed, to_be_agreed
from survey_app.programmes.agreement_changes import Plan, planned
from survey_app.programmes.model import Exchange, Problem
from survey_app.programmes.wording import counted, listed
from survey_app.storage import agreements as stored
from survey_app.storage import drafts, invitations, proposals
from survey_app.storage.records import SentExchange
from survey_app.web.access import (
    DRAFT,
    PROPOSAL,
    ROUND,
    SENT,
    account,
    allow,
    this_draft,
    this_proposal,
    this_round,
    this_sent,
)
from survey_app.web.agreeing import handed, title_of
from survey_app.web.coordinator.agreements_page import agreements_page, sending_lines
from survey_app.web.coordinator.bench import bench
from survey_app.web.coordinator.blueprint import coordinator, note, round_page, to
from survey_app.web.coordinator.gathering import problem_of
from survey_app.web.coordinator.profiles import gathered
from survey_app.web.coordinator.proposal_list import titles_of
from survey_app.web.coordinator.proposals import documents
from survey_app.web.unit import commit_now, jobs, now, session, settings

SENT_OUT = "sent a programme for agreement"
Origin = tuple[int | None, int | None]  # the proposal or the draft that an exchange comes from


@coordinator.get("/rounds/<int:round_id>/agreement")
@allow(ROUND)
def agreement(round_id: int) -> str:
    """Show what was sent for agreement, what each city replied, and how far it is."""
    page = agreements_page(stored.sent_exchanges(session(), this_round().id), _problem_now())
    mailed = bool(settings().mail_server)
    number = this_round().id
    return round_page(
        "agreement",
        "agreement",
        page=page,
        kinds=KINDS,
        mailed=mailed,
        titles=titles_of(proposals.proposals(session(), number)),
        drafts={one.id: one.name for one in drafts.drafts(session(), number)},
    )


def _problem_now() -> Problem | None:
    """Return the problem as the answers are now; None without a questionnaire."""
    return problem_of(this_round(), gathered()) if this_round().version_id is not None else None


@coordinator.get("/rounds/<int:round_id>/proposals/<int:proposal_id>/send")
@allow(PROPOSAL)
def ask_send(round_id: int, proposal_id: int) -> str | Response:
    """Say what sending a proposal's exchanges would do."""
    problem, proposal = documents(this_proposal())
    return _asked(problem, proposal.exchanges, "proposal", proposal_id=proposal_id)


@coordinator.get("/rounds/<int:round_id>/drafts/<int:draft_id>/send")
@allow(DRAFT)
def ask_send_draft(round_id: int, draft_id: int) -> str | Response:
    """Say what sending a draft's exchanges would do."""
    found = bench()
    exchanges = () if found.findings else found.proposal.exchanges
    return _asked(found.problem, exchanges, "draft", draft_id=draft_id)


def _asked(problem: Problem, exchanges: tuple[Exchange, ...], endpoint: str, **here: Any) -> str | Response:
    if not exchanges:
        return to(endpoint, **here)
    plan = _plan(problem, exchanges)
    back = url_for(f"coordinator.{endpoint}", round_id=this_round().id, **here)
    return round_page(
        "send", "agreement", lines=sending_lines(plan), back=back, mailed=bool(settings().mail_server)
    )


def _plan(problem: Problem, exchanges: Sequence[Exchange]) -> Plan:
    standing = [dict(one.content) for one in _standing()]
    return planned([to_be_agreed(problem, one) for one in exchanges], standing)


def _standing() -> list[SentExchange]:
    return [one for one in stored.sent_exchanges(session(), this_round().id) if one.stands]


@coordinator.post("/rounds/<int:round_id>/proposals/<int:proposal_id>/send")
@allow(PROPOSAL)
def send_for_agreement(round_id: int, proposal_id: int) -> Response:
    """Send a proposal's exchanges to their hosts and visitors."""
    problem, proposal = documents(this_proposal())
    title = titles_of(proposals.proposals(session(), this_round().id))[proposal_id]
    return send_programme(problem, proposal.exchanges, title, proposal=proposal_id)


@coordinator.post("/rounds/<int:round_id>/drafts/<int:draft_id>/send")
@allow(DRAFT)
def send_draft(round_id: int, draft_id: int) -> Response:
    """Send a draft's exchanges, as they stand, to their hosts and visitors."""
    found = bench()
    if found.findings:
        flash("Nothing was sent: some things in this draft do not fit yet. They are listed below.", "bad")
        return to("draft", draft_id=draft_id)
    return send_programme(found.problem, found.proposal.exchanges, this_draft().name, draft=draft_id)


def send_programme(
    problem: Problem,
    exchanges: tuple[Exchange, ...],
    source: str,
    *,
    proposal: int | None = None,
    draft: int | None = None,
) -> Response:
    """Send a programme's exchanges; earlier ones are withdrawn, but for those that are the same."""
    if not exchanges:
        abort(404)
    invited = {one.city.slug: one.id for one, _ in invitations.invitations(session(), this_round().id)}
    absent = {city for one in exchanges for city in cities_of(one)} - set(invited)
    if absent:
        names = {city.id: city.name for city in problem.cities}
        who = listed(sorted(names.get(slug, slug) for slug in absent))
        flash(f"Nothing was sent: {who} no longer takes part in the round. Propose anew.", "bad")
        return to("agreement")
    sent = _plan(problem, exchanges).sent
    _make_room([one.content for one in sent])
    numbers = [
        _send(dict(one.content), [invited[city] for city in cities_of(exchange)], (proposal, draft))
        for exchange, one in zip(exchanges, sent, strict=True)
        if one.state != "same"
    ]
    words = f"{source}: {counted(len(numbers), 'exchange', 'exchanges')}"
    note(SENT_OUT, proposal=proposal, draft=draft, exchanges=len(numbers), remark=words)
    flash(_told(len(numbers), len(sent) - len(numbers)), "good")
    _write(numbers)
    return to("agreement")


def _told(asked: int, kept: int) -> str:
    """Say what was sent, what stays as it was, and who is to tell the cities."""
    if not asked:
        return "Nothing had to be sent: all exchanges stand as they were, replies included."
    words = f"{counted(asked, 'exchange is', 'exchanges are')} sent"
    if kept:
        words += f"; {counted(kept, 'stays as it was', 'stay as they were')}, replies included"
    if settings().mail_server:
        return f"{words}. Letters go out to the contact persons, each in the language of its city."
    return f"{words}: the cities see it on the page of their personal link. Tell them so."


def _write(numbers: Sequence[int]) -> None:
    """Let letters go out that ask the cities of these exchanges, where there is a mail server."""
    if not settings().mail_server:
        return
    for number in numbers:
        sent = stored.sent_exchange(session(), number)
        stored.add_letters(
            session(), number, [one.invitation_id for one in sent.replies] if sent else [], now()
        )
    commit_now()  # the worker must find what is due
    for number in numbers:
        jobs().send(number)


def _make_room(new: Sequence[Mapping[str, Any]]) -> None:
    """Withdraw what stands, but for what the new programme has just so."""
    for sent in _standing():
        if not any(is_same(sent.content, other) for other in new):
            stored.withdraw(session(), sent.id, by=_who(), now=now(), replaced=True)


def _send(content: dict[str, Any], asked: list[int], origin: Origin) -> int:
    (one,) = read_agreed(content)[1].exchanges
    return stored.send_exchange(
        session(), this_round().id, content, asked, host=one.host, week=one.week, by=_who(), now=now(),
        proposal=origin[0], draft=origin[1],
    )  # fmt: skip


def _who() -> str:
    return account().name or account().email


@coordinator.post("/rounds/<int:round_id>/agreement/<int:exchange>/withdraw")
@allow(SENT)
def withdraw_exchange(round_id: int, exchange: int) -> Response:
    """Withdraw a sent exchange; its cities see that."""
    if stored.withdraw(session(), exchange, by=_who(), now=now()):
        sent = this_sent()
        note("withdrew an exchange", exchange=exchange, host=sent.host, week=sent.week, remark=title_of(sent))
        flash("The exchange is withdrawn; its cities see so on their page.", "good")
    return to("agreement")


@coordinator.post("/rounds/<int:round_id>/agreement/<int:exchange>/resend")
@allow(SENT)
def send_again(round_id: int, exchange: int) -> Response:
    """Ask all cities of an exchange anew: the earlier replies count no more."""
    sent = this_sent()
    stored.withdraw(session(), exchange, by=_who(), now=now(), replaced=True)
    asked = [reply.invitation_id for reply in sent.replies]
    number = _send(dict(sent.content), asked, (sent.proposal, sent.draft))
    note("asked again", exchange=exchange, host=sent.host, week=sent.week, remark=title_of(sent))
    flash("All cities of the exchange are asked anew.", "good")
    _write([number])
    return to("agreement")


@coordinator.post("/rounds/<int:round_id>/agreement/<int:exchange>/letters")
@allow(SENT)
def send_letters(round_id: int, exchange: int) -> Response:
    """Try again to send the letters that did not go out."""
    if settings().mail_server and this_sent().stands:
        waiting = [
            reply.invitation_id
            for reply in this_sent().replies
            if not reply.letter_due and reply.letter_at is None
        ]
        stored.add_letters(session(), exchange, waiting, now())
        commit_now()
        jobs().send(exchange)
        flash("The letters are on their way. Reload the page in a moment to see what became of them.", "good")
    return to("agreement")


@coordinator.get("/rounds/<int:round_id>/agreement/<int:exchange>/<file>")
@allow(SENT)
def sent_file(round_id: int, exchange: int, file: str) -> Page:
    """Send one document of an exchange."""
    return handed(this_round(), this_sent(), file)
