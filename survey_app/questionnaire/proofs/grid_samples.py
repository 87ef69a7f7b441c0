"""Example answers to grids: whole ones first, then some that differ in the rows that are asked for."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from survey_app.questionnaire.proofs.literals import Pool

_ROWS = 3  # rows that are varied
_VALUES = 5  # values that each of them takes


def grids(rows: Sequence[str], values: Sequence[Any], pool: Pool) -> Iterator[Any]:
    """Yield answers row by row; values are figures in order, or the names of choices."""
    if not rows:
        return
    telling = _telling(values, pool)
    yield from (dict.fromkeys(rows, value) for value in dict.fromkeys([*telling, *values]))
    varied = [row for row in rows if row in pool.rows][:_ROWS] or list(rows[:1])
    for others in (values[0], values[-1], None):
        for some in product([*telling, None], repeat=len(varied)):
            given = dict.fromkeys(rows, others) | dict(zip(varied, some, strict=True))
            if kept := {row: value for row, value in given.items() if value is not None}:
                yield kept
    yield from _by_count(rows, values, pool)
    if isinstance(values[0], int):
        yield from _by_sum(rows, values, pool)


def _telling(values: Sequence[Any], pool: Pool) -> list[Any]:
    """Return the values that conditions tell apart, the ends of a scale among them."""
    if not isinstance(values[0], int):
        return list(values[:_VALUES])
    near = {int(number) + step for number in pool.numbers for step in (0, -1, 1)}
    found = [value for value in values if value in near]
    return list(dict.fromkeys([values[-1], values[0], *found]))[: _VALUES + 1]


def _by_count(rows: Sequence[str], values: Sequence[Any], pool: Pool) -> Iterator[Any]:
    near = {int(number) + step for number in pool.numbers for step in (0, 1, -1)}
    for size in sorted(size for size in {1, *near} if 1 <= size < len(rows)):
        for value in (values[-1], values[0]):
            yield dict.fromkeys(rows[:size], value)


def _by_sum(rows: Sequence[str], values: Sequence[int], pool: Pool) -> Iterator[Any]:
    low, high = values[0], values[-1]
    for total in sorted({int(number) + step for number in pool.numbers for step in (0, 1, -1)}):
        left = total - low * len(rows)
        if not 0 <= left <= (high - low) * len(rows):
            continue
        given = {}
        for row in rows:
            more = min(left, high - low)
            given[row], left = low + more, left - more
        yield given
