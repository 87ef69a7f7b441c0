"""What operators and functions do with values; None is the empty answer, and nothing here raises."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from survey_app.questionnaire.expressions import limits
from survey_app.questionnaire.expressions.patterns import Pattern
from survey_app.questionnaire.expressions.texts import read_date, read_number
from survey_app.questionnaire.expressions.values import ARITHMETIC, Inner, finite, scalar_text

ZERO = Decimal(0)


def truth(value: Inner) -> bool:
    """Tell whether a value counts as true: a yes, or a number other than 0; empty never does."""
    if isinstance(value, Decimal):
        return value != 0
    return value is not None and value is not False


def add(left: Inner, right: Inner) -> Inner:
    """Add numbers, or days to a date."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return finite(ARITHMETIC.add(left, right))
    if isinstance(left, date) and isinstance(right, Decimal):
        return _days_later(left, right)
    if isinstance(left, Decimal) and isinstance(right, date):
        return _days_later(right, left)
    return None


def subtract(left: Inner, right: Inner) -> Inner:
    """Subtract numbers, days from a date, or a date from a date (in days)."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return finite(ARITHMETIC.subtract(left, right))
    if isinstance(left, date) and isinstance(right, date):
        return Decimal((left - right).days)
    if isinstance(left, date) and isinstance(right, Decimal):
        return _days_later(left, right.copy_negate())
    return None


def _days_later(day: date, days: Decimal) -> date | None:
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return None


def multiply(left: Inner, right: Inner) -> Inner:
    """Multiply numbers."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return finite(ARITHMETIC.multiply(left, right))
    return None


def divide(left: Inner, right: Inner) -> Inner:
    """Divide numbers; by zero gives empty."""
    if isinstance(left, Decimal) and isinstance(right, Decimal) and right:
        return finite(ARITHMETIC.divide(left, right))
    return None


def modulo(left: Inner, right: Inner) -> Inner:
    """Give the rest of a division, with the sign of the left number; by zero gives empty."""
    if isinstance(left, Decimal) and isinstance(right, Decimal) and right:
        return finite(ARITHMETIC.remainder(left, right))
    return None


def if_(condition: Inner, then: Inner, otherwise: Inner) -> Inner:
    """Give one of two values."""
    return then if truth(condition) else otherwise


def not_(condition: Inner) -> bool:
    """Give the opposite; the opposite of empty is true."""
    return not truth(condition)


def coalesce(*values: Inner) -> Inner:
    """Give the first value that is not empty."""
    return next((value for value in values if value is not None), None)


def selected(chosen: tuple[str, ...] | str | bool | None, choice: str | bool | None) -> bool:
    """Tell whether a choice is among the chosen ones."""
    if chosen is None or choice is None:
        return False
    return choice in chosen if isinstance(chosen, tuple) else choice == chosen


def count_selected(chosen: tuple[str, ...] | dict[str, Decimal] | dict[str, str] | None) -> Decimal:
    """Count choices, or the answered rows of a grid."""
    return Decimal(len(chosen) if chosen else 0)


def selected_at(chosen: tuple[str, ...] | None, index: Decimal | None) -> str | None:
    """Give the choice at an index that counts from 0."""
    if chosen is None or index is None or not 0 <= index < len(chosen):
        return None
    return chosen[int(index)]


def row(grid: dict[str, Decimal] | dict[str, str] | None, name: str) -> Decimal | str | None:
    """Give the answer in one row of a grid."""
    return None if grid is None else grid.get(name)


def indexed_repeat(
    answers: dict[str, Any] | None, entries: dict[str, Any] | None, index: Decimal | None
) -> Inner:
    """Give the answer in one entry of a repeat, counted from 1."""
    if answers is None or entries is None or index is None or not 1 <= index <= len(entries):
        return None
    found: Inner = answers.get(list(entries)[int(index) - 1])
    return found


def _cells(values: Iterable[Inner]) -> Iterable[Inner]:
    for value in values:
        if isinstance(value, dict):
            yield from value.values()
        elif value is not None:
            yield value


def count(*values: Inner) -> Decimal:
    """Count the answers that are not empty, each row of a grid for itself."""
    return Decimal(sum(1 for _ in _cells(values)))


def sum_(*values: Inner) -> Inner:
    """Add up what is not empty; nothing adds up to 0."""
    total: Inner = Decimal(0)
    for cell in _cells(values):
        total = add(total, cell)
    return total


def min_(*values: Inner) -> Inner:
    """Give the smallest of what is not empty; of nothing, empty."""
    return min(_cells(values), default=None)  # type: ignore[type-var]


def max_(*values: Inner) -> Inner:
    """Give the largest of what is not empty; of nothing, empty."""
    return max(_cells(values), default=None)  # type: ignore[type-var]


def round_(number: Decimal | None, digits: Decimal | None = ZERO) -> Decimal | None:
    """Round to digits behind the point (before it when negative), halves away from zero."""
    if number is None or digits is None:
        return None
    furthest = Decimal(limits.DIGITS)
    places = int(max(min(digits, furthest), -furthest))
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -places:
        return number
    return finite(number.quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, ARITHMETIC))


def int_(value: Inner) -> Decimal | None:
    """Cut off what stands behind the decimal point."""
    number = number_of(value)
    return None if number is None else Decimal(int(number))


def number_of(value: Inner) -> Decimal | None:
    """Read a number from a text; yes is 1 and no is 0."""
    if isinstance(value, bool):
        return Decimal(int(value))
    if isinstance(value, Decimal):
        return value
    return read_number(value) if isinstance(value, str) else None


def date_of(value: Inner) -> date | None:
    """Read a date from a text, or take the day of a date with a time."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return read_date(value) if isinstance(value, str) else None


def string(value: Inner) -> str | None:
    """Write a value as text."""
    return scalar_text(value) or None


def concat(*values: Inner) -> str | None:
    """Join values as text, up to the limit of a text."""
    pieces: list[str] = []
    room = limits.TEXT_CHARACTERS
    for value in values:
        pieces.append(scalar_text(value)[:room])
        room -= len(pieces[-1])
    return "".join(pieces) or None


def string_length(text: str | None) -> Decimal:
    """Count characters; an empty answer has 0."""
    return Decimal(len(text) if text else 0)


def contains(text: str | None, part: str | None) -> bool:
    """Tell whether a text has a part; never when either is empty."""
    return text is not None and part is not None and part in text


def starts_with(text: str | None, start: str | None) -> bool:
    """Tell whether a text begins with another; never when either is empty."""
    return text is not None and start is not None and text.startswith(start)


def regex(value: Inner, pattern: Pattern) -> bool:
    """Tell whether a pattern matches the whole of a value; never an empty one."""
    return value is not None and pattern.matches(scalar_text(value))
