"""The blueprint of the coordinator's pages, and what their views and templates share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from survey_app.programmes.wording import day
from survey_app.rounds.weeks import spoken
from survey_app.storage import events
from survey_app.web.access import account, this_round
from survey_app.web.unit import now, session

coordinator = Blueprint("coordinator", __name__)


@coordinator.app_template_filter("moment")
def moment(at: datetime) -> str:
    """Write a moment in words: "4 March 2027, 14:05 UTC"."""
    return f"{day(at)}, {at:%H:%M} UTC"


@coordinator.app_template_filter("day")
def spoken_day(at: date) -> str:
    """Write a day in words: "4 March 2027"."""
    return day(at)


@coordinator.app_template_filter("figure")
def figure(number: Decimal) -> str:
    """Write a figure with at most two decimals: "1,250.5"."""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".")


@coordinator.app_template_filter("drawn")
def drawn(svg: str) -> Markup:
    """Let a drawing of ours stand in a page: it holds shapes alone, every text in it is escaped."""
    return Markup(svg)  # noqa: S704 - exports.svg keeps shapes and presentation attributes, nothing else


def short_week(week: str) -> str:
    """Write a week as "Week 10: 8–12 March 2027"."""
    return f"Week {int(week[-2:])}: {spoken(week)}"


def to(endpoint: str, **values: Any) -> Response:
    """Send on to a page of the round that the request is about."""
    return redirect(url_for(f"coordinator.{endpoint}", round_id=this_round().id, **values), 303)


def note(what: str, **detail: Any) -> None:
    """Write what the signed-in person did to the round into the audit trail."""
    this = this_round()
    events.record_event(
        session(), now(), account().email, what, network_id=this.network_id, round_id=this.id, detail=detail
    )


def round_page(template: str, part: str, **words: Any) -> str:
    """Render a page of the round that the request is about; part is the tab that it stands under."""
    return render_template(f"coordinator/{template}.html", round=this_round(), part=part, **words)
