"""The picture of needs and offers: who wants what, who can show it, what nobody offers."""

from flask import Response, abort, flash, url_for

from survey_app.exports.network_pictures import needs_offers_matrix_svg
from survey_app.profiles.building import topics_of
from survey_app.profiles.model import Source
from survey_app.rounds.model import City
from survey_app.web.access import ROUND, allow, this_round
from survey_app.web.coordinator.blueprint import coordinator, round_page, to
from survey_app.web.coordinator.gathering import Gathered, fingerprint, gather
from survey_app.web.coordinator.profiles_page import anchor, figures_of, matrix, seen_by, topic_page
from survey_app.web.unit import now, session


def gathered(drafts: bool = False) -> Gathered:
    """Return what the round's cities said; without a questionnaire the reader is sent to choose one."""
    if this_round().version_id is None:
        flash("Choose a questionnaire first: it says what the cities are asked.", "warn")
        abort(to("settings"))
    return gather(session(), this_round(), now().date(), drafts=drafts)


def link(city: City, source: Source) -> str:
    """Return the address of an answer."""
    return url_for(
        "coordinator.sheet", round_id=this_round().id, slug=city.slug, _anchor=anchor(source)
    )  # fmt: skip


@coordinator.get("/rounds/<int:round_id>/profiles")
@allow(ROUND)
def profiles(round_id: int) -> str:
    """Show topics by cities with every need and offer."""
    said = gathered()
    topics, found = topics_of(said.compiled), said.profiles()
    return round_page(
        "profiles",
        "profiles",
        matrix=matrix(topics, found, link),
        basis=seen_by(len(found), said.waiting),
        waiting=said.waiting,
        picture_mark=fingerprint(session(), this_round())[:12],
    )


@coordinator.get("/rounds/<int:round_id>/profiles/needs-and-offers.svg")
@allow(ROUND)
def needs_offers_picture(round_id: int) -> Response:
    """Draw topics by cities as one picture, to be shown on the page and kept."""
    said = gathered()
    found = said.profiles()
    drawing = needs_offers_matrix_svg(
        f"{this_round().title}: needs and offers",
        [(one.city.slug, one.city.name) for one in found],
        [(topic.name, topic.label) for topic in topics_of(said.compiled)],
        figures_of(found, "needs"),
        figures_of(found, "offers"),
    )
    # The address carries a mark of the answers, so that a browser may keep the picture until they change.
    return Response(drawing, mimetype="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


@coordinator.get("/rounds/<int:round_id>/profiles/<topic>")
@allow(ROUND)
def topic(round_id: int, topic: str) -> str:
    """Show who wants a topic and who can show it, in their own words."""
    said = gathered()
    chosen = next((choice for choice in topics_of(said.compiled) if choice.name == topic), None)
    if chosen is None:
        abort(404)
    page = topic_page(chosen, said.profiles(), link)
    return round_page("topic", "profiles", page=page, waiting=said.waiting)
