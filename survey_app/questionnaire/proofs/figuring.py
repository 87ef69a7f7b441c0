"""What numbers, days, selections and grids may come to: sums, extremes, counts, rows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from types import MappingProxyType

from survey_app.questionnaire.expressions import meaning
from survey_app.questionnaire.expressions.values import ARITHMETIC
from survey_app.questionnaire.proofs.possible import (
    ANYTHING,
    EITHER,
    FALSE,
    NONE,
    TRUE,
    Anything,
    Exactly,
    Grid,
    Picked,
    Possible,
    Span,
    as_span,
    joined,
    one_of,
    spans,
    without_empty,
)

_FEW = 8  # single values on each side that are computed one by one
_LARGEST = Decimal("1e30")  # beyond it a calculation may leave the numbers, which makes it empty
_WIDEST, _FINEST = Decimal("1e15"), Decimal("1e-15")
_UNLIMITED = 10**9
_FIRST, _LAST = Decimal(date.min.toordinal()), Decimal(date.max.toordinal())


def whole(least: int, most: int | None) -> Span:
    """Return counts from the least to the most, None for any."""
    return spans(least, _UNLIMITED if most is None else most)


def never_empty(possible: Possible) -> Possible:
    """Return the values of a set without the empty one."""
    return without_empty(possible) or possible


def negated(possible: Possible) -> Possible:
    """Return what the opposite number may be."""
    return figured("-", one_of(Decimal(0)), possible)


def figured(sign: str, left: Possible, right: Possible) -> Possible:
    """Return what a calculation with numbers or days may come to."""
    if NONE in (left, right):
        return NONE
    if isinstance(left, Exactly) and isinstance(right, Exactly):
        pairs = list(product(left.values, right.values))
        if len(pairs) <= _FEW * _FEW:
            return Exactly(frozenset(_EXACT[sign](*pair) for pair in pairs))
    first, second = as_span(left), as_span(right)
    found = None if first is None or second is None else _SPANS[sign](first, second)
    if found is None or max(abs(found.low[0]), abs(found.high[0])) > _LARGEST:
        return ANYTHING
    return replace(found, empty=found.empty or left.empty or right.empty)


_EXACT: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "+": meaning.add,
        "-": meaning.subtract,
        "*": meaning.multiply,
        "div": meaning.divide,
        "mod": meaning.modulo,
    }
)


def _between(corners: list[Decimal], *, of_whole: bool) -> Span:
    """Return the span of some corners, both included: rounding never crosses an included bound."""
    return Span((min(corners), 0), (max(corners), 0), of_whole)


def _sum(left: Span, right: Span) -> Span | None:
    if left.days or right.days:
        return _later(left, right) if left.days else _later(right, left)
    corners = [ARITHMETIC.add(a, b) for a, b in ((left.low[0], right.low[0]), (left.high[0], right.high[0]))]
    return _between(corners, of_whole=left.whole and right.whole)


def _difference(left: Span, right: Span) -> Span | None:
    opposite = Span(_opposite(right.high), _opposite(right.low), right.whole)
    if left.days and not right.days:
        return _later(left, opposite)
    return _sum(replace(left, days=False), opposite)


def _opposite(bound: tuple[Decimal, int]) -> tuple[Decimal, int]:
    return bound[0].copy_negate(), -bound[1]


def _later(days: Span, number: Span) -> Span | None:
    """Move days; what leaves the calendar is empty, and parts of days do not count."""
    low, high = (
        ARITHMETIC.add(a[0], Decimal(int(b[0])))
        for a, b in ((days.low, number.low), (days.high, number.high))
    )
    if high < _FIRST or low > _LAST:
        return None
    leaves = low < _FIRST or high > _LAST
    return Span((max(low, _FIRST), 0), (min(high, _LAST), 0), True, True, leaves)


def _product(left: Span, right: Span) -> Span | None:
    corners = [
        ARITHMETIC.multiply(a[0], b[0]) for a in (left.low, left.high) for b in (right.low, right.high)
    ]
    return _between(corners, of_whole=left.whole and right.whole)


def _quotient(left: Span, right: Span) -> Span | None:
    if right.low[0] <= 0 <= right.high[0]:
        return None
    corners = [ARITHMETIC.divide(a[0], b[0]) for a in (left.low, left.high) for b in (right.low, right.high)]
    return _between(corners, of_whole=False)


def _rest(left: Span, right: Span) -> Span | None:
    if right.low[0] <= 0 <= right.high[0]:
        return None
    most, least = (pick(abs(right.low[0]), abs(right.high[0])) for pick in (max, min))
    if least < _FINEST or max(abs(left.low[0]), abs(left.high[0])) > _WIDEST:
        return None  # a rest that takes more than 34 digits to compute is empty
    low = max(-most, left.low[0]) if left.low[0] < 0 else Decimal(0)
    high = min(most, left.high[0]) if left.high[0] > 0 else Decimal(0)
    return _between([low, high], of_whole=left.whole and right.whole)


_SPANS: Mapping[str, Callable[[Span, Span], Span | None]] = MappingProxyType(
    {"+": _sum, "-": _difference, "*": _product, "div": _quotient, "mod": _rest}
)


def _selected(chosen: Possible, choice: Possible) -> Possible:
    if NONE in (chosen, choice):
        return FALSE
    if not isinstance(chosen, Picked) or not isinstance(choice, Exactly) or choice.empty:
        return EITHER
    if choice.values <= chosen.surely and not chosen.empty:
        return TRUE
    return EITHER if choice.values & chosen.perhaps and chosen.most else FALSE


def _count_selected(chosen: Possible) -> Possible:
    if isinstance(chosen, Picked):
        return whole(0 if chosen.empty else chosen.least, chosen.most)
    return _count(chosen)


def _selected_at(chosen: Possible, index: Possible) -> Possible:
    if not isinstance(chosen, Picked):
        return ANYTHING
    return Exactly(chosen.perhaps | {None})


def _row(grid: Possible, name: Possible) -> Possible:
    if isinstance(grid, Grid) and isinstance(name, Exactly) and len(name.values) == 1:
        return grid.row(next(iter(name.values)))
    return NONE if grid == NONE else ANYTHING


def _count(*values: Possible) -> Possible:
    total: Possible = one_of(Decimal(0))
    for value in values:
        total = figured("+", total, _count_of(value))
    return total


def _count_of(value: Possible) -> Possible:
    if value == NONE:
        return one_of(Decimal(0))
    if isinstance(value, Grid):
        count = value.figures["count"]
        return replace(count, low=(Decimal(0), 0)) if value.empty else count
    if isinstance(value, Anything):
        return whole(0, None)
    return spans(0, 1) if value.empty else one_of(Decimal(1))


def _total(*values: Possible) -> Possible:
    total: Possible = one_of(Decimal(0))
    for value in values:
        total = figured("+", total, _total_of(value))
    return total


def _total_of(value: Possible) -> Possible:
    nothing = one_of(Decimal(0))
    if value == NONE:
        return nothing
    part: Possible = value.figures.get("sum", ANYTHING) if isinstance(value, Grid) else never_empty(value)
    return joined([part, nothing]) if value.empty else part


def _least(*values: Possible) -> Possible:
    return _extreme("min", values)


def _most(*values: Possible) -> Possible:
    return _extreme("max", values)


def _extreme(figure: str, values: tuple[Possible, ...]) -> Possible:
    given = [value for value in values if value != NONE]
    if not given:
        return NONE
    parts = [
        as_span(value.figures.get(figure, value) if isinstance(value, Grid) else value) for value in given
    ]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return ANYTHING
    surely = [part for part, value in zip(known, given, strict=True) if not value.empty]
    pick = min if figure == "min" else max
    low = min(part.low for part in known) if figure == "min" else pick(part.low for part in surely or known)
    high = (
        max(part.high for part in known) if figure == "max" else pick(part.high for part in surely or known)
    )
    if not surely:
        low, high = min(part.low for part in known), max(part.high for part in known)
    return Span(low, high, all(part.whole for part in known), any(part.days for part in known), not surely)


def _rounded(number: Possible, digits: Possible | None = None) -> Possible:
    if digits is not None or not isinstance(number, Span):
        return ANYTHING
    low, high = meaning.round_(number.low[0]), meaning.round_(number.high[0])
    return ANYTHING if low is None or high is None else Span((low, 0), (high, 0), True, empty=number.empty)


def _cut(number: Possible) -> Possible:
    if not isinstance(number, Span):
        return ANYTHING
    return spans(int(number.low[0]), int(number.high[0]), empty=number.empty)


def _same_number(number: Possible) -> Possible:
    return number if isinstance(number, Span) else ANYTHING


RULES: Mapping[str, Callable[..., Possible]] = MappingProxyType(
    {
        "selected": _selected,
        "count-selected": _count_selected,
        "selected-at": _selected_at,
        "row": _row,
        "count": _count,
        "count-non-empty": _count,
        "sum": _total,
        "min": _least,
        "max": _most,
        "round": _rounded,
        "int": _cut,
        "number": _same_number,
    }
)
