"""A city's answer sheet as the coordinator reads it, and opening it again."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from survey_app.answers.model import Sheet, SheetStatus
from survey_app.exports.answers import counted_values
from survey_app.profiles.building import topics_of
from survey_app.storage import sheets
from survey_app.web.access import CITY_OF_ROUND, account, allow, invited, this_round
from survey_app.web.coordinator.blueprint import coordinator, note, round_page
from survey_app.web.coordinator.gathering import CitySheet, profile_of
from survey_app.web.coordinator.home_page import city_row
from survey_app.web.coordinator.profiles_page import city_profile
from survey_app.web.coordinator.rounds import city_link
from survey_app.web.coordinator.sheet_page import answer_pages, entries, lines_beforehand
from survey_app.web.coordinator.versions import carry_on
from survey_app.web.files import handed_out
from survey_app.web.questionnaires import questionnaire_of
from survey_app.web.respondent.asking import Asking
from survey_app.web.unit import now, session


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/")
@allow(CITY_OF_ROUND)
def sheet(round_id: int, slug: str) -> str:
    """Show what a city answered, who wrote it and when, its history and its profile."""
    (invitation, found), this, today = invited(), this_round(), now().date()
    asking = _asking(found)
    pages, hidden = answer_pages(asking)
    read = CitySheet(invitation.city, found, counted_values(asking.compiled, found, today))
    profile = profile_of(asking.compiled, read, today)
    return round_page(
        "sheet",
        "home",
        invitation=invitation,
        row=city_row(invited(), asking.compiled, this, today, city_link(invitation)),
        pages=pages,
        hidden=hidden,
        beforehand=lines_beforehand(asking),
        entries=entries(asking.compiled, sheets.history(session(), found.id)),
        profile=city_profile(profile, asking.compiled.questionnaire, topics_of(asking.compiled)),
    )


def _asking(found: Sheet) -> Asking:
    compiled = questionnaire_of(session(), found.version_id, this_round())
    day = found.submitted_at or now()
    return Asking(compiled, found, day.date())


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/files/<digest>")
@allow(CITY_OF_ROUND)
def file(round_id: int, slug: str, digest: str) -> Response:
    """Hand out a file that the city sent."""
    return handed_out(invited()[1], digest)


@coordinator.get("/rounds/<int:round_id>/cities/<slug>/reopen")
@allow(CITY_OF_ROUND)
def ask_reopen(round_id: int, slug: str) -> str:
    """Ask before a submitted sheet is opened again."""
    return round_page("reopen", "home", invitation=invited()[0])


@coordinator.post("/rounds/<int:round_id>/cities/<slug>/reopen")
@allow(CITY_OF_ROUND)
def reopen(round_id: int, slug: str) -> Response:
    """Make a submitted sheet a draft again; its answers stay."""
    invitation, found = invited()
    locked = sheets.sheet_by_id(session(), found.id, for_update=True)
    if locked is not None and locked.status is SheetStatus.SUBMITTED:
        who = account().name or account().email
        opened = sheets.reopen_sheet(session(), locked, author=who, now=now())
        carry_on(opened, this_round().version_id or opened.version_id, who)
        note("reopened a sheet", city=invitation.city.name)
        flash(f"{invitation.city.name} can change its answers again.", "good")
    return redirect(url_for("coordinator.sheet", round_id=round_id, slug=slug), 303)
