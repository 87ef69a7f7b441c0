"""Numbers, dates and times written as text, in the one spelling that each has."""

import re
from datetime import date, datetime, time
from decimal import Decimal

from survey_app.questionnaire.expressions.values import as_number

# ASCII digits alone: int() and Decimal() by themselves would also read ١٢, 1_000 and NaN.
_NUMBER = re.compile(r"-?(?:[0-9]{1,40}(?:\.[0-9]{1,40})?|\.[0-9]{1,40})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?")


def read_number(text: str) -> Decimal | None:
    """Read 12, -3.5 or .5, blanks around it allowed; None for anything else."""
    stripped = text.strip()
    return as_number(Decimal(stripped)) if _NUMBER.fullmatch(stripped) else None


def read_date(text: str) -> date | None:
    """Read 2027-01-31; None for anything else."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """Read 14:30 or 14:30:00; None for anything else."""
    try:
        return time.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def read_datetime(text: str) -> datetime | None:
    """Read 2027-01-31T14:30, a blank instead of the T allowed; None for anything else."""
    try:
        return datetime.fromisoformat(text) if _DATETIME.fullmatch(text) else None
    except ValueError:
        return None
