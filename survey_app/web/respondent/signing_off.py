"""Looking through the answers, signing them off for the city, and the receipt."""

from flask import render_template, request
from werkzeug.wrappers import Response

from survey_app.answers.model import SheetStatus
from survey_app.questionnaire.phrases import Phrase
from survey_app.storage import agreements, sheets
from survey_app.web.access import CITY, allow, opened
from survey_app.web.forms.faults import sentence
from survey_app.web.respondent.blueprint import (
    TOO_OLD,
    asking_now,
    is_editable,
    known_name,
    respondent,
    sent_name,
    to,
)
from survey_app.web.unit import now, session

NAMELESS = Phrase("Write the name of the person who signs off for the city.")
MOVED_ON = Phrase(
    "A colleague changed answers while you were looking at them, so nothing was submitted. Look through them"
    " once more, then submit."
)


@respondent.get("/sheet/<sheet>/review")
@allow(CITY)
def review(sheet: str) -> str:
    """Show every answer with a way to change it, and what is missing."""
    return _review_page(known_name())


def _review_page(name: str, fault: str | None = None) -> str:
    asking = asking_now()
    return render_template(
        "respondent/review.html",
        opened=opened(),
        asking=asking,
        faults=asking.faults() if is_editable() else {},
        editable=is_editable(),
        name=name,
        fault=fault,
        sentence=sentence,
    )


def review_again() -> tuple[str, int]:
    """Show the review anew with the name that was typed, after its form had grown too old."""
    return _review_page(sent_name()[0], TOO_OLD), 400


@respondent.post("/sheet/<sheet>/submit")
@allow(CITY)
def submit(sheet: str) -> Response | tuple[str, int]:
    """Sign the sheet off, once, when nothing is missing."""
    if opened().sheet.status is SheetStatus.SUBMITTED:
        return to("receipt")
    if not is_editable():
        return to("start")
    name, fault = sent_name()
    if fault or not name:
        return _review_page(name, fault or NAMELESS), 422
    if asking_now().faults():
        return _review_page(name), 422
    if request.form.get("base", str(opened().sheet.revision)) != str(opened().sheet.revision):
        return _review_page(name, MOVED_ON), 409
    sheets.submit_sheet(session(), opened().sheet, author=name, now=now())
    return to("receipt")


@respondent.get("/sheet/<sheet>/receipt")
@allow(CITY)
def receipt(sheet: str) -> str | Response:
    """Confirm that the sheet is in, with its reference."""
    if opened().sheet.status is not SheetStatus.SUBMITTED:
        return to("start")
    asked = agreements.was_asked(session(), opened().invitation.id)
    return render_template("respondent/receipt.html", opened=opened(), asked=asked)
