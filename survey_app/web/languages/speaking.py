"""What the request's pages are said in, and the functions by which templates say things."""

import re
from datetime import date, datetime
from typing import Any

from flask import g, has_app_context
from jinja2 import Environment

from survey_app.questionnaire.phrases import Phrase
from survey_app.rounds.weeks import friday
from survey_app.web.languages.catalogue import ENGLISH
from survey_app.web.languages.tongue import Tongue, name_of, tongue_of

_UNNAMED = re.compile(r"A colleague \(([0-9a-f]{4})\)")  # how somebody without a name is kept


def speak(tag: str) -> None:
    """Let the rest of the request speak a language."""
    g.tongue = tongue_of(tag)


def tongue() -> Tongue:
    """Return the language of the request: English until another one is chosen."""
    found: Tongue | None = g.get("tongue") if has_app_context() else None
    return found or tongue_of(ENGLISH)


def translated(text: str, /, **values: Any) -> str:
    """Return a template's sentence: _("Page %(number)s", number=1)."""
    words = tongue().gettext(text)
    return words % values if values else words


def translated_number(one: str, many: str, num: int, /, **values: Any) -> str:
    """Return a template's sentence about a number of things, which it names %(num)s."""
    return tongue().ngettext(one, many, num) % {"num": num, **values}


def say(text: str) -> str:
    """Return a text in the request's language; what a questionnaire says stays as it is."""
    return tongue().say(text)


def spoken_author(name: str) -> str:
    """Return who gave an answer; somebody without a name reads as a colleague in the request's language."""
    found = _UNNAMED.fullmatch(name)
    return say(Phrase("A colleague ({mark})", mark=found[1])) if found else name


def _week(week: str) -> str:
    return tongue().week(week)


def _month(week: str) -> str:
    return tongue().month(friday(week))


def _day(day: date) -> str:
    return tongue().day(day)


def _moment(moment: datetime) -> str:
    return tongue().moment(moment)


def teach(jinja: Environment) -> None:
    """Let templates say things in the request's language."""
    jinja.globals |= {"_": translated, "ngettext": translated_number, "tongue": tongue}
    jinja.filters |= {
        "say": say,
        "spoken_week": _week,
        "spoken_month": _month,
        "spoken_day": _day,
        "spoken_moment": _moment,
        "spoken_author": spoken_author,
        "language_name": name_of,
    }
