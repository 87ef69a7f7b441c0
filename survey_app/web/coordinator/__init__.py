"""The coordinator's pages: rounds, cities, profiles, statistics, proposals, downloads."""

from flask import Blueprint

from survey_app.web.access import SIGNED_IN, allow

coordinator = Blueprint("coordinator", __name__)


@coordinator.get("/rounds/")
@allow(SIGNED_IN)
def rounds() -> str:
    """List the rounds of the signed-in person's network."""
    return ""
