"""Opening a sheet by its link, the start page, and leaving."""

from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.answers.model import SheetStatus
from survey_app.answers.progress import PageState, progress
from survey_app.storage import accounts, agreements, respondents
from survey_app.web import links
from survey_app.web.access import ANYONE, CITY, allow, opened
from survey_app.web.languages.choosing import this_one
from survey_app.web.languages.speaking import tongue
from survey_app.web.respondent.blueprint import (
    TOO_OLD,
    asking_now,
    device_key,
    is_editable,
    known_name,
    respondent,
    sent_name,
    to,
)
from survey_app.web.unit import noting, now, session, settings

WRONG_LINKS = 30  # guesses from one address within the time below; a right link is never refused
WRONG_LINKS_WITHIN = timedelta(minutes=10)
LINK_WORDS = 8  # values that a link's address may carry, each of
LINK_TEXT = 100  # characters at most: they stand in the cookie
MOST_SHEETS = 20  # sheets that one browser keeps open at the same time


@respondent.get("/city/<token>")
@allow(ANYONE)
def join(token: str) -> Response:
    """Open a city's personal link: keep it in the cookie and take it out of the address."""
    public_id, proof = links.split_city_token(token)
    held = dict(cookie.get("sheets") or {})
    key, known = held.pop(public_id, (None, None))
    found = respondents.open_sheet(session(), public_id, links.digest(key) if key else None)
    nonce = found.invitation.nonce if found and not found.invitation.revoked else ""
    if not links.proves(settings().secret_key, public_id, nonce, proof) or found is None or not nonce:
        _count_wrong_link()
        abort(404)
    ended = found.contributor is not None and found.contributor.ended
    held[public_id] = [key if known == nonce and not ended else links.new_token(), nonce]
    cookie["sheets"] = dict(list(held.items())[-MOST_SHEETS:])
    _keep_what_the_link_says(public_id)
    cookie.permanent = True
    return redirect(url_for("sheet.start", sheet=public_id), 303)


def _keep_what_the_link_says(public_id: str) -> None:
    """Keep the words behind the link's "?" for this device, until the sheet's hidden questions take them."""
    said = {name: value[:LINK_TEXT] for name, value in request.args.items() if len(name) <= LINK_TEXT}
    kept = {**cookie.get("link", {}), public_id: dict(list(said.items())[:LINK_WORDS])}
    cookie["link"] = dict(list(kept.items())[-2:]) if said else cookie.get("link", {})


def _count_wrong_link() -> None:
    source = request.remote_addr or ""
    with noting() as own:
        if accounts.recent_attempts(own, "city-link", source, now() - WRONG_LINKS_WITHIN) >= WRONG_LINKS:
            abort(429)
        accounts.record_attempt(own, "city-link", source, now())


@respondent.get("/sheet/<sheet>/")
@allow(CITY)
def start(sheet: str) -> str | Response:
    """Tell what is asked, why, and for how long it is kept; show how far the sheet is."""
    if opened().sheet.status is SheetStatus.SUBMITTED:
        return to("receipt")
    return _start_page(known_name())


def _start_page(name: str, fault: str | None = None) -> str:
    asking = asking_now()
    return render_template(
        "respondent/start.html",
        opened=opened(),
        questionnaire=asking.compiled.questionnaire,
        asking=asking,
        progress=progress(asking.compiled, asking.sheet.values(), asking.today),
        editable=is_editable(),
        name=name,
        fault=fault,
        whole=this_one().whole,
        asked=agreements.was_asked(session(), opened().invitation.id),
    )


def start_again() -> tuple[str, int]:
    """Show the start page anew with the name that was typed, after its form had grown too old."""
    return _start_page(sent_name()[0], TOO_OLD), 400


@respondent.post("/sheet/<sheet>/start")
@allow(CITY)
def begin(sheet: str) -> Response | tuple[str, int]:
    """Remember who is working on this device, then go to the first page that is not complete."""
    if not is_editable():
        return to("start")
    name, fault = sent_name()
    if fault:
        return _start_page(name, fault), 422
    key = links.digest(device_key())
    respondents.remember_contributor(
        session(), opened().invitation.id, key, name, now(), language=tongue().tag
    )
    asking = asking_now()
    done = progress(asking.compiled, asking.sheet.values(), asking.today)
    first = next((entry.page for entry in done.pages if entry.state is not PageState.COMPLETE), None)
    return to("page", page=first.name) if first else to("review")


@respondent.post("/sheet/<sheet>/leave")
@allow(CITY)
def leave(sheet: str) -> Response:
    """End this device's access, here and on the server; the link opens the sheet again."""
    # A device that never gave a name is unknown yet; it must be known to be refused from now on.
    key = links.digest(device_key())
    if opened().contributor is None:
        respondents.remember_contributor(session(), opened().invitation.id, key, "", now())
    respondents.end_contributor(session(), opened().invitation.id, key, now())
    held = dict(cookie.get("sheets") or {})
    held.pop(sheet, None)
    cookie["sheets"] = held
    return redirect(url_for("entrance.left"), 303)
