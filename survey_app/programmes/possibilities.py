"""List what is possible at all in a network, so that the solver never opens what the rules exclude."""

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.programmes.model import City
from survey_app.programmes.network import Network
from survey_app.programmes.rules import (
    can_host,
    can_travel,
    fits,
    near_enough,
    refuses,
    shares_language,
    teaches,
    worthwhile,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one host in one week: who could come, and who could present what (topic -> presenters)."""

    host: City
    visitors: tuple[str, ...]
    sessions: dict[str, list[str]]

    @property
    def present(self) -> tuple[str, ...]:
        """Everybody who could be there."""
        return (self.host.id, *self.visitors)


class Possibilities:
    """Find every cell (host, week) in which the rules about single facts and pairs allow an exchange."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.cells: dict[tuple[str, str], Cell] = {}
        cities = network.problem.cities
        for host in cities:
            guests = [other for other in cities if may_visit(network, host, other)]
            for week in (week for week in network.weeks if can_host(host, week)):
                visitors = tuple(other.id for other in guests if can_travel(other, week))
                if visitors:
                    self.cells[host.id, week] = Cell(host, visitors, self._sessions(host, visitors))

    def _sessions(self, host: City, visitors: Sequence[str]) -> dict[str, list[str]]:
        present = [host.id, *visitors]
        presenters = present if self.network.problem.guest_sessions > 0 else present[:1]
        found: dict[str, list[str]] = {}
        for presenter in presenters:
            for topic in self.network.cities[presenter].offers:
                if teaches(self.network, presenter, topic, present):
                    found.setdefault(topic, []).append(presenter)
        return found


def may_visit(network: Network, host: City, visitor: City) -> bool:
    """Say whether no rule about the two cities alone is against the visit, whatever the week."""
    problem = network.problem
    return (
        host.id != visitor.id
        and host.hosting.exchanges > 0
        and visitor.visiting.trips > 0
        and problem.sessions_per_exchange > 0
        and problem.max_exchanges != 0
        and fits(host, [visitor])
        and not refuses(host, visitor)
        and shares_language(host, visitor)
        and near_enough(network, host.id, visitor.id)
        and any(worthwhile(network, host.id, visitor.id, topic) for topic in host.offers)
    )


def needing(network: Network, topic: str, cities: Sequence[str]) -> list[str]:
    """Return those of some cities that need a topic."""
    return [city for city in cities if network.cities[city].needs.get(topic, 0) > 0]
