"""Choose one programme among those that are equal in every objective, always the same one.

Few exchanges, few visits and early weeks weigh little; names decide what is left, so that no two programmes
are likely to weigh the same. Only then are the agendas filled with what gives those present most.
"""

from collections.abc import Sequence
from typing import Any
from zlib import crc32

from survey_app.programmes.formulation import Formulation
from survey_app.programmes.model import Exchange

FINENESS = 2**16
EXCHANGE, VISIT = 8, 4
LARGEST = 2**52
"""Beyond this the solver's floating-point bounds would no longer see a tie."""


class Ties:
    """Weigh programmes; the lightest is preferred."""

    def __init__(self, formulation: Formulation) -> None:
        self._formulation = formulation
        self._network = formulation.network
        self.unit: int = 2 ** self._heaviest().bit_length()

    def _heaviest(self) -> int:
        """Return more than any programme can weigh."""
        hosts = {host for host, _ in self._formulation.opens}
        guests = {visitor for _, visitor in self._formulation.visits}
        cities, weeks = self._network.cities, len(self._network.weeks)
        exchanges = sum(min(weeks, cities[host].hosting.exchanges) for host in hosts)
        visits = sum(min(weeks, cities[guest].visiting.trips) for guest in guests)
        return FINENESS * (exchanges * (EXCHANGE + 2) + visits * (VISIT + 1))

    @property
    def weight(self) -> Any:
        """The weight of hosts, weeks and visitors."""
        weeks = self._network.weeks
        exchanges = [
            _weight(EXCHANGE + weeks[week] / len(weeks), host, week) * choice
            for (host, week), choice in self._formulation.opens.items()
        ]
        visits = [
            _weight(VISIT, host, week, visitor) * choice
            for ((host, week), visitor), choice in self._formulation.visits.items()
        ]
        return sum(exchanges) + sum(visits)

    def carried(self, exchanges: Sequence[Exchange]) -> Any:
        """The points that the sessions of these exchanges carry for those present, counted or not."""
        sessions = self._formulation.sessions
        return sum(
            _weight(points, *cell, topic, presenter) * sessions[cell, topic, presenter]
            for points, cell, topic, presenter in self._formulation.carried(exchanges)
        )

    def fits(self, value: int) -> bool:
        """Say whether an objective of this size can be settled together with its ties."""
        return bool(self.unit * max(1, abs(value)) < LARGEST)

    def together(self, expression: Any, less_is_better: bool) -> Any:
        """Return one expression for an objective and, far behind it, its ties."""
        return self.unit * expression + (self.weight if less_is_better else -self.weight)

    def apart(self, found: int | None, less_is_better: bool) -> int | None:
        """Return the objective alone from a value or bound of both together."""
        if found is None:
            return None
        # Where less is better the weight was added, so the objective is the integer below; else above.
        return found // self.unit if less_is_better else -(-found // self.unit)


def _weight(size: float, *names: str) -> int:
    return int(size * FINENESS) + crc32(" ".join(names).encode()) % FINENESS
