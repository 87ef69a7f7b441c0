"""What a value may be: sets of values, wide enough to hold every one that is possible.

A set may hold more than is possible, never less: what no value of it does, no answer does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, TypeAlias

from survey_app.questionnaire.expressions.values import ARITHMETIC

Bound: TypeAlias = tuple[Decimal, int]  # a number and -1 just below it, 0 itself, 1 just above it


@dataclass(frozen=True, slots=True)
class Exactly:
    """One of some values; None among them is the empty answer."""

    values: frozenset[Any]

    @property
    def empty(self) -> bool:
        """Tell whether the value may be empty."""
        return None in self.values

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        return value in self.values


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers from one bound to another, or days and times as numbers (see number_of); perhaps empty."""

    low: Bound
    high: Bound
    whole: bool = False
    days: bool = False
    empty: bool = False

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        if value is None:
            return self.empty
        point = number_of(value)
        return self.low <= (point, 0) <= self.high and not (self.whole and point != point.to_integral_value())


@dataclass(frozen=True, slots=True)
class Text:
    """Texts of some lengths other than those that are looked at one by one; perhaps empty."""

    shortest: int
    longest: int
    others: frozenset[str] = frozenset()
    empty: bool = False

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        if value is None:
            return self.empty
        return value not in self.others and self.shortest <= len(value) <= self.longest


@dataclass(frozen=True, slots=True)
class Picked:
    """Choices: those that are surely among them, those that may be, and how many there are."""

    surely: frozenset[str]
    perhaps: frozenset[str]
    least: int
    most: int
    empty: bool = False

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        if value is None:
            return self.empty
        return self.surely <= set(value) <= self.perhaps and self.least <= len(value) <= self.most


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a grid: those told apart by name, what any other may be, and figures over all of them."""

    names: tuple[str, ...] | None  # None: not known yet
    cell: "Possible"
    figures: Mapping[str, Span]  # "max", "min" and "sum" where the cells are numbers, "count" always
    rows: Mapping[str, "Possible"] = field(default_factory=dict)
    empty: bool = False

    def row(self, name: str) -> "Possible":
        """Return what one row may be."""
        found = self.rows.get(name, self.cell)
        return joined([found, NONE]) if self.empty else found

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        if value is None:
            return self.empty
        told: Mapping[str, Any] = {"max": max, "min": min, "sum": sum, "count": len}
        for figure, span in self.figures.items():
            cells = list(value) if figure == "count" else [number_of(cell) for cell in value.values()]
            if not span.may_be(Decimal(told[figure](cells))):
                return False
        return all(may_be(possible, value.get(name)) for name, possible in self.rows.items())


@dataclass(frozen=True, slots=True)
class Anything:
    """Any value: nothing is known."""

    empty: bool = True

    def may_be(self, value: Any) -> bool:
        """Tell whether a value is possible."""
        return True


Possible: TypeAlias = Exactly | Span | Text | Picked | Grid | Anything

ANYTHING = Anything()
NONE = Exactly(frozenset({None}))
TRUE = Exactly(frozenset({True}))
FALSE = Exactly(frozenset({False}))
EITHER = Exactly(frozenset({True, False}))
_ZERO: Bound = (Decimal(0), 0)
MINUTES = 24 * 60  # of a day


def may_be(possible: Possible, value: Any) -> bool:
    """Tell whether a value is possible."""
    return possible.may_be(value)


def number_of(value: Any) -> Decimal:
    """Return a number, a day's ordinal, or the minutes of a time, with a day those since the first day."""
    if isinstance(value, datetime):
        return ARITHMETIC.add(Decimal(value.toordinal() * MINUTES), number_of(value.time()))
    if isinstance(value, time):
        whole = Decimal(value.hour * 60 + value.minute)
        return ARITHMETIC.add(whole, ARITHMETIC.divide(Decimal(value.second), Decimal(60)))
    return Decimal(value.toordinal()) if isinstance(value, date) else value


def spans(low: Decimal | int, high: Decimal | int, *, whole: bool = True, empty: bool = False) -> Span:
    """Return the numbers from one to another, both included."""
    return Span((Decimal(low), 0), (Decimal(high), 0), whole, empty=empty)


def one_of(*values: Any) -> Exactly:
    """Return some values."""
    return Exactly(frozenset(values))


def without_empty(possible: Possible) -> Possible | None:
    """Return what a value may be that is not empty; None where it is always empty."""
    if isinstance(possible, Exactly):
        left = possible.values - {None}
        return Exactly(left) if left else None
    if isinstance(possible, Span) and possible.empty:
        return Span(possible.low, possible.high, possible.whole, possible.days)
    return possible


def as_span(possible: Possible) -> Span | None:
    """Return numbers or days as a span, None where they are neither or always empty."""
    if isinstance(possible, Span):
        return possible
    if not isinstance(possible, Exactly):
        return None
    values = possible.values - {None}
    if not values or not all(type(value) in (Decimal, date, time, datetime) for value in values):
        return None
    numbers = [number_of(value) for value in values]
    whole = all(number == number.to_integral_value() for number in numbers)
    days = any(type(value) is date for value in values)
    return Span((min(numbers), 0), (max(numbers), 0), whole, days, possible.empty)


def joined(parts: list[Possible]) -> Possible:
    """Return what may be any of the parts."""
    if all(isinstance(part, Exactly) for part in parts):
        return Exactly(frozenset().union(*(part.values for part in parts if isinstance(part, Exactly))))
    empty = any(part.empty for part in parts)
    real = [part for part in parts if part != NONE]
    found = [span for part in real if (span := as_span(part))]
    if len(found) < len(real):
        return ANYTHING
    low, high = min(span.low for span in found), max(span.high for span in found)
    return Span(low, high, all(span.whole for span in found), any(span.days for span in found), empty)


def truths(possible: Possible) -> tuple[bool, bool]:
    """Tell whether a condition may be true, and whether it may be false."""
    if isinstance(possible, Exactly):
        holds = [value is not None and value is not False and value != 0 for value in possible.values]
        return any(holds), not all(holds)
    if isinstance(possible, Span):
        nought = possible.low <= _ZERO <= possible.high
        only = possible.low == possible.high == _ZERO
        return not only, nought or possible.empty
    return True, True


def tightened(span: Span) -> Span | None:
    """Return whole numbers between whole bounds; None where a span has no number in it."""
    if not span.whole:
        return span if span.low <= span.high else None
    (low, above), (high, below) = span.low, span.high
    least = low.to_integral_value(ROUND_FLOOR if above else ROUND_CEILING)
    most = high.to_integral_value(ROUND_CEILING if below else ROUND_FLOOR)
    least, most = (
        ARITHMETIC.add(least, Decimal(int(above > 0))),
        ARITHMETIC.subtract(most, Decimal(int(below < 0))),
    )
    return Span((least, 0), (most, 0), True, span.days, span.empty) if least <= most else None
