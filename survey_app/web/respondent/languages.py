"""The switch of languages on every page of a sheet."""

from flask import request
from werkzeug.wrappers import Response

from survey_app.storage import respondents
from survey_app.web import links
from survey_app.web.access import CITY, allow, opened
from survey_app.web.languages.choosing import choose
from survey_app.web.respondent.blueprint import device_key, keep_name, respondent, to
from survey_app.web.unit import session

_SHOWN_BY = {"begin": "start", "submit": "review"}  # pages that come as the answer to a form of their own
_PAGES = frozenset({"start", "review", "receipt"})


def switch_language() -> bool:
    """Take the language that was chosen, if one was: for this device, and for its colleague on the sheet."""
    language = request.form.get("language", "")
    if not language or not choose(language):
        return False
    if opened().contributor is not None:
        key = links.digest(device_key())
        respondents.remember_language(session(), opened().invitation.id, key, language)
    return True


@respondent.post("/sheet/<sheet>/language")
@allow(CITY)
def language(sheet: str) -> Response:
    """Go on in another language, on the page where it was chosen."""
    if switch_language():
        keep_name()
    came_from = request.values.get("on", "")
    page = _SHOWN_BY.get(came_from, came_from)
    return to(page if page in _PAGES else "start")
