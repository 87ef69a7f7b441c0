"""List every group of visitors that could come to a host in a week, as arrays to be weighed at once."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

from survey_app.programmes.network import Network
from survey_app.programmes.possibilities import Cell, CellName

Numbers = NDArray[np.int64]


def count(network: Network, cells: Mapping[CellName, Cell]) -> int:
    """Return about how many groups there are, before any is listed."""
    return sum(
        comb(len(cell.visitors), size)
        for cell in cells.values()
        for size in range(1, min(cell.host.hosting.cities, len(cell.visitors)) + 1)
    )


class Groups:
    """Hold the groups: `cells[k]` is the cell of group k, `visitors[k]` its cities, padded with `nobody`.

    Cities and topics are numbered as in the problem; `nobody` and `nothing` are one number more.
    """

    def __init__(self, network: Network, cells: Mapping[CellName, Cell]) -> None:
        self.network, self.names = network, list(cells)
        self.nobody, self.nothing = len(network.cities), len(network.topics)
        found = [group for number, name in enumerate(cells) for group in self._of(number, cells[name])]
        most = max((len(visitors) for _, visitors in found), default=1)
        self.cells: Numbers = np.array([cell for cell, _ in found], dtype=np.int64)
        self.visitors: Numbers = np.full((len(found), most), self.nobody, dtype=np.int64)
        for row, (_, visitors) in enumerate(found):
            self.visitors[row, : len(visitors)] = visitors
        order = network.order
        self.hosts: Numbers = np.array([order[host] for host, _ in self.names], dtype=np.int64)
        self.weeks: Numbers = np.array([network.weeks[week] for _, week in self.names], dtype=np.int64)
        self.needs, self.offers = self._ratings()
        self.topics = self._topics()

    def _of(self, number: int, cell: Cell) -> Iterator[tuple[int, tuple[int, ...]]]:
        order, cities, hosting = self.network.order, self.network.cities, cell.host.hosting
        people = {one: cities[one].visiting.people for one in cell.visitors}
        for size in range(1, min(hosting.cities, len(cell.visitors)) + 1):
            for group in combinations(cell.visitors, size):
                if sum(people[one] for one in group) <= hosting.people:
                    yield number, tuple(order[one] for one in group)

    def _ratings(self) -> tuple[Numbers, Numbers]:
        shape = (self.nobody + 1, self.nothing + 1)
        needs, offers = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, city in enumerate(self.network.problem.cities):
            for rated, figures in ((city.needs, needs), (city.offers, offers)):
                for topic, figure in rated.items():
                    figures[row, self.network.topics[topic]] = figure
        return needs, offers

    def _topics(self) -> Numbers:
        """Return the topics that each city offers, padded with `nothing`."""
        most = int((self.offers > 0).sum(axis=1).max(initial=1))
        topics = np.full((self.nobody + 1, max(1, most)), self.nothing, dtype=np.int64)
        for row in range(self.nobody):
            offered = np.nonzero(self.offers[row])[0]
            topics[row, : len(offered)] = offered
        return topics
