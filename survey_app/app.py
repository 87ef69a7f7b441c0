"""The composition root: settings, database and mail go in, a Flask app comes out."""

from collections.abc import Sequence
from datetime import timedelta

from flask import Blueprint, Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_app.jobs import Jobs
from survey_app.mail import Mailer, mailer_for
from survey_app.places import TEMPLATES
from survey_app.settings import Settings
from survey_app.storage import Database
from survey_app.web import access, unit
from survey_app.web.addresses import RowNumber
from survey_app.web.coordinator import coordinator
from survey_app.web.entrance import entrance
from survey_app.web.errors import tell_errors
from survey_app.web.forms.drawing import draw
from survey_app.web.headers import asset, send_headers
from survey_app.web.languages.choosing import languages
from survey_app.web.languages.speaking import teach
from survey_app.web.respondent.routes import respondent

MAX_REQUEST = 4 * 1024 * 1024
MAX_PARTS = 5_000


def create_app(
    settings: Settings,
    database: Database,
    jobs: Jobs,
    mailer: Mailer | None = None,
    more: Sequence[Blueprint] = (),
) -> Flask:
    """Return the product as a WSGI application; its database must be open and of the current schema.

    `more` are pages beside the product's own, which may frame these.
    """
    app = Flask("survey_app", static_folder=None, template_folder=str(TEMPLATES))
    app.extensions |= {"settings": settings, "database": database, "jobs": jobs}
    app.extensions["mailer"] = mailer or mailer_for(settings)
    _configure(app, settings)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0)  # type: ignore[method-assign]
    app.url_map.converters["int"] = RowNumber
    for blueprint in (entrance, respondent, coordinator, *more):
        app.register_blueprint(blueprint)
    # Functions run after a request in the reverse order of their registration: the transaction ends first.
    send_headers(app, settings.secure, framed=bool(more))
    unit.watch(app)
    access.enforce(app)
    CSRFProtect(app)
    tell_errors(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    prefix = "__Host-" if settings.secure else ""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=settings.hosts,
        SESSION_COOKIE_NAME=f"{prefix}survey",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        MAX_CONTENT_LENGTH=MAX_REQUEST,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST,
        MAX_FORM_PARTS=MAX_PARTS,
        WTF_CSRF_TIME_LIMIT=12 * 3600,
        WTF_CSRF_SSL_STRICT=False,  # some browsers send no Referer; the token and SameSite do without
        TEMPLATES_AUTO_RELOAD=False,
    )
    jinja = app.jinja_env
    jinja.trim_blocks = jinja.lstrip_blocks = True
    jinja.undefined = StrictUndefined
    jinja.globals |= {"asset": asset, "drawn": draw, "languages": languages}
    teach(jinja)
