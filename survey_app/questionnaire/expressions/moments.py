"""What functions do with days and times; None is empty, and nothing here raises."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.texts import read_date, read_datetime
from survey_app.questionnaire.expressions.values import ARITHMETIC, Inner

_FIRST = date(1970, 1, 1)
_DAY = Decimal(24 * 60 * 60)
CODE = re.compile(r"%(.)", re.DOTALL)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
CODES = frozenset("YymnbdeaHhMS3%")


def date_time(value: Inner) -> datetime | None:
    """Read a day with a time from a text; a day alone begins at 0:00."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str):
        return None
    day = read_date(value)
    return read_datetime(value) if day is None else datetime.combine(day, time())


def decimal_date_time(value: Inner) -> Decimal | None:
    """Give how many days lie between 1 January 1970 and a day, the time as a part of one."""
    moment = date_time(value)
    if moment is None:
        return None
    days = Decimal((moment.date() - _FIRST).days)
    return ARITHMETIC.add(days, decimal_time(moment.time()) or Decimal(0))


def decimal_time(value: Inner) -> Decimal | None:
    """Give a time as a part of a day."""
    if not isinstance(value, time):
        return None
    return ARITHMETIC.divide(Decimal(value.hour * 3600 + value.minute * 60 + value.second), _DAY)


def format_date(value: Inner, pattern: str | None) -> str | None:
    """Write a day, or a day with a time: %Y %y %m %n %b %d %e %a, %H %h %M %S %3."""
    moment = date_time(value)
    if moment is None or pattern is None:
        return None
    written = CODE.sub(lambda found: _part(moment, found[1]), pattern)
    return written[: limits.TEXT_CHARACTERS]


def _part(moment: datetime, code: str) -> str:
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()],
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": "000",
        "%": "%",
    }
    return parts.get(code, "")
