"""Choose among columns, in part where need be: the linear programme whose prices the agendas are weighed at.

Every price that is not negative gives a bound on all programmes, so that rounding does no harm: the bound is
always worked out from the prices, never taken from the linear programme itself.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt.python import mathopt

from survey_app.programmes.columns.groups import Groups
from survey_app.programmes.columns.linear import Figures, Linear, linear, signed
from survey_app.programmes.columns.pricing import Prices
from survey_app.programmes.model import Exchange, Objective
from survey_app.programmes.network import Network

Kept = Sequence[tuple[Objective, int]]


@dataclass(frozen=True, slots=True)
class Column:
    """Hold one exchange by numbers: its cell, its visitors, its sessions as (topic, presenter)."""

    cell: int
    visitors: tuple[int, ...]
    sessions: tuple[tuple[int, int], ...]


class Master:
    """Hold the rows (each at most its limit), the choices that are not columns, and the columns."""

    def __init__(self, network: Network, groups: Groups, kept: Kept, objective: Objective) -> None:
        self.network, self.groups = network, groups
        self.model = mathopt.Model()
        self.rows: list[Any] = []
        self.limits: list[float] = []
        self.entries: list[tuple[int, int, float]] = []
        self.worths: list[float] = []
        self.most: list[float] = []
        self.variables: list[Any] = []
        self.columns: dict[Column, Any] = {}
        self.objective = linear(network, groups, objective)
        self.kept: list[tuple[int, Linear]] = []
        for name, least in kept:
            if name != "fairness":
                one = linear(network, groups, name)
                self.kept.append((self._row(-float(signed(name, least))), one))
        self._resources()
        self._learning(dict(kept).get("fairness", 0), objective == "fairness")
        self.model.objective.is_maximize = True
        self.solver = mathopt.IncrementalSolver(self.model, mathopt.SolverType.GLOP)

    def _row(self, limit: float) -> int:
        self.rows.append(self.model.add_linear_constraint(ub=limit))
        self.limits.append(limit)
        return len(self.rows) - 1

    def _variable(self, worth: float, most: float, entries: Sequence[tuple[int, float]]) -> None:
        variable = self.model.add_variable(lb=0.0, ub=most)
        number = len(self.variables)
        for row, factor in entries:
            self.rows[row].set_coefficient(variable, factor)
            self.entries.append((number, row, factor))
        self.model.objective.set_linear_coefficient(variable, worth)
        self.variables.append(variable)
        self.worths.append(worth)
        self.most.append(most)

    def _resources(self) -> None:
        """host-count, network-limit, visitor-trips, one-place; a row number of -1 stands for no row."""
        problem = self.network.problem
        cities, weeks = len(problem.cities), len(problem.weeks)
        self.host = [self._row(float(min(one.hosting.exchanges, weeks))) for one in problem.cities]
        limit = problem.max_exchanges
        self.limit = -1 if limit is None else self._row(float(min(limit, cities * weeks)))
        self.trips = np.array(
            [self._row(float(min(one.visiting.trips, weeks))) for one in problem.cities] + [-1]
        )
        self.served = np.array([self._row(0.0) for _ in range(cities)] + [-1])
        self.week = np.full((cities + 1, weeks), -1)
        self.pair = np.full((cities, cities + 1), -1)
        for host, week, visitors in self._cells():
            for city in (host, *visitors):
                if self.week[city, week] < 0:
                    self.week[city, week] = self._row(1.0)
            for city in visitors:
                if self.pair[host, city] < 0:
                    self.pair[host, city] = self._row(1.0)

    def _cells(self) -> Iterator[tuple[int, int, list[int]]]:
        groups = self.groups
        for number, (host, week) in enumerate(zip(groups.hosts, groups.weeks, strict=True)):
            found = np.unique(groups.visitors[groups.cells == number]).tolist()
            yield int(host), int(week), [city for city in found if city != groups.nobody]

    def _learning(self, least: int, fairness: bool) -> None:
        """What is reached by attending, what is earned by that, and who is served."""
        network, groups = self.network, self.groups
        self.cover = np.full((groups.nobody + 1, groups.nothing + 1, 6), -1)
        rows = []
        for number, city in enumerate(network.problem.cities):
            ideal = network.ideals[city.id]
            if not ideal:
                continue
            fair, lowest = self._row(0.0), self._row(1000.0) if fairness else -1
            rows.append(lowest)
            for topic in city.needs:
                self._reach(number, network.topics[topic], fair, lowest, 1000 / ideal)
            wanted = max(1, -(-least * ideal // 1000))
            entries = [(int(self.served[number]), 1.0), (fair, float(wanted))]
            entries += [(row, -one.served) for row, one in self.kept if one.served]
            entries += [(lowest, 1000.0)] if fairness else []
            self._variable(self.objective.served, 1.0, entries)
        if fairness:
            self._variable(1.0, 1000.0, [(row, 1.0) for row in rows])

    def _reach(self, city: int, topic: int, fair: int, lowest: int, thousandth: float) -> None:
        need = int(self.groups.needs[city, topic])
        others = np.delete(self.groups.offers[:, topic], city)
        below = 0
        for level in sorted({int(offer) for offer in others if offer > 0} if need else ()):
            gain = need * (level - below)
            row = self.cover[city, topic, level] = self._row(0.0)
            entries = [(int(row), 1.0), (fair, -float(gain))]
            entries += [(kept, -one.points[city] * gain) for kept, one in self.kept if one.points[city]]
            entries += [(lowest, -thousandth * gain)] if lowest >= 0 else []
            self._variable(self.objective.points[city] * gain, 1.0, entries)
            below = level

    def number(self, exchange: Exchange) -> Column:
        """Return an exchange as a column."""
        order, topics = self.network.order, self.network.topics
        return Column(
            self.groups.names.index((exchange.host, exchange.week)),
            tuple(order[one] for one in exchange.visitors),
            tuple((topics[one.topic], order[one.presenter]) for one in exchange.sessions),
        )

    def add(self, column: Column) -> bool:
        """Add a column unless it is there; say whether it is new."""
        if column in self.columns:
            return False
        variable = self.columns[column] = self.model.add_variable(lb=0.0)
        for row, factor in self._entries(column).items():
            if row >= 0 and factor:
                self.rows[row].set_coefficient(variable, factor)
        worth = self._worth(self.objective, column)
        self.model.objective.set_linear_coefficient(variable, worth)
        return True

    def _worth(self, one: Linear, column: Column) -> float:
        return float(one.opens + one.visits[column.cell, list(column.visitors)].sum())

    def _entries(self, column: Column) -> dict[int, float]:
        groups = self.groups
        host, week = int(groups.hosts[column.cell]), int(groups.weeks[column.cell])
        rows = [self.host[host], self.limit, int(self.week[host, week])]
        for city in column.visitors:
            rows += [int(self.week[city, week]), int(self.trips[city]), int(self.pair[host, city])]
        entries = dict.fromkeys(rows, 1.0)
        entries.update({int(self.served[city]): -1.0 for city in column.visitors})
        best: dict[tuple[int, int], int] = {}
        for topic, presenter in column.sessions:
            for city in (host, *column.visitors):
                if city != presenter and groups.needs[city, topic] > 0:
                    best[city, topic] = int(groups.offers[presenter, topic])
        for (city, topic), offer in best.items():
            # A host counts once for each session, which is easier to price and changes no whole solution.
            if city == host:
                entries[int(self.served[host])] = entries.get(int(self.served[host]), 0.0) - 1.0
            covered = self.cover[city, topic, 1 : offer + 1]
            entries.update({int(row): -1.0 for row in covered if row >= 0})
        entries.update({row: -self._worth(one, column) for row, one in self.kept})
        return entries

    def solve(self, seconds: float) -> tuple[float, Figures] | None:
        """Return the value and the price of every row, none of them negative; None without an answer."""
        parameters = mathopt.SolveParameters(
            time_limit=datetime.timedelta(seconds=seconds),
            # So each solution starts from the one before: columns were added, nothing else changed.
            presolve=mathopt.Emphasis.OFF,
            lp_algorithm=mathopt.LPAlgorithm.PRIMAL_SIMPLEX,
        )
        result = self.solver.solve(params=parameters)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL:
            return None
        found = result.dual_values()
        prices = np.maximum(0.0, np.array([found[row] for row in self.rows]))
        return result.objective_value(), prices

    def prices(self, duals: Figures) -> Prices:
        """Return what a column is worth at these prices, part by part."""
        groups = self.groups
        price = np.append(duals, 0.0)
        hosts, weeks = groups.hosts, groups.weeks
        learning = np.cumsum(np.where(self.cover >= 0, price[self.cover], 0.0), axis=2)
        every = np.arange(groups.nobody + 1)
        served = price[self.served]
        visits = self.objective.visits + served - price[self.trips]
        visits = visits - price[self.week[every][:, weeks]].T - price[self.pair[hosts]]
        opens = np.full(len(hosts), self.objective.opens) - price[self.limit]
        opens -= price[np.array(self.host)[hosts]] + price[self.week[hosts, weeks]]
        for row, one in self.kept:
            visits = visits + price[row] * one.visits
            opens = opens + price[row] * one.opens
        visits[:, groups.nobody] = 0.0
        return Prices(learning, visits, opens, served)

    def beside(self, duals: Figures) -> float:
        """Return the part of the bound that does not come from columns."""
        worths = np.array(self.worths)
        numbers = np.array([number for number, _, _ in self.entries], dtype=np.int64)
        rows = np.array([row for _, row, _ in self.entries], dtype=np.int64)
        factors = np.array([factor for _, _, factor in self.entries])
        np.subtract.at(worths, numbers, factors * duals[rows])
        gained = np.maximum(worths, 0.0) * np.array(self.most)
        return float(duals @ np.array(self.limits) + gained.sum())


def best_of_cells(
    groups: Groups, worth: Figures, rows: NDArray[np.int64]
) -> tuple[Figures, NDArray[np.int64]]:
    """Return the most that each cell's groups among some are worth, at least 0, and those groups."""
    best, cells = np.zeros(len(groups.names)), groups.cells[rows]
    order = np.lexsort((worth, cells))
    last = order[np.append(cells[order][1:] != cells[order][:-1], True)]
    last = last[worth[last] > 0]
    best[cells[last]] = worth[last]
    return best, rows[last]
