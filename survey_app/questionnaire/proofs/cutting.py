"""Sets of answers cut into cells along the literals that they are compared with."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from decimal import Decimal
from itertools import product
from math import prod

from survey_app.questionnaire.proofs.literals import Pool
from survey_app.questionnaire.proofs.possible import (
    NONE,
    Bound,
    Exactly,
    Grid,
    Picked,
    Possible,
    Span,
    Text,
    number_of,
    one_of,
    tightened,
)

MOST_CELLS = 200
_FEW = 12  # values that are looked at one by one
_APART = 5  # choices, or rows of a grid, that are told apart


def cut_span(span: Span, literals: Iterable[Decimal]) -> list[Possible]:
    """Return the numbers below, at, between and above the literals; each by itself where they are few."""
    width = span.high[0] - span.low[0]
    if span.whole and not span.days and width < _FEW:
        return [one_of(span.low[0] + step) for step in range(int(width) + 1)]
    points = sorted({literal for literal in literals if span.low <= (literal, 0) <= span.high})
    if len(points) > MOST_CELLS // 2:
        return [span]
    return list(_between(span, points))


def _between(span: Span, points: list[Decimal]) -> Iterator[Possible]:
    low: Bound = span.low
    for point in points:
        for part in ((low, (point, -1)), ((point, 0), (point, 0))):
            if part[0] <= part[1] and (found := tightened(replace(span, low=part[0], high=part[1]))):
                yield found
        low = (point, 1)
    if low <= span.high and (found := tightened(replace(span, low=low))):
        yield found


def cut_values(found: Exactly, literals: Set[str]) -> list[Possible]:
    """Return each value that is compared with by itself, and the others together; all apart if few."""
    alone = found.values if len(found.values) <= _FEW else found.values & literals
    rest = found.values - alone
    cells: list[Possible] = [one_of(value) for value in sorted(alone)]
    return [*cells, Exactly(rest)] if rest else cells


def cut_text(found: Text, literals: Set[str], legal: Set[str], lengths: Iterable[Decimal]) -> list[Possible]:
    """Return each text that is compared with, where it is a legal answer, and all others by their length."""
    cells: list[Possible] = [one_of(text) for text in sorted(legal)]
    whole = Span((Decimal(found.shortest), 0), (Decimal(found.longest), 0), True)
    others = frozenset(literals)
    return [*cells, *(Text(int(low), int(high), others) for low, high in _lengths(whole, lengths))]


def cut_picked(found: Picked, literals: Set[str], counts: Iterable[Decimal]) -> list[Possible]:
    """Return the selections with and without each choice that is asked for, by how many there are."""
    apart = sorted(found.perhaps & literals)[:_APART]
    span = Span((Decimal(found.least), 0), (Decimal(found.most), 0), True)
    parts = [(int(part[0]), int(part[1])) for part in _lengths(span, counts)]
    cells: list[Possible] = []
    for ticked in product((True, False), repeat=len(apart)):
        surely = frozenset(name for name, there in zip(apart, ticked, strict=True) if there)
        perhaps = found.perhaps - (frozenset(apart) - surely)
        for low, high in parts:
            least, most = max(low, len(surely)), min(high, len(perhaps))
            if least <= most:
                cells.append(Picked(surely, perhaps, least, most))
    return cells if len(cells) <= MOST_CELLS else [found]


def _lengths(span: Span, counts: Iterable[Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    points = sorted({count for count in counts if span.low <= (count, 0) <= span.high})
    for part in _between(span, points[:_FEW]):
        if isinstance(part, Span):
            yield part.low[0], part.high[0]


_FIGURES = {
    "max": "max",
    "min": "min",
    "sum": "sum",
    "count": "count",
    "count-selected": "count",
    "count-non-empty": "count",
}


def cut_grid(found: Grid, pool: Pool) -> list[Possible]:
    """Return a grid's answers by the rows that are named, and by the figures that are computed over all."""
    asked = sorted({_FIGURES[use] for use in pool.used if use in _FIGURES} & set(found.figures))
    rows = sorted(row for row in pool.rows if found.names is None or row in found.names)[:_APART]
    options = {("figure", figure): _coarse(found.figures[figure], pool) for figure in asked}
    options |= {("row", row): [NONE, *_cell(found.cell, pool)] for row in rows}
    while prod(map(len, options.values())) > MOST_CELLS:  # what is cut into most cells stays whole
        del options[max(options, key=lambda key: len(options[key]))]
    parts = []
    for some in product(*options.values()):
        cut = list(zip(options, some, strict=True))
        told = {key[1]: span for key, span in cut if key[0] == "figure" and isinstance(span, Span)}
        told_rows = {key[1]: cell for key, cell in cut if key[0] == "row"}
        part = replace(found, figures={**found.figures, **told}, rows=told_rows)
        if _consistent(part):
            parts.append(part)
    return list(parts)


def _coarse(span: Span, pool: Pool) -> list[Possible]:
    told = {*pool.numbers, *map(number_of, pool.days)} if span.days else pool.numbers
    points = sorted({number for number in told if span.low <= (number, 0) <= span.high})
    return list(_between(span, points))


def _cell(cell: Possible, pool: Pool) -> list[Possible]:
    if isinstance(cell, Exactly):
        return cut_values(cell, pool.texts)
    return _coarse(cell, pool) if isinstance(cell, Span) else [cell]


def _consistent(grid: Grid) -> bool:
    """Tell whether figures and rows can go together; False only where they surely cannot."""
    count = grid.figures["count"]
    given = [row for row in grid.rows.values() if row != NONE]
    blank = len(grid.rows) - len(given)
    if count.high[0] < len(given) or (grid.names and count.low[0] > len(grid.names) - blank):
        return False
    if "max" not in grid.figures:
        return True
    high, low = (grid.figures[figure] for figure in ("max", "min"))
    if low.low > high.high:
        return False
    for row in given:
        if isinstance(row, Span) and (row.low > high.high or row.high < low.low):
            return False
    return "sum" not in grid.figures or _adds_up(grid, count)


def _adds_up(grid: Grid, count: Span) -> bool:
    """Tell whether a sum can lie between the extremes."""
    high, low, total = (grid.figures[figure] for figure in ("max", "min", "sum"))
    counts = (count.low[0] - 1, count.high[0] - 1)
    most = low.high[0] + max(high.high[0] * others for others in counts)
    least = high.low[0] + min(low.low[0] * others for others in counts)
    return total.low[0] <= most and total.high[0] >= least
