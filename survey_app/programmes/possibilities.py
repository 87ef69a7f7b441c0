"""List what is possible at all in a network, so that the solver never opens what the rules exclude."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from survey_app.programmes.model import City, Exchange
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
from survey_app.programmes.standing import Standing

CellName = tuple[str, str]
"""A host and a week."""


@dataclass(frozen=True)
class Cell:
    """Hold one host in one week, and who could come."""

    network: Network
    host: City
    visitors: tuple[str, ...]

    @property
    def present(self) -> tuple[str, ...]:
        """Everybody who could be there."""
        return (self.host.id, *self.visitors)

    @cached_property
    def sessions(self) -> dict[str, list[str]]:
        """Who could present what: topic -> presenters."""
        present = self.present
        presenters = present if self.network.problem.guest_sessions > 0 else present[:1]
        found: dict[str, list[str]] = {}
        for presenter in presenters:
            for topic in self.network.cities[presenter].offers:
                if teaches(self.network, presenter, topic, present):
                    found.setdefault(topic, []).append(presenter)
        return found


class Possibilities:
    """Find every cell (host, week) in which the rules about single facts and pairs allow an exchange."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.cells: dict[CellName, Cell] = {}
        cities = network.problem.cities
        for host in cities:
            guests = [other for other in cities if may_visit(network, host, other)]
            for week in (week for week in network.weeks if can_host(host, week)):
                visitors = tuple(other.id for other in guests if can_travel(other, week))
                if visitors:
                    self.cells[host.id, week] = Cell(network, host, visitors)


def cells_around(
    cells: Mapping[CellName, Cell], names: Collection[CellName], standing: Standing
) -> Iterator[tuple[CellName, Cell]]:
    """Yield those of some cells in which an exchange is still possible, with those who could still come."""
    for name in names:
        cell = cells[name]
        if standing.can_host(cell.host, name[1]):
            cities = standing.network.cities
            visitors = tuple(one for one in cell.visitors if standing.can_visit(cities[one], *name))
            if visitors:
                yield name, Cell(cell.network, cell.host, visitors)


def among(
    network: Network,
    cells: Mapping[CellName, Cell],
    found: Mapping[CellName, Collection[str]],
    exchanges: Sequence[Exchange],
) -> dict[CellName, Cell]:
    """Return the cells with some of their visitors only, and with those of a programme."""
    there = {name: set(visitors) for name, visitors in found.items()}
    for one in exchanges:
        there.setdefault((one.host, one.week), set()).update(one.visitors)
    return {
        name: Cell(network, cell.host, tuple(one for one in cell.visitors if one in there[name]))
        for name, cell in cells.items()
        if there.get(name)
    }


def may_visit(network: Network, host: City, visitor: City) -> bool:
    """Say whether no rule about the two cities alone is against the visit, whatever the week."""
    problem = network.problem
    return (
        bool(network.offered[host.id] & network.needed[visitor.id])
        and host.id != visitor.id
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
