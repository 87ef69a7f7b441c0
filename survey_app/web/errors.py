"""What goes wrong, told on a page: the cause and the remedy, never a stack trace."""

import logging
from typing import Any

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from survey_app.storage import Unavailable, UnstorableText
from survey_app.web.entrance import form_again
from survey_app.web.languages.choosing import guess
from survey_app.web.respondent.routes import page_again
from survey_app.web.unit import roll_back

log = logging.getLogger("survey_app")
PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})


def tell_errors(app: Flask) -> None:
    """Answer every error of an app with a page in plain words."""
    app.register_error_handler(CSRFError, _too_old)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(UnstorableText, _unstorable)
    app.register_error_handler(Exception, _unexpected)


def _told(code: int) -> tuple[str, int, dict[str, str]]:
    roll_back()
    _speak()
    name = code if code in PAGES else 500 if code >= 500 else 400
    headers = {"Retry-After": "5"} if code == 503 else {"Retry-After": "60"} if code == 429 else {}
    return render_template(f"errors/{name}.html"), code, headers


def _speak() -> None:
    """Tell respondents in their language; the pages of coordinators are in English."""
    if (request.blueprint or "") not in ("coordinator", "entrance"):
        guess()


def _http(error: HTTPException) -> Any:
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, Unavailable):  # the commit failed, after the view
        return _unavailable(cause)
    if error.code is None or error.code < 400:
        return error
    page, code, headers = _told(error.code)
    allowed = getattr(error, "valid_methods", None)
    return page, code, {**headers, "Allow": ", ".join(sorted(allowed))} if allowed else headers


def _too_old(error: CSRFError) -> Any:
    """Keep what was typed when a form was too old to be taken."""
    again = page_again() or form_again()
    roll_back()
    return again or _told(400)


def _unavailable(error: Unavailable) -> Any:
    log.warning("storage is unavailable: %s", error)
    return _told(503)


def _unstorable(error: UnstorableText) -> Any:
    return _told(422)


def _unexpected(error: Exception) -> Any:
    log.exception("%s %s failed", request.method, request.path)
    return _told(500)
