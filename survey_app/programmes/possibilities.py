"""List what is possible at all in a network, so that the solver never opens what the rules exclude."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

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
class Host:
    """Hold one city that can host: its visitors with the weeks they share, and how many exchanges fit."""

    city: City
    visitors: dict[str, tuple[str, ...]]
    weeks: tuple[str, ...]

    @property
    def slots(self) -> int:
        """How many exchanges the city can host at most: one in a week."""
        return min(self.city.hosting.exchanges, len(self.weeks))


class Possibilities:
    """Hold every visit and session that the rules about single facts and pairs allow."""

    def __init__(self, network: Network) -> None:
        self.network = network
        found = (self._host(city) for city in network.problem.cities)
        self.hosts = {host.city.id: host for host in found if host.visitors}

    def _host(self, city: City) -> Host:
        visitors = {other.id: self._common_weeks(city, other) for other in self.network.problem.cities}
        visitors = {name: weeks for name, weeks in visitors.items() if weeks}
        shared = {week for weeks in visitors.values() for week in weeks}
        return Host(city, visitors, tuple(week for week in self.network.weeks if week in shared))

    def _common_weeks(self, host: City, visitor: City) -> tuple[str, ...]:
        """Return the weeks in which one city may visit another, empty when some rule is against the pair."""
        if not may_visit(self.network, host, visitor):
            return ()
        weeks = self.network.problem.weeks
        return tuple(week for week in weeks if can_host(host, week) and can_travel(visitor, week))

    @cached_property
    def sessions(self) -> dict[str, dict[str, list[str]]]:
        """Who could present what at each host: host -> topic -> presenters."""
        return {name: self._sessions(host) for name, host in self.hosts.items()}

    def _sessions(self, host: Host) -> dict[str, list[str]]:
        present = [host.city.id, *host.visitors]
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
