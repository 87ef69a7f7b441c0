"""The questionnaire's pages: showing one, saving one."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template, request
from werkzeug.datastructures import CombinedMultiDict
from werkzeug.wrappers import Response

from survey_app.questionnaire.phrases import Phrase
from survey_app.web.access import CITY, allow, opened
from survey_app.web.files import handed_out
from survey_app.web.forms.page_form import PageForm
from survey_app.web.respondent.asking import Asking
from survey_app.web.respondent.blueprint import TOO_OLD, asking_now, author, is_editable, respondent, to
from survey_app.web.respondent.languages import switch_language
from survey_app.web.respondent.moved import typed_elsewhere
from survey_app.web.respondent.pressing import pressed_in
from survey_app.web.respondent.saving import Saved, asked_of, save_page
from survey_app.web.unit import now, session

SHUT = Phrase(
    "Nothing of this page was saved: while you had it open, the sheet was signed off or the round was closed."
    " What you typed still stands below: copy what you want to keep, and ask the coordinator to reopen it."
)


@respondent.get("/sheet/<sheet>/page/<page>")
@allow(CITY)
def page(sheet: str, page: str) -> str | Response:
    """Show one page of the questionnaire."""
    if not is_editable():
        return to("start")
    asking = asking_now()
    if page not in asking.compiled.questionnaire.page_names:
        abort(404)
    if page not in {entry.name for entry in asking.view.pages}:
        return to("start")
    return _page(asking, page)


def _page(asking: Asking, name: str, saved: Saved | None = None, *, unsaved: str = "", more: str = "") -> str:
    """Render a page; `unsaved` says why nothing of it was saved, `more` names the first new question."""
    this = asking.compiled.questionnaire.page_names[name]
    names = [entry.name for entry in asking.view.pages]
    before, after = asking.neighbours(this)
    typed, faults = (saved.typed, saved.faults) if saved else (None, ())
    views = asking.questions(this, typed, faults)
    return render_template(
        "respondent/page.html",
        opened=opened(),
        asking=asking,
        page=this,
        label=asking.words(this, "label"),
        hint=asking.words(this, "hint"),
        number=names.index(name) + 1 if name in names else 1,
        pages=len(names),
        before=before,
        deciding=sorted(asking.compiled.looked_at_on(this)),
        after=after,
        views=views,
        laid_out=asking.laid_out(this, views),
        collisions={entry.question: entry for entry in saved.collisions} if saved else {},
        base=saved.base if saved else asking.sheet.revision,
        bases=saved.bases if saved else {},
        unsaved=unsaved,
        shut=not is_editable(),
        more=more,
        reviewing="review" in request.args,
    )


@respondent.post("/sheet/<sheet>/page/<page>")
@allow(CITY)
def save(sheet: str, page: str) -> Response | str | tuple[str, int]:
    """Save what a page sent, then go where the pressed button says."""
    switched = switch_language()
    asking = asking_now()
    this = asking.compiled.questionnaire.page_names.get(page)
    if gone := typed_elsewhere(request.form, this):
        return render_template("respondent/moved.html", opened=opened(), gone=gone), 409
    if this is None:
        abort(404)
    if not is_editable():
        return _page(asking, page, _unsaved(asking, page), unsaved=SHUT), 409
    pressed = pressed_in(request.form)
    sent = CombinedMultiDict[str, Any]([pressed.form, request.files])
    saved = save_page(session(), asking, this, sent, author=author(), now=now())
    saved = replace(saved, asking=replace(saved.asking, fresh=pressed.fresh))
    go = request.form.get("go", "next")
    leaving = switched or go in ("back", "later")
    if pressed.stays and not saved.collisions:
        staying = replace(saved, faults=saved.unreadable)
        return _page(saved.asking, page, staying), 422 if saved.unreadable else 200
    if saved.collisions:
        return _page(saved.asking, page, saved), 409
    if go == "update":
        return _page(saved.asking, page, replace(saved, faults=saved.unreadable), more=saved.appeared or "")
    if saved.unreadable or (saved.faults and not leaving):
        return _page(saved.asking, page, saved), 422
    if saved.appeared and not leaving:
        return _page(saved.asking, page, saved, more=saved.appeared)
    reviewing = 1 if "review" in request.args else None
    return to("page", page=page, review=reviewing) if switched else _onwards(saved.asking, page, go)


def _onwards(asking: Asking, name: str, go: str) -> Response:
    before, after = asking.neighbours(asking.compiled.questionnaire.page_names[name])
    if go == "back":
        return to("page", page=before.name) if before else to("start")
    if go == "review":
        return to("review")
    if go == "later":
        return to("start", saved="1")
    return to("page", page=after.name) if after else to("review")


@respondent.get("/sheet/<sheet>/files/<digest>")
@allow(CITY)
def file(sheet: str, digest: str) -> Response:
    """Hand out a file that the city sent."""
    return handed_out(opened().sheet, digest)


def save_again() -> tuple[str, int] | None:
    """Show a page anew with what was typed, after its form had grown too old; None for no such page."""
    asking, name = asking_now(), (request.view_args or {})["page"]
    if name not in asking.compiled.questionnaire.page_names:
        return None
    return _page(asking, name, _unsaved(asking, name), unsaved=TOO_OLD if is_editable() else SHUT), 400


def _unsaved(asking: Asking, name: str) -> Saved:
    """Return what a page sent as something that was not saved: all of it typed, its base as it was."""
    questionnaire = asking.compiled.questionnaire
    page, stored = questionnaire.page_names[name], asking.sheet.values()
    sent = PageForm(page, questionnaire.lists, request.form, stored)
    seen = asked_of(request.form, sent.names, asking.sheet)
    faults = tuple(sent.faults)
    return Saved(asking, sent.raw, faults, faults, (), None, base=seen.base, bases=seen.bases)
