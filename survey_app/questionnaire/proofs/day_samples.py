"""Example days and times: near those that conditions compare with, and ordinary ones."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from survey_app.questionnaire.expressions.values import ARITHMETIC
from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.moments import DAY
from survey_app.questionnaire.proofs.possible import MINUTES, number_of
from survey_app.questionnaire.types import DatetimeQuestion, Lists, TimeQuestion

_HOURS = (time(9), time(14, 30), time(0), time(23, 59), time(12), time(18))
_FAR = 4_000  # days that are added to others
_STARTS = 20  # days that they are added to


def minutes_in(pool: Pool) -> list[Decimal]:
    """Return the times that answers are compared with, and the beginnings of the days, in minutes."""
    parts = [ARITHMETIC.multiply(number, Decimal(MINUTES)) for number in pool.numbers]
    starts = [ARITHMETIC.multiply(number_of(day), Decimal(MINUTES)) for day in pool.days]
    return [*map(number_of, pool.moments), *parts, *starts]


def near_days(days: Iterable[date]) -> Iterator[date]:
    """Yield days and those before and after them."""
    for day in sorted(days):
        for step in (0, 1, -1):
            if date.min.toordinal() <= day.toordinal() + step <= date.max.toordinal():
                yield day + timedelta(days=step)


def some_days(pool: Pool) -> Iterator[date]:
    """Yield days near those that are compared with, and so many days before and after them."""
    steps = [int(number) for number in pool.numbers if abs(number) < _FAR]
    days = dict.fromkeys([*near_days(pool.days), DAY, *near_days({DAY})])
    for step in (0, *(sign * (step + more) for step in steps for sign in (1, -1) for more in (0, 1, -1))):
        for day in list(days)[:_STARTS]:
            if 0 < day.toordinal() + step <= date.max.toordinal():
                yield day + timedelta(days=step)


def some_times(question: TimeQuestion, lists: Lists, pool: Pool) -> Iterator[str]:
    """Yield times as a file gives them, those near what is compared with first."""
    asked = [number_of(moment) for moment in pool.moments if isinstance(moment, time)]
    parts = [ARITHMETIC.multiply(number, Decimal(MINUTES)) for number in pool.numbers]
    near = (int(minute) + step for minute in sorted([*asked, *parts]) for step in (0, 1, -1))
    found = dict.fromkeys([*near, *(int(number_of(hour)) for hour in _HOURS)])
    yield from (f"{minute // 60:02}:{minute % 60:02}" for minute in found if 0 <= minute < MINUTES)


def some_moments(question: DatetimeQuestion, lists: Lists, pool: Pool) -> Iterator[str]:
    """Yield days with a time as a file gives them, those near what is compared with first."""
    asked = [moment for moment in pool.moments if isinstance(moment, datetime)]
    near = [_later(moment, step) for moment in sorted(asked) for step in (0, 1, -1)]
    days = list(dict.fromkeys([*(moment.date() for moment in near), *some_days(pool)]))
    usual = [datetime.combine(day, hour) for day in days for hour in _HOURS[:4]]
    yield from (moment.isoformat(timespec="minutes") for moment in dict.fromkeys([*near, *usual]))


def _later(moment: datetime, minutes: int) -> datetime:
    try:
        return moment + timedelta(minutes=minutes)
    except OverflowError:
        return moment
