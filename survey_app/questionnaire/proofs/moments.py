"""Days and times as numbers: what questions about them take, and what functions make of them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from types import MappingProxyType

from survey_app.questionnaire.expressions.values import ARITHMETIC
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    MINUTES,
    Bound,
    Possible,
    Span,
    number_of,
    spans,
)

DAY = date(2027, 3, 8)
FIRST_DAY = date(1000, 1, 1)  # a question about a day reads no earlier one
_ROUNDED = Decimal("1e-20")  # more than a part of a day is rounded by


def days_from(first: date) -> Span:
    """Return all days from the first."""
    return Span((number_of(first), 0), (number_of(date.max), 0), True, True)


TIMES = spans(0, MINUTES - 1)
MOMENTS = spans(number_of(FIRST_DAY) * MINUTES, (number_of(date.max) + 1) * MINUTES - 1)


def _day_of(value: Possible) -> Possible:
    if not isinstance(value, Span) or value.days:
        return value if isinstance(value, Span) else ANYTHING
    (low, _), (high, _) = value.low, value.high
    first, last = (_divided(bound).to_integral_value(ROUND_FLOOR) for bound in (low, high))
    return Span((first, 0), (last, 0), True, True, value.empty)


def _moment_of(value: Possible) -> Possible:
    if not isinstance(value, Span) or not value.days:
        return value if isinstance(value, Span) else ANYTHING
    low, high = (_multiplied(bound) for bound in (value.low, value.high))
    return Span(low, high, True, empty=value.empty)


def _multiplied(bound: Bound) -> Bound:
    return ARITHMETIC.multiply(bound[0], Decimal(MINUTES)), bound[1]


def _divided(number: Decimal) -> Decimal:
    return ARITHMETIC.divide(number, Decimal(MINUTES))


def _part_of_a_day(value: Possible) -> Possible:
    if not isinstance(value, Span):
        return ANYTHING
    return Span((_divided(value.low[0]), 0), (_divided(value.high[0]), 0), empty=value.empty)


def _days_since(value: Possible) -> Possible:
    """Return days as numbers of days since 1970, the time as a part of one."""
    if not isinstance(value, Span):
        return ANYTHING
    start = Decimal(date(1970, 1, 1).toordinal())
    wider = Decimal(0) if value.days else _ROUNDED
    low, high = (bound[0] if value.days else _divided(bound[0]) for bound in (value.low, value.high))
    first = ARITHMETIC.subtract(ARITHMETIC.subtract(low, start), wider)
    last = ARITHMETIC.add(ARITHMETIC.subtract(high, start), wider)
    return Span((first, 0), (last, 0), value.days, empty=value.empty)


RULES: Mapping[str, Callable[..., Possible]] = MappingProxyType(
    {
        "date": _day_of,
        "date-time": _moment_of,
        "decimal-time": _part_of_a_day,
        "decimal-date-time": _days_since,
    }
)
