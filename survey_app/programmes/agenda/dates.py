"""On which dates an agenda's days are: one after the other, from a weekday of the exchange's week on."""

from datetime import date, timedelta

from survey_app.programmes.agenda.model import WEEKDAYS, Agenda
from survey_app.rounds.weeks import monday


def dates(agenda: Agenda, week: str) -> list[date | None]:
    """Return the date of each day of an agenda; None for a week that no calendar has."""
    count = len(agenda.days())
    try:
        first = monday(week) + timedelta(days=agenda.first)
    except ValueError:
        return [None] * count
    return [first + timedelta(days=at) for at in range(count)]


def firsts(days: int) -> tuple[str, ...]:
    """Return the weekdays on which a visit of so many days can begin without leaving its week."""
    return WEEKDAYS[: max(1, len(WEEKDAYS) - days + 1)]
