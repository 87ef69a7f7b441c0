"""Choose one programme among those that are equal in every objective, always the same one.

Few exchanges, few visits and early weeks weigh little; names decide what is left, so that no two programmes
are likely to weigh the same. Only then are the agendas filled with what gives those present most.
"""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from survey_app.programmes.folded import Part
from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange

FINENESS, COARSE = 2**16, 2**10
"""How finely names are told apart, and how coarsely at least."""
EXCHANGE, VISIT = 8, 4


class Ties:
    """Weigh programmes; the lightest is preferred."""

    def __init__(self, formulation: Formulation) -> None:
        self._formulation = formulation
        self._network = formulation.network

    def part(self, room: int) -> Part | None:
        """Return the weight as an objective after all others, as fine as there is room for so many values."""
        coarsest = self._heaviest(1) + 1
        fineness = min(FINENESS, 2 ** max(0, (room // coarsest).bit_length() - 1))
        if fineness < COARSE:
            return None
        formulation = self._formulation
        choices = len(formulation.opens) * (EXCHANGE + 2) + len(formulation.visits) * (VISIT + 1)
        return Part(self.weight(fineness), True, self._heaviest(fineness), fineness * choices)

    def _heaviest(self, fineness: int) -> int:
        """Return more than any programme can weigh."""
        hosts = {host for host, _ in self._formulation.opens}
        guests = {visitor for _, visitor in self._formulation.visits}
        cities, weeks = self._network.cities, len(self._network.weeks)
        exchanges = sum(min(weeks, cities[host].hosting.exchanges) for host in hosts)
        visits = sum(min(weeks, cities[guest].visiting.trips) for guest in guests)
        return fineness * (exchanges * (EXCHANGE + 2) + visits * (VISIT + 1))

    def weight(self, fineness: int = FINENESS) -> Any:
        """Return the weight of hosts, weeks and visitors."""
        weeks = self._network.weeks
        exchanges = [
            _weight(fineness, EXCHANGE + weeks[week] / len(weeks), host, week) * choice
            for (host, week), choice in self._formulation.opens.items()
        ]
        visits = [
            _weight(fineness, VISIT, host, week, visitor) * choice
            for ((host, week), visitor), choice in self._formulation.visits.items()
        ]
        return sum(exchanges) + sum(visits)

    def carried(self, exchanges: Sequence[Exchange]) -> Any:
        """The points that the sessions of these exchanges carry for those present, counted or not."""
        sessions = self._formulation.sessions
        return sum(
            _weight(FINENESS, points, *cell, topic, presenter) * sessions[cell, topic, presenter]
            for points, cell, topic, presenter in self._formulation.carried(exchanges)
        )


def _weight(fineness: int, size: float, *names: str) -> int:
    return int(size * fineness) + crc32(" ".join(names).encode()) % fineness
