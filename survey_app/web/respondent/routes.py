"""The respondent's way: link, start, pages, review, receipt."""

from flask import request

from survey_app.web.respondent.blueprint import respondent
from survey_app.web.respondent.exchanges import reply_again
from survey_app.web.respondent.languages import switch_language
from survey_app.web.respondent.opening import start_again
from survey_app.web.respondent.pages import save_again
from survey_app.web.respondent.signing_off import review_again

__all__ = ["page_again", "respondent", "switch_language"]

_AGAIN = {
    "sheet.begin": start_again,
    "sheet.save": save_again,
    "sheet.submit": review_again,
    "sheet.reply": reply_again,
}


def page_again() -> tuple[str, int] | None:
    """Show a respondent's page anew with what was typed, after its form had grown too old; else None."""
    again = _AGAIN.get(request.endpoint or "")
    return again() if again else None
