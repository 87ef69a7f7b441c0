"""Who may do what: every route declares it, and a route that does not keeps the product from starting.

A guard runs before its view, loads what the view works on into `g`, and aborts otherwise. What does not
exist and what belongs to somebody else look the same: 404.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar, cast

from flask import Flask, abort, g, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.answers.model import Sheet
from survey_app.rounds.model import Account, Invitation, Role, Round
from survey_app.storage import (
    Unavailable,
    accounts,
    agreements,
    drafts,
    invitations,
    proposals,
    respondents,
    rounds,
)
from survey_app.storage.records import Draft, OpenSheet, SentExchange, StoredProposal
from survey_app.web import links
from survey_app.web.languages.choosing import settle
from survey_app.web.unit import noting, now, session, settings

View = TypeVar("View", bound=Callable[..., Any])
Guard = Callable[[dict[str, Any]], Response | None]
NOTED_EVERY = timedelta(minutes=5)  # how exactly it is known when a signed-in person was last here


@dataclass(frozen=True, slots=True)
class Permission:
    """Name who may use a route, with the guard that sees to it."""

    name: str
    guard: Guard


def _anyone(arguments: dict[str, Any]) -> None:
    return None


def _city(arguments: dict[str, Any]) -> Response | None:
    """Let in who opened this city's personal link on this device, as long as the link stands."""
    public_id = arguments["sheet"]
    held = (cookie.get("sheets") or {}).get(public_id)
    if not held:
        abort(404)
    key, nonce = held
    writing = request.method == "POST"
    opened = respondents.open_sheet(session(), public_id, links.digest(key), for_update=writing)
    if opened is None or opened.invitation.revoked or opened.invitation.nonce != nonce:
        abort(404)
    if opened.contributor is not None and opened.contributor.ended:
        abort(404)
    g.opened, g.contributor_key = opened, key
    settle(opened)
    return None


def _signed_in(arguments: dict[str, Any]) -> Response | None:
    """Let in who is signed in; others are sent to sign in first."""
    key = cookie.get("key")
    found = None
    if isinstance(key, str):
        idle = timedelta(hours=settings().sign_in_idle_hours)
        found = accounts.find_sign_in(session(), links.digest(key), now(), idle=idle)
    if found is None:
        if request.method in ("GET", "HEAD"):
            return redirect(url_for("entrance.sign_in"), 303)
        abort(403)
    g.account, g.sign_in = found.account, found
    if now() - found.seen_at > NOTED_EVERY:
        _note_use(links.digest(str(key)))
    return None


def _note_use(key_hash: str) -> None:
    """Let the time of being idle begin anew; a database that takes no writes still lets people read."""
    with suppress(Unavailable), noting() as own:
        accounts.touch_sign_in(own, key_hash, now())


def _round(arguments: dict[str, Any]) -> Response | None:
    """Let in a coordinator of the round's network, and administrators."""
    if (away := _signed_in(arguments)) is not None:
        return away
    found = rounds.round_by_id(session(), arguments["round_id"])
    if found is None or not may_coordinate(account(), found.network_id):
        abort(404)
    g.round = found
    return None


def _proposal(arguments: dict[str, Any]) -> Response | None:
    """Let in whom the round lets in, for a proposal of that round."""
    if (away := _round(arguments)) is not None:
        return away
    found = proposals.proposal_by_id(session(), arguments["proposal_id"])
    if found is None or found.summary.round_id != this_round().id:
        abort(404)
    g.proposal = found
    return None


def _draft(arguments: dict[str, Any]) -> Response | None:
    """Let in whom the round lets in, for a draft of that round."""
    if (away := _round(arguments)) is not None:
        return away
    found = drafts.draft_by_id(session(), arguments["draft_id"])
    if found is None or found.round_id != this_round().id:
        abort(404)
    g.draft = found
    return None


def _sent(arguments: dict[str, Any]) -> Response | None:
    """Let in whom the round lets in, for an exchange that was sent for agreement in it."""
    if (away := _round(arguments)) is not None:
        return away
    writing = request.method == "POST"
    found = agreements.sent_exchange(session(), arguments["exchange"], for_update=writing)
    if found is None or found.round_id != this_round().id:
        abort(404)
    g.sent = found
    return None


def _city_of_round(arguments: dict[str, Any]) -> Response | None:
    """Let in whom the round lets in, for a city that takes part in it."""
    if (away := _round(arguments)) is not None:
        return away
    found = invitations.invitation_of_city(session(), this_round().id, arguments["slug"])
    if found is None:
        abort(404)
    g.invited = found
    return None


ANYONE = Permission("anyone", _anyone)
CITY = Permission("the city, by its link", _city)
SIGNED_IN = Permission("signed in", _signed_in)
ROUND = Permission("coordinator of the round", _round)
CITY_OF_ROUND = Permission("coordinator of the city's round", _city_of_round)
SENT = Permission("coordinator of the sent exchange's round", _sent)
PROPOSAL = Permission("coordinator of the proposal's round", _proposal)
DRAFT = Permission("coordinator of the draft's round", _draft)


def allow(permission: Permission) -> Callable[[View], View]:
    """Declare who may use a view."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def may_coordinate(who: Account, network_id: int) -> bool:
    """Tell whether an account may coordinate a network's rounds."""
    return who.role is Role.ADMINISTRATOR or who.network_id == network_id


def account() -> Account:
    """Return who is signed in."""
    return cast(Account, g.account)


def this_round() -> Round:
    """Return the round that the request is about."""
    return cast(Round, g.round)


def invited() -> tuple[Invitation, Sheet]:
    """Return the part of a city that the request is about, with its sheet."""
    return cast(tuple[Invitation, Sheet], g.invited)


def this_proposal() -> StoredProposal:
    """Return the proposal that the request is about."""
    return cast(StoredProposal, g.proposal)


def this_draft() -> Draft:
    """Return the draft that the request is about."""
    return cast(Draft, g.draft)


def this_sent() -> SentExchange:
    """Return the exchange sent for agreement that the request is about."""
    return cast(SentExchange, g.sent)


def opened() -> OpenSheet:
    """Return the sheet that the request is about, with its round and city."""
    return cast(OpenSheet, g.opened)


def enforce(app: Flask) -> None:
    """Refuse to start with a route that nobody declared, then guard every request."""
    bare = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not isinstance(getattr(view, "permission", None), Permission)
    ]
    if bare:
        raise RuntimeError(f"These routes declare no permission: {', '.join(sorted(bare))}")

    @app.before_request
    def _guard() -> Response | None:
        view = app.view_functions.get(request.endpoint or "")
        if view is None:
            return None
        permission = cast(Permission, cast(Any, view).permission)
        return permission.guard(request.view_args or {})


def permissions(app: Flask) -> dict[str, str]:
    """Return who may use each route, as "METHOD /path" -> name: the table that a test holds."""
    table = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        name = cast(Permission, cast(Any, view).permission).name
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            table[f"{method} {rule.rule}"] = name
    return table
