"""The entrance: signing in by a link that works once, signing out, and the front page."""

import logging
from datetime import timedelta

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.mail import Letter, MailFailed
from survey_app.storage import accounts, events
from survey_app.web import links
from survey_app.web.access import ANYONE, SIGNED_IN, allow
from survey_app.web.languages.choosing import guess
from survey_app.web.unit import commit_now, mailer, noting, now, session, settings

log = logging.getLogger("survey_app")
entrance = Blueprint("entrance", __name__)

ATTEMPTS = 20  # links asked for, or wrong ones tried, from one address within the time below
ATTEMPTS_WITHIN = timedelta(minutes=10)
TOO_OLD = "The page had been open for too long. Press the button again."


@entrance.get("/")
@allow(ANYONE)
def home() -> Response:
    """Send who is signed in to the rounds, everybody else to the way in."""
    return redirect(url_for("coordinator.rounds" if cookie.get("key") else "entrance.sign_in"), 303)


@entrance.get("/sign-in")
@allow(ANYONE)
def sign_in() -> str:
    """Ask for the address that a sign-in link goes to."""
    return render_template("entrance/sign_in.html", email="", fault=None)


@entrance.post("/sign-in")
@allow(ANYONE)
def ask_for_link() -> str | tuple[str, int]:
    """Send a sign-in link to a known address; the reply is the same for an unknown one."""
    email = request.form.get("email", "").strip()
    if "@" not in email or len(email) > 254:
        fault = "Write your e-mail address, such as name@city.eu."
        return render_template("entrance/sign_in.html", email=email, fault=fault), 422
    _count("sign-in")
    known = accounts.account_by_email(session(), email)
    token = links.new_token()
    if known is not None:
        until = now() + timedelta(minutes=settings().sign_in_link_minutes)
        accounts.issue_sign_in_link(session(), known.id, links.digest(token), now(), until)
    commit_now()  # a link that arrives must work
    try:
        # An unknown address takes the same way to the mail server, so that the reply gives nothing away.
        mailer().send(_letter(known.email, token)) if known else mailer().reach()
    except MailFailed as failure:
        log.warning("%s", failure)
        abort(503)
    return render_template("entrance/sent.html", email=email, minutes=settings().sign_in_link_minutes)


def _letter(address: str, token: str) -> Letter:
    link = f"{settings().base_url}/sign-in/{token}"
    minutes = settings().sign_in_link_minutes
    text = f"Open this link and press “Sign in”. It works once, for {minutes} minutes.\n\n{link}\n"
    return Letter(address, "Your sign-in link", text)


def _count(purpose: str) -> None:
    source = request.remote_addr or ""
    if accounts.recent_attempts(session(), purpose, source, now() - ATTEMPTS_WITHIN) >= ATTEMPTS:
        abort(429)
    with noting() as own:
        accounts.record_attempt(own, purpose, source, now())


@entrance.get("/sign-in/<token>")
@allow(ANYONE)
def confirm(token: str) -> str | tuple[str, int]:
    """Show the button that spends a sign-in link: mail scanners open links, they press no buttons."""
    if accounts.peek_sign_in_link(session(), links.digest(token), now()) is None:
        _count("sign-in-link")
        return render_template("entrance/spent.html"), 404
    return render_template("entrance/confirm.html", token=token, fault=None)


@entrance.post("/sign-in/<token>")
@allow(ANYONE)
def spend(token: str) -> Response | tuple[str, int]:
    """Spend a sign-in link and start a session on the server under a fresh key."""
    who = accounts.spend_sign_in_link(session(), links.digest(token), now())
    if who is None:
        _count("sign-in-link")
        return render_template("entrance/spent.html"), 404
    key = links.new_token()
    accounts.start_sign_in(session(), who.id, links.digest(key), now())
    events.record_event(session(), now(), who.email, "signed in", network_id=who.network_id)
    sheets = cookie.get("sheets")
    cookie.clear()  # nothing that was planted before signing in lives on
    cookie["key"], cookie.permanent = key, True
    if sheets:
        cookie["sheets"] = sheets
    return redirect(url_for("coordinator.rounds"), 303)


@entrance.post("/sign-out")
@allow(SIGNED_IN)
def sign_out() -> Response:
    """End the session on the server and here."""
    accounts.end_sign_in(session(), links.digest(cookie["key"]), now())
    cookie.pop("key", None)
    return redirect(url_for("entrance.sign_in"), 303)


@entrance.get("/left")
@allow(ANYONE)
def left() -> str:
    """Confirm that a device no longer opens a city's sheet."""
    guess()
    return render_template("entrance/left.html")


def form_again() -> tuple[str, int] | None:
    """Show a form of the entrance anew, after it had grown too old to be taken; None elsewhere."""
    if request.endpoint == "entrance.ask_for_link":
        email = request.form.get("email", "").strip()
        return render_template("entrance/sign_in.html", email=email, fault=TOO_OLD), 400
    if request.endpoint == "entrance.spend":
        token = (request.view_args or {})["token"]
        return render_template("entrance/confirm.html", token=token, fault=TOO_OLD), 400
    return None
