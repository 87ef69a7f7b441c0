"""Add the columns that promise most until no column promises more: a bound, and where good programmes lie."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from survey_app.programmes.columns.groups import Groups
from survey_app.programmes.columns.linear import Figures, signed
from survey_app.programmes.columns.master import Column, Kept, Master, best_of_cells
from survey_app.programmes.columns.pricing import Prices, agenda, weigh
from survey_app.programmes.model import Exchange, Objective
from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import Cell, CellName

STEADY = 0.5
"""How much of the best prices so far stays in the next: prices that jump about find columns slowly."""
CLOSE = 3e-4
"""The part of a bound that more columns are not worth the time for."""
NEAR = 0.003
"""Groups that fall short by no more than this part of the bound are searched first."""
ACTIVE, FEW_TURNS = 15000, 6
"""Of very many groups, only so many of the most promising are looked at in most turns."""
SAFETY = 1e-7
"""The part of a bound that is given away for the tolerances of floating-point arithmetic."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """Hold a bound, the exact figure behind it, and by how much each group falls short of it."""

    objective: Objective
    bound: int
    groups: Groups
    highest: float
    short: Figures

    def near(self) -> dict[CellName, set[str]]:
        """Return the visitors of each cell where good programmes are likely to lie."""
        return self._within(NEAR * abs(self.highest))

    def possible(self, value: int) -> dict[CellName, set[str]]:
        """Return the visitors that each cell can have in a programme with this value or a better one."""
        least = signed(self.objective, value)
        gap = self.highest - least + SAFETY * (1 + abs(self.highest))
        return self._within(gap)

    def _within(self, gap: float) -> dict[CellName, set[str]]:
        groups = self.groups
        ids = [city.id for city in groups.network.problem.cities]
        names: dict[CellName, set[str]] = {}
        for row in np.nonzero(self.short <= gap)[0]:
            there = names.setdefault(groups.names[groups.cells[row]], set())
            there.update(ids[one] for one in groups.visitors[row] if one < len(ids))
        return names


def bound_by_columns(  # noqa: PLR0913, PLR0917 - a stage with its state
    network: Network,
    cells: Mapping[CellName, Cell],
    kept: Kept,
    objective: Objective,
    exchanges: Sequence[Exchange],
    left: Callable[[], float],
    notice: Callable[[int], None],
) -> Bounded | None:
    """Bound a stage from a programme that keeps the earlier ones; None where no time was left for it."""
    groups = Groups(network, cells)
    if not len(groups.cells):
        return None
    master = Master(network, groups, kept, objective)
    for one in exchanges:
        master.add(master.number(one))
    adding = _Adding(groups, master)
    while not adding.converged and (time := left()) > 0 and (solved := master.solve(time)) is not None:
        if adding.turn(*solved):
            notice(_whole(objective, adding.high))
    if adding.short is None:
        return None
    return Bounded(objective, _whole(objective, adding.high), groups, adding.high, adding.short)


class _Adding:
    """Hold the best bound so far with its prices, and which groups are looked at."""

    def __init__(self, groups: Groups, master: Master) -> None:
        self.groups, self.master = groups, master
        self.every = np.arange(len(groups.cells))
        self.active, self.turns = self.every, 0
        self.high = math.inf
        self.duals: Figures | None = None
        self.short: Figures | None = None
        self.steady, self.converged = STEADY, False

    def turn(self, value: float, duals: Figures) -> bool:
        """Add the columns that promise most at the last prices; say whether the bound is better."""
        if self.duals is not None:
            duals = self.steady * self.duals + (1 - self.steady) * duals
        prices = self.master.prices(duals)
        full = len(self.active) == len(self.every) or self.turns >= FEW_TURNS
        rows = self.every if full else self.active
        worth = weigh(self.groups, prices, rows)
        tops, found = best_of_cells(self.groups, worth, rows)
        added = sum(self.master.add(_column(self.groups, prices, int(row))) for row in found)
        if not full:
            self.turns = self.turns + 1 if added else FEW_TURNS
            return False
        self.turns = 0
        better = self._bounded(duals, worth, tops)
        self.steady, self.converged = (STEADY if added else 0.0), not added and not self.steady
        self.converged = self.converged or self.high - value <= CLOSE * max(1.0, abs(self.high))
        return better

    def _bounded(self, duals: Figures, worth: Figures, tops: Figures) -> bool:
        high = self.master.beside(duals) + float(tops.sum())
        short = tops[self.groups.cells] - worth
        if len(short) > ACTIVE:
            self.active = np.argpartition(short, ACTIVE)[:ACTIVE]
        better = high < self.high
        if better:
            self.high, self.duals, self.short = high, duals, short
        return better


def _column(groups: Groups, prices: Prices, row: int) -> Column:
    visitors = tuple(int(one) for one in groups.visitors[row] if one != groups.nobody)
    return Column(int(groups.cells[row]), visitors, tuple(agenda(groups, prices, row)))


def _whole(objective: Objective, high: float) -> int:
    return signed(objective, math.floor(high + SAFETY * (1 + abs(high))))
