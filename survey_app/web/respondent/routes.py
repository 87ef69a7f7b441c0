"""The respondent's way: link, start, pages, review, receipt."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.answers.model import SheetStatus
from survey_app.answers.progress import PageState, progress
from survey_app.rounds.model import RoundStatus
from survey_app.storage import accounts, invitations, respondents, sheets
from survey_app.web import links
from survey_app.web.access import ANYONE, CITY, allow, opened
from survey_app.web.forms.page_form import PageForm
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.respondent.asking import Asking
from survey_app.web.respondent.saving import Saved, save_page
from survey_app.web.unit import database, now, session, settings

respondent = Blueprint("sheet", __name__)

WRONG_LINKS = 30  # guesses from one address within the time below; a right link is never refused
WRONG_LINKS_WITHIN = timedelta(minutes=10)
MOST_SHEETS = 20  # sheets that one browser keeps open at the same time


@respondent.get("/city/<token>")
@allow(ANYONE)
def join(token: str) -> Response:
    """Open a city's personal link: keep it in the cookie and take it out of the address."""
    public_id, proof = links.split_city_token(token)
    found = invitations.invitation_by_public_id(session(), public_id)
    nonce = found.nonce if found and not found.revoked else ""
    if not links.proves(settings().secret_key, public_id, nonce, proof) or not nonce:
        _count_wrong_link()
        abort(404)
    held = dict(cookie.get("sheets") or {})
    key, known = held.pop(public_id, (None, None))
    held[public_id] = [key if known == nonce else links.new_token(), nonce]
    cookie["sheets"] = dict(list(held.items())[-MOST_SHEETS:])
    cookie.permanent = True
    return redirect(url_for("sheet.start", sheet=public_id), 303)


def _count_wrong_link() -> None:
    source = request.remote_addr or ""
    with database().begin(write=True) as own:
        if accounts.recent_attempts(own, "city-link", source, now() - WRONG_LINKS_WITHIN) >= WRONG_LINKS:
            abort(429)
        accounts.record_attempt(own, "city-link", source, now())


def _asking() -> Asking:
    this = opened()
    return Asking(questionnaire_of(session(), this.sheet.version_id, this.round), this.sheet, now().date())


def _author() -> str:
    """Return the colleague's name, or a name for the device that tells it from the others."""
    contributor = opened().contributor
    if contributor and contributor.name:
        return contributor.name
    return f"A colleague ({links.digest(_key())[:4]})"


def _key() -> str:
    return str(cookie["sheets"][opened().invitation.public_id][0])


def _editable() -> bool:
    return opened().round.status is RoundStatus.OPEN and opened().sheet.status is SheetStatus.DRAFT


def _to(endpoint: str, **values: Any) -> Response:
    return redirect(url_for(f"sheet.{endpoint}", sheet=opened().invitation.public_id, **values), 303)


@respondent.get("/sheet/<sheet>/")
@allow(CITY)
def start(sheet: str) -> str | Response:
    """Tell what is asked, why, and for how long it is kept; show how far the sheet is."""
    if opened().sheet.status is SheetStatus.SUBMITTED:
        return _to("receipt")
    return _start_page()


def _start_page(fault: str | None = None, name: str | None = None) -> str:
    asking = _asking()
    known = opened().contributor
    return render_template(
        "respondent/start.html",
        opened=opened(),
        questionnaire=asking.compiled.questionnaire,
        asking=asking,
        progress=progress(asking.compiled, asking.sheet.values(), asking.today),
        editable=_editable(),
        name=name if name is not None else known.name if known else "",
        fault=fault,
    )


@respondent.post("/sheet/<sheet>/start")
@allow(CITY)
def begin(sheet: str) -> Response | tuple[str, int]:
    """Remember who is working on this device, then go to the first page that is not complete."""
    if not _editable():
        return _to("start")
    name = " ".join(request.form.get("name", "").split())
    if len(name) > 100:
        return _start_page("Write a name of at most 100 characters.", name), 422
    respondents.remember_contributor(session(), opened().invitation.id, links.digest(_key()), name, now())
    asking = _asking()
    done = progress(asking.compiled, asking.sheet.values(), asking.today)
    first = next((entry.page for entry in done.pages if entry.state is not PageState.COMPLETE), None)
    return _to("page", page=first.name) if first else _to("review")


@respondent.get("/sheet/<sheet>/page/<page>")
@allow(CITY)
def page(sheet: str, page: str) -> str | Response:
    """Show one page of the questionnaire."""
    if not _editable():
        return _to("start")
    asking = _asking()
    if page not in asking.compiled.questionnaire.page_names:
        abort(404)
    if page not in {entry.name for entry in asking.view.pages}:
        return _to("start")
    return _page(asking, page)


