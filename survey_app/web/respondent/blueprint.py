"""The blueprint of the respondent's pages, and what their views share."""

from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from survey_app.answers.model import SheetStatus
from survey_app.questionnaire.compiled import Compiled
from survey_app.questionnaire.phrases import Phrase
from survey_app.questionnaire.types import HiddenQuestion
from survey_app.questionnaire.values import Unreadable, clean_text
from survey_app.rounds.model import RoundStatus
from survey_app.web import links
from survey_app.web.access import opened
from survey_app.web.languages.choosing import this_one
from survey_app.web.respondent.asking import Asking
from survey_app.web.unit import now

respondent = Blueprint("sheet", __name__)

NAME_LENGTH = 100
TOO_OLD = Phrase(
    "This page had been open for too long, so nothing was saved yet. Everything you typed is still here:"
    " press the button again."
)


def asking_now() -> Asking:
    """Return the sheet that the request is about, with its questionnaire in the request's language."""
    this = opened()
    compiled = this_one().compiled
    return Asking(compiled, this.sheet, now().date(), _from_link(compiled))


def _from_link(compiled: Compiled) -> dict[str, Any]:
    """Return what the address of this device's link set, as far as the questionnaire lets a link set it."""
    sent, found = cookie.get("link", {}).get(opened().invitation.public_id, {}), {}
    for question in compiled.questionnaire.questions():
        if isinstance(question, HiddenQuestion) and question.from_link and question.name in sent:
            with suppress(Unreadable):  # the link shortens what is too long; nothing else can be wrong
                found[question.name] = question.read(sent[question.name], compiled.questionnaire.lists)
    return found


def is_editable() -> bool:
    """Tell whether the sheet takes answers now."""
    return opened().round.status is RoundStatus.OPEN and opened().sheet.status is SheetStatus.DRAFT


def device_key() -> str:
    """Return the key of this device for the sheet."""
    return str(cookie["sheets"][opened().invitation.public_id][0])


def author() -> str:
    """Return the colleague's name, or a name for the device that tells it from the others."""
    contributor = opened().contributor
    if contributor and contributor.name:
        return contributor.name
    return f"A colleague ({links.digest(device_key())[:4]})"


def keep_name() -> None:
    """Keep the name that was typed for the page that comes back in another language."""
    if "name" in request.form:
        cookie["typed_name"] = [opened().invitation.public_id, request.form["name"][:NAME_LENGTH]]


def known_name() -> str:
    """Return the name that was typed just now, or that is known of this device's colleague, "" for none."""
    typed_on, typed = cookie.pop("typed_name", ("", ""))
    if typed_on == opened().invitation.public_id:
        return str(typed)
    contributor = opened().contributor
    return contributor.name if contributor else ""


def sent_name() -> tuple[str, str | None]:
    """Return the name that was sent, and what is wrong with it."""
    name = " ".join(request.form.get("name", "").split())
    try:
        return clean_text(name, "name", NAME_LENGTH) or "", None
    except Unreadable as unreadable:
        return name, unreadable.faults[0].message


def to(endpoint: str, **values: Any) -> Response:
    """Send on to a page of the same sheet."""
    return redirect(url_for(f"sheet.{endpoint}", sheet=opened().invitation.public_id, **values), 303)
