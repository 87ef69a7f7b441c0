"""Make a first programme quickly: again and again the exchange that gives the cities most.

What a city earns is worth less the more it has already, so that those with nothing come first.
"""

import heapq
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from survey_app.programmes.canonical import canonical
from survey_app.programmes.model import City, Exchange, Session
from survey_app.programmes.network import Network
from survey_app.programmes.objectives import weight
from survey_app.programmes.possibilities import Cell, CellName
from survey_app.programmes.rules import fits, matches, worthwhile
from survey_app.programmes.standing import Standing

CLOSE = 0.95
"""What comes so close to the best that is left is taken: the difference is not worth a search."""


class Greedy:
    """Add exchanges to some that stand."""

    def __init__(
        self, network: Network, cells: Mapping[CellName, Cell], standing: Sequence[Exchange] = ()
    ) -> None:
        self.network, self.cells = network, cells
        self.standing = Standing(network, standing)
        self._forbids = [one for one in network.problem.decisions if one.kind == "forbid"]
        self._even = bool({"served", "fairness"} & set(network.problem.objectives))
        self._worths: dict[tuple[str, str], tuple[int, float]] = {}

    def programme(self, stop: Callable[[], bool] = lambda: False) -> tuple[Exchange, ...]:
        """Return a programme that meets the hard rules; the one that stands where time is up."""
        waiting = [(-self._rough(name), name) for name in self.cells if not stop()]
        heapq.heapify(waiting)
        limit = self.network.problem.max_exchanges
        while waiting and not stop() and (limit is None or len(self.standing.exchanges) < limit):
            _, name = heapq.heappop(waiting)
            found = self._plan(name)
            worth = 0.0 if found is None else self._gain(found)
            if found is None or worth <= 0:
                continue
            if waiting and worth < -waiting[0][0] * CLOSE:
                heapq.heappush(waiting, (-worth, name))
            else:
                self.standing.add(found)
        return canonical(self.network, self.standing.exchanges)

    def _worth(self, city: str, points: int) -> float:
        """Return what so many points more are worth to a city."""
        ideal, earned = self.network.ideals[city], self.standing.earned[city]
        if self._even:
            return math.sqrt((earned + points) / ideal) - math.sqrt(earned / ideal)
        return weight(self.network, city) * points / 1000000

    def _more(self, city: str, topic: str, presenter: str) -> int:
        """Return how many points more a city earns by a session."""
        cities = self.network.cities
        more = cities[presenter].offers[topic] - self.standing.level(city, topic)
        return cities[city].needs.get(topic, 0) * more if more > 0 and city != presenter else 0

    def visit(self, host: City, visitor: str) -> float:
        """Return what a visit is worth to a visitor that may choose the sessions."""
        earned = self.standing.earned[visitor]
        known = self._worths.get((host.id, visitor))
        if known is None or known[0] != earned:
            points = sorted((self._more(visitor, topic, host.id) for topic in host.offers), reverse=True)
            total = sum(points[: self.network.problem.sessions_per_exchange])
            known = self._worths[host.id, visitor] = (earned, self._worth(visitor, total) if total else 0.0)
        return known[1]

    def _rough(self, name: CellName) -> float:
        cell = self.cells[name]
        return sum(
            heapq.nlargest(cell.host.hosting.cities, (self.visit(cell.host, one) for one in cell.visitors))
        )

    def _plan(self, name: CellName) -> Exchange | None:
        """Return the exchange of a cell: those that learn most from the host, and what they all learn."""
        cell = self.cells[name]
        host = cell.host
        if not self.standing.can_host(host, name[1]):
            return None
        guests = self._guests(name, cell)
        sessions = self._agenda(host, [one.id for one in guests])
        own = [topic for _, topic, presenter in sessions if presenter == host.id]
        useful = [
            one.id for one in guests if any(worthwhile(self.network, host.id, one.id, topic) for topic in own)
        ]
        present = {host.id, *useful}
        held = [
            Session(topic, presenter, {})
            for _, topic, presenter in sessions
            if presenter in present and any(self._more(city, topic, presenter) for city in present)
        ]
        useful_again = [
            one
            for one in useful
            if any(s.presenter == host.id and worthwhile(self.network, host.id, one, s.topic) for s in held)
        ]
        found = Exchange(*name, tuple(useful), tuple(held))
        if not useful or useful_again != useful or any(matches(one, found) for one in self._forbids):
            return None
        return found

    def _guests(self, name: CellName, cell: Cell) -> list[City]:
        cities = self.network.cities
        alone = [
            one
            for one in self._forbids
            if one.visitor and one.host == name[0] and one.week in {None, name[1]}
        ]
        unwanted = {one.visitor for one in alone}
        free = [
            one
            for one in cell.visitors
            if one not in unwanted
            and self.standing.can_visit(cities[one], *name)
            and self.visit(cell.host, one) > 0
        ]
        guests: list[City] = []
        for one in sorted(free, key=lambda one: -self.visit(cell.host, one)):
            if fits(cell.host, [*guests, cities[one]]):
                guests.append(cities[one])
            if len(guests) == cell.host.hosting.cities:
                break
        return guests

    def _agenda(self, host: City, guests: Sequence[str]) -> list[tuple[float, str, str]]:
        """Return the sessions that give most: (worth, topic, presenter)."""
        problem = self.network.problem
        present = [host.id, *guests]
        own = sorted(self._sessions(present, host.id), reverse=True)[: problem.sessions_per_exchange]
        others = sorted((one for guest in guests for one in self._sessions(present, guest)), reverse=True)
        for one in others:
            held = [other for other in own if other[2] != host.id]
            if len(held) >= problem.guest_sessions:
                break
            same = [other for other in own if other[1] == one[1]]
            if len(own) >= problem.sessions_per_exchange:
                same = same or own[-1:]
            hosted = [other for other in own if other[2] == host.id and other not in same]
            if hosted and all(other[2] == host.id and other[0] < one[0] for other in same):
                own = sorted([*(other for other in own if other not in same), one], reverse=True)
        return own

    def _sessions(self, present: Sequence[str], presenter: str) -> Iterator[tuple[float, str, str]]:
        forbidden = {
            one.topic for one in self._forbids if one.host == present[0] and one.topic and not one.visitor
        }
        for topic in self.network.cities[presenter].offers:
            more = {city: self._more(city, topic, presenter) for city in present}
            worth = sum(self._worth(city, points) for city, points in more.items() if points)
            if worth > 0 and topic not in forbidden:
                yield worth, topic, presenter

    def _gain(self, found: Exchange) -> float:
        """Return what an exchange adds for all who are present."""
        total = 0.0
        for city in (found.host, *found.visitors):
            best: dict[str, int] = {}
            for session in found.sessions:
                more = self._more(city, session.topic, session.presenter)
                best[session.topic] = max(best.get(session.topic, 0), more)
            points = sum(best.values())
            total += self._worth(city, points) if points else 0.0
        return total