def _page(
    asking: Asking, name: str, saved: Saved | None = None, *, stale: bool = False, more: str | None = None
) -> str:
    this = asking.compiled.questionnaire.page_names[name]
    pages = list(asking.view.pages)
    before, after = asking.neighbours(this)
    faults = saved.faults if saved else ()
    return render_template(
        "respondent/page.html",
        opened=opened(),
        asking=asking,
        page=this,
        label=asking.words(this, "label"),
        hint=asking.words(this, "hint"),
        number=next((index for index, entry in enumerate(pages, 1) if entry.name == name), 1),
        pages=len(pages),
        before=before,
        after=after,
        views=asking.questions(this, saved.typed if saved else None, faults),
        collisions={entry.question: entry for entry in saved.collisions} if saved else {},
        stale=stale,
        more=more,
    )


@respondent.post("/sheet/<sheet>/page/<page>")
@allow(CITY)
def save(sheet: str, page: str) -> Response | str | tuple[str, int]:
    """Save what a page sent, then go where the pressed button says."""
    if not _editable():
        return _to("start")
    asking = _asking()
    this = asking.compiled.questionnaire.page_names.get(page) or abort(404)
    saved = save_page(session(), asking, this, request.form, _author(), now())
    go = request.form.get("go", "next")
    if saved.collisions:
        return _page(saved.asking, page, saved), 409
    if saved.unreadable or (go == "next" and saved.faults):
        return _page(saved.asking, page, saved), 422
    if go == "next" and saved.appeared:
        return _page(saved.asking, page, saved, more=saved.appeared)
    return _onwards(saved.asking, page, go)


def _onwards(asking: Asking, name: str, go: str) -> Response:
    before, after = asking.neighbours(asking.compiled.questionnaire.page_names[name])
    if go == "back":
        return _to("page", page=before.name) if before else _to("start")
    if go == "later":
        return _to("start", saved="1")
    return _to("page", page=after.name) if after else _to("review")


def page_again() -> tuple[str, int] | None:
    """Show a page anew with what was typed, after its form had grown too old to be taken; None elsewhere."""
    if request.endpoint != "sheet.save" or not _editable():
        return None
    asking = _asking()
    this = asking.compiled.questionnaire.page_names.get((request.view_args or {})["page"])
    if this is None:
        return None
    asked = request.form.get("asked", "").split()
    sent = PageForm(this, asking.compiled.questionnaire.lists, asked, request.form)
    saved = Saved(asking, sent.raw, tuple(sent.faults), tuple(sent.faults), (), None)
    return _page(asking, this.name, saved, stale=True), 400


@respondent.get("/sheet/<sheet>/review")
@allow(CITY)
def review(sheet: str) -> str:
    """Show every answer with a way to change it, and what is missing."""
    return _review_page()


def _review_page(fault: str | None = None) -> str:
    asking = _asking()
    known = opened().contributor
    return render_template(
        "respondent/review.html",
        opened=opened(),
        asking=asking,
        faults=asking.faults() if _editable() else {},
        editable=_editable(),
        name=request.form.get("name", known.name if known else ""),
        fault=fault,
    )


@respondent.post("/sheet/<sheet>/submit")
@allow(CITY)
def submit(sheet: str) -> Response | tuple[str, int]:
    """Sign the sheet off, once, when nothing is missing."""
    if not _editable():
        return _to("start")
    name = " ".join(request.form.get("name", "").split())[:100]
    if _asking().faults():
        return _review_page(), 422
    if not name:
        return _review_page("Write the name of the person who signs off for the city."), 422
    sheets.submit_sheet(session(), opened().sheet, author=name, now=now())
    return _to("receipt")


@respondent.get("/sheet/<sheet>/receipt")
@allow(CITY)
def receipt(sheet: str) -> str | Response:
    """Confirm that the sheet is in, with its reference."""
    if opened().sheet.status is not SheetStatus.SUBMITTED:
        return _to("start")
    return render_template("respondent/receipt.html", opened=opened())


@respondent.post("/sheet/<sheet>/leave")
@allow(CITY)
def leave(sheet: str) -> Response:
    """End this device's access, here and on the server; the link opens the sheet again."""
    # A device that never gave a name is unknown yet; it must be known to be refused from now on.
    key = links.digest(_key())
    if opened().contributor is None:
        respondents.remember_contributor(session(), opened().invitation.id, key, "", now())
    respondents.end_contributor(session(), opened().invitation.id, key, now())
    held = dict(cookie.get("sheets") or {})
    held.pop(sheet, None)
    cookie["sheets"] = held
    return redirect(url_for("entrance.left"), 303)
