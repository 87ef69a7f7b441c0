"""Improve a programme part by part: take some exchanges out and plan these hosts anew around all others.

This needs no model of the whole network, so it works at any size. How much is taken out follows from how
quickly the parts are solved.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import Any

from survey_app.programmes.canonical import canonical
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.greedy import Greedy
from survey_app.programmes.model import Exchange, Objective
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import LESS_IS_BETTER, earned_points, value, weight
from survey_app.programmes.possibilities import Cell, CellName, cells_around
from survey_app.programmes.search import Search
from survey_app.programmes.stages import Stage
from survey_app.programmes.standing import Standing

Kept = Sequence[tuple[Objective, int]]
"""What earlier stages demand: an objective, and the value that it keeps."""
SMALLEST, LARGEST = 60, 1200
"""How many visits may be open at once."""
EFFORT = 0.4
"""The most work for one part, about so many seconds on a machine that does nothing else."""
FIRST = 30
"""How much more the aim weighs than learning, which is always better to have."""
SERVED = 2_000_000
"""One city more is worth more than all that another could learn."""
GUESTS = 12
"""How many visitors, those with most to learn, are looked at for one host and week."""


class Aim:
    """Make one objective as good as possible."""

    def __init__(self, network: Network, objective: Objective) -> None:
        self.network, self.objective = network, objective
        self.less_is_better = objective in LESS_IS_BETTER

    def expression(self, formulation: Formulation) -> Any:
        """Return what the solver makes as good as possible."""
        stage = Stage(formulation, self.objective).expression
        if self.objective != "served":
            return stage
        return SERVED * stage + Stage(formulation, "learning").expression

    def measure(self, exchanges: Sequence[Exchange]) -> int:
        """Return how good a programme is."""
        found = value(self.network, exchanges, self.objective)
        if self.objective != "served":
            return found
        return SERVED * found + value(self.network, exchanges, "learning")

    def wanting(self, exchanges: Sequence[Exchange]) -> list[str]:
        """Return the cities to look at first."""
        return []

    def reached(self, exchanges: Sequence[Exchange]) -> bool:
        """Say whether nothing better is asked for."""
        return False


class Threshold(Aim):
    """Make what the cities lack to a fulfilment (in thousandths) as little as possible."""

    def __init__(self, network: Network, thousandths: int) -> None:
        super().__init__(network, "fairness")
        self.less_is_better = True
        self.wanted = {name: -(-thousandths * ideal // 1000) for name, ideal in network.ideals.items()}

    def expression(self, formulation: Formulation) -> Any:
        """Return the sum of what the cities lack, each in millionths of its ideal."""
        lacking = []
        standing, learning = formulation.standing, formulation.learning
        for city in {**formulation.served, **dict.fromkeys(learning.cities)}:
            wanted = self.wanted[city]
            if standing.earned[city] < wanted:
                lack = formulation.model.new_int_var(0, wanted, "")
                gained = sum(factor * choice for factor, choice in learning.earned(city))
                served = formulation.served.get(city, 1)
                formulation.model.add(lack + gained + standing.earned[city] >= wanted * served)
                lacking.append(weight(self.network, city) * lack)
        return FIRST * sum(lacking) - Stage(formulation, "learning").expression

    def _lacks(self, exchanges: Sequence[Exchange]) -> dict[str, int]:
        earned = earned_points(self.network, exchanges)
        return {
            city: weight(self.network, city) * (wanted - earned[city])
            for city, wanted in self.wanted.items()
            if 0 < earned[city] < wanted
        }

    def measure(self, exchanges: Sequence[Exchange]) -> int:
        """Return how much is lacking."""
        lacking = sum(self._lacks(exchanges).values())
        return FIRST * lacking - value(self.network, exchanges, "learning")

    def wanting(self, exchanges: Sequence[Exchange]) -> list[str]:
        """Return the cities that lack something."""
        return list(self._lacks(exchanges))

    def reached(self, exchanges: Sequence[Exchange]) -> bool:
        """Say whether nobody lacks anything."""
        return not self._lacks(exchanges)


class Improving:
    """Hold what all turns share."""

    def __init__(
        self,
        network: Network,
        cells: Mapping[CellName, Cell],
        seed: int,
        left: Callable[[], float],
        cancelled: Callable[[], bool],
    ) -> None:
        self.network, self.cells = network, cells
        self.left, self.cancelled = left, cancelled
        self.seed = seed
        self.draw = Random(seed)  # noqa: S311 - it only decides where to look first
        self.open = 150.0
        self.turns = 0
        self.weeks: dict[str, list[CellName]] = {}
        for name in cells:
            self.weeks.setdefault(name[0], []).append(name)
        self.near = self._near()

    def _near(self) -> dict[str, list[str]]:
        """Return the hosts that each city could visit."""
        found: dict[str, dict[str, None]] = {}
        for (host, _), cell in self.cells.items():
            for visitor in cell.visitors:
                found.setdefault(visitor, {})[host] = None
        return {visitor: list(hosts) for visitor, hosts in found.items()}

    def improve(  # noqa: PLR0913, PLR0917 - a turn is told what to do by its stage
        self,
        exchanges: tuple[Exchange, ...],
        aim: Aim,
        kept: Kept,
        patience: int,
        notice: Callable[[tuple[Exchange, ...]], None],
        seconds: float,
    ) -> tuple[Exchange, ...]:
        """Take turns until nothing better was found `patience` times, or time is up."""
        end, fruitless = self.left() - seconds, 0
        best = aim.measure(exchanges)
        while self.left() > max(end, 0.0) and fruitless < patience and not aim.reached(exchanges):
            found = self._turn(exchanges, aim, kept, self.left() - max(end, 0.0))
            measured = aim.measure(found)
            if measured == best:
                fruitless += 1
            elif (measured < best) == aim.less_is_better:
                best, fruitless = measured, 0
                notice(found)
            else:
                continue
            exchanges = found
        return exchanges

    def _turn(
        self, exchanges: tuple[Exchange, ...], aim: Aim, kept: Kept, seconds: float
    ) -> tuple[Exchange, ...]:
        self.turns += 1
        out, names = self._part(exchanges, aim)
        stay = [one for one in exchanges if one not in out]
        standing = Standing(self.network, stay)
        cells = dict(cells_around(self.cells, names, standing))
        cells = self._narrowed(cells, out, standing)
        if not cells:
            return exchanges
        formulation = Formulation(self.network, cells=cells, standing=standing)
        for objective, least in kept:
            Stage(formulation, objective).keep(least)
        search = Search(formulation, self.seed + self.turns, self.cancelled, 1)
        search.aim(aim.expression(formulation), aim.less_is_better)
        outcome = search.run(max(0.1, seconds), formulation.assignment(out), effort=EFFORT)
        self.open = min(LARGEST, max(SMALLEST, self.open * (1.15 if outcome.proven else 0.85)))
        if outcome.exchanges is None:
            return exchanges
        return canonical(self.network, [*stay, *outcome.exchanges])

    def _part(self, exchanges: Sequence[Exchange], aim: Aim) -> tuple[list[Exchange], list[CellName]]:
        """Return the exchanges to take out, and the cells to plan instead."""
        planned: dict[str, list[Exchange]] = {}
        for one in exchanges:
            planned.setdefault(one.host, []).append(one)
        out: list[Exchange] = []
        names: list[CellName] = []
        size = 0
        for host in self._hosts(exchanges, aim):
            out += planned.get(host, [])
            names += self.weeks[host]
            size += sum(min(GUESTS, len(self.cells[name].visitors)) for name in self.weeks[host])
            if size >= self.open and out:
                break
        return out, names

    def _hosts(self, exchanges: Sequence[Exchange], aim: Aim) -> Iterator[str]:
        """Yield every host once: first some that one city visits or could visit, then any."""
        wanting = aim.wanting(exchanges)
        city = self.draw.choice(wanting or sorted(self.near))
        visited = [one.host for one in exchanges if city in one.visitors]
        possible = [host for host in self.near.get(city, []) if host not in visited]
        self.draw.shuffle(possible)
        half = possible[: max(2, len(possible) // 2)]
        rest = sorted(self.weeks)
        self.draw.shuffle(rest)
        if city in self.weeks:
            visited.append(city)
        first = visited + half if self.draw.random() < 0.7 else []
        yield from dict.fromkeys([*first, *rest])

    def _narrowed(
        self, cells: Mapping[CellName, Cell], out: Sequence[Exchange], standing: Standing
    ) -> dict[CellName, Cell]:
        """Leave in each cell the visitors with most to learn there, and those who are to visit it now."""
        now = {(one.host, one.week): one.visitors for one in out}
        greedy = Greedy(self.network, cells, standing.exchanges)
        found = {}
        for name, cell in cells.items():
            worth = {one: greedy.visit(cell.host, one) for one in cell.visitors}
            best = sorted(cell.visitors, key=lambda one: -worth[one])[:GUESTS]
            chosen = {*best, *now.get(name, ())}
            visitors = tuple(one for one in cell.visitors if one in chosen)
            found[name] = Cell(self.network, cell.host, visitors)
        return found
